"""catalogue by version, clocks with pauses, dispatch rules over place and time."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0002"

HANDLING = (
    *("repair", "replace", "clean", "remove", "stop", "enforce", "make_safe", "plant", "tidy"),
    "answer",
)


def _choice(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=32)


def _added(table: str, *columns: sa.Column) -> None:
    """Columns with a value for the rows that are there, and no default afterwards."""
    for column in columns:
        op.add_column(table, column)
        if column.server_default is not None:
            op.alter_column(table, column.name, server_default=None)


def upgrade() -> None:
    _catalogue()
    _clocks()
    _dispatch()


def _catalogue() -> None:
    _added(
        "categories",
        sa.Column(
            "name_en",
            sa.String(),
            nullable=False,
            server_default="",
            comment="empty: the Chinese name is shown",
        ),
        sa.Column(
            "automatic",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="a rule may dispatch it",
        ),
        sa.Column(
            "withdrawn_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="since when nothing is filed",
        ),
    )
    _added(
        "filing_conditions",
        sa.Column(
            "season",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="runs from the planting season on",
        ),
        sa.Column(
            "photos",
            sa.ARRAY(sa.String()),
            nullable=False,
            server_default="{}",
            comment="Views",
        ),
        sa.Column(
            "handling",
            _choice(*HANDLING, name="handling"),
            nullable=False,
            server_default="repair",
        ),
        sa.Column(
            "automatic",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="a rule may dispatch it",
        ),
        sa.Column(
            "valid_from",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="null: from the beginning",
        ),
        sa.Column("valid_to", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_check_constraint(
        op.f("ck_filing_conditions_handling"),
        "filing_conditions",
        sa.column("handling").in_(HANDLING),
    )
    op.drop_constraint("uq_filing_conditions_category_id_ordinal", "filing_conditions")
    op.create_index(
        "uq_filing_conditions_current",
        "filing_conditions",
        ["category_id", "ordinal"],
        unique=True,
        postgresql_where=sa.text("valid_to is null"),
    )
    op.create_table(
        "catalogue_versions",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "origin",
            sa.String(),
            nullable=False,
            comment="shipped, or the name of the city's own file",
        ),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_versions")),
    )


def _clocks() -> None:
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_days")),
    )
    op.create_table(
        "planting_seasons",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("from_month", "from_day", "to_month", "to_day")
        ),
        sa.CheckConstraint(
            "from_month between 1 and 12 and to_month between 1 and 12",
            name=op.f("ck_planting_seasons_months"),
        ),
        sa.CheckConstraint(
            "from_day between 1 and 31 and to_day between 1 and 31",
            name=op.f("ck_planting_seasons_days"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planting_seasons")),
    )
    moment = sa.DateTime(timezone=True)
    op.add_column(
        "cases",
        sa.Column("yellow_at", moment, nullable=True, comment="when four fifths are used up"),
    )
    op.add_column(
        "cases", sa.Column("turn_at", moment, nullable=True, comment="when the lamp turns next")
    )
    op.add_column(
        "cases",
        sa.Column(
            "clock",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            server_default="{}",
            comment="limits, pauses, extensions of the running clock",
        ),
    )
    op.execute(
        "update cases set yellow_at = clock_from + (due_at - clock_from) * 0.8"
        " where due_at is not null and clock_from is not null"
    )
    op.execute(
        "update cases set turn_at = case when yellow_at > now() then yellow_at else due_at end"
        " where due_at > now()"
    )
    op.create_index(
        "ix_cases_turn_at",
        "cases",
        ["turn_at"],
        unique=False,
        postgresql_where=sa.text("turn_at is not null"),
    )


def _dispatch() -> None:
    op.drop_constraint("fk_dispatch_rules_district_id", "dispatch_rules")
    op.alter_column(
        "dispatch_rules",
        "district_id",
        new_column_name="area_id",
        comment="a district, subdistrict, community, beat or cell",
    )
    _added(
        "dispatch_rules",
        sa.Column(
            "class_code", sa.String(), nullable=True, comment="occurrence-04: the whole class"
        ),
        sa.Column("condition_id", sa.Integer(), nullable=True),
        sa.Column("road", sa.String(), nullable=True, comment="the name of the road that it is on"),
        sa.Column(
            "owner_id", sa.Integer(), nullable=True, comment="the component's owner is this one"
        ),
        sa.Column(
            "days",
            _choice("any", "working", "off", name="days"),
            nullable=False,
            server_default="any",
        ),
        sa.Column(
            "opens", sa.Time(), nullable=True, comment="by the city's clock; may go over midnight"
        ),
        sa.Column("closes", sa.Time(), nullable=True),
        sa.Column(
            "note",
            sa.String(),
            nullable=False,
            server_default="",
            comment="why there is this rule",
        ),
    )
    op.create_check_constraint(
        op.f("ck_dispatch_rules_days"),
        "dispatch_rules",
        sa.column("days").in_(["any", "working", "off"]),
    )
    for column, table in (
        ("area_id", "areas"),
        ("condition_id", "filing_conditions"),
        ("owner_id", "organisations"),
    ):
        name = op.f(f"fk_dispatch_rules_{column}")
        op.create_foreign_key(name, "dispatch_rules", table, [column], ["id"])
    op.create_table(
        "dispatches",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "rule_id",
            sa.Integer(),
            nullable=True,
            comment="null: by hand, or by ownership",
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatches")),
    )
    op.create_index(op.f("ix_dispatches_at"), "dispatches", ["at"], unique=False)
    op.create_index(op.f("ix_dispatches_case_id_id"), "dispatches", ["case_id", "id"])


def downgrade() -> None:
    _undo_dispatch()
    op.drop_index("ix_cases_turn_at", "cases")
    for column in ("clock", "turn_at", "yellow_at"):
        op.drop_column("cases", column)
    op.drop_table("planting_seasons")
    op.drop_table("calendar_days")
    _undo_catalogue()


def _undo_dispatch() -> None:
    op.drop_table("dispatches")
    for column in ("area_id", "condition_id", "owner_id"):
        op.drop_constraint(f"fk_dispatch_rules_{column}", "dispatch_rules")
    op.execute(
        "delete from dispatch_rules r where class_code is not null or condition_id is not null"
        " or road is not null or owner_id is not null or days <> 'any' or opens is not null"
        " or exists (select from areas a where a.id = r.area_id and a.kind <> 'district')"
    )
    op.drop_constraint("ck_dispatch_rules_days", "dispatch_rules")
    for column in ("note", "closes", "opens", "days", "owner_id", "road", "condition_id"):
        op.drop_column("dispatch_rules", column)
    op.drop_column("dispatch_rules", "class_code")
    op.alter_column("dispatch_rules", "area_id", new_column_name="district_id", comment=None)
    op.create_foreign_key(
        "fk_dispatch_rules_district_id", "dispatch_rules", "areas", ["district_id"], ["id"]
    )


def _undo_catalogue() -> None:
    """Cases keep the row that they were filed by; ended rows move behind the present ones."""
    op.drop_table("catalogue_versions")
    op.drop_index("uq_filing_conditions_current", "filing_conditions")
    op.execute(
        "update filing_conditions f set ordinal = 1000 + n from (select id, row_number()"
        " over (partition by category_id order by id) n from filing_conditions"
        " where valid_to is not null) ended where ended.id = f.id"
    )
    op.create_unique_constraint(
        "uq_filing_conditions_category_id_ordinal", "filing_conditions", ["category_id", "ordinal"]
    )
    op.drop_constraint("ck_filing_conditions_handling", "filing_conditions")
    for column in ("valid_to", "valid_from", "automatic", "handling", "photos", "season"):
        op.drop_column("filing_conditions", column)
    for column in ("withdrawn_at", "automatic", "name_en"):
        op.drop_column("categories", column)
