"""The review queue: what waits, the worst first; taken as a report, or dismissed."""

from collections.abc import Sequence
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city import clock, events
from city.errors import AlreadyDecided, Missing
from city.intake import reports
from city.intake.model import Channel
from city.intake.reports import Position, SentReport
from city.opinion import judging
from city.opinion.model import OpinionItem, OpinionState
from city.people import Actor

OURS = UUID("01a20270-7a8c-7000-8000-6f70696e0000")
"""The room in which an item's report has its id."""
MOST = 100
LONGEST = 2000  # characters of a report's words


def some(session: Session, state: OpinionState) -> Sequence[OpinionItem]:
    """Items of a state: those that wait by how bad they are, the others newest first."""
    worst = OpinionItem.badness + func.least(
        judging.MOST_SPREAD, judging.SPREAD * OpinionItem.reprints
    )
    asked = select(OpinionItem).where(OpinionItem.state == state)
    if state is OpinionState.WAITING:
        asked = asked.order_by(worst.desc(), OpinionItem.found_at.desc(), OpinionItem.id)
    else:
        asked = asked.order_by(OpinionItem.found_at.desc(), OpinionItem.id)
    return session.scalars(asked.limit(MOST)).all()


def counts(session: Session) -> dict[OpinionState, int]:
    """How many items are in each state; 0 where there are none."""
    asked = select(OpinionItem.state, func.count()).group_by(OpinionItem.state)
    return dict.fromkeys(OpinionState, 0) | {row[0]: row[1] for row in session.execute(asked)}


def decide(
    session: Session, item_id: UUID, is_taken: bool, actor: Actor, zone: ZoneInfo
) -> OpinionItem:
    """Take an item as a report, or dismiss it; the same decision again changes nothing.

    Raises Missing, AlreadyDecided when somebody decided otherwise.
    """
    item = session.get(OpinionItem, item_id, with_for_update=True)
    if item is None or item.state is OpinionState.REPRINT:
        raise Missing(what="item")
    wanted = OpinionState.TAKEN if is_taken else OpinionState.DISMISSED
    if item.state in (OpinionState.TAKEN, OpinionState.DISMISSED):
        if item.state is not wanted:
            raise AlreadyDecided
        return item
    about: dict[str, UUID] = {}
    if is_taken:
        about["report_id"] = uuid5(OURS, str(item.id))
        reports.receive(session, about["report_id"], _sent(item), actor, zone)
    item.state, item.decided_at, item.by_id = wanted, clock.now(), actor.person_id
    item.report_id = about.get("report_id")
    events.record(session, actor, f"opinion.{wanted.value}", item=str(item.id), **about)
    return item


def _sent(item: OpinionItem) -> SentReport:
    at = item.position
    return SentReport(
        channel=Channel.MEDIA,
        made_at=item.published_at or item.found_at,
        words=f"{item.title}\n{item.words}\n{item.url}"[:LONGEST],
        place_words=item.place[:200],
        position=Position(at.lon, at.lat, accuracy=500.0) if at else None,
    )
