"""Who is told what: written into the app at once, and planned for the carriers outside."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city import clock, events
from city.cases.stages import STAGE_WORDS, Stage
from city.db import new_id
from city.events import Event
from city.notices.addresses import reach
from city.notices.audience import audience
from city.notices.kinds import KINDS, Carrier
from city.notices.model import Delivery, DeliveryState, Notice
from city.notices.plan import plan
from city.notices.preferences import DEFAULT, wishes
from city.notices.readers import Reader, Told
from city.notices.templates import OUTSIDE, Key, Wording, fill, wordings
from city.people import SYSTEM

LANGUAGES = ("zh", "en")


def tell(session: Session, event: Event, carriers: Collection[str], zone: ZoneInfo) -> int:
    """Write the notices that an event calls for, once, however often it is called; how many.

    `carriers`: what the city has. What is to leave the app is planned, and told of by an event.
    """
    known = wordings(session)
    told = {one.reader: one for one in audience(session, event)}
    written = _write(session, event, list(told.values()), known)
    fresh = [(told[reader], notice_id) for reader, notice_id in written.items()]
    planned = _planned(session, event, fresh, known, carriers, zone)
    if planned:
        session.execute(insert(Delivery), planned)
        events.record(session, SYSTEM, "notices.due", count=len(planned))
    return len(written)


def _write(
    session: Session, event: Event, told: Sequence[Told], known: Mapping[Key, Wording]
) -> dict[Reader, UUID]:
    if not told:
        return {}
    rows = [_row(event, one, known) for one in told]
    written = insert(Notice).on_conflict_do_nothing()
    asked = written.returning(Notice.device, Notice.person_id, Notice.id)
    return {Reader(row[0], row[1]): row[2] for row in session.execute(asked, rows)}


def _row(event: Event, told: Told, known: Mapping[Key, Wording]) -> dict[str, Any]:
    kind = _kind(event, told)
    said = {one: known[kind, Carrier.IN_APP, one] for one in LANGUAGES}
    return {
        "id": new_id(),
        "event_id": event.id,
        "kind": kind,
        **told.reader._asdict(),
        "report_id": told.report_id,
        "case_id": told.case_id,
        "at": event.at,
        "words": {one: fill(wording, told.facts).words for one, wording in said.items()},
        "facts": _outside(event, told),
    }


def _kind(event: Event, told: Told) -> str:
    return told.kind or event.name


def _outside(event: Event, told: Told) -> dict[str, Any]:
    """Of what is known, only that which may leave the city."""
    end = event.data.get("end")
    stage = {"stage": STAGE_WORDS[Stage(end)]} if end in set(Stage) else {}
    return {name: one for name, one in told.facts.items() if name in OUTSIDE} | stage


def _planned(
    session: Session,
    event: Event,
    fresh: Sequence[tuple[Told, UUID]],
    known: Mapping[Key, Wording],
    carriers: Collection[str],
    zone: ZoneInfo,
) -> list[dict[str, Any]]:
    about = {told.reader: told.report_id for told, _ in fresh}
    ways, wanted, now = reach(session, about), wishes(session, about), clock.now()
    rows = []
    for told, notice_id in fresh:
        kind = _kind(event, told)
        wish = wanted.get(told.reader, DEFAULT)
        spoken = {one for one in map(Carrier, carriers) if wording(known, kind, one, wish.language)}
        found = plan(KINDS[kind], wish, ways.get(told.reader, set()) & spoken, now, zone)
        if found:
            rows.append(
                {"notice_id": notice_id, "at": now, "state": DeliveryState.WAITING}
                | {"rung": 0, "tries": 0, "chain": list(found.chain)}
                | {"due_at": found.due_at, "is_digest": found.is_digest}
            )
    return rows


def wording(
    known: Mapping[Key, Wording], kind: str, carrier: Carrier, language: str
) -> Wording | None:
    """The words to send, in the reader's language, else in Chinese; None where there are none."""
    tried = (known.get((kind, carrier, one)) for one in (language, "zh"))
    return next((one for one in tried if one and one.is_usable), None)
