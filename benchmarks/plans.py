"""How PostgreSQL goes about what a desk asks for: that it never reads a large table whole."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import any_, event, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session

from city.cases import queries, worklists
from city.db import transaction
from city.people import Person, Role, acting

LARGE = frozenset({"cases", "reports", "events", "photos", "tasks", "notices", "components"})


class ReadWhole(AssertionError):
    """A large table is read from end to end; the message names it and the statement."""


def checked(roles: Sequence[str]) -> int:
    """Ask for every worklist, its counts and a case of it; how many plans. Raises ReadWhole."""
    return of(lambda session: _ask_all(session, roles))


def of(work: Callable[[Session], object]) -> int:
    """Look at the plan of everything that `work` asks; how many plans. Raises ReadWhole."""
    with transaction() as session:
        heard: list[tuple[str, Any]] = []

        def note(_c: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
            heard.append((statement, given))

        event.listen(Engine, "before_cursor_execute", note)
        try:
            work(session)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        asked = {statement: given for statement, given in heard if "select" in statement.lower()}
        for statement, given in asked.items():
            _look(session.connection(), statement, given)
        return len(asked)


def _ask_all(session: Session, roles: Sequence[str]) -> None:
    for role in roles:
        person = session.scalars(select(Person).where(role == any_(Person.roles)).limit(1)).one()
        actor = acting(person)
        queries.counts(session, actor)
        for heap in worklists.lists_of(frozenset({Role(role)})):
            page = queries.worklist(session, actor, heap.name, None, 20)
            for one in page.items[:1]:
                case = queries.one(session, one.case.id, actor)
                queries.past(session, case.report_id, case.id)
                queries.photos(session, case.report_id, case.id)


def _look(connection: Connection, statement: str, given: Any) -> None:
    told = connection.exec_driver_sql(f"explain (format json) {statement}", given).scalar_one()
    plan = told if isinstance(told, list) else json.loads(told)
    for node in _nodes(plan[0]["Plan"]):
        if node["Node Type"] == "Seq Scan" and node["Relation Name"] in LARGE:
            raise ReadWhole(f"{node['Relation Name']}: {statement}")


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)
