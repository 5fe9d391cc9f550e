"""What a reading brought, taken in: known, a reprint, aside, or waiting for somebody to look."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import Session

from city import clock, events
from city.db import new_id
from city.opinion import judging
from city.opinion.likeness import Print, original, simhash
from city.opinion.model import OpinionFeed, OpinionItem, OpinionState
from city.opinion.reading import Entry
from city.people import SYSTEM
from city.places.find import find
from city.places.geocoder import Placement
from city.triage import knowledge
from city.triage.personal import masked
from city.triage.propose import propose

RECENT = timedelta(days=7)  # in which a reprint is looked for
LOCK = text("select pg_advisory_xact_lock(8112, 0)")


def take(session: Session, feed: OpinionFeed, entries: Sequence[Entry]) -> int:
    """Take in what is new of these entries; how many were. Sent twice, nothing changes."""
    session.execute(LOCK)  # one reader at a time, so that no text is twice an original
    asked = select(OpinionItem.guid).where(
        OpinionItem.feed_id == feed.id, OpinionItem.guid.in_([one.guid for one in entries])
    )
    known = set(session.scalars(asked))
    fresh = {one.guid: one for one in entries if one.guid not in known}
    prints = _prints(session)
    for entry in fresh.values():
        made = _one(session, feed, entry, prints)
        if made.original_id is None:
            prints.append(Print(made.id, made.simhash, _said(entry)))
    return len(fresh)


def _prints(session: Session) -> list[Print]:
    """The originals of the last days."""
    asked = select(OpinionItem.id, OpinionItem.simhash, OpinionItem.title, OpinionItem.words).where(
        OpinionItem.found_at > clock.now() - RECENT, OpinionItem.original_id.is_(None)
    )
    return [
        Print(row.id, row.simhash, f"{row.title}\n{row.words}") for row in session.execute(asked)
    ]


def _said(entry: Entry) -> str:
    return f"{masked(entry.title)}\n{masked(entry.words)}"


def _one(session: Session, feed: OpinionFeed, entry: Entry, prints: Sequence[Print]) -> OpinionItem:
    said = _said(entry)
    placement = find(session, said, None, None)
    judged = judging.judge(propose(knowledge.known(session), said), placement, _names_us(placement))
    repeated = original(said, prints)
    made = OpinionItem(
        id=new_id(), feed_id=feed.id, guid=entry.guid, url=entry.url, title=masked(entry.title),
        words=masked(entry.words), published_at=entry.published_at, found_at=clock.now(),
        simhash=simhash(said), reprints=0, **judged._asdict(), **_where(placement),
        original_id=repeated.id if repeated else None,
        state=OpinionState.REPRINT if repeated else _state(judged),
    )  # fmt: skip
    session.add(made)
    session.flush()
    whole = session.get_one(OpinionItem, repeated.id) if repeated else made
    if repeated:
        whole.reprints += 1
    _note_burst(session, whole)
    return made


def _state(judged: judging.Judged) -> OpinionState:
    is_for_us = judged.is_ours and judged.is_here
    return OpinionState.WAITING if is_for_us else OpinionState.ASIDE


def _where(placement: Placement) -> dict[str, Any]:
    best = placement.answer.best if placement.answer else None
    district = placement.areas.district
    return {
        "place": f"{placement.areas.words}{''.join(best.names) if best else ''}",
        "position": placement.at,
        "district_id": district.id if district else None,
    }


def _names_us(placement: Placement) -> bool:
    """Whether the words name one of the city's districts, subdistricts or communities."""
    matched = placement.answer.matched if placement.answer else ()
    return any(one.role == "area" for one in matched)


def _note_burst(session: Session, item: OpinionItem) -> None:
    """Tell once when many write of one matter: its reprints, or its category in its district."""
    if item.burst_at or item.state not in (OpinionState.WAITING, OpinionState.TAKEN):
        return
    now = clock.now()
    since = now - judging.WITHIN - judging.USUAL
    if _is_told(session, item, now - judging.WITHIN):
        return
    moments = session.scalars(
        select(OpinionItem.found_at).where(_of_one_matter(item), OpinionItem.found_at > since)
    ).all()
    if judging.is_burst(moments, now):
        item.burst_at = now
        told = {"text": item.title[:60], "count": len(moments), "item": str(item.id)}
        events.record(session, SYSTEM, "opinion.burst", **told)


def _of_one_matter(item: OpinionItem) -> Any:
    family = or_(OpinionItem.id == item.id, OpinionItem.original_id == item.id)
    if item.code is None or item.district_id is None:
        return family
    same = (OpinionItem.code == item.code) & (OpinionItem.district_id == item.district_id)
    return family | same


def _is_told(session: Session, item: OpinionItem, since: datetime) -> bool:
    told = select(func.count()).where(_of_one_matter(item), OpinionItem.burst_at > since)
    return bool(session.scalar(told))
