"""WeChat users, what they granted, and the tokens that processes share."""

import sqlalchemy as sa
from alembic import op

revision = "0077"
down_revision = "0072"


def upgrade() -> None:
    op.create_table(
        "wechat_tokens",
        sa.Column("name", sa.String(), nullable=False, comment="access_token or jsapi_ticket"),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_wechat_tokens")),
    )
    op.create_table(
        "wechat_users",
        sa.Column("openid", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(device, person_id) = 1", name=op.f("ck_wechat_users_one_reader")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_wechat_users_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("openid", name=op.f("pk_wechat_users")),
    )
    op.create_index(
        op.f("ix_wechat_users_device"),
        "wechat_users",
        ["device"],
        unique=False,
        postgresql_where="device is not null",
    )
    op.create_index(
        op.f("ix_wechat_users_person_id"),
        "wechat_users",
        ["person_id"],
        unique=False,
        postgresql_where="person_id is not null",
    )
    op.create_table(
        "wechat_grants",
        sa.Column("openid", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.CheckConstraint('"left" >= 0', name=op.f("ck_wechat_grants_left")),
        sa.ForeignKeyConstraint(
            ["openid"],
            ["wechat_users.openid"],
            name=op.f("fk_wechat_grants_openid"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("openid", "template", name=op.f("pk_wechat_grants")),
    )


def downgrade() -> None:
    op.drop_table("wechat_grants")
    op.drop_index(
        op.f("ix_wechat_users_person_id"),
        table_name="wechat_users",
        postgresql_where="person_id is not null",
    )
    op.drop_index(
        op.f("ix_wechat_users_device"),
        table_name="wechat_users",
        postgresql_where="device is not null",
    )
    op.drop_table("wechat_users")
    op.drop_table("wechat_tokens")
