"""triage: proposals, labels, models."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0060"
down_revision = "0070"

AT = sa.DateTime(timezone=True)
JSONB = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    op.create_table(
        "triage_proposals",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("model", sa.Integer(), comment="of triage_models; null: the shipped one"),
        sa.Column(
            "version",
            sa.String(),
            nullable=False,
            comment="of the lexicon and the catalogue that was read",
        ),
        sa.Column("code", sa.String(), comment="the first choice; null: nobody can tell"),
        sa.Column("share", sa.Float(), nullable=False, comment="how likely it is, 0 to 1"),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("content", JSONB, nullable=False, comment="choices, reasons, alarms, mood"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_triage_proposals_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_triage_proposals")),
    )
    op.create_table(
        "triage_labels",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("by_id", sa.Integer()),
        sa.Column(
            "code", sa.String(), nullable=False, comment="a category's, or who it is for elsewhere"
        ),
        sa.Column("proposed", sa.String(), comment="what was proposed; null: nothing"),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("model", sa.Integer()),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_triage_labels_by_id")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_triage_labels_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_triage_labels")),
    )
    op.create_index(op.f("ix_triage_labels_at"), "triage_labels", ["at"])
    op.create_table(
        "triage_models",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column(
            "taken",
            sa.Boolean(),
            nullable=False,
            comment="better than the last; the newest taken is in force",
        ),
        sa.Column("weights", sa.LargeBinary(), nullable=False, comment="arrays, no code"),
        sa.Column("about", JSONB, nullable=False, comment="from how many texts, and how good"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triage_models")),
    )


def downgrade() -> None:
    op.drop_table("triage_models")
    op.drop_table("triage_labels")
    op.drop_table("triage_proposals")
