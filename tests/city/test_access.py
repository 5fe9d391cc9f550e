"""Who sees which case: by area of duty, by branch, by having been asked."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from city.cases import callers
from city.cases.access import BRANCH_VIEW, WHOLE_VIEW, seen_by
from city.cases.model import Case, Task, TaskKind
from city.cases.stages import Stage
from city.db import new_id
from city.duty.asked import TaskState
from city.intake.model import Channel, Contact, Report
from city.people import SYSTEM, Actor, Organisation, OrganisationKind, Person, Role, acting, citizen
from city.places.model import Area, AreaKind

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


class Town:
    """Two districts, a tree of organisations, and a case here and there."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.yingze = self._area(AreaKind.DISTRICT, "140106")
        self.xiaodian = self._area(AreaKind.DISTRICT, "140105")
        self.street = self._area(AreaKind.SUBDISTRICT, "140106001", self.yingze)
        self.centre = self._organisation("centre", OrganisationKind.CENTRE)
        self.local = self._organisation("local", OrganisationKind.CENTRE, duty=["140106"])
        self.narrow = self._organisation("narrow", OrganisationKind.CENTRE, duty=["140106001"])
        self.bureau = self._organisation("bureau")
        self.crew = self._organisation("crew", OrganisationKind.MAINTAINER, parent=self.bureau)
        self.other = self._organisation("other")
        self.cases = {
            "in the street": self._case(self.yingze, self.street),
            "in the district": self._case(self.yingze, organisation=self.bureau),
            "in the other": self._case(self.xiaodian, organisation=self.crew),
            "nowhere": self._case(None, organisation=self.other),
        }

    def seen(self, actor: Actor) -> set[str]:
        """The names of the cases that the actor sees."""
        found = set(self.session.scalars(select(Case.id).where(seen_by(self.session, actor))))
        return {name for name, case in self.cases.items() if case.id in found}

    def person(self, role: Role, organisation: Organisation | None = None) -> Actor:
        """Somebody of this role."""
        username = f"{role}-{new_id()}"
        row = Person(username=username, password_hash="-", name="某人", roles=[role])
        row.organisation = organisation
        self.session.add(row)
        self.session.flush()
        return acting(row)

    def _area(self, kind: AreaKind, code: str, parent: Area | None = None) -> Area:
        return self._kept(Area(kind=kind, code=code, name=code, parent_id=parent and parent.id))

    def _organisation(
        self,
        code: str,
        kind: OrganisationKind = OrganisationKind.DEPARTMENT,
        parent: Organisation | None = None,
        duty: list[str] | None = None,
    ) -> Organisation:
        above = parent and parent.id
        row = Organisation(code=code, name=code, kind=kind, level=2, parent_id=above)
        row.duty_areas = duty or []
        return self._kept(row)

    def _case(
        self,
        district: Area | None,
        street: Area | None = None,
        organisation: Organisation | None = None,
    ) -> Case:
        report = self._kept(
            Report(
                id=new_id(), number=str(uuid4()), channel=Channel.CITIZEN, device="d" * 64,
                fingerprint="-", words="", place_words="", made_at=NOW, received_at=NOW,
            )
        )  # fmt: skip
        return self._kept(
            Case(
                id=new_id(), number=str(uuid4()), stage=Stage.RECEIVED, report_id=report.id,
                words="", place="", placement={}, received_at=NOW, stage_at=NOW,
                district_id=district and district.id, subdistrict_id=street and street.id,
                organisation_id=organisation and organisation.id,
            )
        )  # fmt: skip

    def _kept(self, row: Any) -> Any:
        self.session.add(row)
        self.session.flush()
        return row


@pytest.fixture
def town(session: Session) -> Town:
    return Town(session)


EVERYTHING = {"in the street", "in the district", "in the other", "nowhere"}


@pytest.mark.parametrize("role", WHOLE_VIEW)
def test_the_desk_and_the_leaders_see_their_area_of_duty(town: Town, role: Role) -> None:
    assert town.seen(town.person(role, town.centre)) == EVERYTHING
    assert town.seen(town.person(role, town.local)) == EVERYTHING - {"in the other"}
    assert town.seen(town.person(role, town.narrow)) == {"in the street", "nowhere"}


@pytest.mark.parametrize("role", BRANCH_VIEW)
def test_a_department_sees_its_branch_down_the_tree_and_never_up(town: Town, role: Role) -> None:
    assert town.seen(town.person(role, town.bureau)) == {"in the district", "in the other"}
    assert town.seen(town.person(role, town.crew)) == {"in the other"}
    assert town.seen(town.person(role, town.other)) == {"nowhere"}
    assert town.seen(town.person(role, None)) == set()


def test_an_inspector_sees_what_they_were_asked_or_reported(town: Town, session: Session) -> None:
    inspector, colleague = (town.person(Role.INSPECTOR, town.local) for _ in range(2))
    assert town.seen(inspector) == set()
    asked = town.cases["in the other"]
    session.add(
        Task(
            id=new_id(), case_id=asked.id, kind=TaskKind.CHECK, person_id=inspector.person_id,
            state=TaskState.OPEN, created_at=NOW, due_at=NOW,
        )
    )  # fmt: skip
    own = session.get_one(Report, town.cases["nowhere"].report_id)
    own.reporter_id = inspector.person_id
    session.flush()
    assert town.seen(inspector) == {"in the other", "nowhere"}
    assert town.seen(colleague) == set()


def test_a_citizen_sees_no_case_and_the_system_all(town: Town) -> None:
    assert town.seen(citizen("d" * 64)) == set()
    assert town.seen(Actor()) == set()
    assert town.seen(SYSTEM) == EVERYTHING


def test_a_caller_is_told_as_far_as_ones_part_of_the_city_goes(town: Town) -> None:
    for case in town.cases.values():
        report = town.session.get_one(Report, case.report_id)
        report.case_id = case.id
        town.session.add(Contact(report_id=report.id, name="王小明", phone="13800138000"))
    town.session.flush()
    for organisation, count, is_masked in (
        (town.centre, 4, False), (town.local, 3, True), (town.narrow, 2, True),
    ):  # fmt: skip
        found = callers.look_up(
            town.session, "+86 138 0013 8000", town.person(Role.OPERATOR, organisation)
        )
        assert (found.reports, len(found.earlier), found.is_masked) == (4, count, is_masked)
        assert found.name == "王小明", "masked where it is shown"
