"""Sensors: one report for one alarm, however the value flaps, and none for what is sent twice."""

from datetime import UTC, datetime, timedelta

import pytest

from city.intake.model import Channel
from city.intake.sensors import State, judge
from tests.channels.program import program
from tests.house import City

START = datetime(2026, 11, 22, tzinfo=UTC)
HOLD, CALM = 60, 300


def _in(wait: timedelta) -> str:
    return (datetime.now(UTC) + wait).isoformat()


def _raised(values: str, step: int = 30) -> list[int]:
    """At which of these readings (`!` beyond, `.` within), so many seconds apart, it is raised."""
    state, found = State(), []
    for at, sign in enumerate(values):
        moment = START + timedelta(seconds=at * step)
        state, is_raised = judge(state, sign == "!", moment, HOLD, CALM)
        found += [at] if is_raised else []
    return found


@pytest.mark.parametrize(
    ("values", "raised"),
    [
        ("........", []), ("!", []), ("!!", []), ("!!!", [2]), ("!.!.!.!.!.", []),
        ("!!!!!!!!", [2]), ("!!!.!!!.!!!", [2]), ("!!!..........!!!!!", [2]),
        ("!!!...........!!!!!", [2, 16]), ("!.!!!", [4]),
    ],
)  # fmt: skip
def test_flapping_is_damped(values: str, raised: list[int]) -> None:
    assert _raised(values) == raised


def test_an_alarm_becomes_one_report(city: City) -> None:
    system = program(city, Channel.SENSOR)
    point = (
        "insert into sensor_points (client, code, name, unit, place_words, high, hold, calm)"
        " values (%s, 'P1', '解放路液位', '米', '解放路泵站', 1.5, 60, 300) returning 1"
    )
    assert city.rows(point, system.key) == [(1,)]
    values = [
        {"point": "P1", "value": value, "at": (START + timedelta(seconds=30 * at)).isoformat()}
        for at, value in enumerate((1.0, 1.6, 1.7, 1.8, 1.2, 1.9, 1.9, 1.9))
    ]
    first = system.signed("POST", "/sensors/readings", {"readings": values})
    assert first.status == 200, first.body
    outcomes = [one["outcome"] for one in first.json["items"]]
    assert outcomes == ["kept", "kept", "kept", "raised", *["kept"] * 4]
    again = system.signed("POST", "/sensors/readings", {"readings": values})
    assert {one["outcome"] for one in again.json["items"]} == {"late"}
    words = "select words from reports where channel = 'sensor' and number = %s"
    number = first.json["items"][3]["report"]
    assert city.rows(words, number) == [("解放路液位告警：1.8米，高于上限 1.5米",)]
    mad = [
        {**values[0], "at": "9998-12-31T00:00:00Z"},
        {**values[0], "at": _in(timedelta(hours=2))},
    ]
    early = system.signed("POST", "/sensors/readings", {"readings": mad})
    assert [one["outcome"] for one in early.json["items"]] == ["early"] * 2
    well = {"readings": [{**values[0], "at": _in(timedelta())}]}
    assert system.signed("POST", "/sensors/readings", well).json["items"][0]["outcome"] == "kept"
    other = program(city, Channel.SENSOR)
    unknown = other.signed("POST", "/sensors/readings", {"readings": values[:1]})
    assert unknown.json["items"][0]["outcome"] == "unknown"
