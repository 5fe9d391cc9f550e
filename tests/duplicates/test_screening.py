"""What is let pass by reading alone is what a look would have let alone."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from city import clock
from city.cases import joining, screening
from city.cases.duplicates import candidates
from city.cases.duplicates.rules import BURST
from city.cases.model import Case
from city.cases.opening import open_case
from city.cases.stages import Stage
from city.catalogue.model import Category, Kind
from city.db import Point, new_id
from city.intake.model import Channel, Report
from city.places.geocoder import Placement
from city.places.grid import Located
from city.settings import SHANGHAI

HERE, THERE = Point(112.55, 37.87), Point(112.57, 37.85)
COVER = "并州北路38号门口污水井盖丢了，晚上很危险"


def _case(
    session: Session, words: str, at: Point = HERE, minutes: int = 0, follows: UUID | None = None
) -> Case:
    when = clock.now() - timedelta(minutes=minutes)
    report = Report(
        id=new_id(), number=str(new_id()), channel=Channel.HOTLINE, fingerprint="", words=words,
        place_words="", position=at, accuracy=10, made_at=when, received_at=when,
        follows_id=follows,
    )  # fmt: skip
    session.add(report)
    session.flush()
    return open_case(session, report, Placement(at, 10, "position", Located(), (), None), SHANGHAI)


def _alike(session: Session) -> list[Case]:
    _case(session, COVER, minutes=20)
    return [_case(session, "并州北路38号门口的污水井盖丢失，晚上很危险")]


def _copies(session: Session) -> list[Case]:
    spread = (Point(112.4 + 0.02 * each, 37.7) for each in range(BURST))
    return [_case(session, "我要投诉这个城市的一切", at) for at in spread]


def _back(session: Session) -> list[Case]:
    category = Category(
        code="component-9902", kind=Kind.COMPONENT, class_code="99", class_name="其他",
        name="井盖", common=False, synonyms=[], source="待核对",
    )  # fmt: skip
    session.add(category)
    candidates.forget()
    closed, case = _case(session, COVER, minutes=2000), _case(session, "又是它")
    for each in (closed, case):
        each.category = category
    closed.stage, closed.stage_at = Stage.CLOSED, clock.now() - timedelta(hours=20)
    session.flush()
    return [case]


def _followed(session: Session) -> list[Case]:
    return [_case(session, "我说的就是那一件", follows=_case(session, COVER, minutes=20).id)]


@pytest.fixture(autouse=True)
def _catalogue() -> Iterator[None]:
    yield
    candidates.forget()


@pytest.mark.parametrize("made", [_alike, _copies, _back, _followed])
def test_what_a_look_would_touch_is_looked_at(
    session: Session, made: Callable[[Session], list[Case]]
) -> None:
    wanted = [case.id for case in made(session)]
    alone = _case(session, "体育西路公交站台座椅断了一根木条", THERE)
    assert screening.wanted(session, [alone.id, *wanted]) == wanted
    joining.look(session, alone.id, SHANGHAI)
    assert (alone.stage, alone.burst_id, alone.repeats_id) == (Stage.RECEIVED, None, None)
    for case_id in wanted:
        joining.look(session, case_id, SHANGHAI)
    touched = session.scalars(select(Case).where(Case.id.in_(wanted))).all()
    assert all(one.stage is Stage.MERGED or one.burst_id or one.repeats_id for one in touched)


def test_what_somebody_took_up_meanwhile_is_left_to_them(session: Session) -> None:
    (case,) = _alike(session)
    case.stage = Stage.ACCEPTED
    session.flush()
    assert screening.wanted(session, [case.id]) == []
