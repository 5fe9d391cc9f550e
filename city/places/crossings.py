"""Where roads cross, computed from centre lines: also bridges, double carriageways, near misses."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, STRtree

from city.places.streets import Metres, Road, apart, middle

NEAR = 60.0  # metres that may be missing between two centre lines
AT_END = 90.0  # metres from a line's end within which a near miss may be
ONE_CROSSING = 120.0  # metres: meetings of two roads so near to each other are one crossing
DEGREE = 1e-6


class Crossing(NamedTuple):
    """Where two roads meet. `gap`: metres missing; `spread`: half its width; `lines`: meetings."""

    at: Metres
    gap: float
    spread: float
    lines: int


Crossings = dict[tuple[int, int], tuple[Crossing, ...]]


def crossings(roads: Sequence[Road]) -> Crossings:
    """All crossings, by the places of the two roads in the list, the smaller first."""
    lines = [line for road in roads for line in road.lines]
    owner = np.array([at for at, road in enumerate(roads) for _ in road.lines], dtype=np.int64)
    if len(lines) < 2:
        return {}
    shapes = np.array(lines, dtype=object)
    one, two = STRtree(shapes).query(shapes, predicate="dwithin", distance=NEAR)
    kept = owner[one] < owner[two]
    one, two = one[kept], two[kept]
    meetings: dict[tuple[int, int], list[tuple[Metres, float]]] = defaultdict(list)
    met = shapely.intersection(shapes[one], shapes[two])
    crossed = ~shapely.is_empty(met)
    for a, b, shape in zip(owner[one[crossed]], owner[two[crossed]], met[crossed], strict=True):
        meetings[int(a), int(b)] += [(at, 0.0) for at in _spots(shape)]
    for a, b, at, gap in _near(shapes, owner, one[~crossed], two[~crossed]):
        meetings[a, b].append((at, gap))
    return {pair: tuple(_merged(found)) for pair, found in meetings.items()}


def _spots(shape: shapely.Geometry) -> Iterable[Metres]:
    for part in shapely.get_parts(shape):
        centre = part.centroid
        yield Metres(centre.x, centre.y)


def _near(
    shapes: NDArray[np.object_],
    owner: NDArray[np.int64],
    one: NDArray[np.int64],
    two: NDArray[np.int64],
) -> Iterable[tuple[int, int, Metres, float]]:
    """Where lines only nearly meet, and one of them ends there: not where they run side by side."""
    bridge = shapely.shortest_line(shapes[one], shapes[two])
    for a, b, line in zip(one.tolist(), two.tolist(), bridge.tolist(), strict=True):
        (x, y), (u, v) = line.coords
        if _ends_at(shapes[a], (x, y)) or _ends_at(shapes[b], (u, v)):
            yield int(owner[a]), int(owner[b]), Metres((x + u) / 2, (y + v) / 2), line.length


def _ends_at(line: LineString, at: tuple[float, float]) -> bool:
    spot = shapely.Point(at)
    along = line.project(spot)
    return bool(min(along, line.length - along) <= min(AT_END, line.length * 0.45))


def _merged(found: list[tuple[Metres, float]]) -> Iterable[Crossing]:
    """Meetings gathered into crossings; true ones count before near misses."""
    groups: list[list[tuple[Metres, float]]] = []
    for at, gap in sorted(found, key=lambda each: (each[1] > DEGREE, each[0])):
        for group in groups:
            if apart(middle(each for each, _ in group), at) < ONE_CROSSING:
                group.append((at, gap))
                break
        else:
            groups.append([(at, gap)])
    for group in sorted(groups, key=lambda group: (group[0][1] > DEGREE, -len(group))):
        least = min(gap for _, gap in group)
        best = [at for at, gap in group if gap <= least + DEGREE]
        centre = middle(best)
        yield Crossing(centre, least, max(apart(centre, at) for at in best), len(best))
