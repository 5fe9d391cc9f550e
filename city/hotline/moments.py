"""Moments as exports write them: text in many forms, Excel's serial numbers, real dates."""

import re
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from city.clock import is_of_calendar

EPOCH_1900, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - local
SERIALS = (20_000, 80_000)  # days: 1954 to 2119
OLDEST = 2000
TEXT = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?[T\s,，-]*"
    r"(?:(上午|下午|晚上|凌晨|中午|am|pm)?\s*(\d{1,2})\s*[:.时点]\s*(\d{1,2})?\s*(?:[:分]\s*(\d{1,2}))?"
    r"\s*秒?分?(?:[.,]\d+)?\s*(am|pm)?\s*(z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\s*(\d{2}):?(\d{2})(?::?(\d{2}))?)?")
EPOCH = re.compile(r"(1\d{9})(\d{3})?(?:\.0*)?")  # seconds or milliseconds, 2001 to 2033
SHORT = re.compile(r"[23]\d[-.年]\d{1,2}[-.月]\d{1,2}(?!\d)")  # 26-10-01
WEEKDAY = re.compile(r"[(]?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*[)]?")
OTHER = (
    *("%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y", "%m/%d/%y %H:%M", "%m/%d/%y"),
    *("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p", "%b %d, %Y %I:%M:%S %p", "%b %d, %Y"),
    *("%d-%b-%Y %H:%M:%S", "%d-%b-%Y", "%d-%b-%y", "%a %b %d %H:%M:%S CST %Y"),
)
"""As programs of other countries write them; CST is China's time in ours."""
NOTHING = frozenset(
    {"", "-", "--", "/", "无", "null", "none", "nan", "0000-00-00", "0000-00-00 00:00:00"}
)
WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
AFTERNOON = ("下午", "晚上", "pm")


class Unclear(ValueError):
    """Something stands there that is no moment."""


def read(value: Any, zone: ZoneInfo, is_1904: bool = False) -> datetime | None:
    """The moment in a cell, aware; None for none. Local times are the city's. Raises Unclear."""
    if isinstance(value, datetime):
        return _sane(value if value.tzinfo else value.replace(tzinfo=zone))
    if isinstance(value, str):
        return _text(value, zone, is_1904)
    if isinstance(value, bool | time | timedelta):
        raise Unclear(str(value))
    if isinstance(value, int | float):
        return _number(value, zone, is_1904)
    if isinstance(value, date):
        return _sane(datetime(value.year, value.month, value.day, tzinfo=zone))
    return None


def _number(value: float, zone: ZoneInfo, is_1904: bool) -> datetime:
    try:
        return _serial(float(value), zone, is_1904)
    except OverflowError:  # a whole number without end, as JSON may hold
        raise Unclear("∞") from None


def _text(said: str, zone: ZoneInfo, is_1904: bool) -> datetime | None:
    try:
        if said[10:11] in (" ", "T") and said[4:5] == "-":  # the form that most exports write
            made = datetime.fromisoformat(said)
            return _sane(made if made.tzinfo else made.replace(tzinfo=zone))
    except ValueError:
        pass
    text = said.translate(WIDE).strip().strip("'\"").strip()
    if text.lower() in NOTHING:
        return None
    try:
        return _sane(_whole(WEEKDAY.sub(" ", text).strip(), zone, is_1904))
    except (ValueError, OverflowError):
        raise Unclear(text) from None


def _whole(text: str, zone: ZoneInfo, is_1904: bool) -> datetime:
    if SHORT.match(text):
        text = f"20{text}"
    if match := TEXT.fullmatch(text):
        return _written(match, zone)
    if match := DIGITS.fullmatch(text):
        return datetime(*(int(part or 0) for part in match.groups()), tzinfo=zone)  # type: ignore[misc,arg-type]
    if match := EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(match[1]), zone)
    for form in OTHER:
        with suppress(ValueError):
            return datetime.strptime(text, form).replace(tzinfo=zone)
    return _serial(float(text), zone, is_1904)


def _written(match: re.Match[str], zone: ZoneInfo) -> datetime:
    year, month, day, before, hour, minute, second, after, offset = match.groups()
    hours = int(hour or 0)
    half = (before or after or "").lower()
    if half in AFTERNOON and hours < 12:
        hours += 12
    elif half in ("am", "凌晨") and hours == 12:
        hours = 0
    at_end = (hours, int(minute or 0), int(second or 0)) == (24, 0, 0)
    clock = (0, 0, 0) if at_end else (hours, int(minute or 0), int(second or 0))
    made = datetime(int(year), int(month), int(day), *clock) + timedelta(days=at_end)  # noqa: DTZ001
    if offset:
        return datetime.fromisoformat(f"{made.isoformat()}{offset.upper().replace('Z', '+00:00')}")
    return made.replace(tzinfo=zone)


def _serial(days: float, zone: ZoneInfo, is_1904: bool) -> datetime:
    low, high = SERIALS
    if EPOCH.fullmatch(f"{days:.0f}"):
        return datetime.fromtimestamp(days if days < 1e10 else days / 1000, zone)
    if not low - 1462 * is_1904 <= days <= high:
        raise Unclear(str(days))
    start = EPOCH_1904 if is_1904 else EPOCH_1900
    return (start + timedelta(seconds=round(days * 86400))).replace(tzinfo=zone)


def _sane(made: datetime) -> datetime:
    if not (OLDEST <= made.year < 2100 and is_of_calendar(made)):
        raise Unclear(made.isoformat())
    return made
