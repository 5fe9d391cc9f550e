"""Several rounds, interleaved, so that a neighbour's load falls on all alike."""

from collections.abc import Callable, Mapping
from statistics import median

Measure = Callable[[], float]


def interleaved(rounds: int, measures: Mapping[str, Measure]) -> dict[str, float]:
    """Measure each in turn, `rounds` times over; the median of each by its name."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            found[name].append(measure())
    return {name: median(values) for name, values in found.items()}
