"""Worklists are read by index; they hold what their clause says, in order, page by page."""

import pytest
from sqlalchemy import any_, select

from city.cases import queries, worklists
from city.cases.access import seen_by
from city.cases.model import Case
from city.db import connect, transaction
from city.people import Person, Role, acting
from city.settings import sqlalchemy_url
from tests.house import City

DESKS = [role for role in Role if worklists.lists_of(frozenset({role}))]


@pytest.mark.parametrize("role", DESKS)
def test_a_list_holds_what_its_clause_says(city: City, role: Role) -> None:
    connect(sqlalchemy_url(city.settings["DATABASE_URL"]))
    with transaction() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        for person in session.scalars(select(Person).where(role == any_(Person.roles)).limit(3)):
            actor = acting(person)
            seen = seen_by(session, actor)
            for heap, count in queries.counts(session, actor):
                found = _all(session, actor, heap.name)
                assert count == min(len(found), queries.COUNTED + 1)
                if heap.only:
                    continue
                clause = select(Case).where(Case.stage.in_(heap.stages), seen)
                wanted = _first(session.scalars(clause.order_by(Case.received_at, Case.id)))
                assert found == (wanted if heap.oldest_first else wanted[::-1])


def _first(cases):
    """Of a burst's cases, the first in each subdistrict and with each department."""
    found = {}
    for one in cases:
        found.setdefault((one.burst_id or one.id, one.subdistrict_id, one.organisation_id), one.id)
    return list(found.values())


def _all(session, actor, name):
    found, after = [], None
    while True:
        page = queries.worklist(session, actor, name, after, 37)
        found += [one.case.id for one in page.items]
        if not page.more:
            return found
        last = page.items[-1].case
        after = (last.received_at, last.id)
