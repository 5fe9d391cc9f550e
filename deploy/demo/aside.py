"""Past cases led aside by the city's own commands: to verify, put off, voided, to be approved."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from city import clock
from city.cases import actions
from city.cases.commands import Given
from city.cases.model import Case
from city.cases.stages import Action, Stage
from city.events import Event
from city.people import Person, Role, acting
from city.places.model import Area
from deploy.demo import sayings
from deploy.demo.lives import ZONE
from deploy.demo.staff import PersonRow, Staff


class Way(NamedTuple):
    """Of the cases at `stage` so many are led on by these steps, each by somebody of a role."""

    cases: int
    stage: Stage
    steps: tuple[tuple[Role, Action], ...]


WAYS = (
    Way(20, Stage.ACCEPTED, ((Role.OPERATOR, Action.SEND_VERIFY),)),
    Way(8, Stage.ACCEPTED, ((Role.OPERATOR, Action.VOID), (Role.DUTY_CHIEF, Action.APPROVE))),
    Way(20, Stage.HANDLING, ((Role.DEPARTMENT, Action.SUSPEND), (Role.DUTY_CHIEF, Action.APPROVE))),
    Way(14, Stage.HANDLING, ((Role.DEPARTMENT, Action.DEFER), (Role.DISPATCHER, Action.APPROVE))),
    Way(12, Stage.HANDLING, ((Role.DISPATCHER, Action.VOID), (Role.DUTY_CHIEF, Action.APPROVE))),
    Way(10, Stage.HANDLING, ((Role.DEPARTMENT, Action.EXTEND),)),
)
DAYS = {Action.SUSPEND: (30, 150), Action.DEFER: (3, 20)}  # until then it is put off


def lead(session: Session, ids: Sequence[UUID], staff: Staff, now: datetime, seed: int) -> None:
    """Lead some of these cases aside; nothing is left for the relay to carry."""
    rng = Random(f"{seed}:aside")
    led: list[UUID] = []
    for way in WAYS:
        for case in _some(session, ids, way, staff, rng):
            pause = (now - case.stage_at) / (len(way.steps) + 1)
            for nth, (role, action) in enumerate(way.steps):
                with clock.told(case.stage_at + pause if nth == 0 else now - pause):
                    _step(session, case, role, action, staff, rng)
            led.append(case.id)
    session.flush()
    carried = update(Event).where(Event.case_id.in_(led), Event.relayed_at.is_(None))
    session.execute(carried.values(relayed_at=Event.at))


def _step(
    session: Session, case: Case, role: Role, action: Action, staff: Staff, rng: Random
) -> None:
    who = rng.choice(_people(session, case, role, staff))
    actor = acting(session.get_one(Person, who.id))
    actions.act(session, case.id, action, actor, _given(case, action, staff, rng), ZONE)


def _some(
    session: Session, ids: Sequence[UUID], way: Way, staff: Staff, rng: Random
) -> Iterator[Case]:
    here = select(Case).where(Case.id.in_(ids), Case.stage == way.stage, Case.version == 1)
    found = list(session.scalars(here.order_by(Case.id)))
    rng.shuffle(found)
    fit = (case for case in found if _fits(session, case, way, staff))
    yield from (case for _, case in zip(range(way.cases), fit, strict=False))


def _fits(session: Session, case: Case, way: Way, staff: Staff) -> bool:
    in_time = case.due_at is not None and case.due_at > clock.now()
    return in_time and all(_people(session, case, role, staff) for role, _ in way.steps)


def _people(session: Session, case: Case, role: Role, staff: Staff) -> Sequence[PersonRow]:
    if role is Role.DEPARTMENT:
        return staff.of.get(case.organisation_id or 0, ())
    return staff.desk[role, session.get_one(Area, case.district_id).code]


def _given(case: Case, action: Action, staff: Staff, rng: Random) -> Given:
    days, walkers = DAYS.get(action), staff.walkers().get(case.beat_id or 0)
    return Given(
        note=sayings.note(rng, action.value),
        until=clock.now() + timedelta(days=rng.randint(*days)) if days else None,
        amount=1 if action is Action.EXTEND else None,
        person=rng.choice(walkers).id if action is Action.SEND_VERIFY and walkers else None,
    )
