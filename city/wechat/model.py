"""WeChat users as rows: whose they are, how often we may write to them, and our own tokens."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
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
