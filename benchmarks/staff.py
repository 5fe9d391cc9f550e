"""Members of staff at their desks: signed in, asking for pages, and acting all at once."""

import json
import time
from collections.abc import Iterator, Sequence
from itertools import chain, cycle, zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import urllib3

from benchmarks.ways import Errand, Unaccepted

TURNS = """
create table bench_turns as
select id, stage, row_number() over (order by id) as nth from cases
where stage in ('received', 'accepted', 'handling')
"""
TAKEN = """
delete from bench_turns where id in (
    select id from bench_turns where stage = %s order by nth limit %s for update skip locked
) returning id
"""
MOVE = "update cases set stage_at = now(), version = version + 1 where id = %s"
TELL = """
insert into events (at, name, case_id, actor_name, data, relayed_at)
values (now(), 'bench.accept', %s, '', '{}', now())
"""
CONDITION = """
select f.id from filing_conditions f, cases c
where c.id = %s and f.category_id = coalesce(c.category_id, f.category_id) and f.valid_to is null
limit 1
"""


class Asked(NamedTuple):
    """A page that was asked for: its JSON and how long it took, in seconds."""

    json: Any
    seconds: float


class Desk:
    """One signed-in browser with one kept connection."""

    def __init__(self, url: str, username: str, password: str) -> None:
        self._http = urllib3.HTTPConnectionPool(url.rpartition("/")[2], maxsize=1)
        told = json.dumps({"username": username, "password": password})
        answer = self._http.request(
            "POST", "/api/v1/session", body=told, headers={"Content-Type": "application/json"}
        )
        if answer.status != 200:
            raise Unaccepted(f"{username}: {answer.status}")
        self._headers = {
            "Cookie": answer.headers["Set-Cookie"].partition(";")[0],
            "X-CSRF-Token": answer.json()["csrf"],
            "Content-Type": "application/json",
        }

    def get(self, path: str) -> Asked:
        """A page. Raises Unaccepted unless it answers 200."""
        began = time.perf_counter()
        answer = self._ask("GET", path, None)
        return Asked(answer.json(), time.perf_counter() - began)

    def act(self, case_id: object, action: str, paged: bool, **given: object) -> None:
        """One step of a case, answered with its page where that is asked. Raises Unaccepted."""
        told = json.dumps({"action": action, **given})
        more = {} if paged else {"Prefer": "return=minimal"}
        self._ask("POST", f"/api/v1/cases/{case_id}/actions", told, more)

    def _ask(
        self, method: str, path: str, body: str | None, more: dict[str, str] | None = None
    ) -> urllib3.BaseHTTPResponse:
        headers = self._headers | (more or {})
        answer = self._http.request(method, path, body=body, headers=headers)
        if answer.status not in (200, 204):
            raise Unaccepted(f"{method} {path}: {answer.status} {answer.data[:300]!r}")
        return answer


def accounts(var: Path) -> dict[str, tuple[str, str]]:
    """The demo's accounts by role: name and password of the first of each."""
    found: dict[str, tuple[str, str]] = {}
    for one in json.loads((var / "accounts.json").read_text(encoding="utf-8")):
        found.setdefault(one["role"], (one["username"], one["password"]))
    return found


class Acting:
    """An operator who accepts and files in turn, each case once; as a way of the phones."""

    paged = False

    def __init__(self, errand: Errand) -> None:
        self.errand = errand
        self.desk = Desk(errand.url, *accounts(Path(errand.environ["VAR"]))["operator"])

    def make(self) -> Iterator[tuple[object, str, dict[str, object]]]:
        database = psycopg.connect(self.errand.environ["DATABASE_URL"], autocommit=True)
        with database:
            received, accepted = (
                [row[0] for row in database.execute(TAKEN, (stage, self.errand.most)).fetchall()]
                for stage in ("received", "accepted")
            )
            filing = [(one, database.execute(CONDITION, (one,)).fetchone()) for one in accepted]
        accepts = [(one, "accept", {}) for one in received]
        files = [(one, "file", {"condition": found[0]}) for one, found in filing if found]
        # a small city has not as many of the one as of the other
        yield from filter(None, chain.from_iterable(zip_longest(accepts, files)))

    def send(self, one: tuple[object, str, dict[str, object]]) -> None:
        case_id, action, given = one
        self.desk.act(case_id, action, self.paged, **given)

    def settle(self) -> None:
        return


class ActingPaged(Acting):
    """The same, answered with the case's page, for who looks at it."""

    paged = True


class BareActing:
    """The least that an action could be: one row changed and one written, on disk."""

    def __init__(self, errand: Errand) -> None:
        self.database = psycopg.connect(errand.environ["DATABASE_URL"], autocommit=True)
        self.most = errand.most

    def make(self) -> Iterator[object]:
        rows: Sequence[Any] = [
            row
            for stage in ("handling", "received")
            for row in self.database.execute(TAKEN, (stage, self.most)).fetchall()
        ]
        yield from cycle(row[0] for row in rows)

    def send(self, one: object) -> None:
        with self.database.transaction():
            self.database.execute(MOVE, (one,))
            self.database.execute(TELL, (one,))

    def settle(self) -> None:
        self.database.close()


WAYS: dict[str, type[Acting] | type[BareActing]] = {
    "acting": Acting,
    "acting_paged": ActingPaged,
    "bare_acting": BareActing,
}
