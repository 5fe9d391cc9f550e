"""Files of places: CSV, Excel, GeoJSON and OpenStreetMap, read row by row."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import osmium
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from city.places.entries import FIELDS, SPOTS, Raw
from city.tables import files as tables
from city.tables.sheet import WORDS
from city.tables.sheet import Unreadable as NoTable

STOPS = {"bus_stop", "platform", "station", "stop_position"}
ESTATES = {"residential", "apartments", "neighbourhood"}
WKT = osmium.geom.WKTFactory()
WAYS = {"trunk": "快速路", "motorway": "快速路", "primary": "主干路", "secondary": "次干路"}


class Unreadable(ValueError):
    """A file that is none of those that we read."""


def read(kind: str, path: Path) -> Iterator[Raw]:
    """The rows of a file, numbered as a person counts them. Raises Unreadable."""
    name = path.name.lower()
    if name.endswith((".csv", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")):
        return _sheet(path)
    if name.endswith((".geojson", ".json")):
        return _geojson(kind, path)
    if name.endswith((".osm", ".osm.pbf", ".pbf", ".osm.gz", ".osm.bz2")):
        return _osm(kind, path)
    raise Unreadable(f"{path.name}: CSV, Excel, GeoJSON, .osm, .osm.pbf")


def _sheet(path: Path) -> Iterator[Raw]:
    try:
        yield from _table(tables.cells(path.read_bytes()))
    except NoTable as wrong:
        words = WORDS[wrong.code]
        raise Unreadable(f"{path.name}: {words['zh']} {words['en']}") from wrong


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _table(rows: Iterable[list[str]]) -> Iterator[Raw]:
    head: list[str] = []
    for line, row in enumerate(rows, 1):
        if not head:
            head = [FIELDS.get(word.strip().lower(), word.strip()) for word in row]
        elif any(cell.strip() for cell in row):
            yield Raw(line, dict(zip(head, (cell.strip() for cell in row), strict=False)))


def _geojson(kind: str, path: Path) -> Iterator[Raw]:
    found = json.loads(path.read_text("utf-8-sig"))
    features = found.get("features", [found])
    rows = (_feature(line, feature) for line, feature in enumerate(features, 1))
    return _joined(rows) if kind == "roads" else rows


def _feature(line: int, feature: Mapping[str, Any]) -> Raw:
    properties = feature.get("properties") or {}
    fields = {
        FIELDS.get(key.lower(), key): _text(value)
        for key, value in properties.items()
        if value is not None
    }
    geometry = feature.get("geometry")
    return Raw(line, fields, shape(geometry) if geometry else None)


def _joined(rows: Iterable[Raw]) -> Iterator[Raw]:
    """Ways of one name as one road; what has no name is passed by."""
    ways: dict[str, list[Raw]] = defaultdict(list)
    for row in rows:
        if row.fields.get("name") and row.shape is not None:
            ways[row.fields["name"]].append(row)
    for own in ways.values():
        lines = [line for row in own for line in shapely.get_parts(row.shape)]
        merged = shapely.MultiLineString([line for line in lines if line.geom_type == "LineString"])
        fields: dict[str, str] = {}
        for row in own:
            fields = {**row.fields, **fields}
        yield Raw(own[0].line, fields, merged if len(merged.geoms) > 1 else own[0].shape)


def _osm(kind: str, path: Path) -> Iterator[Raw]:
    rows = _osm_rows(kind, path)
    return _joined(rows) if kind == "roads" else rows


def _osm_rows(kind: str, path: Path) -> Iterator[Raw]:
    for line, thing in enumerate(_osm_things(kind, path), 1):
        tags = dict(thing.tags)
        if not tags or not _wanted(kind, tags, thing.is_way()):
            continue
        own = _osm_shape(thing)
        if own is None:
            continue
        if kind == "numbers":
            fields = {"road": tags["addr:street"], "number": tags["addr:housenumber"]}
        else:
            fields = {
                "name": tags["name"], "aliases": tags.get("alt_name", tags.get("short_name", "")),
                "former": tags.get("old_name", ""),
                "grade": WAYS.get(tags.get("highway", ""), "支路"),
            }  # fmt: skip
        yield Raw(line, fields, own if kind == "roads" else _spot(own))


def _osm_things(kind: str, path: Path) -> Iterable[Any]:
    """Nodes and ways; and what is no road also as areas, put together from multipolygons."""
    things = osmium.FileProcessor(str(path)).with_locations()
    return things if kind == "roads" else things.with_areas()


def _spot(own: BaseGeometry) -> BaseGeometry:
    """Where a thing is: in its middle, and never in a hole or a bay of it."""
    return own.representative_point() if own.geom_type == "MultiPolygon" else own.centroid


def _wanted(kind: str, tags: Mapping[str, str], is_way: bool) -> bool:
    if kind == "numbers":
        return "addr:street" in tags and "addr:housenumber" in tags
    if "name" not in tags:
        return False
    if kind == "roads":
        return is_way and "highway" in tags and tags["highway"] not in STOPS
    stop = tags.get("highway") in STOPS or tags.get("public_transport") in STOPS
    estate = tags.get("landuse") in ESTATES or tags.get("place") in ESTATES
    if kind == "stops":
        return stop
    if kind == "estates":
        return estate
    return kind in SPOTS and not stop and not estate and "highway" not in tags


def _osm_shape(thing: Any) -> BaseGeometry | None:
    if thing.is_node():
        return shapely.Point(thing.lon, thing.lat)
    if thing.is_area():  # those of closed ways come as ways too
        return None if thing.from_way() else shapely.from_wkt(WKT.create_multipolygon(thing))
    if not thing.is_way():
        return None
    points = [(node.lon, node.lat) for node in thing.nodes if node.location.valid()]
    return shapely.LineString(points) if len(points) > 1 else None
