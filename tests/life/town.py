"""A small town for the life of cases: a tree of organisations, people of every role, a book."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from city import clock
from city.cases import actions
from city.cases.commands import Given
from city.cases.model import Case
from city.cases.opening import open_case
from city.cases.stages import Action, Stage
from city.catalogue.model import Category, FilingCondition, Kind, LimitUnit
from city.crews.model import Crew, CrewMember
from city.db import new_id
from city.intake.model import Channel, Photo, PhotoKind, PhotoState, Report
from city.people import SYSTEM, Actor, Organisation, OrganisationKind, Person, Role, acting
from city.places.geocoder import Placement
from city.places.grid import Located
from city.settings import SHANGHAI

PASSWORD = "walk the table"
NOWHERE = Placement(None, None, "not_found", Located(), (), None)
DESK = (Role.OPERATOR, Role.DUTY_CHIEF, Role.DISPATCHER, Role.LEADER, Role.ADMINISTRATOR)


@dataclass
class Town:
    """The town; `people` by name, `organisations` by code."""

    session: Session
    people: dict[str, Actor]
    organisations: dict[str, int]
    condition: int
    made: int = 0
    zone: ZoneInfo = SHANGHAI

    def act(self, case: Case, who: str, action: Action, **given: Any) -> Case:
        """The case, once `who` has acted."""
        found = actions.act(
            self.session, case.id, action, self.people[who], Given(**given), self.zone
        )
        self.session.flush()
        return found

    def report(self, by: str | None = None) -> Case:
        """A new case at RECEIVED, reported by a citizen, or by this inspector, with a photo."""
        self.made += 1
        now, who = clock.now(), self.people[by].person_id if by else None
        report = Report(
            id=new_id(), number=f"L{self.made:06d}-{new_id()}", words="", place_words="",
            channel=Channel.INSPECTOR if by else Channel.CITIZEN, fingerprint="-",
            device=None if by else "d" * 64, reporter_id=who, made_at=now, received_at=now,
        )  # fmt: skip
        self.session.add(report)
        self.session.flush()
        self.photo(PhotoKind.BEFORE, report=report.id)
        return open_case(self.session, report, NOWHERE, self.zone)

    def photo(
        self, kind: PhotoKind, case: UUID | None = None, report: UUID | None = None
    ) -> list[str]:
        """A photo that has arrived; its SHA-256."""
        sha256 = f"{new_id().int:064x}"
        self.session.add(
            Photo(
                id=new_id(), case_id=case, report_id=report, kind=kind, sender="-",
                sha256=sha256, size=1, state=PhotoState.RECEIVED,
            )
        )  # fmt: skip
        self.session.flush()
        return [sha256]

    def after(self, case: Case) -> dict[str, Any]:
        """What a department shows when it has handled a case."""
        return {"photos": self.photo(PhotoKind.AFTER, case.id), "views": ["near"]}

    def at(self, stage: Stage) -> Case:
        """A new case, brought to `stage` by the shortest way."""
        case = self.report()
        for who, action, given in ROADS[stage]:
            wish = given(self, case) if callable(given) else given
            self.act(case, who, action, **wish)
        assert case.stage is stage
        return case

    def later(self, **more: float) -> Any:
        """Within this block so much time has gone by."""
        return clock.told(clock.now() + timedelta(**more))


def _until(days: int) -> dict[str, Any]:
    return {"note": "等材料", "until": clock.now() + timedelta(days=days)}


_ACCEPT = ("operator", Action.ACCEPT, {})
_FILE = ("operator", Action.FILE, lambda town, case: {"condition": town.condition})
_DISPATCH = (
    "dispatcher",
    Action.DISPATCH,
    lambda town, case: {"organisation": town.organisations["bureau"]},
)
_ASSIGN = (
    "bureau",
    Action.ASSIGN,
    lambda town, case: {"person": town.people["member"].person_id},
)
_SIGN = ("bureau", Action.SIGN_FOR, {})
_HANDLE = ("bureau", Action.HANDLE, lambda town, case: town.after(case))
_CHECK = (
    "dispatcher",
    Action.SEND_CHECK,
    lambda town, case: {"person": town.people["inspector"].person_id},
)
_VERIFY = (
    "operator",
    Action.SEND_VERIFY,
    lambda town, case: {"person": town.people["inspector"].person_id},
)
_PASS = ("inspector", Action.PASS, {})
_CLOSE = ("chief", Action.CLOSE, {})
_HANDLING = [_ACCEPT, _FILE, _DISPATCH, _SIGN]
_CLOSED = [*_HANDLING, _HANDLE, _CHECK, _PASS, _CLOSE]
ROADS: dict[Stage, list[Any]] = {
    Stage.RECEIVED: [],
    Stage.ACCEPTED: [_ACCEPT],
    Stage.VERIFYING: [_ACCEPT, _VERIFY],
    Stage.MERGED: [
        ("operator", Action.MERGE, lambda town, case: {"into": town.at(Stage.ACCEPTED).id})
    ],
    Stage.DECLINED: [("operator", Action.DECLINE, {"note": "不属于受理范围"})],
    Stage.FILED: _HANDLING[:2],
    Stage.DISPATCHED: _HANDLING[:3],
    Stage.HANDLING: _HANDLING,
    Stage.SUSPENDED: [
        *_HANDLING,
        ("bureau", Action.SUSPEND, lambda town, case: _until(100)),
        ("chief", Action.APPROVE, {}),
    ],
    Stage.DEFERRED: [
        *_HANDLING,
        ("bureau", Action.DEFER, lambda town, case: _until(10)),
        ("dispatcher", Action.APPROVE, {}),
    ],
    Stage.HANDLED: _CLOSED[:5],
    Stage.CHECKING: _CLOSED[:6],
    Stage.CHECKED: _CLOSED[:7],
    Stage.CLOSED: _CLOSED,
    Stage.REVISITED: [*_CLOSED, ("operator", Action.REVISIT, {"satisfied": False})],
    Stage.VOIDED: [
        ("operator", Action.VOID, {"note": "重复登记"}),
        ("chief", Action.APPROVE, {}),
    ],
}


def build(session: Session) -> Town:
    """The town in an empty, migrated database."""
    ids: dict[str, int] = {}
    for code, kind, level, above in (
        ("centre", OrganisationKind.CENTRE, 1, None),
        ("bureau", OrganisationKind.DEPARTMENT, 2, None),
        ("office", OrganisationKind.DEPARTMENT, 3, "bureau"),
        ("crew", OrganisationKind.MAINTAINER, 4, "office"),
        ("other", OrganisationKind.DEPARTMENT, 2, None),
    ):
        row = Organisation(code=f"life-{code}", name=code, kind=kind, level=level, duty_areas=[])
        row.parent_id = ids[above] if above else None
        session.add(row)
        session.flush()
        ids[code] = row.id
    people = dict(_people(session, ids))
    own = Crew(id=new_id(), organisation_id=ids["bureau"], name="抢修班")
    session.add(own)
    session.flush()
    for name in ("member", "mate"):
        session.add(CrewMember(person_id=people[name].person_id, crew_id=own.id))
    session.flush()
    return Town(session, people | {"system": SYSTEM}, ids, _condition(session))


def _people(session: Session, ids: dict[str, int]) -> Iterable[tuple[str, Actor]]:
    secret = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    desk = [("chief" if role is Role.DUTY_CHIEF else role.value, role, "centre") for role in DESK]
    for name, role, place in (
        *desk,
        ("chief2", Role.DUTY_CHIEF, "centre"),
        ("auditor", Role.AUDITOR, "centre"),
        ("inspector", Role.INSPECTOR, "centre"),
        ("bureau", Role.DEPARTMENT, "bureau"),
        ("office", Role.DEPARTMENT, "office"),
        ("crew", Role.MAINTAINER, "crew"),
        ("member", Role.MEMBER, "bureau"),
        ("mate", Role.MEMBER, "bureau"),
        ("other", Role.DEPARTMENT, "other"),
    ):
        row = Person(username=f"life-{name}", password_hash=secret, name=name, roles=[role.value])
        row.organisation_id = ids[place]
        session.add(row)
        session.flush()
        yield name, acting(row)


def _condition(session: Session) -> int:
    category = Category(
        code="component-9901", kind=Kind.COMPONENT, class_code="99", class_name="其他",
        name="井盖", common=False, synonyms=[], source="待核对",
    )  # fmt: skip
    session.add(category)
    session.flush()
    row = FilingCondition(
        category_id=category.id, ordinal=1, text="破损", limit_label="4紧急工作时", limit_amount=4,
        limit_unit=LimitUnit.URGENT_HOUR, urgent=False, photos=["near"], closing="修好",
        source="待核对",
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def moment(text: str) -> datetime:
    """A moment of the town's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
