"""Which column means what: as saved for the source, by its name, else by what stands in it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from city.hotline import moments, values
from city.hotline.fields import FIELDS, NEEDED, RANKS, Kind, is_of_others, plain
from city.hotline.headings import meaning

SURE, NAMED, ENOUGH = 1.0, 0.9, 0.75
SAMPLE = 200
INSTEAD = {"words": "title"}
LONG = 15  # characters that a description has at least, on average
Told = Sequence[Any]


class Column(NamedTuple):
    """A column with the field proposed for it; `sure` from 0 to 1; why: saved, name, contents."""

    at: int
    heading: str
    field: str | None
    sure: float
    why: str


def key(at: int, heading: str) -> str:
    """What a source's saved mapping calls a column: its plain heading, or its place from 1."""
    return plain(heading) or f"#{at + 1}"


class Proposal(NamedTuple):
    """All columns of a sheet. `missing`: needed fields that no column has."""

    columns: list[Column]
    missing: list[str]

    def places(self) -> dict[str, int]:
        """Field → column (from 0)."""
        return {one.field: one.at for one in self.columns if one.field}


def propose(
    headings: Sequence[str],
    rows: Sequence[Told],
    zone: ZoneInfo,
    saved: Mapping[str, str] | None = None,
) -> Proposal:
    """A field for each column, none twice. `saved`: plain heading → field, or "" for none."""
    saved = saved or {}
    width = max([len(headings), *(len(row) for row in rows[:SAMPLE])], default=0)
    found: list[Column] = []
    for at in range(width):
        heading = headings[at] if at < len(headings) else ""
        told = [row[at] for row in rows[:SAMPLE] if at < len(row) and row[at] not in (None, "")]
        found.append(_column(at, heading, told, zone, saved))
    found = _by_contents(_once(found), rows, zone, saved)
    fields = {one.field for one in found}
    return Proposal(found, [name for name in NEEDED if not fields & {name, INSTEAD.get(name)}])


def _column(at: int, heading: str, told: Told, zone: ZoneInfo, saved: Mapping[str, str]) -> Column:
    name = key(at, heading)
    if name in saved:
        return Column(at, heading, saved[name] or None, SURE, "saved")
    field = meaning(heading)
    if field is None:
        return Column(at, heading, None, 0.0, "")
    fits = _fits(FIELDS[field].kind, told, zone) if told else 1.0
    return Column(at, heading, field, NAMED * (0.5 + fits / 2) - _behind(field, heading), "name")


def _behind(field: str, heading: str) -> float:
    """Just enough to tell 受理时间 from 派单时间 where a sheet has both."""
    known = (plain(heading), plain(heading.rpartition(" / ")[2]))
    rank = min((RANKS[one] for one in known if one in RANKS), default=len(RANKS))
    return rank / 10_000 if FIELDS[field].kind is Kind.MOMENT else 0.0


def _once(columns: list[Column]) -> list[Column]:
    """Each field goes to the surest of its columns, the leftmost of equals."""
    best: dict[str, Column] = {}
    for one in columns:
        if one.field and (one.field not in best or one.sure > best[one.field].sure):
            best[one.field] = one
    return [
        one if one.field is None or best[one.field] is one else one._replace(field=None, sure=0.0)
        for one in columns
    ]


def _by_contents(
    columns: list[Column], rows: Sequence[Told], zone: ZoneInfo, saved: Mapping[str, str]
) -> list[Column]:
    """What names left open, where contents leave little doubt."""
    taken = {one.field for one in columns}
    for field, likeness in _LIKENESS.items():
        if field in taken:
            continue
        scores = [
            (likeness([row[one.at] for row in rows[:SAMPLE] if one.at < len(row)], zone), -one.at)
            for one in columns
            if one.field is None
            and key(one.at, one.heading) not in saved
            and not is_of_others(one.heading)
        ]
        score, at = max(scores, default=(0.0, 0))
        if score >= ENOUGH:
            old = columns[-at]
            columns[-at] = old._replace(field=field, sure=round(score * 0.8, 2), why="contents")
    return columns


def _fits(kind: Kind, told: Told, zone: ZoneInfo) -> float:
    """The share of cells that are of this kind."""
    tests: dict[Kind, Callable[[Any], bool]] = {
        Kind.MOMENT: lambda cell: _is_moment(cell, zone),
        Kind.PHONE: lambda cell: bool(values.telephone(cell).value),
        Kind.LON: lambda cell: 73 <= (values.degrees(cell) or 0) <= 136,
        Kind.LAT: lambda cell: 3 <= (values.degrees(cell) or 0) <= 54,
        Kind.POINT: lambda cell: values.pair(cell) != (None, None),
    }
    test = tests.get(kind)
    return sum(map(test, told)) / len(told) if test and told else 1.0


def _is_moment(cell: Any, zone: ZoneInfo) -> bool:
    try:
        return moments.read(cell, zone) is not None
    except moments.Unclear:
        return False


def _like_number(told: Told, _: ZoneInfo) -> float:
    said = [values.number(cell).value for cell in told]
    kept = [one for one in said if one]
    if not kept or len(set(kept)) < 0.8 * len(kept):
        return 0.0
    good = sum(
        8 <= len(one) <= 40 and one.isascii() and any(map(str.isdigit, one))
        and not values.MOBILE.fullmatch(one) and one.replace("-", "").isalnum()
        for one in kept
    )  # fmt: skip
    return good / len(told)


def _like_moment(told: Told, zone: ZoneInfo) -> float:
    texts = [cell for cell in told if not isinstance(cell, int | float)]
    return sum(_is_moment(cell, zone) for cell in texts) / max(len(told), 1)


def _like_words(told: Told, _: ZoneInfo) -> float:
    texts = [values.text(cell) for cell in told]
    long = sum(map(len, texts)) / max(len(texts), 1)
    different = len(set(texts)) / max(len(texts), 1)
    return min(long / (2 * LONG), 1.0) * min(different * 2, 1.0)


def _like_phone(told: Told, _: ZoneInfo) -> float:
    return sum(bool(values.MOBILE.fullmatch(values.text(cell))) for cell in told) / max(
        len(told), 1
    )


def _like_lon(told: Told, zone: ZoneInfo) -> float:
    return _like_degrees(Kind.LON, told, zone)


def _like_lat(told: Told, zone: ZoneInfo) -> float:
    return _like_degrees(Kind.LAT, told, zone)


def _like_degrees(kind: Kind, told: Told, zone: ZoneInfo) -> float:
    """Degrees with several places behind the point: counts and codes have none."""
    fine = [cell for cell in told if len(values.text(cell).partition(".")[2]) >= 3]
    return _fits(kind, fine, zone) * len(fine) / max(len(told), 1)


_LIKENESS: dict[str, Callable[[Told, ZoneInfo], float]] = {
    "made_at": _like_moment,
    "number": _like_number,
    "words": _like_words,
    "phone": _like_phone,
    "lon": _like_lon,
    "lat": _like_lat,
}
