"""reports by the component that was picked: an undone import lets go of components one by one."""

from alembic import op

revision = "0131"
down_revision = "0125"


def upgrade() -> None:
    op.create_index(
        "ix_reports_component_id",
        "reports",
        ["component_id"],
        postgresql_where="component_id is not null",
    )


def downgrade() -> None:
    op.drop_index("ix_reports_component_id", table_name="reports")
