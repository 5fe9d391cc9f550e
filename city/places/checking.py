"""What is wrong with a set of areas: gaps, overlaps, self-crossing, a wrong datum. Pure."""

from collections.abc import Mapping, Sequence
from math import cos, radians
from statistics import median
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from city.db import Point
from city.places.coordinates import Datum, distance, to_wgs84

LEAST = 1.0  # square metres: less than that is rounding
MANY = 200  # findings of one sort that are told one by one
OFFSET = (250.0, 1500.0)  # metres by which a wrong datum moves everything in China
ALIKE = 0.5  # of the offset that must be left over when the other datum was meant
SQUARE = 111_195.0**2  # square metres of a square degree at the equator

WORDS = {
    "crossing": {"zh": "边界自相交", "en": "The border crosses itself"},
    "overlap": {"zh": "与相邻区域重叠", "en": "Overlaps its neighbour"},
    "gap": {"zh": "区域之间有缝隙", "en": "A gap between areas"},
    "datum": {"zh": "整体偏移，疑似坐标系不对", "en": "All lies off; another datum suspected"},
    "code": {"zh": "编码重复", "en": "The same code twice"},
}


class Fault(NamedTuple):
    """Something wrong: what, with which areas, how large in square metres, and where."""

    kind: str
    codes: tuple[str, ...]
    size: float
    shape: BaseGeometry | None
    note: str = ""


def faults(areas: Sequence[tuple[str, BaseGeometry]], known: Mapping[str, Point]) -> list[Fault]:
    """Everything wrong with areas of one kind that shall tile the city (degrees, WGS-84).

    `known` has a middle for codes that the city has already; they give a wrong datum away.
    """
    codes = [code for code, _ in areas]
    shapes = np.array([shape for _, shape in areas], dtype=object)
    found = (
        [
            Fault("code", (code,), 0.0, None)
            for code in sorted({c for c in codes if codes.count(c) > 1})
        ]
        if len(set(codes)) < len(codes)
        else []
    )
    found += _crossing(codes, shapes)
    sound = shapely.make_valid(shapes)
    found += _overlaps(codes, sound)[:MANY] + _gaps(sound)[:MANY]
    suspected = _other_datum(areas, known)
    return [*found, suspected] if suspected else found


def picture(found: Sequence[Fault]) -> dict[str, Any]:
    """The faults as GeoJSON, to look at on any map."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": mapping(fault.shape) if fault.shape is not None else None,
                "properties": {
                    "fault": fault.kind,
                    "words": WORDS[fault.kind]["zh"],
                    "words_en": WORDS[fault.kind]["en"],
                    "codes": list(fault.codes),
                    "square_metres": round(fault.size, 1),
                    "note": fault.note,
                },
            }
            for fault in found
        ],
    }


def _crossing(codes: Sequence[str], shapes: np.ndarray[Any, Any]) -> list[Fault]:
    bad = np.flatnonzero(~shapely.is_valid(shapes))
    reasons = shapely.is_valid_reason(shapes[bad])
    return [
        Fault("crossing", (codes[at],), 0.0, shapes[at].boundary, str(reason))
        for at, reason in zip(bad.tolist(), reasons, strict=True)
    ]


def _overlaps(codes: Sequence[str], shapes: np.ndarray[Any, Any]) -> list[Fault]:
    one, two = STRtree(shapes).query(shapes, predicate="intersects")
    one, two = one[one < two], two[one < two]
    common = shapely.intersection(shapes[one], shapes[two])
    found = [
        Fault("overlap", tuple(sorted((codes[a], codes[b]))), size, shape)
        for a, b, shape, size in zip(one, two, common, _sizes(common), strict=True)
        if size > LEAST
    ]
    return sorted(found, key=lambda fault: (-fault.size, fault.codes))


def _gaps(shapes: np.ndarray[Any, Any]) -> list[Fault]:
    """Holes in the union: an island that really is none of the city's is named too."""
    whole = shapely.union_all(shapes)
    rings = [ring for part in shapely.get_parts(whole) for ring in part.interiors]
    holes = shapely.polygons(rings) if rings else np.array([])
    found = [
        Fault("gap", (), size, hole)
        for hole, size in zip(holes, _sizes(holes), strict=True)
        if size > LEAST
    ]
    return sorted(found, key=lambda fault: -fault.size)


def _sizes(shapes: np.ndarray[Any, Any]) -> list[float]:
    if not len(shapes):
        return []
    middles = shapely.get_y(shapely.centroid(shapes))
    return [
        float(area) * SQUARE * cos(radians(0.0 if np.isnan(lat) else lat))
        for area, lat in zip(shapely.area(shapes), middles, strict=True)
    ]


def _other_datum(
    areas: Sequence[tuple[str, BaseGeometry]], known: Mapping[str, Point]
) -> Fault | None:
    """Whether the areas fit those of the same codes better when another datum was meant."""
    pairs = [(shape.centroid, known[code]) for code, shape in areas if code in known]
    if len(pairs) < 3:
        return None
    off = median(distance(Point(at.x, at.y), there) for at, there in pairs)
    if not OFFSET[0] <= off <= OFFSET[1]:
        return None
    for datum in (Datum.GCJ02, Datum.BD09):
        left = median(distance(to_wgs84(at.x, at.y, datum), there) for at, there in pairs)
        if left < off * ALIKE:
            note = f"{off:.0f} m → {left:.0f} m, {datum.value}"
            return Fault("datum", (), 0.0, None, note)
    return Fault("datum", (), 0.0, None, f"{off:.0f} m")
