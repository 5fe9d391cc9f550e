"""deeds: changes that a phone may send again, carried out once."""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0050"


def upgrade() -> None:
    op.create_table(
        "deeds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column(
            "fingerprint",
            sa.String(),
            nullable=False,
            comment="SHA-256 of what was asked, in hex",
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deeds")),
    )
    op.create_index(op.f("ix_deeds_at"), "deeds", ["at"])


def downgrade() -> None:
    op.drop_table("deeds")
