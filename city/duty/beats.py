"""Which beats are whose at a moment, and how they are settled."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from city.duty.model import Settled, Settlement, Shift
from city.places.model import Area, BeatInspector

EARLY = timedelta(hours=1)  # so long before a shift one may sign on for it
KEPT = timedelta(days=1)  # a beat with a shift this near has a roster


def shift_at(session: Session, person_id: int, at: datetime) -> Shift | None:
    """The shift that somebody is in, or may sign on for; with its beats."""
    asked = select(Shift).where(
        Shift.person_id == person_id, Shift.begins_at <= at + EARLY, Shift.ends_at > at
    )
    wanted = asked.options(selectinload(Shift.beats), selectinload(Shift.pattern))
    return session.scalar(wanted.order_by(Shift.begins_at).limit(1))


def beats_of(session: Session, person_id: int, shift: Shift | None) -> list[Area]:
    """The beats of a shift; without one, those that the person walks by standing."""
    if shift and shift.beats:
        return sorted(shift.beats, key=lambda beat: beat.code)
    standing = select(Area).join(BeatInspector, BeatInspector.beat_id == Area.id)
    return list(
        session.scalars(standing.where(BeatInspector.person_id == person_id).order_by(Area.code))
    )


def settled(session: Session, *area_ids: int | None) -> Settled:
    """How the first of these areas that says so is settled; a town where none does."""
    wanted = [one for one in area_ids if one]
    if not wanted:
        return Settled.TOWN
    rows = session.execute(
        select(Settlement.area_id, Settlement.kind).where(Settlement.area_id.in_(wanted))
    )
    known = {row.area_id: row.kind for row in rows}
    return next((known[one] for one in wanted if one in known), Settled.TOWN)
