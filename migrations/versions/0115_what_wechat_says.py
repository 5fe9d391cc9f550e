"""content checks, and talks with the official account."""

import sqlalchemy as sa
from alembic import op

revision = "0115"
down_revision = "0096"

SUBJECT = ("words", "photo", "comment")
VERDICT = ("pass", "review", "risky")


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.add_column(
        "channels",
        sa.Column(
            "is_checked",
            sa.Boolean(),
            nullable=True,
            comment="content checks of what WeChat's users send by it; none: as shipped",
        ),
    )
    _content_checks()
    _talks()


def _content_checks() -> None:
    op.create_table(
        "content_checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.Column("subject", _one_of("subject", *SUBJECT), nullable=False),
        sa.Column(
            "said_in",
            sa.BigInteger(),
            nullable=True,
            comment="the event that has a comment's words",
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "trace_id",
            sa.String(),
            nullable=True,
            comment="by which an answer for a photo is known",
        ),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verdict", _one_of("verdict", *VERDICT), nullable=True),
        sa.Column(
            "label", sa.Integer(), nullable=True, comment="the platform's number of what it found"
        ),
        sa.Column(
            "error", sa.String(), nullable=True, comment="why there will be no answer, a code"
        ),
        sa.Column("is_fit", sa.Boolean(), nullable=True, comment="an operator's decision"),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name="fk_content_checks_by_id"),
        sa.ForeignKeyConstraint(["photo_id"], ["photos.id"], name="fk_content_checks_photo_id"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_content_checks_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_content_checks"),
    )
    op.create_index("ix_content_checks_report_id", "content_checks", ["report_id"])
    op.create_index(
        "ix_content_checks_photo_id",
        "content_checks",
        ["photo_id"],
        postgresql_where="photo_id is not null",
    )
    op.create_index("uq_content_checks_trace_id", "content_checks", ["trace_id"], unique=True)
    op.create_index(
        "ix_content_checks_held",
        "content_checks",
        ["told_at"],
        postgresql_where="verdict in ('review', 'risky') and is_fit is null",
    )


def _talks() -> None:
    op.create_table(
        "wechat_talks",
        sa.Column("openid", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "left_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="since when they do not follow us",
        ),
        sa.Column("draft_id", sa.Uuid(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("place_words", sa.String(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True, comment="GCJ-02"),
        sa.Column("lon", sa.Float(), nullable=True, comment="GCJ-02"),
        sa.Column("media", sa.ARRAY(sa.String()), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_wechat_talks_report_id"),
        sa.PrimaryKeyConstraint("openid", name="pk_wechat_talks"),
    )
    op.create_index(
        "ix_wechat_talks_began_at",
        "wechat_talks",
        ["began_at"],
        postgresql_where="began_at is not null",
    )
    op.create_index("ix_wechat_talks_report_id", "wechat_talks", ["report_id"])
    op.create_table(
        "wechat_messages",
        sa.Column("key", sa.String(), nullable=False, comment="SHA-256 of who and which"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "said",
            sa.String(),
            nullable=False,
            comment="the words of the answer; none: nothing was said",
        ),
        sa.PrimaryKeyConstraint("key", name="pk_wechat_messages"),
    )
    op.create_index("ix_wechat_messages_at", "wechat_messages", ["at"])


def downgrade() -> None:
    op.drop_table("wechat_messages")
    op.drop_table("wechat_talks")
    op.drop_table("content_checks")
    op.drop_column("channels", "is_checked")
