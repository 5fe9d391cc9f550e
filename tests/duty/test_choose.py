"""Who is asked: the beat's inspector on shift, the nearest, the deputy, nobody; and laws of it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from city.db import Point
from city.duty.choose import Choice, How, Walker, Wanted, choose
from city.duty.rules import Rules
from city.places.coordinates import distance

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HERE = Point(112.55, 37.87)
NEAR, FAR = Point(112.552, 37.87), Point(112.60, 37.87)
RULES = Rules()
WANTED = Wanted(HERE, "柳巷第1责任网格", reporter_id=99)


def walker(own: int, **said: object) -> Walker:
    """An inspector on shift and signed on, near by, unless said otherwise."""
    there = {"on_shift": True, "signed_on": True, "at": NEAR, "accuracy": 10.0, "seen_at": NOW}
    return Walker(own, f"监督员{own}", **(there | said))  # type: ignore[arg-type]


def chosen(*walkers: Walker, wanted: Wanted = WANTED, rules: Rules = RULES) -> Choice:
    return choose(walkers, wanted, NOW, rules)


def test_the_beats_own_on_shift_before_anybody_nearer() -> None:
    own = walker(1, walks=True, at=FAR)
    found = chosen(own, walker(2, at=HERE), walker(3, deputy=1))
    assert (found.person_id, found.how) == (1, How.BEAT)
    assert found.why == {
        "zh": "柳巷第1责任网格当班：监督员1，手上 0 件",
        "en": "On shift in 柳巷第1责任网格: 监督员1, 0 in hand",
    }


def test_of_two_of_the_beat_who_has_signed_on_and_then_who_has_less() -> None:
    absent = walker(1, walks=True, signed_on=False)
    busy, free = walker(2, walks=True, tasks=3), walker(3, walks=True, tasks=1)
    assert chosen(absent, busy, free).person_id == 3
    assert chosen(absent, busy).person_id == 2
    assert chosen(absent).person_id == 1


def test_else_the_nearest_whose_position_is_fresh_and_known() -> None:
    found = chosen(walker(1, at=FAR), walker(2, at=NEAR), walker(3, deputy=1, on_shift=False))
    assert (found.person_id, found.how) == (2, How.NEAREST)
    assert "约 176 米" in found.why["zh"]
    assert "about 176 m" in found.why["en"]
    old = walker(4, seen_at=NOW - timedelta(seconds=RULES.position_seconds + 1))
    vague = walker(5, accuracy=RULES.position_metres + 1.0)
    unsaid = walker(6, accuracy=None)
    gone = walker(7, signed_on=False)
    resting = walker(8, on_shift=False)
    assert chosen(old, vague, unsaid, gone, resting).how is How.NOBODY
    assert chosen(walker(1), wanted=WANTED._replace(at=None)).how is How.NOBODY


def test_else_the_deputy_in_their_order_on_shift_or_not() -> None:
    first, second = walker(2, deputy=1, on_shift=False), walker(1, deputy=2, on_shift=False)
    assert chosen(first, second)[:2] == (2, How.DEPUTY)
    assert chosen(first._replace(on_leave=True), second).person_id == 1


def test_else_nobody_with_the_reasons() -> None:
    full = walker(1, walks=True, tasks=RULES.tasks_at_once)
    away = walker(2, walks=True, on_leave=True)
    asked = walker(3, deputy=1)
    own = walker(99, walks=True)
    found = chosen(full, away, asked, own, wanted=WANTED._replace(asked=(3,)))
    assert (found.person_id, found.how) == (None, How.NOBODY)
    assert found.why["zh"].endswith("：1 人请假、1 人任务已满、1 人已派过、1 人是上报人本人")
    assert found.why["en"].endswith(": 1 on leave, 1 full, 1 asked before, 1 reported it")
    assert chosen().why["zh"] == "柳巷第1责任网格没有可派的监督员"


def test_ones_own_report_only_where_the_city_says_so() -> None:
    own = walker(99, walks=True)
    assert chosen(own).how is How.NOBODY
    assert chosen(own, rules=RULES._replace(own_report=1)).person_id == 99


def test_who_answered_before_only_where_nobody_else_is_left() -> None:
    again = WANTED._replace(former=(1,))
    before, other = walker(1, walks=True), walker(2, deputy=1, on_shift=False)
    assert chosen(before, other, wanted=again).how is How.DEPUTY
    assert chosen(before, wanted=again)[:2] == (1, How.BEAT)


PLACES = st.one_of(
    st.none(),
    st.builds(Point, st.floats(112.4, 112.7), st.floats(37.7, 38.0)),
)
WALKERS = st.builds(
    Walker,
    st.integers(1, 30),
    st.just("某人"),
    walks=st.booleans(),
    on_shift=st.booleans(),
    signed_on=st.booleans(),
    on_leave=st.booleans(),
    deputy=st.one_of(st.none(), st.integers(1, 3)),
    tasks=st.integers(0, 25),
    at=PLACES,
    accuracy=st.one_of(st.none(), st.floats(0, 500)),
    seen_at=st.one_of(st.none(), st.integers(0, 2000).map(lambda s: NOW - timedelta(seconds=s))),
)
MANY = st.lists(WALKERS, max_size=12, unique_by=lambda one: one.person_id)
WISHES = st.builds(
    Wanted,
    PLACES,
    st.just("网格"),
    st.integers(1, 30),
    st.frozensets(st.integers(1, 30), max_size=4),
    st.frozensets(st.integers(1, 30), max_size=4),
)


@given(MANY, WISHES, st.randoms(use_true_random=False))
def test_the_same_facts_in_any_order_choose_the_same(many, wanted, rng) -> None:
    shuffled = list(many)
    rng.shuffle(shuffled)
    assert choose(many, wanted, NOW, RULES) == choose(shuffled, wanted, NOW, RULES)


@given(MANY, WISHES)
def test_whoever_is_chosen_may_be_and_has_the_right(many, wanted) -> None:
    found = choose(many, wanted, NOW, RULES)
    if found.person_id is None:
        assert found.how is How.NOBODY
        return
    one = next(one for one in many if one.person_id == found.person_id)
    assert not one.on_leave
    assert one.tasks < RULES.tasks_at_once
    assert one.person_id not in (*wanted.asked, wanted.reporter_id)
    if found.how is How.BEAT:
        assert one.walks
        assert one.on_shift
    if found.how is How.NEAREST:
        assert one.at is not None
        assert wanted.at is not None
        rivals = [
            other
            for other in many
            if other.at
            and other.on_shift
            and other.signed_on
            and not other.on_leave
            and other.tasks < RULES.tasks_at_once
            and other.person_id not in (*wanted.asked, *wanted.former, wanted.reporter_id)
            and other.seen_at
            and (NOW - other.seen_at).total_seconds() <= RULES.position_seconds
            and other.accuracy is not None
            and other.accuracy <= RULES.position_metres
        ]
        if one.person_id not in wanted.former:
            best = min(distance(other.at, wanted.at) for other in rivals if other.at)
            assert distance(one.at, wanted.at) == pytest.approx(best)


@given(MANY, WISHES)
def test_nobody_is_left_out_while_somebody_could_go(many, wanted) -> None:
    able = [
        one
        for one in many
        if not one.on_leave
        and one.tasks < RULES.tasks_at_once
        and one.person_id not in (*wanted.asked, wanted.reporter_id)
        and ((one.walks and one.on_shift) or one.deputy is not None)
    ]
    if able:
        assert choose(many, wanted, NOW, RULES).person_id is not None
