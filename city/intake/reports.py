"""Receiving a report: the first time it is written down, every further time it is recognised."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from city import clock, events
from city.db import Point, new_id
from city.errors import Missing, NotSignedIn, ReportDiffers, UnknownCategory
from city.intake.model import Channel, Photo, PhotoKind, PhotoState, Report
from city.intake.numbers import day_and_start
from city.intake.write import write
from city.people import Actor, Role
from city.places.coordinates import Datum, to_wgs84


@dataclass(frozen=True, slots=True)
class Position:
    """Where a device says it was: degrees in its own datum, accuracy in metres."""

    lon: float
    lat: float
    datum: Datum = Datum.WGS84
    accuracy: float | None = None

    def wgs84(self) -> Point:
        """The same place in WGS-84 degrees."""
        return to_wgs84(self.lon, self.lat, self.datum)


@dataclass(frozen=True, slots=True)
class SentPhoto:
    """A photo that the sender promises: SHA-256 in hex, size in bytes, heading in degrees.

    `_view`: near, far or with a reference object; named so that it is no part of the content.
    """

    sha256: str
    size: int
    type: str = "image/jpeg"
    taken_at: datetime | None = None
    position: Position | None = None
    heading: float | None = None
    _view: str | None = None

    @property
    def view(self) -> str | None:
        """What the sender says that it shows, as one of catalogue.model.View."""
        return self._view


@dataclass(frozen=True, slots=True)
class SentReport:
    """A report as the sender sent it."""

    channel: Channel
    made_at: datetime
    words: str = ""
    category: str | None = None
    place_words: str = ""
    position: Position | None = None
    contact: dict[str, str] | None = None
    photos: Sequence[SentPhoto] = ()
    _follows: UUID | None = None
    """The case that the sender says is the same; named so that it is no part of the content."""
    _component: str | None = None
    """The code of the component that was picked on the map; no part of the content either."""

    @property
    def follows(self) -> UUID | None:
        """The case that the sender says is the same."""
        return self._follows

    @property
    def component(self) -> str | None:
        """The code of the very component, as the sender picked it on the map."""
        return self._component

    def fingerprint(self, sender: str) -> str:
        """SHA-256 (hex) of sender and content: equal for the same report sent again."""
        content = orjson.dumps([sender, self], option=orjson.OPT_SORT_KEYS)
        return hashlib.sha256(content).hexdigest()


class PhotoReceipt(NamedTuple):
    """What is known of one photo: `refused` is a code of media/words.py."""

    sha256: str
    state: PhotoState
    refused: str | None


class Receipt(NamedTuple):
    """Our word that a report is written down."""

    id: UUID
    number: str
    received_at: datetime
    photos: list[PhotoReceipt]


def sender_of(actor: Actor) -> str:
    """The one who may send, see and go on with a report: a device or a member of staff."""
    return actor.device or f"person:{actor.person_id}"


def receive(
    session: Session, report_id: UUID, sent: SentReport, actor: Actor, zone: ZoneInfo
) -> tuple[Receipt, bool]:
    """Write the report down, or recognise it. Returns its receipt and whether it is new.

    A twin that arrives while the first is being written waits for it in the database and then
    gets the same receipt. Raises ReportDiffers when the id is known with other content or another
    sender, NotSignedIn or NotAllowed when the channel is not the sender's, UnknownCategory.
    """
    if sent.channel is Channel.INSPECTOR:
        _require_inspector(actor)
    received_at = clock.now()
    day, start = day_and_start(received_at, zone)
    fingerprint = sent.fingerprint(sender_of(actor))
    when = {"day": day, "start": start, "received_at": received_at}
    columns = {"id": report_id, "fingerprint": fingerprint} | when | _columns(sent) | _by(actor)
    written = write(session, columns)
    if written is None:
        return receipt_again(session, report_id, fingerprint), False
    number, category_id = written
    if sent.category and category_id is None:
        raise UnknownCategory(category=sent.category)
    photos = [PhotoReceipt(photo.sha256, PhotoState.WANTED, None) for photo in sent.photos]
    return Receipt(report_id, number, received_at, photos), True


def receipt_again(session: Session, report_id: UUID, fingerprint: str) -> Receipt:
    """The receipt of a report that is there. Raises ReportDiffers when the content is other."""
    report = session.get(Report, report_id)
    if report is None:
        raise Missing(what="report")
    if report.fingerprint != fingerprint:
        raise ReportDiffers
    return receipt(session, report)


def receipt(session: Session, report: Report) -> Receipt:
    """The receipt of `report` as things stand now."""
    rows = session.execute(
        select(Photo.sha256, Photo.state, Photo.refused)
        .where(Photo.report_id == report.id, Photo.kind == PhotoKind.BEFORE)
        .order_by(Photo.id)
    )
    return Receipt(
        report.id, report.number, report.received_at, [PhotoReceipt(*row) for row in rows]
    )


def own_report(session: Session, report_id: UUID, actor: Actor) -> Report:
    """The actor's own report. Raises Missing for another's, just as for none."""
    report = session.get(Report, report_id)
    if report is None or not is_own(report, actor):
        raise Missing(what="report")
    return report


def is_own(report: Report, actor: Actor) -> bool:
    """Whether this actor sent it."""
    if actor.person_id is not None:
        return report.reporter_id == actor.person_id
    return actor.device is not None and report.device == actor.device


def _require_inspector(actor: Actor) -> None:
    """A phone whose session has ended must sign in: its report is not sent as a citizen's."""
    if actor.person_id is None:
        raise NotSignedIn
    actor.require({Role.INSPECTOR})


def _columns(sent: SentReport) -> dict[str, Any]:
    contact, position = sent.contact or {}, sent.position
    return {
        "channel": sent.channel.value,
        "words": sent.words,
        "place_words": sent.place_words,
        "category": sent.category,
        "position": _point(position),
        "accuracy": position.accuracy if position else None,
        "sent_position": orjson.dumps(position).decode() if position else None,
        "made_at": sent.made_at,
        "follows_id": sent.follows,
        "component": sent.component,
        "has_contact": any(contact.values()),
        "contact_name": contact.get("name"),
        "contact_phone": contact.get("phone"),
        "photos": [_promised(photo) for photo in sent.photos],
    }


def _by(actor: Actor) -> dict[str, Any]:
    return {
        "sender": sender_of(actor),
        "device": actor.device,
        "reporter_id": actor.person_id,
        "actor_name": actor.name,
        "role": min(actor.roles, default=None),
        "organisation_id": actor.organisation_id,
        "request_id": events.request_id.get(),
    }


def _promised(photo: SentPhoto) -> dict[str, Any]:
    return {
        "id": new_id(),
        "sha256": photo.sha256,
        "size": photo.size,
        "taken_at": photo.taken_at,
        "position": _point(photo.position),
        "accuracy": photo.position.accuracy if photo.position else None,
        "heading": photo.heading,
        "view": photo.view,
    }


def _point(position: Position | None) -> str | None:
    """As PostgreSQL writes a point."""
    return "({},{})".format(*position.wgs84()) if position else None
