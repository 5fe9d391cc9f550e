"""The lives of past cases obey the table, the clock and the calendar."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from city.cases import deadlines, stages
from city.cases.stages import Action, Stage
from city.catalogue.model import LimitUnit
from deploy.demo import lives

LIMITS = st.builds(lives.Limit, st.integers(1, 7), st.sampled_from(LimitUnit), st.booleans())
MOMENTS = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 - the zone is added
    datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
SIDEWAYS = {Stage.VERIFYING, Stage.SUSPENDED, Stage.DEFERRED, Stage.VOIDED, Stage.MERGED}
"""No life leads there; some cases are led there by the city's own commands."""


@given(st.sampled_from(list(lives.SPREAD)), LIMITS, MOMENTS, st.integers(0, 10**6))
def test_a_life_leads_to_its_stage_step_by_step_and_not_into_the_future(
    stage: Stage, limit: lives.Limit, now: datetime, seed: int
) -> None:
    life = lives.live(stage, limit, now, Random(seed))
    here, at = Stage.RECEIVED, life.received_at
    for step in life.steps:
        assert step.start is here
        assert stages.step(here, step.action).end is step.end
        assert at <= step.at <= now
        here, at = step.end, step.at
    assert here is life.stage is stage
    assert life.received_at <= now


@given(st.sampled_from(list(lives.SPREAD)), LIMITS, MOMENTS, st.integers(0, 10**6))
def test_the_clock_runs_where_the_city_runs_one(
    stage: Stage, limit: lives.Limit, now: datetime, seed: int
) -> None:
    life = lives.live(stage, limit, now, Random(seed))
    assert (life.due_at is not None) == bool(deadlines.group(stage))
    if life.due_at and life.clock_from:
        assert life.received_at <= life.clock_from < life.due_at


def test_the_whole_road_is_in_the_past() -> None:
    assert set(lives.SPREAD) >= set(Stage) - SIDEWAYS
    assert sum(lives.SPREAD.values()) == 2000
    rng = Random(1)
    taken = {
        action for stage in lives.SPREAD for _ in range(200) for action in lives.path(stage, rng)
    }
    assert taken >= {*lives._ROAD, Action.DECLINE, Action.RETURN, Action.FAIL, Action.REWORK}


def test_finished_cases_lie_within_the_last_sixty_days() -> None:
    now = datetime(2026, 11, 22, 8, tzinfo=UTC)
    limit = lives.Limit(2, LimitUnit.WORK_DAY, False)
    for seed in range(200):
        life = lives.live(Stage.CLOSED, limit, now, Random(seed))
        assert now - life.received_at < timedelta(days=lives.DAYS)
