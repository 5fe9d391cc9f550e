"""what came back: counted by the case that was closed."""

from alembic import op

revision = "0096"
down_revision = "0100"


def upgrade() -> None:
    op.create_index(
        "ix_cases_repeats_id", "cases", ["repeats_id"], postgresql_where="repeats_id is not null"
    )


def downgrade() -> None:
    op.drop_index("ix_cases_repeats_id", table_name="cases")
