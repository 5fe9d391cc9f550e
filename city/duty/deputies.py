"""Deputies of a beat: who is asked, and in which order, when nobody of the beat can be."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from city import events
from city.duty.access import in_charge_of, inspectors
from city.duty.model import BeatDeputy
from city.errors import Missing
from city.people import Actor, Person, Role
from city.places.model import Area, AreaKind, BeatInspector


class Manned(NamedTuple):
    """A beat, who walks it by standing, and its deputies in their order."""

    beat: Area
    walkers: list[Person]
    deputies: list[Person]


def manned(session: Session, actor: Actor) -> list[Manned]:
    """All beats by their codes; of people only those of the actor's branch."""
    people = {one.id: one for one in session.scalars(inspectors(session, actor))}
    walkers: dict[int, list[Person]] = defaultdict(list)
    for row in session.scalars(select(BeatInspector).order_by(BeatInspector.person_id)):
        if row.person_id in people:
            walkers[row.beat_id].append(people[row.person_id])
    deputies: dict[int, list[Person]] = defaultdict(list)
    for one in session.scalars(select(BeatDeputy).order_by(BeatDeputy.rank, BeatDeputy.person_id)):
        if one.person_id in people:
            deputies[one.beat_id].append(people[one.person_id])
    beats = session.scalars(select(Area).where(Area.kind == AreaKind.BEAT).order_by(Area.code))
    return [Manned(beat, walkers[beat.id], deputies[beat.id]) for beat in beats]


def decide(session: Session, beat_id: int, person_ids: Sequence[int], actor: Actor) -> Manned:
    """Make these the deputies of a beat, the first to be asked first; recorded.

    Deputies of other branches stay, behind them. Raises Missing for what is no beat, and for
    people who are no inspectors of the actor's branch.
    """
    beat = session.get(Area, beat_id, with_for_update=True)
    if beat is None or beat.kind is not AreaKind.BEAT:
        raise Missing(what="beat")
    chosen = [_inspector(session, actor, one) for one in dict.fromkeys(person_ids)]
    own = set(session.scalars(inspectors(session, actor).with_only_columns(Person.id)))
    before = select(BeatDeputy.person_id).where(BeatDeputy.beat_id == beat.id)
    ordered = session.scalars(before.order_by(BeatDeputy.rank, BeatDeputy.person_id)).all()
    kept = [one for one in ordered if one not in own]
    session.execute(delete(BeatDeputy).where(BeatDeputy.beat_id == beat.id))
    ids = [*(one.id for one in chosen), *kept]
    session.add_all(
        BeatDeputy(beat_id=beat.id, person_id=one, rank=rank) for rank, one in enumerate(ids, 1)
    )
    events.record(session, actor, "deputies.changed", beat=beat.code, to_ids=ids)
    session.flush()
    walks = select(BeatInspector.person_id).where(BeatInspector.beat_id == beat.id)
    walkers = select(Person).where(Person.id.in_(walks), Person.id.in_(own)).order_by(Person.id)
    return Manned(beat, list(session.scalars(walkers)), chosen)


def _inspector(session: Session, actor: Actor, person_id: int) -> Person:
    person = in_charge_of(session, actor, person_id)
    if Role.INSPECTOR not in person.roles or person.disabled_at:
        raise Missing(what="inspector")
    return person
