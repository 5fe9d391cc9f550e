"""What rules look at, read from a case: its areas, its road, and who owns the component."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from city import clock
from city.calendars import Calendar
from city.cases.model import Case
from city.catalogue.model import Category, FilingCondition, Kind
from city.db import Point
from city.dispatch.choose import Facts, Owner
from city.intake.model import Report
from city.places.components import METRES
from city.places.coordinates import distance
from city.places.model import Component

REACH = 10.0  # metres within which a component is taken for the one that is meant
_CODE = re.compile(r"(?<!\d)\d{16}(?!\d)")


def of(session: Session, case: Case, calendar: Calendar) -> Facts:
    """The facts of `case` now."""
    category = session.get(Category, case.category_id) if case.category_id else None
    known = {category.id: category} if category else {}
    return _facts(case, known, calendar, clock.now(), owners(session, [case], known))


def of_many(session: Session, cases: Sequence[Case], calendar: Calendar) -> list[Facts]:
    """The facts of many cases, each at the time at which it was received."""
    known = {category.id: category for category in session.scalars(select(Category))}
    owned = owners(session, cases, known)
    return [_facts(case, known, calendar, case.received_at, owned) for case in cases]


def _facts(
    case: Case,
    known: Mapping[int, Category],
    calendar: Calendar,
    at: datetime,
    owned: Mapping[UUID, tuple[Owner, ...]],
) -> Facts:
    category = known.get(case.category_id or 0)
    local = at.astimezone(calendar.zone)
    return Facts(
        category_id=case.category_id,
        class_code=f"{category.kind}-{category.class_code}" if category else None,
        condition_id=case.condition_id,
        areas=areas(case),
        at=local,
        working_day=calendar.works(local.date()),
        roads=roads(case),
        owners=owned.get(case.id, ()),
    )


def may_go_by_itself(session: Session, case: Case) -> bool:
    """Whether the catalogue lets a rule dispatch it without a person."""
    category = session.get(Category, case.category_id) if case.category_id else None
    condition = session.get(FilingCondition, case.condition_id) if case.condition_id else None
    return bool((category and category.automatic) or (condition and condition.automatic))


def areas(case: Case) -> frozenset[int]:
    """The ids of the areas that hold the case."""
    ids = (case.district_id, case.subdistrict_id, case.community_id, case.beat_id, case.cell_id)
    return frozenset(one for one in ids if one)


def roads(case: Case) -> frozenset[str]:
    """The names that its place was found by."""
    return frozenset(case.placement.get("matched", ()))


def owners(
    session: Session, cases: Sequence[Case], known: Mapping[int, Category]
) -> dict[UUID, tuple[Owner, ...]]:
    """Owners of the component picked on the map, else of those that the words name, else of those
    within REACH, nearest first.

    Only for cases about components: a stall beside a lamp is not the lamp's owner's.
    """
    about = [
        case
        for case in cases
        if (category := known.get(case.category_id or 0)) and category.kind is Kind.COMPONENT
    ]
    found = _named(session, about) | _picked(session, about)
    rest = [case for case in about if case.id not in found and case.position]
    return found | _near(session, rest)


def _named(session: Session, cases: Sequence[Case]) -> dict[UUID, tuple[Owner, ...]]:
    codes = {case.id: _CODE.findall(case.words) for case in cases}
    wanted = {code for some in codes.values() for code in some}
    if not wanted:
        return {}
    owned = select(Component.code, Component.owner_id).where(
        Component.owner_id.is_not(None), Component.code.in_(wanted)
    )
    owner = {code: own for code, own in session.execute(owned) if own is not None}
    found = {
        case: tuple(Owner(owner[code], code, None) for code in some if code in owner)
        for case, some in codes.items()
    }
    return {case: some for case, some in found.items() if some}


def _picked(session: Session, cases: Sequence[Case]) -> dict[UUID, tuple[Owner, ...]]:
    if not cases:
        return {}
    picked = (
        select(Report.id, Component.code, Component.owner_id)
        .join(Component, Component.id == Report.component_id)
        .where(Component.owner_id.is_not(None), Report.id.in_([one.report_id for one in cases]))
    )
    owned = {row.id: (Owner(row.owner_id, row.code, None),) for row in session.execute(picked)}
    return {case.id: owned[case.report_id] for case in cases if case.report_id in owned}


def _near(session: Session, cases: Sequence[Case]) -> dict[UUID, tuple[Owner, ...]]:
    if not cases:
        return {}
    reach = text(
        "select c.id, k.code, k.owner_id, k.at[0] lon, k.at[1] lat from cases c"
        " cross join lateral (select :high / greatest(0.01, cos(radians(c.position[1]))) wide) w"
        " join components k on k.category_id = c.category_id and k.owner_id is not null and k.at <@"
        " box(point(c.position[0] - w.wide, c.position[1] - :high),"
        " point(c.position[0] + w.wide, c.position[1] + :high)) where c.id = any(:ids)"
    )
    given = {"high": REACH / METRES, "ids": [case.id for case in cases]}
    places = {case.id: Point(*case.position) for case in cases if case.position}
    far: dict[UUID, list[tuple[float, str, int]]] = defaultdict(list)
    for row in session.execute(reach, given):
        gap = distance(places[row.id], Point(row.lon, row.lat))
        if gap <= REACH:
            far[row.id].append((gap, row.code, row.owner_id))
    return {
        case: tuple(Owner(owner, code, gap) for gap, code, owner in sorted(some))
        for case, some in far.items()
    }
