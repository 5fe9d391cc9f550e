"""Rules as people write them, by codes and names: to and from the ids that the database knows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import time
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from city.catalogue.model import Category, FilingCondition
from city.dispatch.choose import Rule
from city.dispatch.model import Days
from city.errors import RulesUnclear
from city.people import Organisation, OrganisationKind
from city.places.model import Area, AreaKind

FIELDS = (
    *("class_code", "category", "condition", "area", "road", "owner", "days", "opens", "closes"),
    *("organisation", "note"),
)
Text = Mapping[str, Any]
T = TypeVar("T")


class Codes(NamedTuple):
    """Ids by what people write."""

    categories: dict[str, int]
    classes: frozenset[str]
    conditions: dict[tuple[int, int], int]
    areas: dict[str, int]
    organisations: dict[str, int]
    targets: frozenset[int]


def codes(session: Session, areas: Iterable[str]) -> Codes:
    """The ids behind the codes of the catalogue, of organisations, and of these areas."""
    present = select(Category.code, Category.id, Category.kind, Category.class_code)
    categories = session.execute(present.where(Category.withdrawn_at.is_(None))).all()
    conditions = select(
        FilingCondition.category_id, FilingCondition.ordinal, FilingCondition.id
    ).where(FilingCondition.valid_to.is_(None))
    organisations = session.execute(
        select(Organisation.code, Organisation.id, Organisation.kind)
    ).all()
    wanted = [tuple(one.split(":", 1)) for one in set(areas) if ":" in one]
    kinds = {kind.value for kind in AreaKind}
    named = [one for one in wanted if one[0] in kinds]
    found = select(Area.kind, Area.code, Area.id).where(tuple_(Area.kind, Area.code).in_(named))
    return Codes(
        {row.code: row.id for row in categories},
        frozenset(f"{row.kind}-{row.class_code}" for row in categories),
        {(row[0], row[1]): row[2] for row in session.execute(conditions)},
        {f"{row.kind}:{row.code}": row.id for row in session.execute(found)} if named else {},
        {row.code: row.id for row in organisations},
        frozenset(row.id for row in organisations if row.kind is not OrganisationKind.CENTRE),
    )


def parse(session: Session, texts: Sequence[Text]) -> list[Rule]:
    """The rules that `texts` say, in their order; new ones have the ids 0, -1, -2 …

    Raises RulesUnclear, naming every row (from 1) and field that cannot be read.
    """
    known = codes(session, (str(text.get("area") or "") for text in texts))
    problems: list[dict[str, str]] = []
    found = []
    for row, text in enumerate(texts, start=1):
        reader = _Reader(text, known, row, problems)
        found.append(reader.rule())
    if problems:
        raise RulesUnclear(count=len(problems), problems=problems[:20])
    return found


class _Reader:
    """Reads one row, and notes what is unclear about it."""

    def __init__(self, text: Text, known: Codes, row: int, problems: list[dict[str, str]]) -> None:
        self.text, self.known, self.row, self.problems = text, known, row, problems

    def rule(self) -> Rule:
        """The rule, with None where a field is unclear."""
        known = self.known
        category = self._id("category", known.categories)
        to = self._id("organisation", known.organisations)
        if to not in known.targets:
            self._unclear("organisation")
        return Rule(
            id=int(self._said("id")) if self._said("id").isdecimal() else 1 - self.row,
            category_id=category,
            area_id=self._id("area", known.areas),
            organisation_id=to or 0,
            class_code=self._class(),
            condition_id=self._condition(category),
            road=self._said("road") or None,
            owner_id=self._id("owner", known.organisations),
            days=self._read("days", Days) or Days.ANY,
            opens=self._read("opens", time.fromisoformat),
            closes=self._read("closes", time.fromisoformat),
            note=self._said("note"),
        )

    def _said(self, field: str) -> str:
        return str(self.text.get(field) or "").strip()

    def _unclear(self, field: str) -> None:
        said = f"{self.row} {field} “{self._said(field)}”"
        self.problems.append({"zh": f"第 {said}", "en": f"row {said}"})

    def _id(self, field: str, ids: Mapping[str, int]) -> int | None:
        said = self._said(field)
        if said and said not in ids:
            self._unclear(field)
        return ids.get(said)

    def _class(self) -> str | None:
        said = self._said("class_code")
        if said and said not in self.known.classes:
            self._unclear("class_code")
        return said or None

    def _condition(self, category: int | None) -> int | None:
        said = self._said("condition")
        if not said:
            return None
        place = int(said) if said.isdecimal() else 0
        found = self.known.conditions.get((category or 0, place))
        if found is None:
            self._unclear("condition")
        return found

    def _read(self, field: str, read: Callable[[str], T]) -> T | None:
        said = self._said(field)
        if not said:
            return None
        try:
            return read(said)
        except ValueError:
            self._unclear(field)
            return None


def written(session: Session, rules: Sequence[Rule]) -> list[dict[str, Any]]:
    """The rules by codes, as `parse` reads them."""
    categories = dict(session.execute(select(Category.id, Category.code)).all())
    organisations = dict(session.execute(select(Organisation.id, Organisation.code)).all())
    area_ids = {rule.area_id for rule in rules if rule.area_id}
    areas = select(Area.id, Area.kind, Area.code).where(Area.id.in_(area_ids))
    named = {row.id: f"{row.kind}:{row.code}" for row in session.execute(areas)}
    condition_ids = {rule.condition_id for rule in rules if rule.condition_id}
    places = select(FilingCondition.id, FilingCondition.ordinal)
    ordinals = dict(session.execute(places.where(FilingCondition.id.in_(condition_ids))).all())
    return [
        {
            "id": rule.id,
            "class_code": rule.class_code or "",
            "category": categories.get(rule.category_id or 0, ""),
            "condition": str(ordinals.get(rule.condition_id or 0, "")),
            "area": named.get(rule.area_id or 0, ""),
            "road": rule.road or "",
            "owner": organisations.get(rule.owner_id or 0, ""),
            "days": rule.days.value,
            "opens": f"{rule.opens:%H:%M}" if rule.opens else "",
            "closes": f"{rule.closes:%H:%M}" if rule.closes else "",
            "organisation": organisations.get(rule.organisation_id, ""),
            "note": rule.note,
        }
        for rule in rules
    ]
