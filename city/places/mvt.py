"""Mapbox Vector Tiles 2.1, written by hand: a few messages need no protobuf library. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import shapely

EXTENT = 4096
BUFFER = 64
TYPES = {"Point": 1, "MultiPoint": 1, "LineString": 2, "MultiLineString": 2, "Polygon": 3,
         "MultiPolygon": 3}  # fmt: skip
Value = str | int | float


class Feature(NamedTuple):
    """A shape in tile units (x right, y down), its id and its properties."""

    id: int
    shape: shapely.Geometry
    properties: dict[str, Value]


def layer(name: str, features: Iterable[Feature]) -> bytes:
    """One layer as a whole tile; empty for no features."""
    keys: dict[str, int] = {}
    values: dict[Value, int] = {}
    body = bytearray()
    for feature in features:
        written = _feature(feature, keys, values)
        if written:
            body += _field(2, written)
    if not body:
        return b""
    head = _number(15, 2) + _field(1, name.encode())
    tail = b"".join(_field(3, key.encode()) for key in keys)
    tail += b"".join(_field(4, _value(value)) for value in values)
    return _field(3, head + bytes(body) + tail + _number(5, EXTENT))


def _feature(feature: Feature, keys: dict[str, int], values: dict[Value, int]) -> bytes:
    geometry, kind = _geometry(feature.shape)
    if not geometry:
        return b""
    tags: list[int] = []
    for key, value in feature.properties.items():
        tags += (keys.setdefault(key, len(keys)), values.setdefault(value, len(values)))
    packed = _field(2, b"".join(map(varint, tags))) if tags else b""
    commands = b"".join(map(varint, geometry))
    return _number(1, feature.id) + packed + _number(3, kind) + _field(4, commands)


def _geometry(shape: shapely.Geometry) -> tuple[list[int], int]:
    kind = 0
    commands: list[int] = []
    x = y = 0
    for part in shapely.get_parts(shape):
        kind = TYPES.get(part.geom_type, 0)
        for points, ring in _rings(part):
            line = np.rint(points).astype(np.int64)
            if len(line) > 1:
                moved = np.any(np.diff(line, axis=0) != 0, axis=1)
                line = line[np.concatenate(([True], moved))]
            if ring:
                line = line[:-1] if len(line) > 1 and (line[0] == line[-1]).all() else line
            if len(line) < (1 if kind == 1 else 3 if ring else 2):
                continue
            x, y = _path(commands, line, x, y, ring)
    return commands, kind


def _path(commands: list[int], line: np.ndarray, x: int, y: int, ring: bool) -> tuple[int, int]:
    steps = np.diff(line, axis=0, prepend=[[x, y]])
    zigzag = ((steps << 1) ^ (steps >> 63)).ravel().tolist()
    commands += (9, zigzag[0], zigzag[1])
    if len(line) > 1:
        commands.append((len(line) - 1) << 3 | 2)
        commands += zigzag[2:]
    if ring:
        commands.append(15)
    return int(line[-1][0]), int(line[-1][1])


def _rings(part: shapely.Geometry) -> Sequence[tuple[np.ndarray, bool]]:
    if isinstance(part, shapely.Polygon):
        outer = shapely.get_coordinates(part.exterior)
        inner = [shapely.get_coordinates(ring) for ring in part.interiors]
        return [(_wound(outer, True), True), *((_wound(ring, False), True) for ring in inner)]
    return [(shapely.get_coordinates(part), False)]


def _wound(ring: np.ndarray, outer: bool) -> np.ndarray:
    """Outer rings have a positive area by the surveyor's formula with y down, holes a negative."""
    x, y = ring[:, 0], ring[:, 1]
    area = float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))
    return ring if (area > 0) == outer else ring[::-1]


def _value(value: Value) -> bytes:
    if isinstance(value, str):
        return _field(1, value.encode())
    if isinstance(value, float):
        return b"\x19" + np.float64(value).tobytes()
    return _number(5, value)


def _field(number: int, body: bytes) -> bytes:
    return varint(number << 3 | 2) + varint(len(body)) + body


def _number(number: int, value: int) -> bytes:
    return varint(number << 3) + varint(value)


def varint(value: int) -> bytes:
    """A protobuf variable-length integer."""
    if value < 128:
        return _SHORT[value]
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


_SHORT = [bytes((value,)) for value in range(128)]
