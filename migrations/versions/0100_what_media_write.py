"""what media write, and the feeds that are read."""

import sqlalchemy as sa
from alembic import op

from city.db import PointType

revision = "0100"
down_revision = "0090"


def upgrade() -> None:
    op.create_table(
        "opinion_feeds",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False, comment="between two readings"),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "read_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when it last answered well",
        ),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column(
            "modified", sa.String(), nullable=True, comment="its Last-Modified, as it said it"
        ),
        sa.Column("failures", sa.Integer(), nullable=False, comment="in a row"),
        sa.Column("error", sa.String(), nullable=True, comment="a code"),
        sa.Column("robots", sa.String(), nullable=True, comment="its host's robots.txt"),
        sa.Column("robots_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_feeds")),
        sa.UniqueConstraint("url", name=op.f("uq_opinion_feeds_url")),
    )
    op.create_index(
        "ix_opinion_feeds_due",
        "opinion_feeds",
        ["next_at"],
        unique=False,
        postgresql_where="is_open",
    )
    op.create_table(
        "opinion_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column(
            "guid", sa.String(), nullable=False, comment="SHA-256 of what the feed knows it by"
        ),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "words",
            sa.String(),
            nullable=False,
            comment="as text, cut; what is personal in it is masked",
        ),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "simhash", sa.BigInteger(), nullable=False, comment="64 bits, as a signed number"
        ),
        sa.Column("original_id", sa.Uuid(), nullable=True, comment="the item that it repeats"),
        sa.Column("reprints", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "taken",
                "dismissed",
                "aside",
                "reprint",
                name="opinionstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("is_here", sa.Boolean(), nullable=False),
        sa.Column("is_ours", sa.Boolean(), nullable=False),
        sa.Column("badness", sa.Integer(), nullable=False, comment="0 to 100"),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(), nullable=True, comment="the category that triage proposes"),
        sa.Column(
            "place", sa.String(), nullable=False, comment="in words for people; empty: none found"
        ),
        sa.Column("position", PointType(), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column(
            "burst_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="since when many write of it",
        ),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_opinion_items_by_id")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["areas.id"], name=op.f("fk_opinion_items_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["opinion_feeds.id"], name=op.f("fk_opinion_items_feed_id")
        ),
        sa.ForeignKeyConstraint(
            ["original_id"], ["opinion_items.id"], name=op.f("fk_opinion_items_original_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_opinion_items_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_items")),
    )
    op.create_index(op.f("ix_opinion_items_found_at"), "opinion_items", ["found_at"], unique=False)
    op.create_index(
        "ix_opinion_items_original_id",
        "opinion_items",
        ["original_id"],
        unique=False,
        postgresql_where="original_id is not null",
    )
    op.create_index(
        "ix_opinion_items_queue", "opinion_items", ["state", "found_at", "id"], unique=False
    )
    op.create_index("uq_opinion_items_guid", "opinion_items", ["feed_id", "guid"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_opinion_items_guid", table_name="opinion_items")
    op.drop_index("ix_opinion_items_queue", table_name="opinion_items")
    op.drop_index(
        "ix_opinion_items_original_id",
        table_name="opinion_items",
        postgresql_where="original_id is not null",
    )
    op.drop_index(op.f("ix_opinion_items_found_at"), table_name="opinion_items")
    op.drop_table("opinion_items")
    op.drop_index("ix_opinion_feeds_due", table_name="opinion_feeds", postgresql_where="is_open")
    op.drop_table("opinion_feeds")
