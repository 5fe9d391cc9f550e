"""surveys: what is asked of some beats, a task for each, and what was found there."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from city.db import PointType

revision = "0090"
down_revision = "0068"

WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    _surveys()
    _tasks()
    _findings()
    op.add_column("photos", sa.Column("survey_task_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_photos_survey_task_id"), "photos", "survey_tasks", ["survey_task_id"], ["id"]
    )
    op.create_index(
        "ix_photos_survey_task_id",
        "photos",
        ["survey_task_id"],
        postgresql_where="survey_task_id is not null",
    )
    op.drop_constraint(op.f("ck_photos_belongs"), "photos")
    op.create_check_constraint(
        op.f("ck_photos_belongs"), "photos", "num_nonnulls(report_id, case_id, survey_task_id) >= 1"
    )


def downgrade() -> None:
    for table in ("uploads", "photo_boxes"):
        op.execute(
            f"delete from {table} using photos p"
            " where p.id = photo_id and p.survey_task_id is not null"
        )
    op.execute("delete from photos where survey_task_id is not null")
    op.drop_constraint(op.f("ck_photos_belongs"), "photos")
    op.create_check_constraint(
        op.f("ck_photos_belongs"), "photos", "num_nonnulls(report_id, case_id) >= 1"
    )
    op.drop_index("ix_photos_survey_task_id", "photos")
    op.drop_column("photos", "survey_task_id")
    op.execute(
        "delete from duty_settings where name in ('surveys_at_once', 'survey_accept_minutes')"
    )
    op.drop_table("survey_findings")
    op.drop_table("survey_tasks")
    op.drop_table("surveys")


def _surveys() -> None:
    op.create_table(
        "surveys",
        sa.Column("id", sa.Uuid(), nullable=False, comment="made by the page"),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False, comment="what the inspectors are told"),
        sa.Column("campaign", sa.String(), nullable=False, comment="专项活动; empty: none"),
        sa.Column("categories", sa.ARRAY(sa.String()), nullable=False, comment="codes"),
        sa.Column(
            "questions", postgresql.JSONB(), nullable=False, comment="see city.surveys.questions"
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", WHEN, nullable=False),
        sa.Column("until", WHEN, nullable=False),
        sa.Column("recalled_at", WHEN, nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_surveys_organisation_id")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_surveys_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveys")),
    )
    op.create_index("ix_surveys_organisation", "surveys", ["organisation_id", "created_at"])


def _tasks() -> None:
    state = sa.Enum(
        *("waiting", "open", "done", "lapsed", "recalled"),
        name="taskstate",
        native_enum=False,
        create_constraint=True,
        length=32,
    )
    op.create_table(
        "survey_tasks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("beat_id", sa.Integer(), nullable=False),
        sa.Column(
            "person_id", sa.Integer(), nullable=True, comment="none while it waits for anybody"
        ),
        sa.Column("state", state, nullable=False),
        sa.Column("created_at", WHEN, nullable=False),
        sa.Column("accepted_at", WHEN, nullable=True),
        sa.Column("due_at", WHEN, nullable=False),
        sa.Column("lapse_at", WHEN, nullable=True, comment="when it is passed on"),
        sa.Column(
            "stuck",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="let lie, and nobody else to be asked",
        ),
        sa.Column("turn", sa.Integer(), server_default="1", nullable=False),
        sa.Column(
            "asked",
            sa.ARRAY(sa.Integer()),
            server_default="{}",
            nullable=False,
            comment="who had it before",
        ),
        sa.Column(
            "why",
            postgresql.JSONB(),
            server_default="{}",
            nullable=False,
            comment="why this one, or why nobody, in words",
        ),
        sa.Column("done_at", WHEN, nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["surveys.id"], name=op.f("fk_survey_tasks_survey_id")
        ),
        sa.ForeignKeyConstraint(["beat_id"], ["areas.id"], name=op.f("fk_survey_tasks_beat_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_survey_tasks_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_tasks")),
    )
    alive = {"postgresql_where": "state in ('open', 'waiting')"}
    where = {"postgresql_where": "state = 'open'"}
    op.create_index("ix_survey_tasks_open", "survey_tasks", ["person_id", "due_at", "id"], **where)
    op.create_index(
        "uq_survey_tasks_beat", "survey_tasks", ["survey_id", "beat_id"], unique=True, **alive
    )
    op.create_index(
        "ix_survey_tasks_survey", "survey_tasks", ["survey_id", "beat_id", "created_at"]
    )
    where = {"postgresql_where": "lapse_at is not null"}
    op.create_index("ix_survey_tasks_lapse_at", "survey_tasks", ["lapse_at"], **where)
    where = {"postgresql_where": "state = 'waiting'"}
    op.create_index("ix_survey_tasks_waiting", "survey_tasks", ["created_at"], **where)


def _findings() -> None:
    op.create_table(
        "survey_findings",
        sa.Column("id", sa.Uuid(), nullable=False, comment="made on the phone"),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "category", sa.String(), nullable=True, comment="which of the survey's, as a code"
        ),
        sa.Column("answers", postgresql.JSONB(), nullable=False, comment="by the question's key"),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False, comment="why not in the beat"),
        sa.Column("photos", sa.ARRAY(sa.String()), nullable=False, comment="ids"),
        sa.Column("report_id", sa.Uuid(), nullable=True, comment="the report that was made of it"),
        sa.Column("position", PointType(), nullable=True),
        sa.Column("accuracy", sa.Float(), nullable=True),
        sa.Column(
            "apart",
            sa.Float(),
            nullable=True,
            comment="metres that surely lay outside the beat",
        ),
        sa.Column("at", WHEN, nullable=False, comment="the moment that counts"),
        sa.Column("made_at", WHEN, nullable=False, comment="as the phone said"),
        sa.Column("received_at", WHEN, nullable=False),
        sa.Column(
            "counted", sa.Boolean(), nullable=False, comment="no: the task was another's by then"
        ),
        sa.CheckConstraint("apart >= 0", name=op.f("ck_survey_findings_apart")),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["surveys.id"], name=op.f("fk_survey_findings_survey_id")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["survey_tasks.id"], name=op.f("fk_survey_findings_task_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_survey_findings_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_findings")),
    )
    op.create_index("ix_survey_findings_survey", "survey_findings", ["survey_id", "id"])
    op.create_index("ix_survey_findings_task", "survey_findings", ["task_id"])
