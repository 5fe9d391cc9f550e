"""Copies by bots, or one angry person: many within an hour stand together, and none is lost."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, func, select, text
from sqlalchemy.orm import Session

from city.cases.duplicates import rules
from city.cases.model import GOING_ON, Case

COPIES = text(f"""
select told.id as of, copy.id, copy.received_at, copy.burst_id
from unnest(cast(:ids as uuid[]), cast(:keys as int[]), cast(:since as timestamptz[]))
        as told (id, key, since),
    lateral (select id, received_at, burst_id from cases
        where keys && array[told.key] and received_at + interval '0' > told.since
            and {GOING_ON} and id <> told.id limit 200) as copy
""")
"""The sum with nothing keeps the index of moments out: after an import it would be read whole."""
OWN = text("""
select cases.id, cases.received_at, cases.burst_id
from (select case_id, received_at from reports where device = :device order by id desc limit 60)
    as sent join cases on cases.id = sent.case_id
where sent.received_at > :since and cases.id <> :id
""")


FIRST = """and (burst_id is null or not exists (
    select from cases other where other.burst_id = cases.burst_id
        and other.stage = any(cast(:stages as text[]))
        and other.subdistrict_id is not distinct from cases.subdistrict_id
        and other.organisation_id is not distinct from cases.organisation_id
        and (other.received_at, other.id) < (cases.received_at, cases.id)
))"""
"""Of a burst's cases at `stages`, in one subdistrict, with one department: the first alone."""
ALL = "and burst_id = :burst"
"""Every case of one burst."""


class Burst(NamedTuple):
    """Cases that stand together, and the one that gives them their name."""

    first: UUID
    cases: frozenset[UUID]


def found(session: Session, case: Case, device: str | None) -> Burst | None:
    """The burst that a case belongs to and is not in yet, with all that are to be put into it."""
    if case.burst_id:
        return None
    rows = _kin(session, case, device)
    moments = {row.id: row.received_at for row in rows} | {case.id: case.received_at}
    if not rules.is_burst(list(moments.values()), case.received_at):
        return None
    named = next((row.burst_id for row in rows if row.burst_id), None)
    first = named or min(moments, key=lambda each: (moments[each], str(each)))
    loose = {row.id for row in rows if row.burst_id is None} | {case.id, first}
    return Burst(first, frozenset(loose))


def note(session: Session, burst: Burst) -> None:
    """Put the cases, which are locked, into their burst; what got into another stays there."""
    for each in session.scalars(select(Case).where(Case.id.in_(burst.cases))):
        each.burst_id = each.burst_id or burst.first


def _kin(session: Session, case: Case, device: str | None) -> list[Row[Any]]:
    """What the same sender, or anybody in the very same words, reported within the hour."""
    told = {"id": case.id, "since": case.received_at - rules.BURST_WITHIN}
    rows = list(session.execute(OWN, told | {"device": device})) if device else []
    return [*rows, *copies(session, [case])]


def copies(session: Session, cases: Sequence[Case]) -> Sequence[Row[Any]]:
    """What was reported in the very same words as each of these within the hour before, or since.

    A row says `of` which case it is a copy.
    """
    long = [case for case in cases if len(case.words) >= rules.COPIED and case.keys]
    asked = {
        "ids": [case.id for case in long],
        "keys": [case.keys[0] for case in long if case.keys],
        "since": [case.received_at - rules.BURST_WITHIN for case in long],
    }
    return session.execute(COPIES, asked).all() if long else []


def sizes(session: Session, cases: Sequence[Case]) -> dict[UUID, int]:
    """How many cases each burst has that one of these belongs to, by the burst's id."""
    named = {case.burst_id for case in cases if case.burst_id}
    if not named:
        return {}
    counted = select(Case.burst_id, func.count().label("size")).group_by(Case.burst_id)
    rows = session.execute(counted.where(Case.burst_id.in_(named)))
    return {row.burst_id: row.size for row in rows}
