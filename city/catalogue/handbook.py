"""A city's own handbook, from Excel or CSV into a book; what cannot be read is told by its row."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from city.catalogue import columns, limits
from city.catalogue.model import Handling, Kind, View
from city.catalogue.versions import Book
from city.tables import files

KINDS = {
    **dict.fromkeys(("部件", "component"), Kind.COMPONENT),
    **dict.fromkeys(("事件", "occurrence", "event"), Kind.OCCURRENCE),
    **dict.fromkeys(("服务", "service"), Kind.SERVICE),
}
YES = frozenset({"是", "有", "√", "1", "true", "yes", "y", "自动"})
VIEWS = {"近": View.NEAR, "远": View.FAR, "参照": View.REFERENCE} | {one.value: one for one in View}
HANDLINGS = {
    **{one.value: one for one in Handling},
    "修复": Handling.REPAIR,
    "更换": Handling.REPLACE,
    "清理": Handling.CLEAN,
    "拆除": Handling.REMOVE,
    "制止": Handling.STOP,
    "查处": Handling.ENFORCE,
    "排险": Handling.MAKE_SAFE,
    "补植": Handling.PLANT,
    "规范": Handling.TIDY,
    "答复": Handling.ANSWER,
}
DOWN = ("kind", "class_code", "class_name", "code", "name")  # merged cells: as in the row above


class Page(NamedTuple):
    """A sheet of a file."""

    name: str
    cells: Sequence[Sequence[str]]


class Problem(NamedTuple):
    """What is wrong in which row (from 1, as the sheet counts) of which sheet."""

    row: int
    words: str
    sheet: str = ""


class Handbook(NamedTuple):
    """What a file says: its sheets' columns, the book, and the rows that say nothing clear.

    `others` are sheets that hold nothing of a handbook, such as its title page.
    """

    columns: dict[str, dict[str, str]]
    book: Book
    problems: list[Problem]
    kinds: frozenset[Kind]
    others: list[str]


class Known(NamedTuple):
    """What the present catalogue has, so that names find their codes. Codes by kind and name."""

    codes: Mapping[tuple[Kind, str], str]
    classes: Mapping[tuple[Kind, str], str]


def pages(path: Path) -> list[Page]:
    """The cells of all sheets as text, whatever a city sends. Raises ValueError."""
    return [Page(name, cells) for name, cells in files.all_cells(path.read_bytes())]


def read(
    pages: Sequence[Page],
    known: Known,
    source: str,
    given: Mapping[str, str] | None = None,
    kind: Kind | None = None,
) -> Handbook:
    """The handbook in `pages`; `given` and `kind` say what headings and sheets' names do not.

    A sheet that has some of what is needed is told as a problem. Raises ValueError where none has
    all of it, or a heading of `given` is nowhere.
    """
    above = [cell for page in pages for row in page.cells[: columns.MOST_ABOVE] for cell in row]
    columns.check(given or {}, above)
    reader = _Reader(known, source, kind)
    said: dict[str, dict[str, str]] = {}
    others: list[str] = []
    wrong: list[Problem] = []
    for page in pages:
        start = columns.heading_row(page.cells)
        headings = page.cells[start] if page.cells else []
        try:
            places = columns.needed(headings, given or {})
        except columns.Lacking as lacking:
            wrong.append(Problem(start + 1, str(lacking), page.name))
            if lacking.has_nothing:
                others.append(page.name)
            continue
        reader.read(page, start + 1, places)
        said[page.name] = {
            field: headings[at] for field, at in sorted(places.items(), key=lambda one: one[1])
        }
    if not said:
        raise ValueError("; ".join(one.words for one in wrong) or "空文件 nothing in it")
    problems = [one for one in wrong if one.sheet not in others] + reader.problems
    return Handbook(said, reader.book(), problems, frozenset(reader.kinds), others)


class _Reader:
    """Takes row by row."""

    def __init__(self, known: Known, source: str, kind: Kind | None) -> None:
        self.known, self.source, self.kind = known, source, kind
        self.problems: list[Problem] = []
        self.sheet = ""
        self.kinds: set[Kind] = set()
        self._categories: dict[str, dict[str, Any]] = {}
        self._codes: dict[tuple[Kind, str], str] = {}
        self._conditions: list[dict[str, Any]] = []
        self._places: Counter[str] = Counter()

    def book(self) -> Book:
        """All that was clear."""
        return Book(list(self._categories.values()), self._conditions)

    def read(self, page: Page, start: int, places: Mapping[str, int]) -> None:
        """The rows from `start` on; `places`: field → column."""
        self.sheet = page.name
        above: dict[str, str] = {}
        for row, found in enumerate(page.cells[start:], start=start + 1):
            said = {field: found[at] for field, at in places.items() if at < len(found)}
            if not any(said.values()):
                continue
            if said.get("name") and said["name"] != above.get("name"):
                above.pop("code", None)
            above |= {field: said[field] for field in DOWN if said.get(field)}
            self.take(row, {**said, **above})

    def take(self, row: int, said: Mapping[str, str]) -> None:
        """One row: a condition, and its category where it is new."""
        kind = self._kind(said)
        try:
            limit = limits.parse(said.get("limit", ""))
        except limits.LimitUnclear as unclear:
            self.problems.append(Problem(row, str(unclear), self.sheet))
            return
        lacking = [field for field in columns.NEEDED if not said.get(field)]
        if kind is None:
            lacking.append("kind")
        if kind is None or lacking:
            words = f"缺 missing: {', '.join(lacking)}"
            self.problems.append(Problem(row, words, self.sheet))
            return
        code = self._category(kind, said)
        self._places[code] += 1
        self._conditions.append(
            {
                "category": code,
                "ordinal": self._places[code],
                "text": said["text"],
                "limit_label": said["limit"],
                "limit_amount": limit.amount,
                "limit_unit": limit.unit,
                "season": limit.season,
                "urgent": limit.urgent,
                "closing": said.get("closing", ""),
                "source": self.source,
                **_beside(said, limit.stop),
            }
        )

    def _kind(self, said: Mapping[str, str]) -> Kind | None:
        """As told, else as the row or its sheet's name says, else as the category is known."""
        named = _named(said.get("kind", "")) or _named(self.sheet)
        return self.kind or named or self._of_name(said)

    def _of_name(self, said: Mapping[str, str]) -> Kind | None:
        """The only kind in which the present catalogue has a category of this name."""
        kinds = [kind for kind, name in self.known.codes if name == said.get("name")]
        return kinds[0] if len(kinds) == 1 else None

    def _category(self, kind: Kind, said: Mapping[str, str]) -> str:
        name = said["name"]
        if (kind, name) in self._codes:
            return self._codes[kind, name]
        code = self._code(kind, said)
        self._codes[kind, name] = code
        self.kinds.add(kind)
        row = {
            "code": code,
            "kind": kind,
            "class_code": code.split("-")[1][:2],
            "class_name": said.get("class_name") or self.known.classes.get((kind, code[-4:-2]), ""),
            "name": name,
            "source": self.source,
        }
        self._categories[code] = row | ({"name_en": said["name_en"]} if "name_en" in said else {})
        return code

    def _code(self, kind: Kind, said: Mapping[str, str]) -> str:
        """As the file says, as the catalogue knows the name, or counted down from 99."""
        digits = re.sub(r"\D", "", said.get("code", ""))
        group = re.sub(r"\D", "", said.get("class_code", "")).zfill(2)[-2:]
        group = group if said.get("class_code") else self._group(kind, said)
        if digits:
            four = digits[-4:] if len(digits) >= 3 else group + digits.zfill(2)
            return f"{kind}-{four.zfill(4)}"
        if (kind, said["name"]) in self.known.codes:
            return self.known.codes[kind, said["name"]]
        taken = {*self.known.codes.values(), *self._codes.values()}
        numbers: Iterable[int] = range(99, 0, -1)
        return next(one for at in numbers if (one := f"{kind}-{group}{at:02d}") not in taken)

    def _group(self, kind: Kind, said: Mapping[str, str]) -> str:
        names = {name: group for (one, group), name in self.known.classes.items() if one is kind}
        return names.get(said.get("class_name", ""), "99")


def _named(words: str) -> Kind | None:
    return next((one for word, one in KINDS.items() if word in words), None)


def _beside(said: Mapping[str, str], stop: bool) -> dict[str, Any]:
    """What a file may say beside the substance; what it does not say stays as it is."""
    found: dict[str, Any] = {"handling": Handling.STOP} if stop else {}
    if said.get("photos"):
        views = dict.fromkeys(view for word, view in VIEWS.items() if word in said["photos"])
        found["photos"] = [view.value for view in views]
    if "automatic" in said:
        found["automatic"] = said["automatic"].strip().lower() in YES
    handling = next((one for word, one in HANDLINGS.items() if word == said.get("handling")), None)
    return found | ({"handling": handling} if handling else {})
