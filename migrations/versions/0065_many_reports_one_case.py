"""many reports, one case: merges, what is found by its like, bursts, repeats, mass events."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0065"
down_revision = "0056"

OVER = "stage not in ('declined', 'closed', 'revisited', 'voided'{more})"
BACK = """
update cases set
    stage = merges.before ->> 'stage',
    clock = merges.before -> 'clock',
    stage_at = (merges.before ->> 'stage_at')::timestamptz,
    clock_from = (merges.before ->> 'clock_from')::timestamptz,
    yellow_at = (merges.before ->> 'yellow_at')::timestamptz,
    due_at = (merges.before ->> 'due_at')::timestamptz,
    turn_at = (merges.before ->> 'turn_at')::timestamptz
from merges where merges.case_id = cases.id and merges.undone_at is null
"""
TASKS = """
update tasks set state = 'open'
from merges where merges.before ->> 'task' = tasks.id::text and merges.undone_at is null
"""
HOME = """
update reports set case_id = cases.id from cases
where cases.report_id = reports.id and reports.case_id is distinct from cases.id
"""


def _stages() -> list[str]:
    """The stages that the table takes now, whatever was added before or since."""
    said = op.get_bind().scalar(
        sa.text("select pg_get_constraintdef(oid) from pg_constraint where conname = :name"),
        {"name": "ck_cases_stage"},
    )
    return str(said).split("'")[1::2]


def _allow(stages: list[str]) -> None:
    op.drop_constraint(op.f("ck_cases_stage"), "cases", type_="check")
    said = ", ".join(f"'{stage}'" for stage in stages)
    op.create_check_constraint(op.f("ck_cases_stage"), "cases", f"stage in ({said})")


def _going_on(more: str) -> None:
    """The index on open cases, with or without the merged ones."""
    op.drop_index("ix_cases_open_position", table_name="cases")
    op.create_index(
        "ix_cases_open_position",
        "cases",
        ["position"],
        postgresql_using="gist",
        postgresql_where=OVER.format(more=more),
    )


def upgrade() -> None:
    _allow([*_stages(), "merged"])
    _going_on(", 'merged'")
    op.create_table(
        "merges",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("into_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column(
            "why",
            postgresql.JSONB(),
            nullable=False,
            comment="the share and its reasons, or who said so",
        ),
        sa.Column(
            "before",
            postgresql.JSONB(),
            nullable=False,
            comment="how the case stood, to restore it",
        ),
        sa.Column(
            "made_urgent",
            sa.Boolean(),
            nullable=False,
            comment="whether the other became urgent by it",
        ),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("case_id <> into_id", name=op.f("ck_merges_two_cases")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_merges_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_merges_case_id")),
        sa.ForeignKeyConstraint(["into_id"], ["cases.id"], name=op.f("fk_merges_into_id")),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["people.id"], name=op.f("fk_merges_undone_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merges")),
    )
    op.create_index(
        "uq_merges_case", "merges", ["case_id"], unique=True, postgresql_where="undone_at is null"
    )
    op.create_index("ix_merges_into", "merges", ["into_id"], postgresql_where="undone_at is null")
    op.add_column(
        "cases",
        sa.Column(
            "keys",
            sa.ARRAY(sa.Integer()),
            nullable=True,
            comment="hashes of its words and place phrases, to find its like by",
        ),
    )
    op.create_index(
        "ix_cases_open_keys",
        "cases",
        ["keys"],
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
        postgresql_where=OVER.format(more=", 'merged'"),
    )
    _add_links()
    op.alter_column(
        "reports", "case_id", comment="where it stands now; the case that it opened says so itself"
    )
    op.add_column(
        "reports",
        sa.Column(
            "follows_id",
            sa.Uuid(),
            nullable=True,
            comment="the case that the sender says is the same",
        ),
    )


def _add_links() -> None:
    for name, comment in (
        ("burst_id", "the first case of the burst of copies that it belongs to"),
        ("repeats_id", "a case that was closed, and the same problem is back"),
    ):
        op.add_column("cases", sa.Column(name, sa.Uuid(), nullable=True, comment=comment))
        op.create_foreign_key(op.f(f"fk_cases_{name}"), "cases", "cases", [name], ["id"])
    op.add_column(
        "cases",
        sa.Column(
            "mass_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="since when many report it at once",
        ),
    )
    op.create_index(
        "ix_cases_burst_id", "cases", ["burst_id"], postgresql_where="burst_id is not null"
    )


def downgrade() -> None:
    """Every merge is undone as it stands: each report is with its own case, at its own stage."""
    for statement in (BACK, TASKS, HOME):
        op.execute(statement)
    op.drop_column("reports", "follows_id")
    op.alter_column("reports", "case_id", comment=None)
    op.drop_index("ix_cases_open_keys", table_name="cases")
    op.drop_index("ix_cases_burst_id", table_name="cases")
    for name in ("mass_at", "repeats_id", "burst_id", "keys"):
        op.drop_column("cases", name)
    op.drop_table("merges")
    _going_on("")
    _allow([stage for stage in _stages() if stage != "merged"])
