"""Thinning, coverage and reach: laws over tracks that anybody could have walked."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString
from shapely import Point as Spot

from city.db import Point
from city.duty.coverage import coverage
from city.duty.reach import AHEAD, MOST_DOUBT, apart, moment, outside
from city.duty.thin import LONGEST, SILENCE, Fix, runs, thin
from city.places.streets import Metres, Plane

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PLANE = Plane(Point(112.55, 37.87))
TOLERANCE = 5.0


def at(x: float, y: float) -> Point:
    """So many metres east and north of the middle of town."""
    return PLANE.to_degrees(Metres(x, y))


@st.composite
def walks(draw: st.DrawFn) -> list[Fix]:
    """A walk with turns, stops and silences."""
    steps = st.tuples(st.floats(-60, 60), st.floats(-60, 60), st.integers(1, 400))
    x = y = 0.0
    moment_at, found = NOW, []
    for east, north, seconds in draw(st.lists(steps, min_size=1, max_size=60)):
        x, y, moment_at = x + east, y + north, moment_at + timedelta(seconds=seconds)
        found.append(Fix(moment_at, at(x, y), 8.0))
    return found


@given(walks())
def test_what_is_dropped_lies_near_the_way_that_is_kept(track: list[Fix]) -> None:
    light = thin(track, TOLERANCE)
    assert [fix for fix in track if fix in light] == light
    for run, kept in zip(runs(track), runs(light), strict=True):
        assert (kept[0], kept[-1]) == (run[0], run[-1])
        spots = [PLANE.to_metres(fix.place) for fix in kept]
        way = LineString(spots) if len(spots) > 1 else Spot(spots[0])
        for fix in run:
            assert way.distance(Spot(PLANE.to_metres(fix.place))) <= TOLERANCE + 0.1


@given(walks())
def test_a_thinned_track_is_never_silent_longer_than_the_one_sent(track: list[Fix]) -> None:
    light = thin(track, TOLERANCE)
    assert len(runs(light)) == len(runs(track))
    sent = {one.at: two.at for one, two in pairwise(track)}
    for one, two in pairwise(light):
        if two.at - one.at > LONGEST:
            assert sent[one.at] == two.at
        assert two.at - one.at <= SILENCE or sent[one.at] == two.at


@given(walks(), st.randoms(use_true_random=False))
def test_the_order_in_which_points_come_does_not_matter(track: list[Fix], rng) -> None:
    shuffled = list(track)
    rng.shuffle(shuffled)
    assert thin(shuffled, TOLERANCE) == thin(track, TOLERANCE)


def test_a_straight_walk_is_nearly_nothing() -> None:
    straight = [Fix(NOW + timedelta(seconds=15 * n), at(20.0 * n, 0)) for n in range(240)]
    assert len(thin(straight, TOLERANCE)) == 31
    standing = [Fix(NOW + timedelta(seconds=15 * n), at(0, 0)) for n in range(9)]
    assert len(thin(standing, TOLERANCE)) == 2


def ring(x: float, y: float, size: float) -> dict[str, object]:
    """A square beat with its south-west corner there."""
    corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]
    return {"type": "Polygon", "coordinates": [[list(at(*corner)) for corner in corners]]}


def line(*spots: tuple[float, float]) -> dict[str, object]:
    return {"type": "LineString", "coordinates": [list(at(*spot)) for spot in spots]}


def walked(*spots: tuple[float, float], seconds: int = 60) -> list[Fix]:
    return [Fix(NOW + timedelta(seconds=seconds * n), at(*spot)) for n, spot in enumerate(spots)]


BEAT = ring(0, 0, 1000)
ROADS = [line((-500, 500), (1500, 500)), line((500, 0), (500, 1000))]


def test_the_share_is_of_the_length_inside_the_beat() -> None:
    nothing = coverage(BEAT, ROADS, [], 30)
    assert (nothing.metres, nothing.walked, nothing.share) == (pytest.approx(2000, abs=1), 0, 0)
    assert nothing.painted["coordinates"] == []
    along = coverage(BEAT, ROADS, [walked((0, 510), (500, 510), (1000, 510))], 30)
    # 1000 m of the one road, and of the other what lies within 30 m of the way walked on it
    assert along.walked == pytest.approx(1060, abs=2)
    assert along.share == pytest.approx(0.53, abs=0.002)


def test_beyond_thirty_metres_nothing_is_walked_and_a_silence_is_no_way() -> None:
    assert coverage(BEAT, ROADS[:1], [walked((0, 531), (1000, 531))], 30).walked == 0
    asleep = walked((0, 500), (1000, 500), seconds=600)
    assert coverage(BEAT, ROADS[:1], [asleep], 30).walked == pytest.approx(60, abs=1)
    assert coverage(BEAT, [], [asleep], 30).share == 0


def test_a_road_that_only_touches_the_border_is_none_of_the_beats() -> None:
    touching = line((1000, 200), (1500, 200))
    for tracks in ([], [walked((0, 500), (1000, 500))]):
        found = coverage(BEAT, [*ROADS, touching], tracks, 30)
        assert found.metres == pytest.approx(2000, abs=1)


def test_a_road_drawn_twice_counts_once() -> None:
    twice = coverage(BEAT, [ROADS[0], ROADS[0]], [walked((0, 500), (1000, 500))], 30)
    assert twice.metres == pytest.approx(1000, abs=1)
    assert twice.share == pytest.approx(1)


@given(walks(), walks())
def test_more_walking_never_covers_less(one: list[Fix], two: list[Fix]) -> None:
    beat, roads = ring(-600, -600, 1200), [line((-600, 0), (600, 0)), line((0, -600), (0, 600))]
    less, more = coverage(beat, roads, [one], 30), coverage(beat, roads, [one, two], 30)
    assert 0 <= less.share <= more.share + 1e-9 <= 1 + 2e-9
    assert more.metres == pytest.approx(less.metres)


def test_both_doubts_count_but_a_wild_doubt_proves_nothing() -> None:
    goal = at(0, 0)
    assert apart(at(300, 0), 0, goal, 0) == pytest.approx(300, abs=0.5)
    assert apart(at(300, 0), 40, goal, 60) == pytest.approx(200, abs=0.5)
    assert apart(at(50, 0), 40, goal, 60) == 0
    assert apart(at(1000, 0), 50_000, goal, 50_000) == pytest.approx(1000 - 2 * MOST_DOUBT, abs=1)
    assert apart(None, None, goal, 0) == inf


def test_outside_the_beats_by_so_many_metres() -> None:
    assert outside(at(500, 500), 10, [BEAT]) == 0
    assert outside(at(1300, 500), 20, [BEAT]) == pytest.approx(280, abs=1)
    assert outside(at(1300, 500), 20, [BEAT, ring(1200, 0, 1000)]) == 0
    assert outside(at(1300, 500), 20, []) == 0
    assert outside(None, None, [BEAT]) == inf


@given(st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_a_phones_clock_is_believed_within_limits_only(off: timedelta) -> None:
    told = moment(NOW + off, NOW, timedelta(hours=48))
    assert told.at <= NOW
    assert NOW - told.at <= timedelta(hours=48)
    if timedelta(hours=-48) <= off <= timedelta():
        assert told == (NOW + off, False)
    else:
        assert told.at == NOW
        assert told.doubtful == (not timedelta() < off <= AHEAD)
