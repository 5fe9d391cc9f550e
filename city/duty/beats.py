"""Which beats are whose at a moment, and how they are settled."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from shapely.geometry import shape
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


def box(beat: Area) -> list[float]:
    """West, south, east and north of a beat in degrees (WGS-84); empty where it has no shape."""
    return [*shape(beat.shape).bounds] if beat.shape else []


def beats_of(session: Session, person_id: int, shift: Shift | None) -> list[Area]:
    """The beats of a shift; without one, those that the person walks by standing."""
    if shift and shift.beats:
        return sorted(shift.beats, key=lambda beat: beat.code)
    standing = select(Area).join(BeatInspector, BeatInspector.beat_id == Area.id)
    return list(
        session.scalars(standing.where(BeatInspector.person_id == person_id).order_by(Area.code))
    )


def settlements(session: Session) -> dict[int, Settled]:
    """How areas are settled, as far as the city has said."""
    return {one.area_id: one.kind for one in session.scalars(select(Settlement))}


def is_country(known: Mapping[int, Settled], *area_ids: int | None) -> bool:
    """Whether the first of these areas that says anything lies in the country."""
    said = (known[one] for one in area_ids if one and one in known)
    return next(said, Settled.TOWN) is Settled.COUNTRY
