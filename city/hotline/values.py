"""Single values as exports write them: numbers that lost digits, telephones, positions, counts."""

import re
from typing import Any, NamedTuple

SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{2}")
EXACT = 10**15  # from here on Excel has put zeros where digits were
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
NONE = (
    frozenset({"", "-", "--", "/", "\\", "无", "空", "null", "NULL", "None", "nan", "N/A"}) | ERRORS
)
CONTROL = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFEFF: None, 127: None}
WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
YES = frozenset({"是", "1", "true", "yes", "y", "√", "有", "已退回", "已退单", "保密", "匿名"})
MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
LEADING = re.compile(r"(?:\+?86|0)?(1[3-9]\d{9})(?:\.0+)?")
TELEPHONE = re.compile(r"(?:\+|00)?[0-9][0-9() -]{2,18}")
CHINA = (73.0, 136.0, 3.0, 54.0)  # west, east, south, north


class Read(NamedTuple):
    """A value, and what had to be said about it (a code of city/hotline/words.py)."""

    value: str
    note: str | None = None


def text(cell: Any) -> str:
    """A cell as text: whole numbers without a point, no control signs, no half characters."""
    if isinstance(cell, str):
        return _clean(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else repr(cell)
    return str(cell)


def _clean(said: str) -> str:
    said = said.strip()
    if said.isprintable():
        return "" if said in NONE else said
    said = said.replace("_x000D_", "").translate(CONTROL).replace("\r\n", "\n").strip()
    return "" if said in NONE else said.encode("utf-8", "replace").decode()


def number(cell: Any) -> Read:
    """An order's number; noted where a spreadsheet has taken digits away."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        lost = abs(cell) >= EXACT or cell != int(cell)
        return Read(text(cell), "rounded" if lost else "as_number")
    said = text(cell).translate(WIDE).strip().lstrip("'`").replace(" ", "").rstrip("\t")
    return Read(said, "rounded" if SCIENTIFIC.fullmatch(said) else None)


def telephone(cell: Any) -> Read:
    """A telephone number; an area code gets back the zero that a number cell took from it."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _telephone_of_number(cell)
    said = text(cell).translate(WIDE).lstrip("'").strip()
    if mobile := LEADING.fullmatch(said):
        return Read(mobile[1])
    if not said or (said.isdecimal() and len(said) < 21):
        return Read(said)
    if SCIENTIFIC.fullmatch(said):
        return Read("", "phone_rounded")
    if "*" in said:  # masked: the rest of it leads to nobody
        return Read("", "phone_unclear")
    compact = said.replace("-", "").replace(" ", "")
    if found := MOBILE.search(compact):
        return Read(found[1])
    found_other = TELEPHONE.search(said)
    return Read(found_other[0].strip()) if found_other else Read("", "phone_unclear")


def _telephone_of_number(cell: float) -> Read:
    digits = text(cell)
    if mobile := MOBILE.fullmatch(digits):
        return Read(mobile[1])
    if len(digits) < 9:
        return Read(digits)
    if abs(cell) >= EXACT:
        return Read("", "phone_rounded")
    return Read(f"0{digits}", "phone_zero") if len(digits) in (10, 11) else Read(digits)


def degrees(cell: Any) -> float | None:
    """Degrees in a cell; None where there are none."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return float(cell) or None
    try:
        return float(text(cell).rstrip("°EN度")) or None
    except ValueError:
        return None


def pair(cell: Any) -> tuple[float | None, float | None]:
    """Both degrees of one cell, in its order."""
    found = re.findall(r"-?\d+\.\d+", text(cell).translate(WIDE))
    return (float(found[0]), float(found[1])) if len(found) == 2 else (None, None)


def position(lon: float | None, lat: float | None) -> tuple[tuple[float, float] | None, str | None]:
    """A place in China, with what was noted: taken the other way round, or none at all."""
    if lon is None and lat is None:
        return None, None
    west, east, south, north = CHINA
    if lon is not None and lat is not None:
        if west <= lon <= east and south <= lat <= north:
            return (lon, lat), None
        if west <= lat <= east and south <= lon <= north:
            return (lat, lon), "turned"
    return None, "no_position"


def count(cell: Any) -> int:
    """How often; 0 for nothing that is a number."""
    if isinstance(cell, float | int):
        return min(max(int(cell), 0), 10_000)
    digits = re.match(r"\d{1,4}", text(cell))
    return int(digits[0]) if digits else int(text(cell).lower() in YES)


def yes(cell: Any) -> bool:
    """Whether a cell says yes."""
    return text(cell).lower() in YES
