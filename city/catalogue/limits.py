"""Time-limit labels as cities write them (`2紧急工作时`, `5工作日`): parsed, never guessed."""

import re
import unicodedata
from typing import NamedTuple

from city.catalogue.model import LimitUnit


class LimitUnclear(ValueError):
    """A label that says no single amount and unit; the message says what is in the way."""


class Limit(NamedTuple):
    """How long a step may take. `urgent` says that nights and holidays count too."""

    amount: int
    unit: LimitUnit
    urgent: bool


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
_LABEL = re.compile(r"(?P<amount>[0-9]{1,4})个?(?P<unit>[^0-9]+)")
_SEASON = "种植季节"


def parse(label: str) -> Limit:
    """The limit that `label` says. Plain hours and days are working ones, as in the handbooks.

    Full-width digits, blanks and a 个 after the number are allowed; nothing else is. Raises
    LimitUnclear for what is left over, for zero, and for planting-season limits, whose clock
    starts with the season and so cannot be told by an amount and a unit.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", label))
    if plain.startswith(_SEASON):
        raise LimitUnclear(f"{label!r}: 种植季节的时限要先定季节起止，不能只按数量和单位计时")
    match = _LABEL.fullmatch(plain)
    if match is None:
        raise LimitUnclear(f"{label!r}: 不是“数字＋单位”")
    unit = _UNITS.get(match["unit"])
    if unit is None:
        raise LimitUnclear(f"{label!r}: 不认识的单位“{match['unit']}”")
    amount = int(match["amount"])
    if amount == 0:
        raise LimitUnclear(f"{label!r}: 时限不能为零")
    return Limit(amount, unit, unit in _URGENT)
