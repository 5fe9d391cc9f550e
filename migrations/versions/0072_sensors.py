"""points that sensors measure."""

import sqlalchemy as sa
from alembic import op

from city.db import PointType

revision = "0072"
down_revision = "0071"


def upgrade() -> None:
    op.create_table(
        "sensor_points",
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=True, comment="code of what an alarm is"),
        sa.Column("place_words", sa.String(), nullable=False),
        sa.Column("position", PointType(), nullable=True),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column(
            "hold",
            sa.Integer(),
            nullable=False,
            comment="for so long beyond a bound, then it is an alarm",
        ),
        sa.Column(
            "calm",
            sa.Integer(),
            nullable=False,
            comment="for so long within, then the next one counts",
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("beyond_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("within_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "raised_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="an alarm stands since then",
        ),
        sa.ForeignKeyConstraint(["client"], ["clients.key"], name=op.f("fk_sensor_points_client")),
        sa.PrimaryKeyConstraint("client", "code", name=op.f("pk_sensor_points")),
    )


def downgrade() -> None:
    op.drop_table("sensor_points")
