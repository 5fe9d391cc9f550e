"""The city's places in memory: read once a process, watched, and swapped when they have changed."""

import logging
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from shapely.geometry import shape
from sqlalchemy import func, or_, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, undefer
from sqlalchemy.sql.elements import ColumnElement

from city import clock, collector
from city.db import Point, transaction
from city.places.gazetteer import Gazetteer
from city.places.grid import Grid, Named
from city.places.lexicon import Name
from city.places.model import (
    Area,
    AreaKind,
    HouseNumber,
    Landmark,
    LexiconVersion,
    Road,
    Term,
    Versioned,
)
from city.places.nearby import Nearby
from city.places.sheets import Sheets
from city.places.suggest import Suggestions

LOOK_EVERY = 2.0  # seconds
NAMED_AREAS = (AreaKind.DISTRICT, AreaKind.SUBDISTRICT, AreaKind.COMMUNITY)
log = logging.getLogger(__name__)

Version = tuple[str, int | None, int | None, int | None, int | None, date]


class Atlas(NamedTuple):
    """All places of one version."""

    version: Version
    grid: Grid
    gazetteer: Gazetteer
    suggestions: Suggestions
    nearby: Nearby
    sheets: Sheets


_building = threading.Lock()
_current: Atlas | None = None
_watcher: threading.Thread | None = None


def warm() -> None:
    """Begin to read the places, beside whatever else this process does at its start."""
    _watch()


def is_reading() -> bool:
    """Whether this process began to read the places and has none yet: who asks now must wait."""
    return _watcher is not None and _current is None


def atlas(session: Session) -> Atlas:
    """The places in force. Who asks before they are built waits; nobody waits for a new version.

    A thread looks every two seconds, builds beside the old one what has changed, and swaps.
    """
    now = _current
    if now is None or now.version[0] != _address(session):
        now = _built(session)
        _watch()
    return now


def built(session: Session) -> Atlas:
    """The places as they stand this moment in this session, read anew."""
    version, areas, names = _version(session), _areas(session), _names(session)
    return composed(version, areas, names, _numbers(session), _grades(session))


def composed(
    version: Version,
    areas: Iterable[tuple[Named, dict[str, object] | None]],
    names: Sequence[tuple[str, Name]],
    numbers: Iterable[tuple[str, int, Point]],
    grades: Mapping[int, str],
) -> Atlas:
    """Everything that is worked out from the rows of one version."""
    with collector.away(stays=True):  # a million objects: all would wait
        grid = Grid(areas)
        gazetteer = Gazetteer(names, numbers, grid)
        sheets = Sheets(gazetteer, grid, grades)
        return Atlas(version, grid, gazetteer, Suggestions(names), Nearby(gazetteer), sheets)


def _built(session: Session) -> Atlas:
    global _current
    with _building:
        if _current is None or _current.version != _version(session):
            _current = built(session)
        return _current


def _watch() -> None:
    global _watcher
    with _building:
        if _watcher is None or not _watcher.is_alive():
            _watcher = threading.Thread(target=_look, name="atlas", daemon=True)
            _watcher.start()


def _look() -> None:
    while True:
        try:
            with transaction() as session:
                if _current is None or _current.version[0] == _address(session):
                    _built(session)
        except SQLAlchemyError as error:
            log.warning("places were not looked at: %s", error)
        time.sleep(LOOK_EVERY)


def _address(session: Session) -> str:
    return str(session.get_bind().engine.url)


def _version(session: Session) -> Version:
    tables = (LexiconVersion, Area, Road, Landmark)
    counts = select(*(select(func.max(table.id)).scalar_subquery() for table in tables))
    one, two, three, four = session.execute(counts).one()
    return _address(session), one, two, three, four, clock.now().date()


def _in_force(table: type[Versioned]) -> ColumnElement[bool]:
    today = clock.now().date()
    begun = or_(table.valid_from.is_(None), table.valid_from <= today)
    return table.until_id.is_(None) & begun & or_(table.valid_to.is_(None), table.valid_to >= today)


def _areas(session: Session) -> list[tuple[Named, dict[str, object] | None]]:
    columns = (Area.id, Area.kind, Area.code, Area.name, Area.parent_id, Area.beat_id, Area.shape)
    return [(Named(*row[:6]), row[6]) for row in session.execute(select(*columns))]


def _names(session: Session) -> list[tuple[str, Name]]:
    names: list[tuple[str, Name]] = []
    for road in session.scalars(select(Road).where(_in_force(Road))):
        name = Name("road", road.id, road.name, road.middle, road.shape)
        names += [(text, name) for text in (road.name, *road.aliases)]
    for mark in session.scalars(select(Landmark).where(_in_force(Landmark))):
        name = Name(mark.kind.value, mark.id, mark.name, mark.at, size=mark.size or 0.0)
        names += [(text, name) for text in (mark.name, *mark.aliases)]
    named = select(Area).where(Area.kind.in_(NAMED_AREAS)).options(undefer(Area.shape))
    for area in session.scalars(named):
        middle = shape(area.shape).representative_point() if area.shape else None
        at = Point(middle.x, middle.y) if middle else Point(0.0, 0.0)
        names.append((area.name, Name(area.kind.value, area.id, area.name, at, code=area.code)))
    for term in session.scalars(select(Term).where(_in_force(Term))):
        name = Name(term.kind, term.id, term.name, Point(0.0, 0.0))
        names += [(text, name) for text in (term.name, *term.aliases)]
    return names


def _numbers(session: Session) -> list[tuple[str, int, Point]]:
    columns = select(HouseNumber.road, HouseNumber.number, HouseNumber.at)
    found = session.execute(columns.where(_in_force(HouseNumber)))
    return [(road, number, at) for road, number, at in found]


def _grades(session: Session) -> dict[int, str]:
    found = session.execute(select(Road.id, Road.grade).where(_in_force(Road)))
    return {row.id: row.grade for row in found}
