"""What a lexicon is imported from, one entry a row; and what is refused, in words. Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from city.db import Point
from city.places.coordinates import Datum, to_wgs84
from city.places.numerals import number

COLUMNS = {
    "name": "名称 道路名称 标准名称 小区名称 name", "aliases": "别名 俗称 aliases alias alt_name",
    "former": "曾用名 原名 former old_name", "grade": "等级 道路等级 grade class highway",
    "lon": "经度 x lon lng longitude", "lat": "纬度 y lat latitude", "datum": "坐标系 datum",
    "shape": "线 形状 图形 wkt shape geometry", "ends": "起止 起止点 ends",
    "road": "道路 路名 street road",
    "number": "门牌号 门牌 housenumber number", "code": "编码 代码 编号 code",
    "parent": "上级 上级编码 parent",
    "beat": "责任网格 责任网格编码 beat", "size": "半径 size radius",
    "valid_from": "生效日期 valid_from", "valid_to": "失效日期 valid_to",
}  # fmt: skip
FIELDS = {word: field for field, words in COLUMNS.items() for word in words.split()}
_PARTED = re.compile(r"[;；、,，|/]+")
RANGE = re.compile(r"(\d{1,5})号?(?:[-~～—–]+|至|到)(\d{1,5})号?")
CITY = (73.0, 3.0, 136.0, 54.0)  # degrees: China from west, south to east, north


class Raw(NamedTuple):
    """A row as it was read: its number in the file, its fields, and its shape in its own datum."""

    line: int
    fields: Mapping[str, str]
    shape: BaseGeometry | None = None


class Refused(NamedTuple):
    """A row that was not taken, and why, in each language."""

    line: int
    why: dict[str, str]


class Entry(NamedTuple):
    """A row that can be taken; degrees, WGS-84."""

    line: int
    name: str
    aliases: tuple[str, ...]
    at: Point | None
    shape: dict[str, Any] | None
    datum: Datum
    valid_from: date | None
    valid_to: date | None
    fields: Mapping[str, str]


LINED = frozenset({"roads"})
AREAS = frozenset({"districts", "subdistricts", "communities", "beats", "cells"})
PLACELESS = frozenset({"campaigns", "responsibilities"})
SPOTS = {"landmarks": "landmark", "estates": "estate", "points": "point", "stops": "stop",
         "villages": "village", "assets": "asset"}  # fmt: skip
KINDS = (*LINED, *SPOTS, "numbers", *sorted(AREAS), *sorted(PLACELESS))


class Unfit(ValueError):
    """A row that cannot be taken; `words` say why."""

    def __init__(self, zh: str, en: str) -> None:
        self.words = {"zh": zh, "en": en}
        super().__init__(en)


def taken(kind: str, raws: Iterator[Raw], datum: Datum) -> Iterator[Entry | Refused]:
    """Each row as an entry, or why not. `datum` is meant where a row names none."""
    for raw in raws:
        try:
            yield from [entry(kind, one, datum) for one in _singly(kind, raw)]
        except Unfit as unfit:
            yield Refused(raw.line, unfit.words)


def entry(kind: str, raw: Raw, datum: Datum) -> Entry:
    """One row. Raises Unfit."""
    fields = raw.fields
    name = fields.get("name") or (fields.get("road", "") if kind == "numbers" else "")
    name = name or (fields.get("code", "") if kind == "assets" else "")
    if not name.strip() and not (kind in AREAS and fields.get("code")):
        raise Unfit("没有名称", "there is no name")
    meant = _datum(fields.get("datum"), datum)
    own = raw.shape if raw.shape is not None else _shape(fields)
    moved = _moved(own, meant) if own is not None and meant is not Datum.WGS84 else own
    _check(kind, fields, moved)
    aliases = [
        one.strip() for key in ("aliases", "former") for one in _PARTED.split(fields.get(key) or "")
    ]
    return Entry(
        raw.line, name.strip(), tuple(dict.fromkeys(filter(None, aliases))), _at(moved),
        mapping(moved) if moved is not None and moved.geom_type != "Point" else None, meant,
        _day(fields.get("valid_from")), _day(fields.get("valid_to")), fields,
    )  # fmt: skip


def _check(kind: str, fields: Mapping[str, str], own: BaseGeometry | None) -> None:
    if own is None:
        if kind not in PLACELESS:
            raise Unfit("没有坐标", "there are no coordinates")
        return
    west, south, east, north = own.bounds
    if not (CITY[0] <= west and CITY[1] <= south and east <= CITY[2] and north <= CITY[3]):
        raise Unfit("坐标不在中国范围内，经纬度可能写反", "outside China; lon and lat swapped?")
    if kind in LINED and "Line" not in own.geom_type:
        raise Unfit("道路要有中心线", "a road needs its centre line")
    if kind in AREAS and "Polygon" not in own.geom_type:
        raise Unfit("区域要有面", "an area needs a polygon")
    if kind in AREAS and not fields.get("code"):
        raise Unfit("没有编码", "there is no code")
    if kind == "numbers" and house(fields.get("number", "")) is None:
        raise Unfit("门牌号不是数字", "the house number is no number")


def _singly(kind: str, raw: Raw) -> Iterator[Raw]:
    """A row as it is; a range of house numbers along a line as the numbers at its two ends.

    1-99 are those of one side, 1-100 of both; what lies between is found along the road.
    """
    found = RANGE.fullmatch((raw.fields.get("number") or "").strip()) if kind == "numbers" else None
    line = found and (raw.shape if raw.shape is not None else _shape(raw.fields))
    if not found or line is None or line.geom_type != "LineString":
        yield raw
        return
    first, last = int(found[1]), int(found[2])
    step = (1 if last > first else -1) if (last - first) % 2 else 0
    for place, numbers in ((0, {first, first + step}), (-1, {last, last - step})):
        end = shapely.Point(line.coords[place])
        for one in sorted(numbers):
            fields = {**raw.fields, "number": str(one), "shape": ""}
            yield Raw(raw.line, fields, end)


def house(text: str) -> int | None:
    """38号 → 38, 甲38 → 38, 38-2 → 38; None for what is none."""
    found = re.match(r"[甲乙丙丁附]?(\d{1,5}|[零一二三四五六七八九十百]+)", text.strip())
    return number(found[1]) if found else None


def _shape(fields: Mapping[str, str]) -> BaseGeometry | None:
    written = (fields.get("shape") or "").strip()
    try:
        if written.startswith("{"):
            return shapely.from_geojson(written)
        if written:
            return shapely.from_wkt(written)
        if fields.get("lon") and fields.get("lat"):
            return shapely.Point(float(fields["lon"]), float(fields["lat"]))
    except (shapely.errors.GEOSException, ValueError) as error:
        raise Unfit(f"坐标读不懂：{error}", f"coordinates cannot be read: {error}") from error
    return None


def _datum(written: str | None, otherwise: Datum) -> Datum:
    text = (written or "").lower().replace("-", "").replace(" ", "")
    if not text:
        return otherwise
    known = {
        "cgcs2000": Datum.WGS84,
        "wgs84": Datum.WGS84,
        "gcj02": Datum.GCJ02,
        "bd09": Datum.BD09,
    }
    if text not in known:
        raise Unfit(f"不认识的坐标系：{written}", f"unknown datum: {written}")
    return known[text]


def _moved(own: BaseGeometry, datum: Datum) -> BaseGeometry:
    return shapely.transform(
        own, lambda points: np.array([to_wgs84(x, y, datum) for x, y in points])
    )


def _at(own: BaseGeometry | None) -> Point | None:
    if own is None:
        return None
    if isinstance(own, shapely.Point):
        return Point(own.x, own.y)
    line = isinstance(own, shapely.LineString)
    spot = own.interpolate(0.5, normalized=True) if line else own.representative_point()
    return Point(round(spot.x, 7), round(spot.y, 7))


def _day(written: str | None) -> date | None:
    if not (written or "").strip():
        return None
    try:
        return date.fromisoformat(str(written).strip()[:10].replace("/", "-"))
    except ValueError as error:
        raise Unfit(f"日期读不懂：{written}", f"a date cannot be read: {written}") from error
