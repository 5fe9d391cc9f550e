"""the whole life of a case: put off, delegated, approved, ordered, voided; a version of each."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0051"
down_revision = "0055"

BEFORE = (
    *("received", "accepted", "verifying", "declined", "filed", "dispatched", "handling"),
    *("handled", "checking", "checked", "closed", "revisited"),
)
OVER = "stage not in ('declined', 'closed', 'revisited')"
GOING_ON = "stage not in ('declined', 'closed', 'revisited', 'voided')"
JSON = postgresql.JSONB(astext_type=sa.Text())
WHEN = sa.DateTime(timezone=True)
COLUMNS = (
    ("version", sa.Integer(), "1", "grows with every step"),
    ("last", sa.String(), None, "the action that led to this stage"),
    ("taken", JSON, "{}", "how often what may be done only so often"),
    ("chain", sa.ARRAY(sa.Integer()), "{}", "who delegated it, in order"),
    ("handled_by_id", sa.Integer(), None, None),
    ("until", WHEN, None, "suspended or deferred until then"),
    ("answer_by", WHEN, None, "an order waits for its answer"),
    ("approval_id", sa.Uuid(), None, "the request that waits"),
    ("late", sa.Boolean(), sa.false(), "it was handled late; that stays"),
    ("exempt", sa.Boolean(), sa.false(), "an appeal was heard: not counted as late"),
)
STATES = ("open", "granted", "refused", "withdrawn", "lapsed")
PEOPLE = ("asked_by_id", "first_by_id", "decided_by_id")


def _allow(stages: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_cases_stage"), "cases", type_="check")
    said = ", ".join(f"'{stage}'" for stage in stages)
    op.create_check_constraint(op.f("ck_cases_stage"), "cases", f"stage in ({said})")


def _index_open(predicate: str) -> None:
    op.drop_index("ix_cases_open_position", table_name="cases")
    op.create_index(
        "ix_cases_open_position",
        "cases",
        ["position"],
        postgresql_using="gist",
        postgresql_where=predicate,
    )


def upgrade() -> None:
    _allow((*BEFORE, "suspended", "deferred", "voided"))
    for name, kind, default, comment in COLUMNS:
        column = sa.Column(
            name, kind, server_default=default, nullable=default is None, comment=comment
        )
        op.add_column("cases", column)
    op.create_foreign_key(
        op.f("fk_cases_handled_by_id"), "cases", "people", ["handled_by_id"], ["id"]
    )
    _index_open(GOING_ON)
    for name, columns, predicate in (
        ("ix_cases_until", ["until"], "until is not null"),
        ("ix_cases_ordered", ["received_at", "id"], "answer_by is not null"),
        ("ix_cases_going_on", ["received_at", "id"], GOING_ON),
    ):
        op.create_index(name, "cases", columns, postgresql_where=predicate)
    _approvals()


def _approvals() -> None:
    def named(name: str, kind: sa.types.TypeEngine, comment: str | None = None) -> sa.Column:
        return sa.Column(name, kind, nullable=False, comment=comment)

    def open_(name: str, kind: sa.types.TypeEngine) -> sa.Column:
        return sa.Column(name, kind, nullable=True)

    states = sa.Enum(
        *STATES, name="approvalstate", native_enum=False, create_constraint=True, length=32
    )
    op.create_table(
        "approvals",
        named("id", sa.Uuid()),
        named("case_id", sa.Uuid()),
        named("action", sa.String()),
        named("wish", JSON, "what came with the request"),
        named("note", sa.String()),
        named("asked_at", WHEN),
        open_("asked_by_id", sa.Integer()),
        named("asked_by", sa.String()),
        named("asked_as", sa.String(), "role"),
        open_("organisation_id", sa.Integer()),
        named("waits_for", sa.String(), "the role that decides next, or decided last"),
        open_("first_by_id", sa.Integer()),
        open_("first_by", sa.String()),
        open_("first_at", WHEN),
        named("state", states),
        open_("decided_by_id", sa.Integer()),
        open_("decided_by", sa.String()),
        open_("decided_at", WHEN),
        open_("reason", sa.String()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_approvals_case_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_approvals_organisation_id")
        ),
        *(
            sa.ForeignKeyConstraint([who], ["people.id"], name=op.f(f"fk_approvals_{who}"))
            for who in PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
    )
    is_open = {"postgresql_where": "state = 'open'"}
    op.create_index("uq_approvals_case_open", "approvals", ["case_id"], unique=True, **is_open)
    op.create_index("ix_approvals_waiting", "approvals", ["waits_for", "asked_at", "id"], **is_open)


def downgrade() -> None:
    op.drop_table("approvals")
    for name in ("ix_cases_going_on", "ix_cases_ordered", "ix_cases_until"):
        op.drop_index(name, table_name="cases")
    _index_open(OVER)
    op.drop_constraint(op.f("fk_cases_handled_by_id"), "cases", type_="foreignkey")
    for name, *_ in reversed(COLUMNS):
        op.drop_column("cases", name)
    op.execute("update cases set stage = 'handling' where stage in ('suspended', 'deferred')")
    op.execute("update cases set stage = 'declined' where stage = 'voided'")
    _allow(BEFORE)
