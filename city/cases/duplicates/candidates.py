"""What may be the same as a sighting, read as sightings: the words, the senders, the photos."""

from collections.abc import Sequence
from functools import cache
from time import monotonic
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from city.cases.duplicates import blocking
from city.cases.duplicates.keys import joined, spotted
from city.cases.duplicates.sighting import Sighting, Told
from city.cases.duplicates.tables import UNKNOWN, Sort, sort
from city.catalogue.model import Category
from city.intake.model import PROGRAMS

KEPT = 10.0  # seconds; names of categories tell little, and change seldom

READ = """
select cases.id, coalesce(categories.code, proposed.code) as code, cases.position, cases.accuracy,
    cases.received_at, opening.words, opening.place_words, cases.placement -> 'words' as spot,
    told.devices, told.phones, shown.photos, proposed.content -> 'choices' as choices
from cases join reports as opening on opening.id = cases.report_id
    left join categories on categories.id = cases.category_id
    left join triage_proposals as proposed on proposed.case_id = cases.id,
    lateral (select array_agg(reports.device) filter (where not reports.channel = any(:programs))
            as devices, array_agg(contacts.phone) as phones
        from (select * from reports where case_id = cases.id limit 20) as reports
        left join contacts on contacts.report_id = reports.id) as told,
    lateral (select array_agg(likeness) as photos from photos
        where report_id = cases.report_id and likeness is not null) as shown
"""
ONE = text(f"{READ} where cases.id = :id")
MANY = text(f"{READ} where cases.id = any(cast(:ids as uuid[]))")


_sorts: dict[str, tuple[float, dict[str, Sort]]] = {}


class Candidate(NamedTuple):
    """An open case that may be the same."""

    case_id: UUID
    sighting: Sighting


def candidates(session: Session, one: Sighting, case_id: UUID) -> list[Candidate]:
    """Open cases that may be the same as `one`, in no order; never the case itself."""
    return of(session, blocking.promising(session, one, sorts(session), case_id))


def of(session: Session, case_ids: Sequence[UUID]) -> list[Candidate]:
    """These cases as sightings, with all who reported them and all their photos; in no order."""
    asked = {"ids": list(case_ids), "programs": list(PROGRAMS)}
    rows, known = session.execute(MANY, asked), sorts(session)
    return [Candidate(row.id, _read(row, known)) for row in rows]


def of_case(session: Session, case_id: UUID) -> Sighting:
    """The sighting that a case is. Raises NoResultFound."""
    asked = {"id": case_id, "programs": list(PROGRAMS)}
    return _read(session.execute(ONE, asked).one(), sorts(session))


def sorts(session: Session) -> dict[str, Sort]:
    """The catalogue's categories by code, as they were at most KEPT ago."""
    database = str(session.get_bind().engine.url)
    read_at, known = _sorts.get(database, (-KEPT, {}))
    if monotonic() - read_at >= KEPT:
        rows = session.execute(select(Category.code, Category.name, Category.synonyms))
        known = {row.code: _sort(row.code, row.name, tuple(row.synonyms)) for row in rows}
        _sorts[database] = monotonic(), known
    return known


def forget() -> None:
    """Ask anew which categories there are: the catalogue was changed this moment."""
    _sorts.clear()


@cache
def _sort(code: str, name: str, synonyms: tuple[str, ...]) -> Sort:
    return sort(code, (name, *synonyms))


def _read(row: Row[Any], known: dict[str, Sort]) -> Sighting:
    phones = (f"phone:{phone}" for phone in row.phones or () if phone)
    return Sighting(
        Told(
            blocking.point(row.position),
            row.accuracy,
            row.received_at,
            joined(row.place_words, row.words),
            known.get(row.code or "", UNKNOWN),
            spotted(row.spot),
            frozenset(device for device in row.devices or () if device) | frozenset(phones),
            frozenset(row.photos or ()),
            tuple(
                (known[each["code"]], each["share"])
                for each in row.choices or ()
                if each["code"] in known
            ),
        )
    )
