"""Past cases over the whole demo city, at every stage. Pure: values in, values out."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from random import Random

from city.cases.stages import Stage
from city.catalogue.model import LimitUnit
from deploy.demo import lives
from deploy.demo.places import Scene
from deploy.demo.plan import CASES
from deploy.demo.teller import Condition, Past, Teller, World


def past(world: World, scenes: Sequence[Scene], now: datetime, seed: int) -> list[Past]:
    """One case for each scene, at every stage, in the order in which they were received."""
    rng = Random(f"{seed}:past")
    weights = _weights(world)
    spread = [stage for stage, count in lives.SPREAD.items() for _ in range(count)]
    found = []
    for number, scene in enumerate(scenes):
        stage = spread[number * CASES // len(scenes) % CASES]
        condition = _condition(world, stage, weights, rng)
        life = lives.live(stage, condition.limit, now, rng)
        found.append(Teller(world, scene, condition, life, rng).tell())
    return sorted(found, key=lambda one: one.life.received_at)


def _weights(world: World) -> list[float]:
    conditions = Counter(condition.category for condition in world.conditions)
    return [
        world.duties[condition.category].cases / conditions[condition.category]
        if condition.category in world.duties
        else 0.0
        for condition in world.conditions
    ]


def _condition(world: World, stage: Stage, weights: list[float], rng: Random) -> Condition:
    """Any by weight; those that wait for the dispatcher are ones that no rule sends anywhere."""
    while True:
        [condition] = rng.choices(world.conditions, weights)
        by_hand = not world.duties[condition.category].automatic
        long = condition.limit.unit is LimitUnit.WORK_DAY and condition.limit.amount > 7
        if (stage is not Stage.FILED or by_hand) and not long:
            return condition


def by_day(items: Sequence[Past]) -> dict[date, int]:
    """How many were received on each of the city's days."""
    return Counter(item.life.received_at.astimezone(lives.ZONE).date() for item in items)
