"""From one catalogue to the next: what differs, and the rows that follow from it.

A category is known by its code, a condition by its text or else by its place within the category.
What a case is filed by (place, text, limit, closing condition) is never changed: the row ends and
another takes its place. What stands beside it (photos, handling, source) is mended where it stands.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from city import clock
from city.catalogue.model import CatalogueVersion, Category, FilingCondition, Kind

SHIPPED = "shipped"
WORDS = {
    "zh": "新增类别 {new_categories}、停用类别 {withdrawn}；新增条件 {new_conditions}，"
    "{limits} 个时限改变，{changed} 条条件改变，{vanished} 条消失；{cases} 件未结案件在用",
    "en": "{new_categories} new categories, {withdrawn} withdrawn; {new_conditions} new conditions,"
    " {limits} limits change, {changed} conditions change, {vanished} vanish;"
    " {cases} open cases use them",
}
SUBSTANCE = (
    *("ordinal", "text", "limit_label", "limit_amount", "limit_unit", "season", "urgent"),
    "closing",
)
LIMIT = frozenset({"limit_label", "limit_amount", "limit_unit", "season", "urgent"})
BESIDE = ("photos", "handling", "automatic", "source")
ABOUT = (
    *("kind", "class_code", "class_name", "name", "name_en", "common", "automatic", "synonyms"),
    "source",
)

# By their tables: cases and rules stand on the catalogue, not the catalogue on them.
_OPEN = text(
    "select count(*) from cases where condition_id = any(:ids)"
    " and stage not in ('declined', 'closed', 'revisited')"
)
_RULES_FOLLOW = text("update dispatch_rules set condition_id = :new where condition_id = :old")


class Book(NamedTuple):
    """A catalogue as values: columns of categories, and of conditions with a `category` code."""

    categories: Sequence[dict[str, Any]]
    conditions: Sequence[dict[str, Any]]


class Changed(NamedTuple):
    """A condition that stays, with what is new about it; `fields` differ."""

    old: FilingCondition
    new: dict[str, Any]
    fields: frozenset[str]


class Changes(NamedTuple):
    """All that applying a book would do."""

    new_categories: list[dict[str, Any]]
    altered: list[tuple[Category, dict[str, Any]]]
    withdrawn: list[Category]
    new_conditions: list[dict[str, Any]]
    changed: list[Changed]
    mended: list[Changed]
    vanished: list[FilingCondition]

    def is_nothing(self) -> bool:
        """Whether the catalogue already reads so."""
        return not any(self)

    def limits(self) -> list[Changed]:
        """The conditions whose limit changes."""
        return [one for one in self.changed if one.fields & LIMIT]

    def words(self, cases: int, language: str) -> str:
        """What would happen, in one sentence; `cases` are the open ones that it touches."""
        return WORDS[language].format(**self.counts(), cases=cases)

    def counts(self) -> dict[str, int]:
        """How many of each, and how many limits among the changed."""
        return {name: len(getattr(self, name)) for name in self._fields} | {
            "limits": len(self.limits())
        }


def compare(session: Session, book: Book, whole: frozenset[Kind] = frozenset()) -> Changes:
    """What `book` would change. Of the kinds in `whole`, what it does not name is withdrawn."""
    known = {one.code: one for one in session.scalars(select(Category))}
    named = {row["code"] for row in book.categories}
    new = [row for row in book.categories if row["code"] not in known]
    kept = [(known[row["code"]], row) for row in book.categories if row["code"] in known]
    altered = [(old, row) for old, row in kept if old.withdrawn_at or _differ(old, row, ABOUT)]
    gone = [
        one
        for code, one in known.items()
        if code not in named and one.kind in whole and one.withdrawn_at is None
    ]
    changes = Changes(new, altered, gone, [], [], [], [])
    _compare_conditions(session, book, known, changes)
    return changes


def _compare_conditions(
    session: Session, book: Book, known: dict[str, Category], changes: Changes
) -> None:
    current: dict[int, list[FilingCondition]] = defaultdict(list)
    present = select(FilingCondition).where(FilingCondition.valid_to.is_(None))
    for condition in session.scalars(present):
        current[condition.category_id].append(condition)
    wanted: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in book.conditions:
        wanted[one["category"]].append(one)
    for code, rows in wanted.items():
        old = current[known[code].id] if code in known else []
        pairs = _paired(old, rows)
        kept = {id(row) for row, _ in pairs if row}
        changes.vanished.extend(row for row in old if id(row) not in kept)
        for row, new in pairs:
            _sort_out(row, new, changes)
    for category in changes.withdrawn:
        changes.vanished.extend(current[category.id])


def _sort_out(old: FilingCondition | None, new: dict[str, Any], changes: Changes) -> None:
    if old is None:
        changes.new_conditions.append(new)
    elif fields := _differ(old, new, SUBSTANCE):
        changes.changed.append(Changed(old, new, fields))
    elif fields := _differ(old, new, BESIDE):
        changes.mended.append(Changed(old, new, fields))


def _paired(
    old: Sequence[FilingCondition], new: Sequence[dict[str, Any]]
) -> list[tuple[FilingCondition | None, dict[str, Any]]]:
    """Each new condition with the old one of its text, else with the one at its place."""
    by_text = {row.text: row for row in old}
    same = {id(by_text[one["text"]]) for one in new if one["text"] in by_text}
    by_place = {row.ordinal: row for row in old if id(row) not in same}
    return [(by_text.get(one["text"]) or by_place.pop(one["ordinal"], None), one) for one in new]


def _differ(old: object, new: dict[str, Any], names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in names if name in new and getattr(old, name) != new[name])


def apply(session: Session, changes: Changes, *, origin: str, by: str) -> dict[int, int]:
    """Write what `compare` found; the new id of each condition that was replaced, by its old id."""
    if changes.is_nothing():
        return {}
    now = clock.now()
    _apply_categories(session, changes, now)
    ended = [one.old.id for one in changes.changed] + [row.id for row in changes.vanished]
    if ended:
        close = update(FilingCondition).where(FilingCondition.id.in_(ended))
        session.execute(close.values(valid_to=now))
    session.flush()
    ids = dict(session.execute(select(Category.code, Category.id)).all())
    replaced = [
        (one.old.id, _made(_beside(one.old) | one.new, ids, now)) for one in changes.changed
    ]
    session.add_all(_made(one, ids, now) for one in changes.new_conditions)
    session.add_all(row for _, row in replaced)
    for one in changes.mended:
        for name in one.fields:
            setattr(one.old, name, one.new[name])
    session.add(CatalogueVersion(at=now, origin=origin, by=by, changes=changes.counts()))
    session.flush()
    ids_now = [{"old": old, "new": row.id} for old, row in replaced]
    if ids_now:
        session.execute(_RULES_FOLLOW, ids_now)
    return {old: row.id for old, row in replaced}


def open_cases(session: Session, changes: Changes) -> int:
    """How many open cases were filed by conditions that change or vanish."""
    ids = [one.old.id for one in changes.changed] + [row.id for row in changes.vanished]
    return session.scalar(_OPEN, {"ids": ids}) or 0


def _beside(old: FilingCondition) -> dict[str, Any]:
    return {name: getattr(old, name) for name in BESIDE}


def _apply_categories(session: Session, changes: Changes, now: datetime) -> None:
    blank = {"common": False, "synonyms": []}
    session.add_all(Category(**blank | row) for row in changes.new_categories)
    for category, new in changes.altered:
        for name in ABOUT:
            setattr(category, name, new.get(name, getattr(category, name)))
        category.withdrawn_at = None
    for category in changes.withdrawn:
        category.withdrawn_at = now


def _made(new: dict[str, Any], ids: dict[str, int], at: datetime) -> FilingCondition:
    columns = {name: new[name] for name in (*SUBSTANCE, *BESIDE) if name in new}
    return FilingCondition(**columns, category_id=ids[new["category"]], valid_from=at)


def is_own(session: Session) -> bool:
    """Whether the city has imported a handbook of its own."""
    own = select(CatalogueVersion.id).where(CatalogueVersion.origin != SHIPPED).limit(1)
    return session.scalar(own) is not None
