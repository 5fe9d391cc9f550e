"""HEIC and AVIF of four tiles, as phones write them: whole, turned, mirrored, cut, and lying."""

import random
from collections.abc import Iterator, Sequence
from functools import cache

from PIL import Image

from tests.media.pictures import QUARTERS, exif, saved, short
from tests.media.sample import Sample
from tests.media.tiles import Item, built, grid, ispe, mirror, taken_apart, turn

WAYS = {"heic": ("HEIF", b"hvc1", b"hvcC"), "avif": ("AVIF", b"av01", b"av1C")}
TILE, SIDE, ESSENTIAL = 64, 128, 128
TURNED = (  # quarters against the clock, axis of the mirror, and how the tiles must lie for it
    *((1, None, (2, 0, 3, 1)), (2, None, (3, 2, 1, 0)), (3, None, (1, 3, 0, 2))),
    *((0, 0, (2, 3, 0, 1)), (0, 1, (1, 0, 3, 2)), (1, 0, (0, 2, 1, 3)), (1, 1, (3, 1, 2, 0))),
)
"""Of each: what stands in the stored picture's quarters, by the number of the quarter shown."""


def grids() -> Iterator[Sample]:
    """Pictures of tiles."""
    for way in WAYS:
        body = tiled(way)
        yield Sample(f"{way} of four tiles", body, "right")
        for quarter, axis, lie in TURNED:
            properties = [turn(quarter)] + ([] if axis is None else [mirror(axis)])
            for said in (None, 6):
                name = f"{way} of tiles, turned {quarter}, mirrored {axis}, EXIF {said}"
                yield Sample(name, tiled(way, properties, said, lie), "right")
        for name, tiles in (
            ("too few", [2, 3]),
            ("of itself", [1, 1, 1, 1]),
            ("that are not there", [96, 97, 98, 99]),
        ):
            yield Sample(f"{way}, tiles {name}", tiled(way, tiles=tiles), "refused")
        yield Sample(f"{way}, tiles that do not reach", tiled(way, side=1000), "refused")
        for at in range(1, 12):
            yield Sample(f"{way} of tiles cut at {at}/12", body[: len(body) * at // 12], "refused")
        chance = random.Random(f"tiles {way}")
        for at in range(12):
            altered = bytearray(body)
            altered[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
            yield Sample(f"{way} of tiles flipped {at}", bytes(altered), "either")


def tiled(
    way: str,
    turns: Sequence[bytes] = (),
    said: int | None = None,
    lie: Sequence[int] = (0, 1, 2, 3),
    tiles: Sequence[int] = (2, 3, 4, 5),
    side: int = SIDE,
) -> bytes:
    """The quarters in four tiles; `said` is EXIF's orientation, which must count for nothing."""
    _, kind, config = WAYS[way]
    parts = [_tile(way, number) for number in lie]
    properties = [parts[0][1][config], ispe(TILE, TILE), ispe(side, side), *turns]
    turned = [ESSENTIAL | at for at in range(4, 4 + len(turns))]
    items = [Item(b"grid", grid(2, 2, side, side), [3, *turned])]
    items += [Item(kind, body, [1, 2]) for body, _ in parts]
    refers = [(b"dimg", 1, tiles)]
    if said:
        items.append(Item(b"Exif", bytes(4) + exif({0x0112: short(said)})[6:]))
        refers.append((b"cdsc", 6, [1]))
    return built(way.encode(), items, properties, refers)


@cache
def _tile(way: str, number: int) -> tuple[bytes, dict[bytes, bytes]]:
    image = Image.new("RGB", (TILE, TILE), QUARTERS[number])
    body, properties = taken_apart(saved(image, WAYS[way][0], quality=90))
    return body, dict(properties)
