"""A case with the department that has a crew, as far as stories of crews need it."""

from typing import Any

from deploy.walk import Staff
from tests.house import City
from tests.stories.journey import Journey


def in_hand(city: City, **report: Any) -> tuple[Journey, Staff]:
    """A new case that the demo's department with a crew has signed for."""
    road = Journey(city, **report)
    first, department = road.dispatched(), city.crew.sign_in("department")
    ours = department.person["organisation"]["id"]
    if first.person["organisation"]["id"] != ours:
        first.act(road.case_id, "return", note="不归我们")
        city.crew.sign_in("dispatcher").act(road.case_id, "dispatch", organisation=ours)
    department.act(road.case_id, "sign_for")
    return road, department


def held(department: Staff, member: Staff) -> int:
    """How many jobs the board of the department's crews says that a member holds."""
    return next(
        int(one["jobs"])
        for crew in department.must("GET", "/crews")["items"]
        for one in crew["members"]
        if one["id"] == member.person["id"]
    )
