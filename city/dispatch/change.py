"""Changing the rules: tried on the cases of the last month before they are saved."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from city import clock, events
from city.calendars import Calendar
from city.cases.model import Case, Dispatching
from city.db import Point
from city.dispatch import facts, known, texts
from city.dispatch.choose import Rule, RuleSet
from city.dispatch.model import DispatchRule
from city.people import Actor

DAYS = 30
MOST_CASES = 50_000
MOST_POINTS = 2000
WORDS = {
    "zh": "{cases:,} 件中有 {elsewhere:,} 件会派到别处",
    "en": "{elsewhere:,} of {cases:,} would go elsewhere",
}


class Moved(NamedTuple):
    """One case that would go elsewhere; None: to the dispatcher."""

    number: str
    at: Point | None
    old: int | None
    new: int | None


class Trial(NamedTuple):
    """What changed rules would have done with past cases."""

    cases: int
    moved: list[Moved]

    def moves(self) -> Counter[tuple[int | None, int | None]]:
        """How many would go from whom to whom."""
        return Counter((one.old, one.new) for one in self.moved)

    def words(self, language: str) -> str:
        """In one sentence."""
        return WORDS[language].format(cases=self.cases, elsewhere=len(self.moved))


class Tally(NamedTuple):
    """How often a rule sent cases lately, and how many came back."""

    sent: int
    returned: int


def changed(
    session: Session, put: Sequence[dict[str, Any]], remove: Sequence[int] = ()
) -> list[Rule]:
    """The present rules with some replaced (known `id`), added (at `number`, else first), removed.

    Raises RulesUnclear.
    """
    rules = [rule for rule in known.rules(session) if rule.id not in set(remove)]
    places = {rule.id: place for place, rule in enumerate(rules)}
    fresh = []
    for text, rule in zip(put, texts.parse(session, put), strict=True):
        if rule.id in places:
            rules[places[rule.id]] = rule
        else:
            fresh.append((int(text.get("number") or 1), rule))
    for number, rule in sorted(fresh, key=lambda one: one[0]):
        rules.insert(max(0, number - 1), rule)
    return rules


def attempt(session: Session, rules: Sequence[Rule], calendar: Calendar, days: int = DAYS) -> Trial:
    """Ask the present rules and the changed ones about the cases dispatched in the last `days`."""
    since = clock.now() - timedelta(days=days)
    recent = select(Dispatching.case_id).where(Dispatching.at >= since).distinct()
    cases = session.scalars(
        select(Case).where(Case.id.in_(recent)).order_by(Case.id.desc()).limit(MOST_CASES)
    ).all()
    old, new = RuleSet(known.rules(session)), RuleSet(rules)
    moved = []
    for case, about in zip(cases, facts.of_many(session, cases, calendar), strict=True):
        before, after = old.choose(about), new.choose(about)
        pair = (before and before.organisation_id, after and after.organisation_id)
        if pair[0] != pair[1]:
            at = Point(*case.position) if case.position else None
            moved.append(Moved(case.number, at, *pair))
    return Trial(len(cases), moved)


def tallies(session: Session, days: int = DAYS) -> dict[int, Tally]:
    """Per rule, what it sent in the last `days` and what of that came back."""
    since = clock.now() - timedelta(days=days)
    counted = (
        select(Dispatching.rule_id, func.count(), func.count(Dispatching.returned_at))
        .where(Dispatching.at >= since, Dispatching.rule_id.is_not(None))
        .group_by(Dispatching.rule_id)
    )
    found = session.execute(counted).all()
    return {rule: Tally(sent, back) for rule, sent, back in found if rule is not None}


def save(session: Session, rules: Sequence[Rule], actor: Actor) -> None:
    """Make these the rules, in this order; those that stay keep their ids. Recorded."""
    there = set(session.scalars(select(DispatchRule.id)))
    kept = [rule.id for rule in rules if rule.id in there]
    session.execute(delete(DispatchRule).where(DispatchRule.id.not_in(kept)))
    session.execute(update(DispatchRule).values(ordinal=-DispatchRule.id))
    rows = [rule._asdict() | {"ordinal": place} for place, rule in enumerate(rules, start=1)]
    old = [row for row in rows if row["id"] in there]
    new = [{name: row[name] for name in row if name != "id"} for row in rows if row not in old]
    if old:
        session.execute(update(DispatchRule), old)
    if new:
        session.execute(insert(DispatchRule), new)
    counts = {"rules": len(rules), "added": len(new), "removed": len(there) - len(kept)}
    events.record(session, actor, "rules.saved", **counts)
    session.flush()
