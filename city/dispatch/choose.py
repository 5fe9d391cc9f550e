"""Who is to handle a case: the owner of the very component, else the first rule that fits. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from typing import NamedTuple

from city.dispatch.model import Days


class Rule(NamedTuple):
    """Category or condition × place × time → organisation; None matches anything.

    `opens` and `closes` are times of the city's own clock; a window may go over midnight.
    """

    id: int
    category_id: int | None
    area_id: int | None
    organisation_id: int
    class_code: str | None = None
    condition_id: int | None = None
    road: str | None = None
    owner_id: int | None = None
    days: Days = Days.ANY
    opens: time | None = None
    closes: time | None = None
    note: str = ""


class Owner(NamedTuple):
    """The owner of a component that was named, or stands `metres` from the case."""

    organisation_id: int
    component: str
    metres: float | None


class Facts(NamedTuple):
    """What rules look at. `at` is by the city's clock; `class_code` reads `component-01`."""

    category_id: int | None
    class_code: str | None
    condition_id: int | None
    areas: frozenset[int]
    at: datetime
    working_day: bool
    roads: frozenset[str] = frozenset()
    owners: tuple[Owner, ...] = ()

    @property
    def owner(self) -> Owner | None:
        """The one owner of all components in question; None when there is none, or two."""
        known = {owner.organisation_id for owner in self.owners}
        return self.owners[0] if len(known) == 1 else None


class Choice(NamedTuple):
    """To whom it goes, and by what: a rule, or else the component's owner."""

    organisation_id: int
    rule: Rule | None
    owner: Owner | None = None


class RuleSet:
    """Rules in their order, ready to be asked often: sorted out by category once."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: Sequence[Rule] = tuple(rules)
        self._of: dict[tuple[int | None, str | None], tuple[Rule, ...]] = {}

    def choose(self, facts: Facts) -> Choice | None:
        """The first choice; None leaves it to the dispatcher."""
        return next(self.choices(facts), None)

    def choices(self, facts: Facts) -> Iterator[Choice]:
        """All that fit, the first first; an organisation may come twice.

        A rule that names an owner goes before the owner itself, and the owner before all others.
        """
        fitting = [rule for rule in self._for(facts) if fits(rule, facts)]
        owner = facts.owner
        for rule in fitting:
            if rule.owner_id is not None:
                yield Choice(rule.organisation_id, rule, owner)
        if owner:
            yield Choice(owner.organisation_id, None, owner)
        for rule in fitting:
            if rule.owner_id is None:
                yield Choice(rule.organisation_id, rule)

    def _for(self, facts: Facts) -> tuple[Rule, ...]:
        key = (facts.category_id, facts.class_code)
        if key not in self._of:
            self._of[key] = tuple(
                rule
                for rule in self.rules
                if rule.category_id in (None, key[0]) and rule.class_code in (None, key[1])
            )
        return self._of[key]


def fits(rule: Rule, facts: Facts) -> bool:
    """Whether condition, place and time of `rule` are those of the case."""
    return (
        (rule.area_id is None or rule.area_id in facts.areas)
        and rule.condition_id in (None, facts.condition_id)
        and (rule.road is None or rule.road in facts.roads)
        and (rule.owner_id is None or _owned_by(facts, rule.owner_id))
        and (rule.days is Days.ANY or (rule.days is Days.WORKING) == facts.working_day)
        and _within(rule, facts.at)
    )


def _owned_by(facts: Facts, owner_id: int) -> bool:
    owner = facts.owner
    return owner is not None and owner.organisation_id == owner_id


def _within(rule: Rule, at: datetime) -> bool:
    if rule.opens is None or rule.closes is None:
        return True
    now = at.time()
    if rule.opens <= rule.closes:
        return rule.opens <= now < rule.closes
    return now >= rule.opens or now < rule.closes
