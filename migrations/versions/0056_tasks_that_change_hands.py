"""tasks that change hands: chosen, accepted, passed on, waiting; answers kept; the country."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from city.db import PointType

revision = "0056"
down_revision = "0077"

STATES = ("open", "done", "recalled", "lapsed", "waiting")
LEFT = "state = 'waiting' or (stuck and state = 'open')"


def _allow(states: tuple[str, ...], unique: str) -> None:
    op.drop_constraint(op.f("ck_tasks_taskstate"), "tasks", type_="check")
    said = ", ".join(f"'{state}'" for state in states)
    op.create_check_constraint(op.f("ck_tasks_taskstate"), "tasks", f"state in ({said})")
    op.drop_index("uq_tasks_case_open", table_name="tasks")
    op.create_index(
        "uq_tasks_case_open", "tasks", ["case_id"], unique=True, postgresql_where=unique
    )


def upgrade() -> None:
    op.add_column(
        "cases",
        sa.Column(
            "country",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="verify and check may take twice as long",
        ),
    )
    moment = sa.DateTime(timezone=True)
    jsonb = postgresql.JSONB(astext_type=sa.Text())
    for name, kind, default, comment in (
        ("accepted_at", moment, None, None),
        ("lapse_at", moment, None, "when it is passed on"),
        ("stuck", sa.Boolean(), sa.false(), "let lie, and nobody else to be asked"),
        ("turn", sa.Integer(), "1", None),
        ("asked", sa.ARRAY(sa.Integer()), "{}", "who had it before"),
        ("why", jsonb, "{}", "why this one, or why nobody, in words"),
    ):
        nullable = default is None
        column = sa.Column(name, kind, server_default=default, nullable=nullable, comment=comment)
        op.add_column("tasks", column)
    comment = "none while it waits for anybody"
    op.alter_column("tasks", "person_id", nullable=True, comment=comment)
    _allow(STATES, "state in ('open', 'waiting')")
    op.create_index(
        "ix_tasks_lapse_at", "tasks", ["lapse_at"], postgresql_where="lapse_at is not null"
    )
    op.create_index("ix_tasks_left", "tasks", ["created_at"], postgresql_where=LEFT)
    verdict = sa.Enum(
        *("yes", "no", "cannot"),
        name="verdict",
        native_enum=False,
        create_constraint=True,
        length=32,
    )
    op.create_table(
        "task_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("verdict", verdict, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False, comment="why not on the spot"),
        sa.Column("photos", sa.ARRAY(sa.String()), nullable=False, comment="ids"),
        sa.Column("position", PointType(), nullable=True),
        sa.Column("accuracy", sa.Double(), nullable=True),
        sa.Column("apart", sa.Double(), nullable=True, comment="metres that surely lay in between"),
        sa.Column("at", moment, nullable=False, comment="the moment that counts"),
        sa.Column("made_at", moment, nullable=False, comment="as the phone said"),
        sa.Column("received_at", moment, nullable=False),
        sa.Column(
            "counted",
            sa.Boolean(),
            nullable=False,
            comment="no: it came too late, and is evidence",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_task_answers_person_id")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_task_answers_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_answers")),
    )
    op.create_index(op.f("ix_task_answers_task_id"), "task_answers", ["task_id"])


def downgrade() -> None:
    """Whoever comes after knows no task that waits or lapsed: they are as good as recalled."""
    op.drop_table("task_answers")
    op.drop_index("ix_tasks_left", table_name="tasks")
    op.drop_index("ix_tasks_lapse_at", table_name="tasks")
    op.execute("delete from tasks where person_id is null")
    op.execute("update tasks set state = 'recalled' where state in ('lapsed', 'waiting')")
    _allow(STATES[:3], "state = 'open'")
    op.alter_column("tasks", "person_id", nullable=False, comment=None)
    for name in ("why", "asked", "turn", "stuck", "lapse_at", "accepted_at"):
        op.drop_column("tasks", name)
    op.drop_column("cases", "country")
