"""what anybody may see: closed cases by place and by day."""

from alembic import op

revision = "0040"
down_revision = "0030"

CLOSED = "stage in ('closed', 'revisited')"


def upgrade() -> None:
    for name, columns, using in (
        ("ix_cases_closed_position", ["position"], "gist"),
        ("ix_cases_closed_at", ["stage_at", "id"], "btree"),
    ):
        op.create_index(name, "cases", columns, postgresql_using=using, postgresql_where=CLOSED)


def downgrade() -> None:
    for name in ("ix_cases_closed_at", "ix_cases_closed_position"):
        op.drop_index(name, table_name="cases")
