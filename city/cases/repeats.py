"""A problem that is back: the same category at the same place, closed not long ago."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, exists, func, select, text
from sqlalchemy.orm import Session, aliased, joinedload

from city import clock, events
from city.cases.access import seen_by
from city.cases.around import box
from city.cases.duplicates import rules
from city.cases.model import Case
from city.cases.stages import Stage
from city.people import SYSTEM, Actor

LATEST = 50
BEFORE = text("""
select told.id as of, closed.id, closed.number, closed.stage_at
from unnest(
        cast(:ids as uuid[]), cast(:categories as bigint[]),
        cast(:west as float[]), cast(:south as float[]),
        cast(:east as float[]), cast(:north as float[]),
        cast(:since as timestamptz[]), cast(:received as timestamptz[])
    ) as told (id, category_id, west, south, east, north, since, received),
    lateral (select id, number, stage_at from cases
        where stage in ('closed', 'revisited') and category_id = told.category_id
            and position <@ box(point(west, south), point(east, north))
            and stage_at between told.since and told.received
        order by stage_at desc limit 1) as closed
""")
ASKED = ("ids", "categories", "west", "south", "east", "north", "since", "received")


def link(session: Session, case: Case, code: str) -> None:
    """Link a case to the one that was closed where it stands, if there is one; once."""
    earlier = next(iter(before(session, [(case, code)])), None)
    if earlier is None:
        return
    case.repeats_id = earlier.id
    days = (case.received_at - earlier.stage_at).days
    about = {"case_id": case.id, "report_id": case.report_id}
    events.record(session, SYSTEM, "case.repeat", **about, number=earlier.number, days=days)


def before(session: Session, cases: Iterable[tuple[Case, str]]) -> Sequence[Row[Any]]:
    """For each case, with its category's code, the last one that was closed where it stands.

    A row says `of` which case; none where there is none, or where the case is linked already.
    """
    told = [
        (
            case.id, case.category_id, low.lon, low.lat, high.lon, high.lat,
            case.received_at - timedelta(days=rule.days), case.received_at,
        )
        for case, code in cases
        if case.position and code and not case.repeats_id
        for rule in [rules.coming_back(code)]
        for low, high in [box(case.position, rule.metres)]
    ]  # fmt: skip
    if not told:
        return []
    columns = zip(ASKED, map(list, zip(*told, strict=True)), strict=True)
    return session.execute(BEFORE, dict(columns)).all()


def earlier(session: Session, cases: Sequence[Case]) -> dict[UUID, Case]:
    """Of those that brought a problem back, by their ids: the cases that were closed before."""
    known = {case.repeats_id for case in cases if case.repeats_id}
    closed = {one.id: one for one in session.scalars(select(Case).where(Case.id.in_(known)))}
    return {case.id: closed[case.repeats_id] for case in cases if case.repeats_id}


class Returns(NamedTuple):
    """Of the cases that a department closed in a category: how many, and how many came back."""

    organisation_id: int | None
    category_id: int | None
    closed: int
    back: int


class Back(NamedTuple):
    """A case, and the closed one whose problem it brought back."""

    case: Case
    earlier: Case


def latest(session: Session, actor: Actor, days: int) -> list[Back]:
    """What came back in the last days, as far as the actor may see, the newest first."""
    earlier = aliased(Case)
    since = clock.now() - timedelta(days=days)
    asked = select(Case, earlier).join(earlier, earlier.id == Case.repeats_id)
    mine = asked.where(Case.received_at >= since, seen_by(session, actor)).limit(LATEST)
    newest = mine.order_by(Case.received_at.desc(), Case.id)
    rows = session.execute(newest.options(joinedload(Case.category)))
    return [Back(*row) for row in rows]


def counted(session: Session, actor: Actor, days: int) -> Sequence[Returns]:
    """What was closed in the last days and what of it came back, as far as the actor may see.

    A case that came back twice is counted once.
    """
    back = aliased(Case)
    came = exists().where(back.repeats_id == Case.id)
    since = clock.now() - timedelta(days=days)
    asked = select(
        Case.organisation_id, Case.category_id, func.count(), func.count().filter(came)
    ).where(
        Case.stage.in_((Stage.CLOSED, Stage.REVISITED)), Case.stage_at >= since,
        seen_by(session, actor),
    )  # fmt: skip
    rows = session.execute(asked.group_by(Case.organisation_id, Case.category_id))
    return [Returns(*row) for row in rows]
