"""Worklists by area: the indexes that a district's or a subdistrict's lists are read by.

Revision ID: 0052
"""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

GOING_ON = "stage not in ('declined', 'closed', 'revisited', 'voided')"
AREAS = ("district", "subdistrict")


def upgrade() -> None:
    """Add the indexes."""
    for area in AREAS:
        columns = [f"{area}_id", "stage", "received_at", "id"]
        op.create_index(f"ix_cases_{area}", "cases", columns)
    op.drop_index("ix_cases_going_on", "cases")


def downgrade() -> None:
    """Remove them."""
    columns = ["received_at", "id"]
    op.create_index("ix_cases_going_on", "cases", columns, postgresql_where=sa.text(GOING_ON))
    for area in AREAS:
        op.drop_index(f"ix_cases_{area}", "cases")
