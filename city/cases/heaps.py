"""Worklists by index: a short look for each stage and each area or department, then merged.

A list of several stages, or of a branch of departments, is no one range of an index, and PostgreSQL
reads the table from end to end when much of it fits. So each range is asked for its first rows by
itself: what that costs grows with the ranges and the page, never with the cases.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select, text, tuple_
from sqlalchemy.orm import Session

from city.cases import access, approvals, bursts
from city.cases.access import Scope, seen_by
from city.cases.model import Case
from city.cases.worklists import Only, Worklist
from city.people import Actor

Mark = tuple[datetime, UUID]

_FIRST = """
    select one.id, one.received_at from unnest(cast(:stages as text[])) a(stage) {each}
    cross join lateral (
        select id, received_at from cases where stage = a.stage {within} {behind} {burst}
        order by received_at {way}, id {way} limit :limit
    ) one
"""
BURST = "/* burst */"
"""Where it is said which cases of a burst are meant."""
_NOTHING = "select cast(null as uuid) id, cast(null as timestamptz) received_at where false"
_EACH = "cross join unnest(cast(:within_{at} as int[])) b(value)"
_PAGE = "select id from ({found}) found order by received_at {way}, id {way} limit :limit"
_COUNT = "select count(*) from (select id from ({found}) found limit :limit) counted"


def page(
    session: Session,
    actor: Actor,
    heap: Worklist,
    after: Mark | None,
    limit: int,
    burst: UUID | None = None,
) -> list[UUID]:
    """The ids of the first `limit` cases of a heap behind `after`, in the heap's order.

    Of a burst of copies the first alone; with `burst`, all of that one.
    """
    if heap.only:
        return list(session.scalars(_few(session, actor, heap, after).limit(limit)))
    said, given = _asked(heap, access.scopes(session, actor), after, limit)
    said = said.replace(BURST, bursts.ALL if burst else bursts.FIRST)
    given |= {"burst": burst} if burst else {}
    return list(session.scalars(text(_PAGE.format(found=said, way=_way(heap))), given))


def count(session: Session, actor: Actor, heap: Worklist, most: int) -> int:
    """How many cases a heap holds, counted up to `most`."""
    if heap.only:
        some = _few(session, actor, heap, None).limit(most).subquery()
        return session.scalar(select(func.count()).select_from(some)) or 0
    said, given = _asked(heap, access.scopes(session, actor), None, most)
    said = said.replace(BURST, bursts.FIRST)
    return session.scalar(text(_COUNT.format(found=said)), given) or 0


def _few(session: Session, actor: Actor, heap: Worklist, after: Mark | None) -> Select[UUID]:
    """A heap of which there are never many: it has an index of its own."""
    held = _ONLY[heap.only](heap, actor)
    key = tuple_(Case.received_at, Case.id)
    few = select(Case.id).where(held, seen_by(session, actor)).order_by(Case.received_at, Case.id)
    return few.where(key > after) if after else few


def _assigned(heap: Worklist, actor: Actor) -> ColumnElement[bool]:
    return and_(Case.member_id == (actor.person_id or 0), Case.stage.in_(heap.stages))


_ONLY: dict[Only | None, Callable[[Worklist, Actor], ColumnElement[bool]]] = {
    Only.THEIRS_TO_APPROVE: lambda _, actor: Case.id.in_(approvals.waiting_for(actor)),
    Only.ORDERED: lambda *_: Case.answer_by.is_not(None),
    Only.ASSIGNED: _assigned,
}


def _asked(
    heap: Worklist, scopes: Sequence[Scope], after: Mark | None, limit: int
) -> tuple[str, dict[str, Any]]:
    """The first of every range of a heap; a case in two scopes comes once."""
    given: dict[str, Any] = {"stages": [stage.value for stage in heap.stages], "limit": limit}
    if after:
        given |= {"at": after[0], "id": after[1]}
    arms = []
    for at, scope in enumerate(scopes):
        each = within = ""
        if scope.column and scope.values is None:
            within = f"and {scope.column} is null"
        elif scope.column:
            each, within = _EACH.format(at=at), f"and {scope.column} = b.value"
            given[f"within_{at}"] = sorted(scope.values or ())
        behind = f"and (received_at, id) {'>' if heap.oldest_first else '<'} (:at, :id)"
        arms.append(
            _FIRST.format(
                each=each,
                within=within,
                behind=behind if after else "",
                way=_way(heap),
                burst=BURST,
            )
        )
    return " union ".join(
        arms
    ) or "select null::uuid id, null::timestamptz received_at where false", given


def _way(heap: Worklist) -> str:
    return "asc" if heap.oldest_first else "desc"
