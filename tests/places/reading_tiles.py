"""A reader of vector tiles, written from the specification and not from our writer."""

from collections.abc import Iterator
from typing import Any, NamedTuple


class Drawn(NamedTuple):
    """One feature."""

    id: int
    kind: int
    points: list[tuple[int, int]]
    properties: dict[str, Any]


class Layer(NamedTuple):
    """One layer."""

    name: str
    version: int
    extent: int
    features: list[Drawn]


def read(body: bytes) -> list[Layer]:
    """The layers of a tile."""
    return [_layer(part) for number, part in _fields(body) if number == 3]


def _layer(body: bytes) -> Layer:
    parts = list(_fields(body))
    keys = [part.decode() for number, part in parts if number == 3]
    values = [_value(part) for number, part in parts if number == 4]
    single = {number: part for number, part in parts if number in (1, 5, 15)}
    features = [_feature(part, keys, values) for number, part in parts if number == 2]
    return Layer(single[1].decode(), single[15], single[5], features)


def _feature(body: bytes, keys: list[str], values: list[Any]) -> Drawn:
    parts = dict(_fields(body))
    tags = list(_numbers(parts.get(2, b"")))
    properties = {
        keys[key]: values[value] for key, value in zip(tags[::2], tags[1::2], strict=True)
    }
    return Drawn(parts[1], parts[3], list(_points(parts[4])), properties)


def _points(body: bytes) -> Iterator[tuple[int, int]]:
    numbers, x, y = _numbers(body), 0, 0
    for command in numbers:
        for _ in range(command >> 3 if command & 7 != 7 else 0):
            x += _zigzag(next(numbers))
            y += _zigzag(next(numbers))
            yield x, y


def _zigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


def _value(body: bytes) -> Any:
    ((number, value),) = _fields(body)
    return value.decode() if number == 1 else value


def _fields(body: bytes) -> Iterator[tuple[int, Any]]:
    at = 0
    while at < len(body):
        key, at = _varint(body, at)
        if key & 7 == 0:
            value, at = _varint(body, at)
            yield key >> 3, value
        elif key & 7 == 1:
            yield key >> 3, body[at : at + 8]
            at += 8
        else:
            length, at = _varint(body, at)
            yield key >> 3, body[at : at + length]
            at += length


def _numbers(body: bytes) -> Iterator[int]:
    at = 0
    while at < len(body):
        value, at = _varint(body, at)
        yield value


def _varint(body: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (body[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if body[at - 1] < 128:
            return value, at
