"""Who is to handle it: owner first, else the first rule that fits, and nobody where none does."""

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from city.dispatch.choose import Facts, Owner, Rule, RuleSet
from city.dispatch.model import Days
from city.dispatch.why import Names, why
from city.settings import SHANGHAI

MANHOLE, LAMP, YINGZE, XINGHUALING, LIUXIANG = 1, 2, 10, 11, 12
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=SHANGHAI)
RULES = [
    Rule(1, MANHOLE, YINGZE, 100),
    Rule(2, MANHOLE, None, 101),
    Rule(3, None, XINGHUALING, 102),
]


def facts(category: int | None, *areas: int, at: datetime = NOON, **more: object) -> Facts:
    known: dict[str, object] = {"class_code": None, "condition_id": None, "working_day": True}
    return Facts(category_id=category, areas=frozenset(areas), at=at, **known | more)  # type: ignore[arg-type]


def chosen(rules: list[Rule], about: Facts) -> int | None:
    found = RuleSet(rules).choose(about)
    return found and found.organisation_id


@pytest.mark.parametrize(
    ("category", "areas", "organisation"),
    [
        (MANHOLE, [YINGZE, LIUXIANG], 100),
        (MANHOLE, [XINGHUALING], 101),
        (MANHOLE, [], 101),
        (LAMP, [XINGHUALING], 102),
        (None, [XINGHUALING], 102),
        (LAMP, [YINGZE], None),
        (None, [], None),
    ],
)
def test_the_first_that_matches(
    category: int | None, areas: list[int], organisation: int | None
) -> None:
    assert chosen(RULES, facts(category, *areas)) == organisation


def test_a_rule_for_anything_matches_anything() -> None:
    anything = Rule(9, None, None, 109)
    assert chosen([anything], facts(None)) == 109
    assert chosen([*RULES, anything], facts(LAMP, YINGZE)) == 109


def test_class_condition_road_and_owner() -> None:
    rules = [
        Rule(1, None, None, 100, condition_id=7),
        Rule(2, None, None, 101, road="迎泽大街"),
        Rule(3, None, None, 102, class_code="occurrence-04"),
    ]
    assert chosen(rules, facts(LAMP, condition_id=7, roads=frozenset({"迎泽大街"}))) == 100
    assert chosen(rules, facts(LAMP, roads=frozenset({"迎泽大街"}))) == 101
    assert chosen(rules, facts(LAMP, class_code="occurrence-04")) == 102
    assert chosen(rules, facts(LAMP, class_code="occurrence-01")) is None


def test_the_owner_wins_unless_a_rule_names_the_owner() -> None:
    mine = Owner(50, "1401060101000012", 3.2)
    about = facts(MANHOLE, YINGZE, owners=(mine,))
    assert chosen(RULES, about) == 50
    assert chosen([*RULES, Rule(8, None, None, 60, owner_id=50)], about) == 60
    assert chosen([*RULES, Rule(8, None, None, 60, owner_id=51)], about) == 50


def test_two_owners_near_decide_nothing() -> None:
    two = (Owner(50, "1401060101000012", 3.2), Owner(51, "1401060101000013", 4.0))
    assert chosen(RULES, facts(MANHOLE, YINGZE, owners=two)) == 100
    same = (two[0], Owner(50, "1401060101000014", 9.0))
    assert chosen(RULES, facts(MANHOLE, YINGZE, owners=same)) == 50


@pytest.mark.parametrize(
    ("hour", "working", "organisation"),
    [(3, True, 100), (21, True, 100), (22, False, 101), (5, False, 101), (12, False, 102)],
)
def test_time_goes_over_midnight(hour: int, working: bool, organisation: int) -> None:
    night = {"opens": time(20), "closes": time(6)}
    rules = [
        Rule(1, None, None, 100, days=Days.WORKING, **night),  # type: ignore[arg-type]
        Rule(2, None, None, 101, days=Days.OFF, **night),  # type: ignore[arg-type]
        Rule(3, None, None, 102),
    ]
    about = facts(LAMP, at=NOON.replace(hour=hour), working_day=working)
    assert chosen(rules, about) == organisation


IDS = st.none() | st.integers(1, 3)
RULE = st.tuples(st.integers(1, 99), IDS, IDS, st.integers(1, 9)).map(lambda row: Rule(*row))


@given(
    st.lists(RULE, max_size=12),
    IDS,
    st.frozensets(st.integers(1, 3), max_size=2),
)
def test_it_is_the_first_of_a_plain_walk(
    rules: list[Rule], category: int | None, areas: frozenset[int]
) -> None:
    plain = [
        rule.organisation_id
        for rule in rules
        if rule.category_id in (None, category) and (rule.area_id is None or rule.area_id in areas)
    ]
    about = facts(category, *areas)
    assert [one.organisation_id for one in RuleSet(rules).choices(about)] == plain


def test_why_is_said_in_both_languages() -> None:
    lamp = {"zh": "路灯", "en": "Street light"}
    names = Names({LAMP: lamp}, {}, {YINGZE: "迎泽区"}, {}, {}, {77: 3})
    night = Rule(77, LAMP, YINGZE, 100, days=Days.OFF, opens=time(20), closes=time(6), note="值班")
    choice = next(
        RuleSet([night]).choices(facts(LAMP, YINGZE, at=NOON.replace(hour=23), working_day=False))
    )
    assert why(choice, names) == {
        "zh": "规则 3：路灯，迎泽区，休息日，20:00–06:00 (值班)",
        "en": "rule 3: Street light, 迎泽区, on days off, 20:00–06:00 (值班)",
    }
    owned = next(RuleSet([]).choices(facts(LAMP, owners=(Owner(50, "1401060101000012", 3.4),))))
    assert why(owned, names)["zh"] == "部件 1401060101000012 距此 3 米，权属单位处置"
