"""The city's places in memory, read once a process and again when they have changed."""

import threading
import time
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city.db import Point
from city.places.gazetteer import Gazetteer
from city.places.grid import Grid, Named
from city.places.lexicon import Name
from city.places.model import Area, Landmark, Road
from city.places.suggest import Suggestions

LOOK_EVERY = 5.0  # seconds


class Atlas(NamedTuple):
    """All places of one version."""

    version: tuple[int | None, ...]
    grid: Grid
    gazetteer: Gazetteer
    suggestions: Suggestions


_lock = threading.Lock()
_current: Atlas | None = None
_looked_at = 0.0


def atlas(session: Session) -> Atlas:
    """The places as they stand now, at most five seconds late."""
    global _current, _looked_at
    with _lock:
        if _current and time.monotonic() - _looked_at < LOOK_EVERY:
            return _current
        version = _version(session)
        if _current is None or _current.version != version:
            grid, names = Grid(_areas(session)), _names(session)
            _current = Atlas(version, grid, Gazetteer(names, (), grid), Suggestions(names))
        _looked_at = time.monotonic()
        return _current


def _version(session: Session) -> tuple[int | None, ...]:
    tables = (Area, Road, Landmark)
    counts = select(*(select(func.max(table.id)).scalar_subquery() for table in tables))
    return tuple(session.execute(counts).one())


def _areas(session: Session) -> list[tuple[Named, dict[str, object] | None]]:
    columns = (Area.id, Area.kind, Area.code, Area.name, Area.parent_id, Area.beat_id, Area.shape)
    return [(Named(*row[:6]), row[6]) for row in session.execute(select(*columns))]


def _names(session: Session) -> list[tuple[str, Name]]:
    names: list[tuple[str, Name]] = []
    for road in session.scalars(select(Road)):
        name = Name("road", road.id, road.name, road.middle, road.shape)
        names += [(text, name) for text in (road.name, *road.aliases)]
    for mark in session.scalars(select(Landmark)):
        name = Name(mark.kind.value, mark.id, mark.name, Point(*mark.at))
        names += [(text, name) for text in (mark.name, *mark.aliases)]
    return names
