"""Chinese and Arabic numerals, both ways, as streets and houses use them (up to 9,999)."""

import re

DIGITS = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}
_VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"两": 2}
CHINESE = re.compile(r"[零一二两三四五六七八九十百千]+")
ARABIC = re.compile(r"\d{1,4}")


def number(text: str) -> int | None:
    """三十八 → 38, 38 → 38, 一二三 → 123; None for what is no number."""
    if text.isascii():
        return int(text) if text.isdecimal() else None
    if not CHINESE.fullmatch(text):
        return None
    if not any(char in _UNITS for char in text):
        return int("".join(str(_VALUES[char]) for char in text))
    total = digit = 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _VALUES[char]
    return total + digit


def chinese(value: int) -> str:
    """38 → 三十八. Raises ValueError beyond 0…9999."""
    if not 0 <= value <= 9999:
        raise ValueError(f"{value} is beyond 9999")
    if value == 0:
        return DIGITS[0]
    found, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            found += ("零" if gap and found else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return found.removeprefix("一") if found.startswith("一十") else found
