"""Opinion as rows: the feeds that are read, and what was found in them."""

import enum
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from city.db import Base, Point


class OpinionFeed(Base):
    """A feed (RSS, Atom, JSON Feed) that is read by the clock."""

    __tablename__ = "opinion_feeds"
    __table_args__ = (Index("ix_opinion_feeds_due", "next_at", postgresql_where="is_open"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    name: Mapped[str]
    url: Mapped[str] = mapped_column(unique=True)
    minutes: Mapped[int] = mapped_column(comment="between two readings")
    is_open: Mapped[bool] = mapped_column(default=True)
    next_at: Mapped[datetime]
    read_at: Mapped[datetime | None] = mapped_column(comment="when it last answered well")
    etag: Mapped[str | None]
    modified: Mapped[str | None] = mapped_column(comment="its Last-Modified, as it said it")
    failures: Mapped[int] = mapped_column(default=0, comment="in a row")
    error: Mapped[str | None] = mapped_column(comment="a code")
    robots: Mapped[str | None] = mapped_column(comment="its host's robots.txt")
    robots_at: Mapped[datetime | None]


class OpinionState(enum.StrEnum):
    """waiting → taken or dismissed; aside: not here or not ours; reprint: another item's words."""

    WAITING = "waiting"
    TAKEN = "taken"
    DISMISSED = "dismissed"
    ASIDE = "aside"
    REPRINT = "reprint"


class OpinionItem(Base):
    """Something that was published: an article, a post."""

    __tablename__ = "opinion_items"
    __table_args__ = (
        Index("uq_opinion_items_guid", "feed_id", "guid", unique=True),
        Index("ix_opinion_items_queue", "state", "found_at", "id"),
        Index(None, "found_at"),
        Index(
            "ix_opinion_items_original_id",
            "original_id",
            postgresql_where="original_id is not null",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey("opinion_feeds.id"))
    guid: Mapped[str] = mapped_column(comment="SHA-256 of what the feed knows it by")
    url: Mapped[str]
    title: Mapped[str]
    words: Mapped[str] = mapped_column(comment="as text, cut; what is personal in it is masked")
    published_at: Mapped[datetime | None]
    found_at: Mapped[datetime]
    simhash: Mapped[int] = mapped_column(BigInteger, comment="64 bits, as a signed number")
    original_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("opinion_items.id"), comment="the item that it repeats"
    )
    reprints: Mapped[int] = mapped_column(default=0)
    state: Mapped[OpinionState]
    is_here: Mapped[bool]
    is_ours: Mapped[bool]
    badness: Mapped[int] = mapped_column(comment="0 to 100")
    urgent: Mapped[bool]
    code: Mapped[str | None] = mapped_column(comment="the category that triage proposes")
    place: Mapped[str] = mapped_column(comment="in words for people; empty: none found")
    position: Mapped[Point | None]
    district_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    burst_at: Mapped[datetime | None] = mapped_column(comment="since when many write of it")
    report_id: Mapped[UUID | None] = mapped_column(ForeignKey("reports.id"))
    decided_at: Mapped[datetime | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    feed: Mapped[OpinionFeed] = relationship(lazy="joined", innerjoin=True)
