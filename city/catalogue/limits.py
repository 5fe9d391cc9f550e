"""Time-limit labels as cities write them (`2紧急工作时`, `5工作日`): parsed, never guessed."""

import re
import unicodedata
from typing import NamedTuple

from city.catalogue.model import LimitUnit


class LimitUnclear(ValueError):
    """A label that says no single amount and unit; the message says what is in the way."""


class Limit(NamedTuple):
    """How long a step may take. `urgent` says that nights and holidays count too.

    `season` says that the clock waits for the planting season; `stop` that within the limit it must
    be stopped, whatever else is to be done later.
    """

    amount: int
    unit: LimitUnit
    urgent: bool
    season: bool = False
    stop: bool = False


_UNITS: dict[str, LimitUnit] = {
    "分钟": LimitUnit.MINUTE,
    "紧急工作时": LimitUnit.URGENT_HOUR,
    "紧急工时": LimitUnit.URGENT_HOUR,
    "紧急小时": LimitUnit.URGENT_HOUR,
    "紧急工作日": LimitUnit.URGENT_DAY,
    "紧急工作天": LimitUnit.URGENT_DAY,
    "紧急天": LimitUnit.URGENT_DAY,
    "工作时": LimitUnit.WORK_HOUR,
    "工作小时": LimitUnit.WORK_HOUR,
    "工时": LimitUnit.WORK_HOUR,
    "小时": LimitUnit.WORK_HOUR,
    "工作日": LimitUnit.WORK_DAY,
    "工作天": LimitUnit.WORK_DAY,
    "天": LimitUnit.WORK_DAY,
}
_URGENT = frozenset({LimitUnit.URGENT_HOUR, LimitUnit.URGENT_DAY})
_LABEL = re.compile(
    r"(?P<season>种植季节)?(?P<amount>[0-9]{1,4})个?(?P<unit>[^0-9]+?)(?P<stop>制止)?"
)


def parse(label: str) -> Limit:
    """The limit that `label` says. Plain hours and days are working ones, as in the handbooks.

    Full-width digits, blanks, a 个 after the number, 种植季节 before and 制止 behind are allowed;
    nothing else is. Raises LimitUnclear for what is left over and for zero.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", label))
    match = _LABEL.fullmatch(plain)
    if match is None:
        raise LimitUnclear(f"{label!r}: 不是“数字＋单位”")
    unit = _UNITS.get(match["unit"])
    if unit is None:
        raise LimitUnclear(f"{label!r}: 不认识的单位“{match['unit']}”")
    amount = int(match["amount"])
    if amount == 0:
        raise LimitUnclear(f"{label!r}: 时限不能为零")
    return Limit(amount, unit, unit in _URGENT, bool(match["season"]), bool(match["stop"]))
