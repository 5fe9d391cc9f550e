"""A message from somebody who has no phone of ours: an SMS, an e-mail, a chat; it is a report."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from city.intake import reports
from city.intake.model import CHANNEL_WORDS, Channel
from city.intake.reports import Position, Receipt, SentPhoto, SentReport
from city.people import Actor, Role

OURS = UUID("01a20270-7a8c-7000-8000-6c6574740000")
"""The room in which a message's own id becomes a report's."""
LONGEST = 2000  # characters of a report's words


class Letter(NamedTuple):
    """A message as its channel knows it: its own id there, whose it is, what it says."""

    channel: Channel
    own_id: str
    sender: str
    words: str
    made_at: datetime
    phone: str | None = None
    name: str | None = None
    photos: Sequence[SentPhoto] = ()
    position: Position | None = None
    place_words: str = ""


def device(key: bytes, channel: Channel, sender: str) -> str:
    """What a sender is known by, as a phone is by the hash of its token; leads back to nobody.

    A number is one of few: without the city's `key` all of them would be tried.
    """
    return hmac.new(key, f"{channel.value}:{sender}".encode(), hashlib.sha256).hexdigest()


def actor(key: bytes, letter: Letter) -> Actor:
    """The sender."""
    return Actor(
        roles=frozenset({Role.CITIZEN}),
        device=device(key, letter.channel, letter.sender),
        name=CHANNEL_WORDS[letter.channel]["zh"],
    )


def take(
    session: Session, key: bytes, letter: Letter, zone: ZoneInfo
) -> tuple[Receipt, Actor, bool]:
    """Write a message down as a report; sent again it is the same. Its receipt, sender, newness.

    Raises ReportDiffers when the same id came with other content.
    """
    left = {"phone": letter.phone, "name": letter.name}
    contact = {name: said for name, said in left.items() if said}
    sent = SentReport(
        channel=letter.channel,
        made_at=letter.made_at,
        words=letter.words[:LONGEST],
        place_words=letter.place_words[:200],
        position=letter.position,
        contact=contact or None,
        photos=tuple(letter.photos),
    )
    by = actor(key, letter)
    report_id = uuid5(OURS, f"{letter.channel.value}\n{letter.sender}\n{letter.own_id}")
    receipt, is_new = reports.receive(session, report_id, sent, by, zone)
    return receipt, by, is_new
