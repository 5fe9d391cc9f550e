"""the component picked on the map, and what a photo shows."""

import sqlalchemy as sa
from alembic import op

revision = "0125"
down_revision = "0130"


def upgrade() -> None:
    op.add_column(
        "reports",
        sa.Column(
            "component_id",
            sa.Integer(),
            nullable=True,
            comment="the very component, as its sender picked it on the map",
        ),
    )
    op.create_foreign_key(
        op.f("fk_reports_component_id"),
        "reports",
        "components",
        ["component_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.add_column(
        "photos",
        sa.Column(
            "view",
            sa.String(),
            nullable=True,
            comment="near, far, reference, as its sender says",
        ),
    )


def downgrade() -> None:
    op.drop_column("photos", "view")
    op.drop_constraint(op.f("fk_reports_component_id"), "reports", type_="foreignkey")
    op.drop_column("reports", "component_id")
