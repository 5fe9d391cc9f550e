"""The reports that one batch of an import filed."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from city import events
from city.events import Event
from city.hotline.model import HotlineBatch, HotlineOrder
from city.people import SYSTEM

LOOKED = 250  # cases that one job holds against the open ones: a second or two
LEVELS = ("level5", "level4", "level3", "level2", "level1")


def numbers(session: Session, event: Event) -> Sequence[str]:
    """The numbers of the reports that a `hotline.filed` event tells of."""
    batch = session.get_one(HotlineBatch, (UUID(event.data["run"]), event.data["ordinal"]))
    return [row[3] for row in batch.rows if row[2] == "filed"]


def types(session: Session, report_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Report → the types that the hotline gave its order, the finest first."""
    asked = select(HotlineOrder.report_id, HotlineOrder.facts)
    rows = session.execute(asked.where(HotlineOrder.report_id.in_(list(report_ids))))
    return {
        row.report_id: [row.facts[name] for name in LEVELS if row.facts.get(name)] for row in rows
    }


def opened(session: Session, case_ids: Sequence[UUID]) -> None:
    """Say which cases an import opened, so many at a time as are looked at in one job."""
    for at in range(0, len(case_ids), LOOKED):
        ids = [str(one) for one in case_ids[at : at + LOOKED]]
        events.record(session, SYSTEM, "hotline.opened", cases=ids)
