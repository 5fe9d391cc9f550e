"""What may be the same as a sighting, found by indexes alone: place, words, photos, the sender."""

from collections.abc import Sequence
from functools import cache
from math import cos, radians
from time import monotonic
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from city.cases.duplicates.keys import joined, keys, spotted
from city.cases.duplicates.sighting import Sighting, Told
from city.cases.duplicates.tables import UNKNOWN, Sort, habit, sort
from city.cases.model import GOING_ON, Case
from city.catalogue.model import Category
from city.db import Point

WIDEST, MARGIN = 600.0, 120.0  # metres
METRES = 111_195.0  # in a degree of latitude
KEPT = 10.0  # seconds; names of categories tell little, and change seldom
NEAR, KEYED, PICTURED, SENT = 60, 40, 20, 10

FOUND = f"""
    (select id from cases where position <@ box(point(:west, :south), point(:east, :north))
        and {GOING_ON} order by position <-> point(:lon, :lat) limit {NEAR})
    union
    (select id from cases where keys && cast(:keys as int[]) and {GOING_ON} limit {KEYED})
    union
    (select reports.case_id from photos join reports on reports.id = photos.report_id
        where photos.bands && cast(:bands as int[]) limit {PICTURED})
    union
    (select case_id from reports where device = :device order by id desc limit {SENT})
"""
READ = """
select cases.id, coalesce(categories.code, proposed.code) as code, cases.position, cases.accuracy,
    cases.received_at, opening.words, opening.place_words, cases.placement -> 'words' as spot,
    told.devices, told.phones, shown.photos, proposed.content -> 'choices' as choices
from found join cases using (id) join reports as opening on opening.id = cases.report_id
    left join categories on categories.id = cases.category_id
    left join triage_proposals as proposed on proposed.case_id = cases.id,
    lateral (select array_agg(reports.device) as devices, array_agg(contacts.phone) as phones
        from (select * from reports where case_id = cases.id limit 20) as reports
        left join contacts on contacts.report_id = reports.id) as told,
    lateral (select array_agg(likeness) as photos from photos
        where report_id = cases.report_id and likeness is not null) as shown
"""
FIND = text(f"with found as ({FOUND}) {READ} where cases.{GOING_ON} and cases.id <> :id")
GIVEN = text(f"with found as (select unnest(cast(:ids as uuid[])) as id) {READ}")


_sorts: dict[str, tuple[float, dict[str, Sort]]] = {}


class Candidate(NamedTuple):
    """An open case that may be the same."""

    case_id: UUID
    sighting: Sighting


def candidates(
    session: Session, one: Sighting, case_id: UUID, bands: Sequence[int] = ()
) -> list[Candidate]:
    """Open cases that may be the same as `one`, in no order; never the case itself."""
    rows = session.execute(FIND, _asked(one, case_id, bands))
    known = sorts(session)
    return [Candidate(row.id, _read(row, known)) for row in rows]


def of(session: Session, case_ids: Sequence[UUID]) -> list[Candidate]:
    """These cases as sightings, with all who reported them and all their photos; in no order."""
    rows, known = session.execute(GIVEN, {"ids": list(case_ids)}), sorts(session)
    return [Candidate(row.id, _read(row, known)) for row in rows]


def of_case(session: Session, case: Case) -> Sighting:
    """The sighting that a case is."""
    return of(session, [case.id])[0].sighting


def sorts(session: Session) -> dict[str, Sort]:
    """The catalogue's categories by code, as they were at most KEPT ago."""
    database = str(session.get_bind().engine.url)
    read_at, known = _sorts.get(database, (-KEPT, {}))
    if monotonic() - read_at >= KEPT:
        rows = session.execute(select(Category.code, Category.name, Category.synonyms))
        known = {row.code: _sort(row.code, row.name, tuple(row.synonyms)) for row in rows}
        _sorts[database] = monotonic(), known
    return known


@cache
def _sort(code: str, name: str, synonyms: tuple[str, ...]) -> Sort:
    return sort(code, (name, *synonyms))


def _asked(one: Sighting, case_id: UUID, bands: Sequence[int]) -> dict[str, Any]:
    told = one.told
    at = told.at or Point(0.0, 0.0)
    reach = min(WIDEST, 2 * (told.doubt or 0.0) + 3 * habit(told.sort.code).extent + MARGIN)
    high = reach / METRES if told.at else 0.0
    wide = high / max(0.01, cos(radians(at.lat)))
    device = next((sender for sender in told.senders if ":" not in sender), None)
    return {
        "id": case_id, "lon": at.lon, "lat": at.lat, "device": device,
        "west": at.lon - wide, "east": at.lon + wide, "south": at.lat - high,
        "north": at.lat + high, "keys": keys(told.words, told.spot), "bands": list(bands),
    }  # fmt: skip


def _read(row: Row[Any], known: dict[str, Sort]) -> Sighting:
    lon_lat = row.position and row.position.strip("()").split(",")
    phones = (f"phone:{phone}" for phone in row.phones or () if phone)
    return Sighting(
        Told(
            Point(*map(float, lon_lat)) if lon_lat else None,
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
