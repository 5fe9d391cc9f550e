"""A track made lighter without losing its way: Douglas–Peucker, and never long silent. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from city.db import Point
from city.places.streets import Plane

SILENCE = timedelta(seconds=180)  # a longer gap between two points is no way that was walked
LONGEST = timedelta(seconds=120)  # between two points that are kept


class Fix(NamedTuple):
    """Where a phone was: degrees WGS-84, metres of doubt."""

    at: datetime
    place: Point
    accuracy: float | None = None


def thin(track: Sequence[Fix], tolerance: float) -> list[Fix]:
    """Fewer points, in order: whatever is dropped lies within `tolerance` metres of the way kept.

    The first and last of each run stay, and so many that none is silent for LONGEST.
    """
    kept: list[Fix] = []
    for run in runs(sorted(track, key=lambda fix: fix.at)):
        kept += _often_enough(run, _douglas_peucker(run, tolerance))
    return kept


def runs(track: Sequence[Fix]) -> list[list[Fix]]:
    """The track cut where the phone was silent for longer than SILENCE."""
    found: list[list[Fix]] = []
    for fix in track:
        if found and fix.at - found[-1][-1].at <= SILENCE:
            found[-1].append(fix)
        else:
            found.append([fix])
    return found


def _douglas_peucker(run: Sequence[Fix], tolerance: float) -> NDArray[np.bool_]:
    """Which points must stay (Douglas and Peucker 1973), with a stack for its recursion."""
    plane = Plane(run[0].place)
    spots = np.array([plane.to_metres(fix.place) for fix in run])
    keep = np.zeros(len(run), dtype=np.bool_)
    keep[[0, -1]] = True
    spans = [(0, len(run) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        far = _off(spots[first + 1 : last], spots[first], spots[last])
        worst = int(far.argmax())
        if far[worst] > tolerance:
            middle = first + 1 + worst
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return keep


def _off(
    spots: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Metres from each spot to the stretch from `start` to `end`."""
    way = end - start
    length = float(way @ way)
    along = np.clip((spots - start) @ way / length, 0.0, 1.0) if length else np.zeros(len(spots))
    found: NDArray[np.float64] = np.linalg.norm(spots - (start + np.outer(along, way)), axis=1)
    return found


def _often_enough(run: Sequence[Fix], keep: NDArray[np.bool_]) -> list[Fix]:
    kept = [run[0]]
    for number, fix in enumerate(run[1:], start=1):
        following = run[number + 1] if number + 1 < len(run) else None
        if keep[number] or (following and following.at - kept[-1].at > LONGEST):
            kept.append(fix)
    return kept
