"""tasks of a case and of a person: those that are done, too, are found without reading all."""

from alembic import op

revision = "0130"
down_revision = "0115"


def upgrade() -> None:
    op.create_index("ix_tasks_case", "tasks", ["case_id"])
    op.create_index("ix_tasks_person", "tasks", ["person_id", "created_at"])


def downgrade() -> None:
    op.drop_index("ix_tasks_person", table_name="tasks")
    op.drop_index("ix_tasks_case", table_name="tasks")
