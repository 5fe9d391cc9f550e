"""Keys for open cases that have none yet, or that were keyed in another way: to be found by."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from city.cases.duplicates.keys import joined, keys, spotted
from city.cases.model import GOING_ON
from city.db import transaction

BATCH = 500
LEFT = f"""
select cases.id, cases.keys, report.words, report.place_words, cases.placement -> 'words' as spot
from cases join reports as report on report.id = cases.report_id
where cases.id > :after and cases.{GOING_ON} {{further}}
order by cases.id limit {BATCH} for no key update of cases skip locked
"""
SET = text("update cases set keys = :keys where id = :id")
COUNT = f"select count(*) from cases where {GOING_ON} {{further}}"
MISSING = "and cases.keys is null"


def left(session: Session, anew: bool) -> int:
    """How many open cases are to be gone through."""
    asked = COUNT.format(further="" if anew else MISSING)
    return int(session.scalar(text(asked)) or 0)


def fill(anew: bool = False) -> Iterator[int]:
    """Give keys to the open cases without, or (`anew`) to all; how many were looked at, by batch.

    Each batch is a transaction. What somebody holds just now is passed over, and found when it is
    done again: what has its keys is not written.
    """
    after = UUID(int=0)
    while True:
        with transaction() as session:
            told = {"after": after}
            asked = text(LEFT.format(further="" if anew else MISSING))
            rows = session.execute(asked, told).all()
            made = [(row, _keys(row)) for row in rows]
            fresh = [{"id": row.id, "keys": wanted} for row, wanted in made if wanted != row.keys]
            if fresh:
                session.execute(SET, fresh)
        if not rows:
            return
        after = rows[-1].id
        yield len(rows)


def _keys(row: Any) -> list[int]:
    return keys(joined(row.place_words, row.words), spotted(row.spot), row.words)
