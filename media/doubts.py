"""Where a photo and what its sender said do not agree. For the operator's eyes; no refusal."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from media.picture import Evidence

EARTH = 6_371_008.8  # metres, mean radius (IUGG)
CLOCKS_APART = timedelta(minutes=10)
OLD = timedelta(hours=24)
FAR = 200.0  # metres, beside what both positions allow themselves
UNSAID_ACCURACY = 50.0  # metres, where a position names none
HALF_HOUR = timedelta(minutes=30)
EDITORS = (
    *("photoshop", "lightroom", "gimp", "snapseed", "picsart", "vsco", "canva", "pixelmator"),
    *("affinity", "paint.net", "facetune", "remini", "meitu", "美图", "醒图", "轻颜", "稿定"),
)
SCREENS = ("screenshot", "截屏", "截图", "snipping")

WORDS = {
    "time_off": {"zh": "照片时间与上报时间不符", "en": "Taken at another time than was said"},
    "old": {"zh": "照片拍摄于上报前一天以上", "en": "Taken more than a day before it was sent"},
    "future": {"zh": "照片时间晚于收到时间", "en": "Taken later than it was received"},
    "place_off": {"zh": "照片位置与上报位置不符", "en": "Taken at another place than was said"},
    "edited": {"zh": "照片经过修图软件处理", "en": "Saved by picture editing software"},
    "screenshot": {"zh": "照片可能是屏幕截图", "en": "Perhaps a screenshot"},
    "screen": {"zh": "照片可能翻拍自屏幕", "en": "Perhaps a photo of a screen"},
    "seen_before": {"zh": "与以前收到的照片相同或相近", "en": "Like a photo received before"},
}


@dataclass(frozen=True)
class Said:
    """What the phone said of the shot, beside the file. Degrees as WGS-84, accuracy in metres."""

    received_at: datetime
    taken_at: datetime | None = None
    lon: float | None = None
    lat: float | None = None
    accuracy: float | None = None


@dataclass(frozen=True)
class Doubt:
    """One disagreement, and how large it is."""

    code: str
    amount: float | None = None
    """Seconds for times, metres for places, differing bits for likeness."""
    note: str | None = None

    def words(self, language: str = "zh") -> str:
        """The doubt as an operator reads it, in "zh" or "en"."""
        return say(self.code, language)


def say(code: str, language: str = "zh") -> str:
    """A doubt's words by its code, in "zh" or "en"."""
    return WORDS[code].get(language, WORDS[code]["zh"])


def doubts(evidence: Evidence, said: Said, file_format: str) -> list[Doubt]:
    """Every disagreement between the file's evidence and what was said; often none."""
    found = (_times(evidence, said), _places(evidence, said), _origins(evidence, file_format))
    return [doubt for each in found for doubt in each]


def _times(evidence: Evidence, said: Said) -> Iterator[Doubt]:
    if evidence.taken_at is None:
        return
    age = said.received_at - evidence.taken_at
    if age > OLD:
        yield Doubt("old", age.total_seconds())
    if _apart(-age, evidence.zone_known) > CLOCKS_APART and age < timedelta(0):
        yield Doubt("future", -age.total_seconds())
    if said.taken_at is not None:
        apart = _apart(said.taken_at - evidence.taken_at, evidence.zone_known)
        if apart > CLOCKS_APART:
            yield Doubt("time_off", apart.total_seconds())


def _apart(difference: timedelta, zone_known: bool) -> timedelta:
    """How far two clocks differ; a whole zone does not count where the zone is a guess."""
    if not zone_known and abs(difference) <= timedelta(hours=14):
        difference -= HALF_HOUR * round(difference / HALF_HOUR)
    return abs(difference)


def _places(evidence: Evidence, said: Said) -> Iterator[Doubt]:
    if evidence.lon is None or evidence.lat is None or said.lon is None or said.lat is None:
        return
    metres = distance(evidence.lon, evidence.lat, said.lon, said.lat)
    allowed = sum(
        UNSAID_ACCURACY if each is None else each for each in (evidence.accuracy, said.accuracy)
    )
    if metres > FAR + allowed:
        yield Doubt("place_off", metres)


def _origins(evidence: Evidence, file_format: str) -> Iterator[Doubt]:
    software = (evidence.software or "").lower()
    if any(name in software for name in EDITORS):
        yield Doubt("edited", note=evidence.software)
    from_camera = evidence.camera is not None or evidence.taken_at is not None
    if any(name in software for name in SCREENS) or (file_format == "PNG" and not from_camera):
        yield Doubt("screenshot")


def distance(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Metres along the great circle between two points in degrees (haversine formula)."""
    rise, turn = math.radians(other_lat - lat) / 2, math.radians(other_lon - lon) / 2
    across = math.cos(math.radians(lat)) * math.cos(math.radians(other_lat))
    half = math.sin(rise) ** 2 + across * math.sin(turn) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))
