"""The lamps turn: an event for each clock that has used up four fifths, or all, of its time."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Row, case, insert, select, update
from sqlalchemy.orm import Session

from city import clock, events
from city.cases.clocks import Lamp, lamp
from city.cases.model import Case
from city.events import Event
from city.people import SYSTEM

BATCH = 1000
YELLOW, RED = "clock.yellow", "clock.red"
NAMES = {Lamp.YELLOW: YELLOW, Lamp.RED: RED}


def turn(session: Session, zone: ZoneInfo, batch: int = BATCH) -> int:
    """Tell of the lamps that have turned by now, the longest waiting first; returns how many.

    Finds them by the index on `turn_at`: its cost is that of the turns, not of the open cases. A
    clock that passed both marks unseen is told of once, as red.
    """
    now = clock.now()
    columns = (Case.id, Case.report_id, Case.yellow_at, Case.due_at, Case.organisation_id)
    turned = select(*columns).where(Case.turn_at < now).order_by(Case.turn_at).limit(batch)
    found = session.execute(turned.with_for_update(skip_locked=True)).all()
    if not found:
        return 0
    told = [row for one in found if (row := _event(one, now, zone))]
    if told:
        session.execute(insert(Event), told)
    later = case((Case.due_at >= now, Case.due_at), else_=None)
    ids = [one.id for one in found]
    changed = update(Case).where(Case.id.in_(ids)).values(turn_at=later)
    session.execute(changed.execution_options(synchronize_session=False))
    return len(found)


def _event(one: Row, now: datetime, zone: ZoneInfo) -> dict[str, object] | None:  # type: ignore[type-arg]
    if one.due_at is None or one.yellow_at is None:
        return None
    name = NAMES.get(lamp(one.yellow_at, one.due_at, now))
    if name is None:
        return None
    due = f"{one.due_at.astimezone(zone):%m-%d %H:%M}"
    about = {"case_id": one.id, "report_id": one.report_id, "organisation": one.organisation_id}
    return events.row(SYSTEM, name, **about, due=due)
