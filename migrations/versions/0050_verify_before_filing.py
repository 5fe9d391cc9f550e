"""verify before filing: the stage VERIFYING, and what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0040"

BEFORE = (
    *("received", "accepted", "declined", "filed", "dispatched", "handling", "handled"),
    *("checking", "checked", "closed", "revisited"),
)


def _allow(stages: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_cases_stage"), "cases", type_="check")
    said = ", ".join(f"'{stage}'" for stage in stages)
    op.create_check_constraint(op.f("ck_cases_stage"), "cases", f"stage in ({said})")


def upgrade() -> None:
    _allow((*BEFORE, "verifying"))
    op.add_column(
        "cases",
        sa.Column(
            "verified",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="seen by an inspector before it was filed",
        ),
    )


def downgrade() -> None:
    op.drop_column("cases", "verified")
    op.execute("update cases set stage = 'accepted' where stage = 'verifying'")
    _allow(BEFORE)
