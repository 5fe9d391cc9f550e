"""The ways in, each with its switch, and when it was last heard of."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from city import clock, events
from city.db import Base
from city.errors import ChannelClosed, Missing
from city.intake.model import CHANNEL_WORDS, PHONES, Channel
from city.people import Actor


class ChannelState(Base):
    """A channel's switch and what was seen of it. No row: open, and never heard of."""

    __tablename__ = "channels"

    channel: Mapped[Channel] = mapped_column(primary_key=True)
    is_open: Mapped[bool] = mapped_column(default=True)
    heard_at: Mapped[datetime | None]
    taken: Mapped[int] = mapped_column(default=0, comment="messages taken in")
    refused: Mapped[int] = mapped_column(default=0)
    error_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(comment="a code, nothing personal")
    is_checked: Mapped[bool | None] = mapped_column(
        comment="content checks of what WeChat's users send by it; none: as shipped"
    )


class Heard(NamedTuple):
    """What a process heard of a channel since it last said so."""

    taken: int = 0
    refused: int = 0
    error: str | None = None


def require_open(session: Session, channel: Channel) -> None:
    """Raises ChannelClosed when the city has switched it off."""
    state = session.scalar(select(ChannelState.is_open).where(ChannelState.channel == channel))
    if state is False:
        raise ChannelClosed(channel=CHANNEL_WORDS[channel])


def heard(session: Session, told: Mapping[Channel, Heard]) -> None:
    """Add up what was heard. One row a channel: call it now and then, not for every message."""
    now = clock.now()
    for channel in sorted(told):
        one = told[channel]
        fresh = insert(ChannelState).values(
            channel=channel, is_open=True, heard_at=now, taken=one.taken, refused=one.refused,
            error_at=now if one.error else None, error=one.error,
        )  # fmt: skip
        new = fresh.excluded
        session.execute(
            fresh.on_conflict_do_update(
                index_elements=[ChannelState.channel],
                set_={
                    "heard_at": new.heard_at,
                    "taken": ChannelState.taken + new.taken,
                    "refused": ChannelState.refused + new.refused,
                    "error_at": func.coalesce(new.error_at, ChannelState.error_at),
                    "error": func.coalesce(new.error, ChannelState.error),
                },
            )
        )


def switch(session: Session, channel: Channel, is_open: bool, actor: Actor) -> None:
    """Open or close a channel; recorded. Phones are always heard: Missing for theirs."""
    if channel in PHONES:
        raise Missing(what="channel")
    fresh = insert(ChannelState).values(channel=channel, is_open=is_open, taken=0, refused=0)
    changed = {"is_open": is_open}
    session.execute(
        fresh.on_conflict_do_update(index_elements=[ChannelState.channel], set_=changed)
    )
    events.record(session, actor, "channel.switched", channel=channel.value, open=is_open)


def have_checked(session: Session, channel: Channel, is_checked: bool, actor: Actor) -> None:
    """Have what comes by a channel checked, or not; recorded."""
    fresh = insert(ChannelState).values(channel=channel, is_checked=is_checked, taken=0, refused=0)
    changed = {"is_checked": is_checked}
    session.execute(
        fresh.on_conflict_do_update(index_elements=[ChannelState.channel], set_=changed)
    )
    events.record(session, actor, "channel.checked", channel=channel.value, checked=is_checked)


def every(session: Session) -> list[ChannelState]:
    """All channels in their order, those never heard of too."""
    known = {one.channel: one for one in session.scalars(select(ChannelState))}
    return [
        known.get(channel) or ChannelState(channel=channel, is_open=True, taken=0, refused=0)
        for channel in Channel
    ]
