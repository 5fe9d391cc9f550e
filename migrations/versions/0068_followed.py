"""reports: their senders may follow the case of somebody else's report no longer."""

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0065"


def upgrade() -> None:
    op.add_column(
        "reports",
        sa.Column(
            "unfollowed_at",
            sa.DateTime(timezone=True),
            comment="since when its sender is told no more of a case that another opened",
        ),
    )


def downgrade() -> None:
    op.drop_column("reports", "unfollowed_at")
