"""notices outside the app: subscriptions, wishes, templates, deliveries and their attempts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0075"
down_revision = "0080"


def upgrade() -> None:
    op.create_table(
        "notice_preferences",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("device", sa.String(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("chain", sa.ARRAY(sa.String()), nullable=False),
        sa.Column("off", sa.ARRAY(sa.String()), nullable=False, comment="categories switched off"),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_to", sa.Time(), nullable=True),
        sa.Column("digest_at", sa.Time(), nullable=True, comment="none: each by itself"),
        sa.Column("email", sa.String(), nullable=True),
        sa.CheckConstraint(
            "num_nonnulls(device, person_id) = 1", name=op.f("ck_notice_preferences_one_reader")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_notice_preferences_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_preferences")),
    )
    op.create_index(
        "uq_notice_preferences_reader",
        "notice_preferences",
        ["device", "person_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "notice_templates",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "carrier",
            sa.Enum(
                "in_app",
                "push",
                "wechat",
                "sms",
                "email",
                name="carrier",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column(
            "code",
            sa.String(),
            nullable=False,
            comment="the carrier's own template: of WeChat, of SMS",
        ),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_notice_templates_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_templates")),
    )
    op.create_index(
        "uq_notice_templates",
        "notice_templates",
        ["kind", "carrier", "language", "version"],
        unique=True,
    )
    op.create_table(
        "push_subscriptions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("p256dh", sa.String(), nullable=False),
        sa.Column("auth", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "ok_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when it last took a message",
        ),
        sa.CheckConstraint(
            "num_nonnulls(device, person_id) = 1", name=op.f("ck_push_subscriptions_one_reader")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_push_subscriptions_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_subscriptions")),
        sa.UniqueConstraint("endpoint", name=op.f("uq_push_subscriptions_endpoint")),
    )
    op.create_index(
        op.f("ix_push_subscriptions_device"),
        "push_subscriptions",
        ["device"],
        unique=False,
        postgresql_where="device is not null",
    )
    op.create_index(
        op.f("ix_push_subscriptions_person_id"),
        "push_subscriptions",
        ["person_id"],
        unique=False,
        postgresql_where="person_id is not null",
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column(
            "carrier",
            sa.Enum(
                "in_app",
                "push",
                "wechat",
                "sms",
                "email",
                name="carrier",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "sent",
                "failed",
                "no_address",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "code",
            sa.String(),
            nullable=False,
            comment="the carrier's own: a status, an error code",
        ),
        sa.Column("reference", sa.String(), nullable=True, comment="by which a receipt names it"),
        sa.Column("receipt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "receipt", sa.String(), nullable=True, comment="delivered, or the carrier's reason"
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_attempts_notice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_notice_id_at"), "attempts", ["notice_id", "at"], unique=False)
    op.create_index(
        "ix_attempts_reference",
        "attempts",
        ["reference"],
        unique=False,
        postgresql_where="reference is not null",
    )
    op.create_table(
        "deliveries",
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chain", sa.ARRAY(sa.String()), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False, comment="of this rung"),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sent",
                "delivered",
                "undelivered",
                name="deliverystate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "due_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when to send, or to take the next rung",
        ),
        sa.Column("is_digest", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_deliveries_notice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_deliveries")),
    )
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["due_at"],
        unique=False,
        postgresql_where="state in ('waiting', 'sent')",
    )
    op.create_index(
        "ix_deliveries_undelivered",
        "deliveries",
        ["at"],
        unique=False,
        postgresql_where="state = 'undelivered'",
    )
    op.add_column(
        "notices",
        sa.Column(
            "kind",
            sa.String(),
            server_default="",
            nullable=False,
            comment="a name of city/notices/kinds.py",
        ),
    )
    op.add_column(
        "notices",
        sa.Column(
            "facts",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default="{}",
            nullable=False,
            comment="what its templates may say outside: nothing personal",
        ),
    )


def downgrade() -> None:
    op.drop_column("notices", "facts")
    op.drop_column("notices", "kind")
    op.drop_index(
        "ix_deliveries_undelivered",
        table_name="deliveries",
        postgresql_where="state = 'undelivered'",
    )
    op.drop_index(
        "ix_deliveries_due",
        table_name="deliveries",
        postgresql_where="state in ('waiting', 'sent')",
    )
    op.drop_table("deliveries")
    op.drop_index(
        "ix_attempts_reference", table_name="attempts", postgresql_where="reference is not null"
    )
    op.drop_index(op.f("ix_attempts_notice_id_at"), table_name="attempts")
    op.drop_table("attempts")
    op.drop_index(
        op.f("ix_push_subscriptions_person_id"),
        table_name="push_subscriptions",
        postgresql_where="person_id is not null",
    )
    op.drop_index(
        op.f("ix_push_subscriptions_device"),
        table_name="push_subscriptions",
        postgresql_where="device is not null",
    )
    op.drop_table("push_subscriptions")
    op.drop_index("uq_notice_templates", table_name="notice_templates")
    op.drop_table("notice_templates")
    op.drop_index(
        "uq_notice_preferences_reader",
        table_name="notice_preferences",
        postgresql_nulls_not_distinct=True,
    )
    op.drop_table("notice_preferences")
