"""How PostgreSQL goes about what a desk asks for: that it never reads a large table whole."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session

from api import create_app
from benchmarks.staff import accounts
from city import settings
from city.db import transaction

LARGE = frozenset({"cases", "reports", "events", "photos", "tasks", "notices", "components"})


class ReadWhole(AssertionError):
    """A large table is read from end to end; the message names it and the statement."""


def checked(env: Mapping[str, str], roles: Sequence[str]) -> int:
    """Ask as each role for every worklist and a case of it; how many plans. Raises ReadWhole."""
    os.environ.setdefault("LOG_LEVEL", "warning")  # that these pages were asked for is no news
    app = create_app(settings.read(env))
    known_as = accounts(Path(env["VAR"]))
    return of(lambda _: [_ask_all(app.test_client(), env["ORIGIN"], *known_as[r]) for r in roles])


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


def _ask_all(client: FlaskClient, origin: str, username: str, password: str) -> None:
    def get(path: str) -> Any:
        answer = client.get(f"/api/v1{path}", base_url=origin)
        assert answer.status_code == 200, f"{path}: {answer.text[:300]}"
        return answer.json

    told = {"username": username, "password": password}
    assert client.post("/api/v1/session", json=told, base_url=origin).status_code == 200
    for heap in get("/cases/lists"):
        page = get(f"/cases?list={heap['name']}")
        for one in page["items"][:1]:
            get(f"/cases/{one['id']}")


def _look(connection: Connection, statement: str, given: Any) -> None:
    told = connection.exec_driver_sql(f"explain (format json) {statement}", given).scalar_one()
    plan = told if isinstance(told, list) else json.loads(told)
    for node in _nodes(plan[0]["Plan"]):
        if node.get("Relation Name") in LARGE and _is_whole(node):
            raise ReadWhole(f"{node['Relation Name']}: {statement}")


def _is_whole(node: dict[str, Any]) -> bool:
    """Row after row: in the order of the table, or of its key."""
    along = str(node.get("Index Name", "")).startswith("pk_") and "Index Cond" not in node
    return node["Node Type"] == "Seq Scan" or along


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)
