"""the house and its main road."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from city.db import PointType

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("report_numbers")))
    op.create_table(
        "areas",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "district",
                "subdistrict",
                "community",
                "beat",
                "cell",
                name="areakind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("beat_id", sa.Integer(), nullable=True),
        sa.Column(
            "shape",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=True,
            comment="GeoJSON Polygon or MultiPolygon",
        ),
        sa.ForeignKeyConstraint(["beat_id"], ["areas.id"], name=op.f("fk_areas_beat_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["areas.id"], name=op.f("fk_areas_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_areas")),
        sa.UniqueConstraint("kind", "code", name=op.f("uq_areas_kind_code")),
    )
    op.create_index(op.f("ix_areas_beat_id"), "areas", ["beat_id"], unique=False)
    op.create_index(op.f("ix_areas_parent_id"), "areas", ["parent_id"], unique=False)
    op.create_table(
        "case_counters",
        sa.Column("prefix", sa.String(), nullable=False, comment="district code + date"),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", name=op.f("pk_case_counters")),
    )
    op.create_table(
        "categories",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "component",
                "occurrence",
                "service",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("class_code", sa.String(length=2), nullable=False),
        sa.Column("class_name", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "common", sa.Boolean(), nullable=False, comment="among those that citizens report most"
        ),
        sa.Column("synonyms", sa.ARRAY(sa.String()), nullable=False),
        sa.Column(
            "source", sa.String(), nullable=False, comment="where the row comes from, or 待核对"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_categories")),
        sa.UniqueConstraint("code", name=op.f("uq_categories_code")),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_device", sa.String(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("request_id", sa.String(), nullable=True),
        sa.Column("relayed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(
        "ix_events_case_id",
        "events",
        ["case_id", "id"],
        unique=False,
        postgresql_where="case_id is not null",
    )
    op.create_index("ix_events_report_id", "events", ["report_id", "id"], unique=False)
    op.create_index(
        "ix_events_unrelayed", "events", ["id"], unique=False, postgresql_where="relayed_at is null"
    )
    op.create_table(
        "landmarks",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "landmark",
                "estate",
                name="landmarkkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("aliases", sa.ARRAY(sa.String()), nullable=False),
        sa.Column("at", PointType(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_landmarks")),
    )
    op.create_index(
        op.f("ix_landmarks_at"), "landmarks", ["at"], unique=False, postgresql_using="gist"
    )
    op.create_index(op.f("ix_landmarks_name"), "landmarks", ["name"], unique=False)
    op.create_table(
        "number_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("before", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_number_days")),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "centre",
                "department",
                "maintainer",
                name="organisationkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "duty_areas",
            sa.ARRAY(sa.String()),
            nullable=False,
            comment="codes of districts or subdistricts; empty: all",
        ),
        sa.CheckConstraint("level between 1 and 4", name=op.f("ck_organisations_level")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisations.id"], name=op.f("fk_organisations_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("code", name=op.f("uq_organisations_code")),
    )
    op.create_index(
        op.f("ix_organisations_parent_id"), "organisations", ["parent_id"], unique=False
    )
    op.create_table(
        "roads",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("aliases", sa.ARRAY(sa.String()), nullable=False),
        sa.Column("grade", sa.String(), nullable=False, comment="快速路 主干路 次干路 支路 巷"),
        sa.Column("shape", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("middle", PointType(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roads")),
    )
    op.create_index(op.f("ix_roads_name"), "roads", ["name"], unique=False)
    op.create_table(
        "components",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True, comment="权属: who must repair it"),
        sa.Column("at", PointType(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_components_category_id")
        ),
        sa.ForeignKeyConstraint(["cell_id"], ["areas.id"], name=op.f("fk_components_cell_id")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["organisations.id"], name=op.f("fk_components_owner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_components")),
        sa.UniqueConstraint("code", name=op.f("uq_components_code")),
    )
    op.create_index(
        op.f("ix_components_at"), "components", ["at"], unique=False, postgresql_using="gist"
    )
    op.create_table(
        "dispatch_rules",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_dispatch_rules_category_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["areas.id"], name=op.f("fk_dispatch_rules_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_dispatch_rules_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_rules")),
        sa.UniqueConstraint("ordinal", name=op.f("uq_dispatch_rules_ordinal")),
    )
    op.create_table(
        "errands",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("queue", sa.String(), nullable=False),
        sa.Column(
            "due_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when to send it, or to see whether it was lost",
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_errands_event_id")),
        sa.PrimaryKeyConstraint("event_id", "job", name=op.f("pk_errands")),
    )
    op.create_index(op.f("ix_errands_due_at"), "errands", ["due_at"], unique=False)
    op.create_table(
        "filing_conditions",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "limit_label", sa.String(), nullable=False, comment="as the city writes it: 2紧急工作时"
        ),
        sa.Column("limit_amount", sa.Integer(), nullable=False),
        sa.Column(
            "limit_unit",
            sa.Enum(
                "minute",
                "urgent_hour",
                "urgent_day",
                "work_hour",
                "work_day",
                name="limitunit",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("closing", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("limit_amount > 0", name=op.f("ck_filing_conditions_limit_amount")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_filing_conditions_category_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_conditions")),
        sa.UniqueConstraint(
            "category_id", "ordinal", name=op.f("uq_filing_conditions_category_id_ordinal")
        ),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("roles", sa.ARRAY(sa.String()), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_people_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("username", name=op.f("uq_people_username")),
    )
    op.create_index(op.f("ix_people_organisation_id"), "people", ["organisation_id"], unique=False)
    op.create_table(
        "beat_inspectors",
        sa.Column("beat_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["beat_id"], ["areas.id"], name=op.f("fk_beat_inspectors_beat_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_beat_inspectors_person_id")
        ),
        sa.PrimaryKeyConstraint("beat_id", "person_id", name=op.f("pk_beat_inspectors")),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("device", sa.String(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "num_nonnulls(device, person_id) = 1", name=op.f("ck_notices_one_reader")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_notices_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index(
        "ix_notices_device",
        "notices",
        ["device", "id"],
        unique=False,
        postgresql_where="device is not null",
    )
    op.create_index(
        "ix_notices_person",
        "notices",
        ["person_id", "id"],
        unique=False,
        postgresql_where="person_id is not null",
    )
    op.create_index(
        "uq_notices_event",
        "notices",
        ["event_id", "device", "person_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False, comment="20261122-00017"),
        sa.Column(
            "channel",
            sa.Enum(
                "citizen",
                "inspector",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "device", sa.String(), nullable=True, comment="SHA-256 of the sender's device token"
        ),
        sa.Column("reporter_id", sa.Integer(), nullable=True),
        sa.Column(
            "fingerprint", sa.String(), nullable=False, comment="SHA-256 of sender and content"
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("place_words", sa.String(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("position", PointType(), nullable=True),
        sa.Column(
            "accuracy", sa.Double(), nullable=True, comment="metres, as the sender's device said"
        ),
        sa.Column(
            "sent_position",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=True,
            comment="as sent, own datum",
        ),
        sa.Column(
            "made_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="by the sender's clock; evidence, not truth",
        ),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_reports_category_id")
        ),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["people.id"], name=op.f("fk_reports_reporter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("number", name=op.f("uq_reports_number")),
    )
    op.create_index(
        "ix_reports_case_id",
        "reports",
        ["case_id"],
        unique=False,
        postgresql_where="case_id is not null",
    )
    op.create_index(
        "ix_reports_device",
        "reports",
        ["device", "id"],
        unique=False,
        postgresql_where="device is not null",
    )
    op.create_index(
        "ix_reports_reporter",
        "reports",
        ["reporter_id", "id"],
        unique=False,
        postgresql_where="reporter_id is not null",
    )
    op.create_table(
        "sessions",
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("csrf", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_sessions_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_expires_at"), "sessions", ["expires_at"], unique=False)
    op.create_index(op.f("ix_sessions_person_id"), "sessions", ["person_id"], unique=False)
    op.create_table(
        "cases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False, comment="6 district + 8 date + 5 serial"),
        sa.Column(
            "stage",
            sa.Enum(
                "received",
                "accepted",
                "declined",
                "filed",
                "dispatched",
                "handling",
                "handled",
                "checking",
                "checked",
                "closed",
                "revisited",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("condition_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False, comment="where it is, in words for people"),
        sa.Column("position", PointType(), nullable=True),
        sa.Column("accuracy", sa.Double(), nullable=True, comment="metres of doubt"),
        sa.Column(
            "placement",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="how the place was found, and others",
        ),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("subdistrict_id", sa.Integer(), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("cell_id", sa.Integer(), nullable=True),
        sa.Column("beat_id", sa.Integer(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "stage_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="since when it is at its stage",
        ),
        sa.Column(
            "clock_from",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when the running limit began",
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("satisfied", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["beat_id"], ["areas.id"], name=op.f("fk_cases_beat_id")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_cases_category_id")
        ),
        sa.ForeignKeyConstraint(["cell_id"], ["areas.id"], name=op.f("fk_cases_cell_id")),
        sa.ForeignKeyConstraint(["community_id"], ["areas.id"], name=op.f("fk_cases_community_id")),
        sa.ForeignKeyConstraint(
            ["condition_id"], ["filing_conditions.id"], name=op.f("fk_cases_condition_id")
        ),
        sa.ForeignKeyConstraint(["district_id"], ["areas.id"], name=op.f("fk_cases_district_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_cases_organisation_id")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_cases_report_id")),
        sa.ForeignKeyConstraint(
            ["subdistrict_id"], ["areas.id"], name=op.f("fk_cases_subdistrict_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
        sa.UniqueConstraint("report_id", name=op.f("uq_cases_report_id")),
    )
    op.create_index(
        "ix_cases_open_position",
        "cases",
        ["position"],
        unique=False,
        postgresql_using="gist",
        postgresql_where="stage not in ('declined', 'closed', 'revisited')",
    )
    op.create_index(
        "ix_cases_organisation",
        "cases",
        ["organisation_id", "stage", "received_at", "id"],
        unique=False,
        postgresql_where="organisation_id is not null",
    )
    op.create_index("ix_cases_worklist", "cases", ["stage", "received_at", "id"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_contacts_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_contacts")),
    )
    op.create_table(
        "photos",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "before",
                "after",
                "check",
                name="photokind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "sender",
            sa.String(),
            nullable=False,
            comment="who may upload it: device hash or person:<id>",
        ),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column(
            "size",
            sa.Integer(),
            nullable=False,
            comment="bytes, as declared; checked at the end of the upload",
        ),
        sa.Column(
            "state",
            sa.Enum(
                "wanted",
                "received",
                "ready",
                "refused",
                name="photostate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "refused", sa.String(), nullable=True, comment="why, as a code of media/words.py"
        ),
        sa.Column(
            "taken_at", sa.DateTime(timezone=True), nullable=True, comment="by the sender's device"
        ),
        sa.Column("position", PointType(), nullable=True),
        sa.Column("accuracy", sa.Double(), nullable=True),
        sa.Column("heading", sa.Double(), nullable=True, comment="degrees from north"),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("placeholder", sa.String(), nullable=True),
        sa.Column(
            "likeness",
            sa.BigInteger(),
            nullable=True,
            comment="perceptual hash of 64 bits, as a signed number",
        ),
        sa.Column(
            "evidence",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=True,
            comment="what EXIF said; sealed",
        ),
        sa.CheckConstraint("num_nonnulls(report_id, case_id) >= 1", name=op.f("ck_photos_belongs")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_photos_case_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_photos_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photos")),
    )
    op.create_index(
        "ix_photos_case_id",
        "photos",
        ["case_id"],
        unique=False,
        postgresql_where="case_id is not null",
    )
    op.create_index("ix_photos_sha256", "photos", ["sha256"], unique=False)
    op.create_index(
        "uq_photos_report_sha256", "photos", ["report_id", "sha256", "kind"], unique=True
    )
    op.create_table(
        "tasks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "verify",
                "check",
                name="taskkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "done",
                "recalled",
                name="taskstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_tasks_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_tasks_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    op.create_index(
        "ix_tasks_open",
        "tasks",
        ["person_id", "due_at", "id"],
        unique=False,
        postgresql_where="state = 'open'",
    )
    op.create_index(
        "uq_tasks_case_open", "tasks", ["case_id"], unique=True, postgresql_where="state = 'open'"
    )
    op.create_table(
        "uploads",
        sa.Column("photo_id", sa.Uuid(), nullable=False),
        sa.Column(
            "received", sa.Integer(), nullable=False, comment="bytes that are safe in the store"
        ),
        sa.Column("parts", sa.ARRAY(sa.Integer()), nullable=False, comment="offsets of the parts"),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photos.id"], name=op.f("fk_uploads_photo_id")),
        sa.PrimaryKeyConstraint("photo_id", name=op.f("pk_uploads")),
    )
    op.create_index(op.f("ix_uploads_expires_at"), "uploads", ["expires_at"], unique=False)

    op.create_foreign_key("fk_reports_case_id", "reports", "cases", ["case_id"], ["id"])


def downgrade() -> None:
    op.drop_constraint("fk_reports_case_id", "reports")
    op.drop_index(op.f("ix_uploads_expires_at"), table_name="uploads")
    op.drop_table("uploads")
    op.drop_index("uq_tasks_case_open", table_name="tasks", postgresql_where="state = 'open'")
    op.drop_index("ix_tasks_open", table_name="tasks", postgresql_where="state = 'open'")
    op.drop_table("tasks")
    op.drop_index("uq_photos_report_sha256", table_name="photos")
    op.drop_index("ix_photos_sha256", table_name="photos")
    op.drop_index("ix_photos_case_id", table_name="photos", postgresql_where="case_id is not null")
    op.drop_table("photos")
    op.drop_table("contacts")
    op.drop_index("ix_cases_worklist", table_name="cases")
    op.drop_index(
        "ix_cases_organisation", table_name="cases", postgresql_where="organisation_id is not null"
    )
    op.drop_index(
        "ix_cases_open_position",
        table_name="cases",
        postgresql_using="gist",
        postgresql_where="stage not in ('declined', 'closed', 'revisited')",
    )
    op.drop_table("cases")
    op.drop_index(op.f("ix_sessions_person_id"), table_name="sessions")
    op.drop_index(op.f("ix_sessions_expires_at"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_index(
        "ix_reports_reporter", table_name="reports", postgresql_where="reporter_id is not null"
    )
    op.drop_index("ix_reports_device", table_name="reports", postgresql_where="device is not null")
    op.drop_index(
        "ix_reports_case_id", table_name="reports", postgresql_where="case_id is not null"
    )
    op.drop_table("reports")
    op.drop_index("uq_notices_event", table_name="notices", postgresql_nulls_not_distinct=True)
    op.drop_index(
        "ix_notices_person", table_name="notices", postgresql_where="person_id is not null"
    )
    op.drop_index("ix_notices_device", table_name="notices", postgresql_where="device is not null")
    op.drop_table("notices")
    op.drop_table("beat_inspectors")
    op.drop_index(op.f("ix_people_organisation_id"), table_name="people")
    op.drop_table("people")
    op.drop_table("filing_conditions")
    op.drop_index(op.f("ix_errands_due_at"), table_name="errands")
    op.drop_table("errands")
    op.drop_table("dispatch_rules")
    op.drop_index(op.f("ix_components_at"), table_name="components", postgresql_using="gist")
    op.drop_table("components")
    op.drop_index(op.f("ix_roads_name"), table_name="roads")
    op.drop_table("roads")
    op.drop_index(op.f("ix_organisations_parent_id"), table_name="organisations")
    op.drop_table("organisations")
    op.drop_table("number_days")
    op.drop_index(op.f("ix_landmarks_name"), table_name="landmarks")
    op.drop_index(op.f("ix_landmarks_at"), table_name="landmarks", postgresql_using="gist")
    op.drop_table("landmarks")
    op.drop_index("ix_events_unrelayed", table_name="events", postgresql_where="relayed_at is null")
    op.drop_index("ix_events_report_id", table_name="events")
    op.drop_index("ix_events_case_id", table_name="events", postgresql_where="case_id is not null")
    op.drop_table("events")
    op.drop_table("categories")
    op.drop_table("case_counters")
    op.drop_index(op.f("ix_areas_parent_id"), table_name="areas")
    op.drop_index(op.f("ix_areas_beat_id"), table_name="areas")
    op.drop_table("areas")
    op.execute(sa.schema.DropSequence(sa.Sequence("report_numbers")))
