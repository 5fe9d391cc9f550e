"""What no carrier could bring and nobody has read: for the desk, with every attempt."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from city.notices.kinds import CARRIER_WORDS, KINDS
from city.notices.model import Attempt, Delivery, DeliveryState, Notice
from city.people import Person


class Undelivered(NamedTuple):
    """A notice, its attempts; whose it was is said of staff only."""

    id: UUID
    at: Any
    kind_words: dict[str, str]
    number: str | None
    person: str | None
    case_id: UUID | None
    attempts: list[dict[str, Any]]


def page(session: Session, before: UUID | None, limit: int) -> tuple[Sequence[Undelivered], bool]:
    """A page of them, the newest first, and whether there are more."""
    asked = (
        select(Notice, Person.name)
        .join(Delivery)
        .outerjoin(Person, Person.id == Notice.person_id)
        .where(Delivery.state == DeliveryState.UNDELIVERED, Notice.read_at.is_(None))
        .order_by(Notice.id.desc())
        .limit(limit + 1)
    )
    found = session.execute(asked.where(Notice.id < before) if before else asked).all()
    tries = attempts(session, [row.Notice.id for row in found[:limit]])
    items = [_one(row.Notice, row.name, tries[row.Notice.id]) for row in found[:limit]]
    return items, len(found) > limit


def attempts(session: Session, notices: Sequence[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """The attempts of each of these notices, in order."""
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    asked = select(Attempt).where(Attempt.notice_id.in_(notices))
    for one in session.scalars(asked.order_by(Attempt.at, Attempt.id)):
        found[one.notice_id].append(
            {
                **{name: getattr(one, name) for name in ("carrier", "at", "address", "outcome")},
                **{name: getattr(one, name) for name in ("code", "receipt_at", "receipt")},
                "carrier_words": CARRIER_WORDS[one.carrier],
            }
        )
    return found


def _one(notice: Notice, person: str | None, tries: list[dict[str, Any]]) -> Undelivered:
    return Undelivered(
        notice.id,
        notice.at,
        KINDS[notice.kind].words,
        notice.facts.get("number"),
        person,
        notice.case_id,
        tries,
    )
