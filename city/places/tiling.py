"""Areas taken in as a new version: checked as a whole, written by code, undone from notes."""

from collections.abc import Sequence
from typing import Any

from shapely.geometry import shape
from sqlalchemy import delete, null, or_, select, update
from sqlalchemy.orm import Session, undefer

from city.db import Point
from city.places.checking import Fault, faults
from city.places.entries import Entry, Refused
from city.places.model import Area, AreaChange, AreaKind
from city.places.versions import Outcome, Source, record

KINDS = {
    "districts": AreaKind.DISTRICT,
    "subdistricts": AreaKind.SUBDISTRICT,
    "communities": AreaKind.COMMUNITY,
    "beats": AreaKind.BEAT,
    "cells": AreaKind.CELL,
}
STOPPING = frozenset({"crossing", "overlap", "datum", "code"})
NOTES = (Area.__table__, AreaChange.__table__)
COLUMNS = ("name", "parent_id", "beat_id", "shape")


def load(
    session: Session,
    kind: str,
    entries: Sequence[Entry],
    refused: list[Refused],
    source: Source,
    dry: bool,
) -> Outcome:
    """Take areas of one kind by their codes; those that are not named stay as they are.

    Nothing is written where areas overlap, cross themselves or seem to lie in another datum.
    """
    area_kind = KINDS[kind]
    known = select(Area).where(Area.kind == area_kind).options(undefer(Area.shape))
    there = {area.code: area for area in session.scalars(known)}
    found = _faults(entries, there)
    above = _above(session)
    wanted = {}
    for entry in entries:
        code = entry.fields["code"]
        missing = [key for key in ("parent", "beat") if _missing(entry, key, above)]
        if missing:
            words = {
                "zh": f"没有这个上级：{entry.fields[missing[0]]}",
                "en": f"no such {missing[0]}",
            }
            refused.append(Refused(entry.line, words))
        else:
            wanted[code] = _values(entry, above, there.get(code))
    changed = {
        code: values
        for code, values in wanted.items()
        if code not in there or values != {name: getattr(there[code], name) for name in COLUMNS}
    }
    counts = len(changed), len(wanted) - len(changed), len(changed.keys() & there.keys())
    if dry or not changed or any(fault.kind in STOPPING for fault in found):
        return Outcome(None, *counts, refused, found)
    version = record(session, kind, source, counts, len(refused))
    for code, values in changed.items():
        _change(session, version.id, area_kind, code, values, there.get(code))
    return Outcome(version.id, *counts, refused, found)


def undo(session: Session, version: int) -> None:
    """Put every area back to what it was before a version.

    An area that the version brought goes, unless something stands in it by now: a case, a
    component, an inspector's beat. Then it keeps its row, for their past, and loses its shape, so
    that nothing more is placed in it.
    """
    changes = session.scalars(select(AreaChange).where(AreaChange.version_id == version)).all()
    new = {change.area_id for change in changes if change.before is None}
    for change in changes:
        if change.before is not None:
            session.execute(update(Area).where(Area.id == change.area_id).values(**change.before))
    session.execute(delete(AreaChange).where(AreaChange.version_id == version))
    used = _used(session, new)
    session.execute(update(Area).where(Area.id.in_(used)).values(shape=null()))
    session.execute(delete(Area).where(Area.id.in_(new - used)))


def _used(session: Session, new: set[int]) -> set[int]:
    """Those of these areas that a row of any table names, and all areas above such."""
    used: set[int] = set()
    for table in Area.metadata.tables.values():
        columns = [key.parent for key in table.foreign_keys if key.column is Area.__table__.c["id"]]
        for column in columns if table not in NOTES else ():
            used |= set(session.scalars(select(column).where(column.in_(new)).distinct()))
    while True:
        also = set[int]()
        for link in (Area.parent_id, Area.beat_id):
            stays = or_(Area.id.not_in(new), Area.id.in_(used))
            also |= set(session.scalars(select(link).where(link.in_(new - used), stays)))
        if not also:
            return used
        used |= also


def _change(
    session: Session,
    version: int,
    kind: AreaKind,
    code: str,
    values: dict[str, Any],
    known: Area | None,
) -> None:
    before = {name: getattr(known, name) for name in COLUMNS} if known else None
    if known is None:
        known = Area(kind=kind, code=code, **values)
        session.add(known)
        session.flush()
    else:
        for name, value in values.items():
            setattr(known, name, value)
    session.add(AreaChange(version_id=version, area_id=known.id, before=before))


def _faults(entries: Sequence[Entry], there: dict[str, Area]) -> list[Fault]:
    areas = [(entry.fields["code"], shape(entry.shape)) for entry in entries if entry.shape]
    codes = {code for code, _ in areas}
    middles = {}
    for code, area in there.items():
        if area.shape and code in codes:
            middle = shape(area.shape).centroid
            middles[code] = Point(middle.x, middle.y)
    return faults(areas, middles)


def _above(session: Session) -> dict[tuple[str, str], int]:
    rows = session.execute(select(Area.kind, Area.code, Area.id).where(Area.kind != AreaKind.CELL))
    found = {(kind.value, code): number for kind, code, number in rows}
    return found | {
        ("parent", code): number for (kind, code), number in found.items() if kind != "beat"
    }


def _missing(entry: Entry, key: str, above: dict[tuple[str, str], int]) -> bool:
    code = entry.fields.get(key)
    return bool(code) and (key, code) not in above


def _values(entry: Entry, above: dict[tuple[str, str], int], known: Area | None) -> dict[str, Any]:
    """The columns of an area; what the file does not say stays as it was."""
    parent, beat = entry.fields.get("parent"), entry.fields.get("beat")
    return {
        "name": entry.name or (known.name if known else entry.fields["code"]),
        "parent_id": above[("parent", parent)] if parent else known and known.parent_id,
        "beat_id": above[("beat", beat)] if beat else known and known.beat_id,
        "shape": entry.shape,
    }
