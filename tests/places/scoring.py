"""How well the labelled texts are answered: a share by form."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from city.db import Point
from city.places.coordinates import distance
from city.places.gazetteer import Gazetteer
from city.places.geocoder import geocode

LABELLED = Path(__file__).parent / "labelled.csv"
FAR = 500.0  # metres


class Score(NamedTuple):
    """Counts of one form; `wrong` are answers with confidence more than 500 m off."""

    asked: int
    right: int
    off: int
    missed: int
    wrong: int


class Told(NamedTuple):
    """One text, what was expected and how far off the answer was (None: nothing was claimed)."""

    form: str
    text: str
    expected: Point | None
    off: float | None

    @property
    def verdict(self) -> str:
        """right, off, missed or wrong."""
        if self.off is None:
            return "right" if self.expected is None else "missed"
        if self.expected is None or self.off > FAR:
            return "wrong"
        return "right" if self.off <= 50 else "off"


def labelled() -> list[dict[str, str]]:
    """The rows of labelled.csv."""
    with LABELLED.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def told(city: Gazetteer, rows: Iterable[dict[str, str]]) -> list[Told]:
    """Ask every text."""
    found = []
    for row in rows:
        expected = None if row["lon"] == "none" else Point(float(row["lon"]), float(row["lat"]))
        best = geocode(city, row["text"]).best
        off = None if best is None else distance(best.at, expected or best.at)
        found.append(Told(row["form"], row["text"], expected, off))
    return found


def scores(answers: Iterable[Told]) -> dict[str, Score]:
    """Counts by form, and `all` together."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for each in answers:
        for form in (each.form, "all"):
            counts[form][each.verdict] += 1
    return {
        form: Score(sum(own.values()), own["right"], own["off"], own["missed"], own["wrong"])
        for form, own in counts.items()
    }


def table(found: dict[str, Score]) -> str:
    """For people."""
    head = f"{'form':<16}{'asked':>7}{'right':>8}{'off':>6}{'missed':>8}{'wrong':>7}"
    lines = [
        f"{form:<16}{own.asked:>7}{own.right / own.asked:>8.1%}"
        f"{own.off:>6}{own.missed:>8}{own.wrong:>7}"
        for form, own in found.items()
    ]
    return "\n".join([head, *lines])
