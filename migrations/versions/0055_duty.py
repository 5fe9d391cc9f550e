"""duty: rosters, attendance, tracks, leave, roll-calls, announcements."""

import sqlalchemy as sa
from alembic import op

from city.db import PointType

revision = "0055"
down_revision = "0060"

TABLES = (
    "duty_marks",
    "shift_beats",
    "roll_answers",
    "attendances",
    "announcement_reads",
    "shifts",
    "roll_calls",
    "leaves",
    "last_positions",
    "beat_deputies",
    "announcements",
    "settlements",
    "track_points",
    "shift_patterns",
    "duty_settings",
)


def upgrade() -> None:
    op.create_table(
        "duty_settings",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_duty_settings")),
    )
    op.create_table(
        "shift_patterns",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False, comment="the same as begins: a whole day"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_patterns")),
        sa.UniqueConstraint("name", name=op.f("uq_shift_patterns_name")),
    )
    op.create_table(
        "track_points",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("position", PointType(), nullable=False),
        sa.Column("accuracy", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("person_id", "at", name=op.f("pk_track_points")),
    )
    op.create_index("ix_track_points_at", "track_points", ["at"], postgresql_using="brin")
    op.create_table(
        "settlements",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "town",
                "fringe",
                "country",
                name="settled",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_settlements_area_id")),
        sa.PrimaryKeyConstraint("area_id", name=op.f("pk_settlements")),
    )
    op.create_table(
        "announcements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("roles", sa.ARRAY(sa.String()), nullable=False),
        sa.Column(
            "organisation_ids",
            sa.ARRAY(sa.Integer()),
            nullable=False,
            comment="with all below them",
        ),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_announcements_author_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
    )
    op.create_index(op.f("ix_announcements_at"), "announcements", ["at"])
    op.create_table(
        "beat_deputies",
        sa.Column("beat_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["beat_id"], ["areas.id"], name=op.f("fk_beat_deputies_beat_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_beat_deputies_person_id")
        ),
        sa.PrimaryKeyConstraint("beat_id", "person_id", name=op.f("pk_beat_deputies")),
    )
    op.create_table(
        "last_positions",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("position", PointType(), nullable=False),
        sa.Column("accuracy", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_last_positions_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_last_positions")),
    )
    op.create_table(
        "leaves",
        sa.Column("id", sa.Uuid(), nullable=False, comment="made on the phone"),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "annual",
                "sick",
                "personal",
                "other",
                name="leavekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "approved",
                "refused",
                "withdrawn",
                name="leavestate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint("ends_at > begins_at", name=op.f("ck_leaves_order")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_leaves_decided_by")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_leaves_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaves")),
    )
    op.create_index(op.f("ix_leaves_person_id_ends_at"), "leaves", ["person_id", "ends_at"])
    op.create_table(
        "roll_calls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("called_by", sa.Integer(), nullable=False),
        sa.Column("organisation_ids", sa.ARRAY(sa.Integer()), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["called_by"], ["people.id"], name=op.f("fk_roll_calls_called_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_calls")),
    )
    op.create_table(
        "shifts",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("pattern_id", sa.Integer(), nullable=True),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > begins_at", name=op.f("ck_shifts_order")),
        sa.ForeignKeyConstraint(
            ["pattern_id"], ["shift_patterns.id"], name=op.f("fk_shifts_pattern_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_shifts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shifts")),
    )
    op.create_index(op.f("ix_shifts_ends_at"), "shifts", ["ends_at"])
    op.create_index("uq_shifts_person", "shifts", ["person_id", "begins_at"], unique=True)
    op.create_table(
        "announcement_reads",
        sa.Column("announcement_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_announcement_reads_announcement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_announcement_reads_person_id")
        ),
        sa.PrimaryKeyConstraint("announcement_id", "person_id", name=op.f("pk_announcement_reads")),
    )
    op.create_table(
        "attendances",
        sa.Column("id", sa.Uuid(), nullable=False, comment="the sign-on's"),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=True),
        sa.Column("on_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "break_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="since when a break lasts",
        ),
        sa.Column(
            "rested",
            sa.Integer(),
            server_default="0",
            nullable=False,
            comment="seconds of breaks that are over",
        ),
        sa.Column(
            "on_outside", sa.Double(), nullable=True, comment="metres outside the beats at sign-on"
        ),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_attendances_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shifts.id"], name=op.f("fk_attendances_shift_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
    )
    op.create_index("ix_attendances_on_at", "attendances", ["on_at"])
    op.create_index("ix_attendances_person", "attendances", ["person_id", "on_at"])
    op.create_index(
        "uq_attendances_open",
        "attendances",
        ["person_id"],
        unique=True,
        postgresql_where="off_at is null",
    )
    op.create_table(
        "roll_answers",
        sa.Column("roll_call_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="the moment that counts; null: no answer",
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("position", PointType(), nullable=True),
        sa.Column("accuracy", sa.Double(), nullable=True),
        sa.Column("outside", sa.Double(), nullable=True, comment="metres outside one's beats"),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_roll_answers_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["roll_call_id"], ["roll_calls.id"], name=op.f("fk_roll_answers_roll_call_id")
        ),
        sa.PrimaryKeyConstraint("roll_call_id", "person_id", name=op.f("pk_roll_answers")),
    )
    op.create_index(op.f("ix_roll_answers_person_id"), "roll_answers", ["person_id"])
    op.create_table(
        "shift_beats",
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("beat_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["beat_id"], ["areas.id"], name=op.f("fk_shift_beats_beat_id")),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shifts.id"], name=op.f("fk_shift_beats_shift_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("shift_id", "beat_id", name=op.f("pk_shift_beats")),
    )
    op.create_index(op.f("ix_shift_beats_beat_id"), "shift_beats", ["beat_id"])
    op.create_table(
        "duty_marks",
        sa.Column("id", sa.Uuid(), nullable=False, comment="made on the phone"),
        sa.Column("attendance_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "sign_on",
                "break",
                "resume",
                "sign_off",
                name="markkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "at", sa.DateTime(timezone=True), nullable=False, comment="the moment that counts"
        ),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), nullable=False, comment="as the phone said"
        ),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("position", PointType(), nullable=True),
        sa.Column("accuracy", sa.Double(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendances.id"], name=op.f("fk_duty_marks_attendance_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_duty_marks_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_marks")),
    )
    op.create_index(op.f("ix_duty_marks_attendance_id"), "duty_marks", ["attendance_id"])
    op.create_index("ix_duty_marks_person", "duty_marks", ["person_id", "at"])
    op.create_index(
        "ix_events_actor", "events", ["actor_id", "at"], postgresql_where="actor_id is not null"
    )


def downgrade() -> None:
    op.drop_index("ix_events_actor", table_name="events")
    for table in TABLES:
        op.drop_table(table)
