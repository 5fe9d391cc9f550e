"""Rows → orders: whole columns at once, each row either an order or refused with its reason."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import orjson

from city.hotline import moments, values
from city.hotline.fields import FACTS

LONGEST_NUMBER, LONGEST_WORDS, LONGEST_PLACE, LONGEST_FACT = 64, 10_000, 500, 200
NO_ORDERS = "no_orders"  # the reason of rows in a sheet of something else
AHEAD = timedelta(days=1)  # by which a hotline's clock may be wrong
Cells = Sequence[Any]


class Order(NamedTuple):
    """One work order as its row says it. Degrees in the source's datum; moments as ISO text."""

    row: int
    number: str
    digest: str
    words: str
    place: str
    made_at: str | None
    at: tuple[float, float] | None
    contact: tuple[str, str, str] | None
    state: str
    urged: int
    returned: bool
    joint: bool
    due_at: str | None
    facts: str
    notes: list[str]


class Refusal(NamedTuple):
    """A row that cannot be taken: why, and all of its cells so that they can be mended."""

    row: int
    number: str
    reason: str
    cells: list[str]


class Checked(NamedTuple):
    """What became of some rows; together they are as many as there were rows."""

    orders: list[Order]
    refusals: list[Refusal]


class Frame(NamedTuple):
    """What is known of a whole sheet: field → column, zone, how its dates count, widths."""

    places: Mapping[str, int]
    zone: ZoneInfo
    now: datetime
    is_1904: bool = False
    digits: int = 0  # how many signs every text number has that begins with 0; 0: no such rule


def digits(cells: Sequence[Any]) -> int:
    """How long all of the numbers are that begin with 0, where all that are text do; else 0."""
    told = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    if not told or any(not one.isdecimal() or one[0] != "0" for one in told):
        return 0
    widths = Counter(map(len, told))
    return len(told[0]) if len(widths) == 1 else 0


def check(rows: Sequence[tuple[int, Cells]], frame: Frame) -> Checked:
    """The rows' orders and refusals, in the rows' order."""
    columns = _columns(rows, frame.places)
    count = len(rows)

    def column(field: str, read: Callable[[Any], Any], nothing: Any) -> Sequence[Any]:
        cells = columns.get(field)
        return [nothing] * count if cells is None else list(map(read, cells))

    moment = partial(_moment, frame=frame)
    texts = {name: column(name, values.text, "") for name in _TEXTS}
    numbers = [_number(cell, frame) for cell in columns.get("number", [""] * count)]
    phones = column("phone", values.telephone, _NO_PHONE)
    made, due = column("made_at", moment, None), column("due_at", moment, None)
    lons, lats = column("lon", values.degrees, None), column("lat", values.degrees, None)
    if "point" in columns and not {"lon", "lat"} & columns.keys():
        lons, lats = zip(*map(values.pair, columns["point"]), strict=True)
    urged = column("urged", values.count, 0)
    returned, joint = column("returned", values.yes, False), column("joint", values.yes, False)
    facts = _facts(columns, count)
    made_up = zip(
        rows, numbers, texts["words"], texts["title"], texts["place"], texts["name"], phones,
        texts["home"], texts["state"], made, due, lons, lats, urged, returned, joint, facts,
        strict=True,
    )  # fmt: skip
    checked = Checked([], [])
    latest = (frame.now + AHEAD).isoformat()
    for one in made_up:
        _take(checked, latest, *one)
    return checked


_TEXTS = ("words", "title", "place", "name", "home", "state")
_NO_PHONE = values.Read("")
_UNCLEAR = "?"


def _take(
    checked: Checked,
    latest: str,
    row: tuple[int, Cells],
    number: values.Read,
    words: str,
    title: str,
    place: str,
    name: str,
    phone: values.Read,
    home: str,
    state: str,
    made_at: str | None,
    due_at: str | None,
    lon: float | None,
    lat: float | None,
    urged: int,
    returned: bool,
    joint: bool,
    facts: str,
) -> None:
    words = words or title
    if not number.value.isascii() and values.number(words).value == number.value:
        words = ""  # a note over the whole width of the sheet, merged
    why = _refused(number, words, made_at, latest)
    if why:
        cells = [values.text(cell) for cell in row[1]]
        checked.refusals.append(Refusal(row[0], number.value[:LONGEST_NUMBER], why, cells))
        return
    at, odd_place = values.position(lon, lat) if lon or lat else (None, None)
    notes = [note for note in (number.note, phone.note, odd_place) if note]
    if due_at == _UNCLEAR:
        due_at = None
        notes.append("due_at")
    if made_at is None:
        notes.append("no_time")
    contact = (name, phone.value, home) if name or phone.value or home else None
    known = (words, place, made_at, at, contact, state, urged, returned, joint, due_at, facts)
    digest = hashlib.blake2b(orjson.dumps(known), digest_size=16).hexdigest()
    checked.orders.append(
        Order(
            row[0], number.value, digest, words, place[:LONGEST_PLACE], made_at, at, contact,
            state, urged, returned, joint, due_at, facts, notes,
        )
    )  # fmt: skip


def _refused(number: values.Read, words: str, made_at: str | None, latest: str) -> str | None:
    if not number.value:
        return "no_number"
    if number.note == "rounded":
        return "rounded"
    if len(number.value) > LONGEST_NUMBER:
        return "long_number"
    if not words:
        return "no_words"
    if len(words) > LONGEST_WORDS:
        return "long_words"
    if made_at is None:
        return None
    if made_at == _UNCLEAR:
        return "made_at"
    return "future" if made_at > latest and _is_after(made_at, latest) else None


def _is_after(one: str, other: str) -> bool:
    return datetime.fromisoformat(one) > datetime.fromisoformat(other)


def _columns(
    rows: Sequence[tuple[int, Cells]], places: Mapping[str, int]
) -> dict[str, Sequence[Any]]:
    width = max(places.values(), default=-1) + 1
    if all(len(cells) >= width for _, cells in rows):
        whole = list(zip(*(cells for _, cells in rows), strict=False))
        return {field: whole[at] for field, at in places.items()} if rows else {}
    return {
        field: [cells[at] if at < len(cells) else "" for _, cells in rows]
        for field, at in places.items()
    }


def _number(cell: Any, frame: Frame) -> values.Read:
    if isinstance(cell, str) and cell.isalnum() and cell.isascii() and "E" not in cell.upper()[1:]:
        return values.Read(cell)
    found = values.number(cell)
    if found.note == "as_number" and len(found.value) < frame.digits:
        return values.Read(found.value.zfill(frame.digits), "zeros")
    return found


def _moment(cell: Any, frame: Frame) -> str | None:
    try:
        found = moments.read(cell, frame.zone, frame.is_1904)
    except moments.Unclear:
        return _UNCLEAR
    return found.isoformat() if found else None


def _facts(columns: Mapping[str, Sequence[Any]], count: int) -> list[str]:
    """What the hotline said beside, as a JSON object; only of what it said."""
    told = [name for name in FACTS if name in columns]
    if not told:
        return ["{}"] * count
    made: dict[tuple[Any, ...], str] = {}
    facts = []
    for cells in zip(*(columns[name] for name in told), strict=True):
        try:
            known = made.get(cells)
        except TypeError:
            known = None
        if known is None:
            said = {
                name: text[:LONGEST_FACT]
                for name, cell in zip(told, cells, strict=True)
                if (text := values.text(cell))
            }
            known = made[cells] = orjson.dumps(said).decode()
        facts.append(known)
    return facts
