"""Whose the very component is: named in the words, or within ten metres; else nobody's."""

import pytest
from sqlalchemy import select

from city.calendars import Calendar
from city.cases.model import Case
from city.cases.stages import Stage
from city.catalogue.model import Category, Kind
from city.db import Point
from city.dispatch import facts
from city.dispatch.choose import RuleSet
from city.places.model import Component
from city.settings import SHANGHAI
from tests.life.town import Town

HERE = Point(112.55, 37.87)
METRE = 1 / 111_195  # degrees of latitude
CODES = ("1401060101000001", "1401060101000002")


@pytest.fixture
def case(town: Town) -> Case:
    """A filed case about a cover, here."""
    found = town.at(Stage.FILED)
    found.position = HERE
    return found


def place(town: Town, case: Case, code: str, north: float, owner: str) -> None:
    at = Point(HERE.lon, HERE.lat + north * METRE)
    about = {"category_id": case.category_id, "owner_id": town.organisations[owner]}
    town.session.add(Component(code=code, at=at, **about))
    town.session.flush()


def goes_to(town: Town, case: Case) -> int | None:
    """Where a city without any rule sends it."""
    told = facts.of(town.session, case, Calendar(SHANGHAI))
    choice = RuleSet([]).choose(told)
    return choice.organisation_id if choice else None


@pytest.mark.parametrize(("metres", "is_its"), [(0, True), (9.8, True), (10.2, False)])
def test_a_component_within_ten_metres_is_the_one_that_is_meant(
    town: Town, case: Case, metres: float, is_its: bool
) -> None:
    place(town, case, CODES[0], metres, "bureau")
    assert goes_to(town, case) == (town.organisations["bureau"] if is_its else None)


def test_the_one_that_the_words_name_goes_before_the_nearer_one(town: Town, case: Case) -> None:
    place(town, case, CODES[0], 1, "bureau")
    place(town, case, CODES[1], 500, "other")
    assert goes_to(town, case) == town.organisations["bureau"]
    case.words = f"编号{CODES[1]}的井盖破了"
    assert goes_to(town, case) == town.organisations["other"]


def test_two_owners_within_reach_decide_nothing(town: Town, case: Case) -> None:
    place(town, case, CODES[0], 3, "bureau")
    place(town, case, CODES[1], -4, "other")
    assert goes_to(town, case) is None


def test_a_stall_beside_a_cover_is_not_the_covers_owners(town: Town, case: Case) -> None:
    place(town, case, CODES[0], 1, "bureau")
    category = town.session.scalars(select(Category).where(Category.id == case.category_id)).one()
    category.kind = Kind.OCCURRENCE
    assert goes_to(town, case) is None
