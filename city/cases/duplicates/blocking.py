"""Which open cases may be the same, found by indexes alone: place, rare words, photos, the sender.

Of what is found only a row of a few columns is read, and the likeliest are chosen by what costs
nothing: place, time, category, and how many keys are shared.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import cos, radians
from typing import Any
from uuid import UUID

from sqlalchemy import Result, TextClause, text
from sqlalchemy.orm import Session

from city.cases.duplicates import commonness
from city.cases.duplicates.keys import keys
from city.cases.duplicates.kinship import alike_sorts
from city.cases.duplicates.likeness import bound
from city.cases.duplicates.sighting import Sighting, Told
from city.cases.duplicates.tables import UNKNOWN, Sort, habit
from city.cases.model import GOING_ON
from city.db import Point

WIDEST, MARGIN = 600.0, 120.0  # metres
METRES = 111_195.0  # in a degree of latitude
NEAR, KEYED, PICTURED, SENT = 60, 30, 20, 10
READ = 8  # cases whose words are read; with twelve no more of the labelled pairs are found
SHARED = 0.5  # what a shared key counts beside the logarithm of odds that may be reached

TOLD = "cases.id, cases.position, cases.accuracy, cases.received_at, cases.keys, cases.category_id"
WAYS = {
    "place": f"""(select {TOLD} from cases
        where position <@ box(point(:west, :south), point(:east, :north))
        and {GOING_ON} order by position <-> point(:lon, :lat) limit {NEAR})""",
    "words": f"""(select {TOLD} from cases where keys && cast(:rare as int[]) and {GOING_ON}
        order by received_at desc limit {KEYED})""",
    "photos": f"""(select {TOLD} from (
            select reports.case_id from photos as mine join photos on photos.bands && mine.bands
            join reports on reports.id = photos.report_id
            where mine.report_id = (select report_id from cases where id = :id) limit {PICTURED}
        ) as alike join cases on cases.id = case_id where {GOING_ON})""",
    "sender": f"""(select {TOLD} from (
            select case_id from reports where device = :device order by id desc limit {SENT}
        ) as sent join cases on cases.id = case_id where {GOING_ON})""",
}
"""How open cases are found; a report goes only the ways that lead somewhere."""
FIND = """
with found as ({ways})
select found.id, position, accuracy, received_at, keys,
    categories.code, proposed.code as proposed, proposed.share
from found left join categories on categories.id = category_id
    left join triage_proposals as proposed on proposed.case_id = found.id
where found.id <> :id
"""
ONE_PLAN = text("set local plan_cache_mode = force_generic_plan")
"""To plan the search anew for each case would take as long as the search itself."""


def promising(
    session: Session, one: Sighting, known: Mapping[str, Sort], case_id: UUID
) -> list[UUID]:
    """The open cases that are the likeliest to be the same, at most READ; never the case itself."""
    told = one.told
    wanted = keys(told.words, told.spot)
    device = next((sender for sender in told.senders if ":" not in sender), None)
    ways: dict[str, Mapping[str, Any]] = {
        "place": _around(told),
        "words": {"rare": commonness.rarest(wanted, commonness.known(session))} if wanted else {},
        "photos": {"id": case_id} if told.photos else {},
        "sender": {"device": device} if device else {},
    }
    asked = {name: value for each in ways.values() for name, value in each.items()}
    gone = tuple(way for way, given in ways.items() if given)
    rows = _found(session, gone, asked | {"id": case_id}) if gone else ()
    hopes = dict(_hopes(one, rows, known, frozenset(wanted)))
    return sorted(hopes, key=lambda each: (-hopes[each], each))[:READ]


def _found(session: Session, ways: tuple[str, ...], asked: Mapping[str, Any]) -> Result[Any]:
    session.execute(ONE_PLAN)
    return session.execute(_find(ways), asked)


@cache
def _find(ways: tuple[str, ...]) -> TextClause:
    return text(FIND.format(ways=" union all ".join(WAYS[way] for way in ways)))


def _hopes(
    one: Sighting, rows: Iterable[Any], known: Mapping[str, Sort], mine: frozenset[int]
) -> Iterator[tuple[UUID, float]]:
    """How likely each row may be at most; whoever lives close by often has the same category."""
    kin: dict[tuple[str, str, float], float] = {}
    for case_id, position, accuracy, received_at, held, code, proposed, share in rows:
        first = known.get(proposed)
        chosen = known.get(code) or first or UNKNOWN
        likely = ((first, share),) if first else ()
        told = Told(point(position), accuracy, received_at, sort=chosen, likely=likely)
        read = code, proposed, share
        if read not in kin:
            kin[read] = alike_sorts(one.may_be, told.may_be)[0]
        shared = len(mine.intersection(held)) if held else 0
        yield case_id, bound(kin[read], one.told, told) + SHARED * shared


def point(told: str | None) -> Point | None:
    """PostgreSQL's `(lon,lat)` as a point."""
    if told is None:
        return None
    lon, _, lat = told[1:-1].partition(",")
    return Point(float(lon), float(lat))


def _around(told: Told) -> dict[str, float]:
    """A box about the place, as wide as its doubt and such a problem reach."""
    at = told.at
    if at is None:
        return {}
    reach = min(WIDEST, 2 * (told.doubt or 0.0) + 3 * habit(told.sort.code).extent + MARGIN)
    high = reach / METRES
    wide = high / max(0.01, cos(radians(at.lat)))
    west, east, south, north = at.lon - wide, at.lon + wide, at.lat - high, at.lat + high
    corners = {"west": west, "east": east, "south": south, "north": north}
    return corners | {"lon": at.lon, "lat": at.lat}
