"""Who is asked: the beat's inspector on shift, else the nearest, else the deputy. Pure."""

import enum
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from city.db import Point
from city.duty.rules import Rules
from city.places.coordinates import distance


class How(enum.StrEnum):
    """By which right somebody was chosen."""

    BEAT = "beat"
    NEAREST = "nearest"
    DEPUTY = "deputy"
    NOBODY = "nobody"


class Walker(NamedTuple):
    """An inspector as far as the choice goes.

    `walks`: the beat is theirs now, by roster. `deputy`: their place among the beat's deputies.
    `tasks`: how many they hold. `at`: last known, degrees WGS-84, with metres of doubt.
    """

    person_id: int
    name: str
    walks: bool = False
    on_shift: bool = False
    signed_on: bool = False
    on_leave: bool = False
    deputy: int | None = None
    tasks: int = 0
    at: Point | None = None
    accuracy: float | None = None
    seen_at: datetime | None = None


class Wanted(NamedTuple):
    """What somebody is wanted for. `asked`: who let it lie before. `former`: who answered it."""

    at: Point | None = None
    beat: str = ""
    reporter_id: int | None = None
    asked: Collection[int] = ()
    former: Collection[int] = ()


class Choice(NamedTuple):
    """Who, by which right, and why in words; nobody: why not."""

    person_id: int | None
    how: How
    why: dict[str, str]


def choose(walkers: Sequence[Walker], wanted: Wanted, now: datetime, rules: Rules) -> Choice:
    """The one to ask; the same for the same facts in whatever order.

    Whoever answered it before is asked only where nobody else is left.
    """
    fit = [one for one in walkers if _may(one, wanted, rules)]
    fresh = [one for one in fit if one.person_id not in wanted.former]
    for pool in (fresh, fit):
        for pick in (_of_the_beat, _nearest, _deputy):
            found = pick(pool, wanted, now, rules)
            if found:
                return found
    return Choice(None, How.NOBODY, _nobody(walkers, wanted, rules))


def _may(one: Walker, wanted: Wanted, rules: Rules) -> bool:
    own = one.person_id == wanted.reporter_id and not rules.own_report
    return not (
        own or one.on_leave or one.person_id in wanted.asked or one.tasks >= rules.tasks_at_once
    )


def _of_the_beat(
    pool: Sequence[Walker], wanted: Wanted, now: datetime, rules: Rules
) -> Choice | None:
    own = [one for one in pool if one.walks and one.on_shift]
    best = _least(own, lambda one: (not one.signed_on, one.tasks, one.person_id))
    return best and Choice(
        best.person_id,
        How.BEAT,
        {
            "zh": f"{wanted.beat or '本网格'}当班：{best.name}，手上 {best.tasks} 件",
            "en": f"On shift in {wanted.beat or 'the beat'}: {best.name}, {best.tasks} in hand",
        },
    )


def _nearest(pool: Sequence[Walker], wanted: Wanted, now: datetime, rules: Rules) -> Choice | None:
    goal = wanted.at
    if goal is None:
        return None
    far = {
        one.person_id: distance(one.at, goal)
        for one in pool
        if one.at and one.on_shift and one.signed_on and _is_known(one, now, rules)
    }
    near = [one for one in pool if one.person_id in far]
    best = _least(near, lambda one: (far[one.person_id], one.tasks, one.person_id))
    return best and Choice(
        best.person_id,
        How.NEAREST,
        {
            "zh": f"本网格无人可派，最近的当班人员：{best.name}，约 {far[best.person_id]:.0f} 米",
            "en": f"Nobody of the beat; nearest on shift: {best.name}, "
            f"about {far[best.person_id]:.0f} m",
        },
    )


def _is_known(one: Walker, now: datetime, rules: Rules) -> bool:
    fresh = one.seen_at and now - one.seen_at <= timedelta(seconds=rules.position_seconds)
    return bool(fresh) and one.accuracy is not None and one.accuracy <= rules.position_metres


def _deputy(pool: Sequence[Walker], wanted: Wanted, now: datetime, rules: Rules) -> Choice | None:
    deputies = [one for one in pool if one.deputy is not None]
    best = _least(deputies, lambda one: (one.deputy or 0, one.tasks, one.person_id))
    return best and Choice(
        best.person_id,
        How.DEPUTY,
        {
            "zh": f"无当班人员可派，{wanted.beat or '本网格'}的代班人：{best.name}",
            "en": f"Nobody on shift; deputy of {wanted.beat or 'the beat'}: {best.name}",
        },
    )


def _least(pool: Sequence[Walker], key: Callable[[Walker], tuple[float, ...]]) -> Walker | None:
    return min(pool, key=key, default=None)


def _nobody(walkers: Sequence[Walker], wanted: Wanted, rules: Rules) -> dict[str, str]:
    """Why nobody: of those who could be meant, how many are kept from it by what."""
    meant = [one for one in walkers if one.walks or one.deputy is not None]
    own = sum(one.person_id == wanted.reporter_id and not rules.own_report for one in meant)
    kept = (
        (sum(one.on_leave for one in meant), "人请假", "on leave"),
        (sum(one.tasks >= rules.tasks_at_once for one in meant), "人任务已满", "full"),
        (sum(one.person_id in wanted.asked for one in meant), "人已派过", "asked before"),
        (own, "人是上报人本人", "reported it"),
    )
    zh = "、".join(f"{count} {words}" for count, words, _ in kept if count)
    en = ", ".join(f"{count} {words}" for count, _, words in kept if count)
    beat = wanted.beat
    return {
        "zh": f"{beat or '本网格'}没有可派的监督员" + (f"：{zh}" if zh else ""),
        "en": f"No inspector can be asked in {beat or 'this beat'}" + (f": {en}" if en else ""),
    }
