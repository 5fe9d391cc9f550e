"""WeChat users as rows: whose they are, what they may be told, what they say; our own tokens."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from city.db import Base


class WechatUser(Base):
    """A user of the mini-program, and the device or member of staff that they are here.

    The session key of `code2session` is used by nothing here, and so is not kept at all.
    """

    __tablename__ = "wechat_users"
    __table_args__ = (
        Index(None, "device", postgresql_where="device is not null"),
        Index(None, "person_id", postgresql_where="person_id is not null"),
        CheckConstraint("num_nonnulls(device, person_id) = 1", name="one_reader"),
    )

    openid: Mapped[str] = mapped_column(primary_key=True)
    device: Mapped[str | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    seen_at: Mapped[datetime]


class WechatGrant(Base):
    """How many messages of a template a user still lets us send: one for each tap."""

    __tablename__ = "wechat_grants"
    __table_args__ = (CheckConstraint('"left" >= 0', name="left"),)

    openid: Mapped[str] = mapped_column(
        ForeignKey("wechat_users.openid", ondelete="CASCADE"), primary_key=True
    )
    template: Mapped[str] = mapped_column(primary_key=True)
    left: Mapped[int]


class WechatToken(Base):
    """A token that the platform lent us, shared by all processes; its row is the lock."""

    __tablename__ = "wechat_tokens"

    name: Mapped[str] = mapped_column(primary_key=True, comment="access_token or jsapi_ticket")
    value: Mapped[str]
    ends_at: Mapped[datetime]


class WechatTalk(Base):
    """A talk with a user of the official account: what they sent so far, and their last report.

    The row is the lock: of two messages of one user the second waits. What was sent stands here
    only until it is a report.
    """

    __tablename__ = "wechat_talks"
    __table_args__ = (
        Index(None, "began_at", postgresql_where="began_at is not null"),
        Index(None, "device", postgresql_where="device is not null"),
    )

    openid: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(default="zh")
    heard_at: Mapped[datetime]
    left_at: Mapped[datetime | None] = mapped_column(comment="since when they do not follow us")
    draft_id: Mapped[UUID | None]
    began_at: Mapped[datetime | None]
    words: Mapped[str] = mapped_column(default="")
    place_words: Mapped[str] = mapped_column(default="")
    lat: Mapped[float | None] = mapped_column(comment="GCJ-02")
    lon: Mapped[float | None] = mapped_column(comment="GCJ-02")
    media: Mapped[list[str]] = mapped_column(ARRAY(String), default=list)
    report_id: Mapped[UUID | None] = mapped_column(ForeignKey("reports.id"), index=True)
    device: Mapped[str | None] = mapped_column(comment="who sent that report: where word goes back")


class WechatMessage(Base):
    """A message that was heard, and how it was answered: sent again, it gets the same answer."""

    __tablename__ = "wechat_messages"
    __table_args__ = (Index(None, "at"),)

    key: Mapped[str] = mapped_column(primary_key=True, comment="SHA-256 of who and which")
    at: Mapped[datetime]
    said: Mapped[str] = mapped_column(comment="the words of the answer; none: nothing was said")
