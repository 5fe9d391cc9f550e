"""revisits: whoever reported is asked after closing."""

import sqlalchemy as sa
from alembic import op

revision = "0076"
down_revision = "0052"


def upgrade() -> None:
    op.create_table(
        "revisits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "event_id", sa.BigInteger(), nullable=False, comment="of the closing that it asks about"
        ),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "answered",
                "over",
                name="revisitstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "by_phone", sa.Boolean(), nullable=False, comment="nothing else leads to the reporter"
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "way",
            sa.Enum(
                "link",
                "app",
                "call",
                name="way",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("satisfied", sa.Boolean(), nullable=True),
        sa.Column("solved", sa.Boolean(), nullable=True),
        sa.Column(
            "why",
            sa.Enum(
                "not_done",
                "again",
                "other_place",
                "quality",
                "slow",
                "attitude",
                "other",
                name="why",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reopened", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_revisits_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_revisits_case_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_revisits_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisits")),
    )
    op.create_index(
        "ix_revisits_asked",
        "revisits",
        ["asked_at", "id"],
        unique=False,
        postgresql_where="state = 'asked'",
    )
    op.create_index("ix_revisits_case_id", "revisits", ["case_id"], unique=False)
    op.create_index("uq_revisits_event", "revisits", ["event_id", "report_id"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_revisits_event", table_name="revisits")
    op.drop_index("ix_revisits_case_id", table_name="revisits")
    op.drop_index("ix_revisits_asked", table_name="revisits", postgresql_where="state = 'asked'")
    op.drop_table("revisits")
