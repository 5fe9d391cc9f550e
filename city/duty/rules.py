"""What a city decides about duty: numbers with their limits and words; a table overrides them."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from city import events
from city.duty.errors import SettingUnfit
from city.duty.model import DutySetting
from city.people import Actor


class Rules(NamedTuple):
    """The numbers in force. All of them are our own proposals (待核对)."""

    tasks_at_once: int = 20
    accept_minutes: int = 20
    grace_minutes: int = 10
    turns: int = 3
    own_report: int = 0
    position_seconds: int = 900
    position_metres: int = 200
    reach_metres: int = 100
    sign_on_metres: int = 100
    clock_hours: int = 48
    late_days: int = 7
    track_seconds: int = 15
    track_metres: int = 5
    track_days: int = 90
    road_metres: int = 30
    roll_call_minutes: int = 10
    surveys_at_once: int = 20
    survey_accept_minutes: int = 480


class Setting(NamedTuple):
    """What a number may be, and what it says."""

    low: int
    high: int
    words: dict[str, str]


SETTINGS: dict[str, Setting] = {
    "tasks_at_once": Setting(
        1, 200, {"zh": "一人最多同时任务数", "en": "Most open tasks of one inspector"}
    ),
    "accept_minutes": Setting(
        0, 240, {"zh": "几分钟未接受即转他人（0 不转）", "en": "Minutes to accept (0: no limit)"}
    ),
    "grace_minutes": Setting(
        0, 240, {"zh": "到期后再等几分钟转他人", "en": "Minutes after the limit before passing on"}
    ),
    "turns": Setting(1, 10, {"zh": "一项任务最多问几人", "en": "How many are asked in turn"}),
    "own_report": Setting(
        0, 1, {"zh": "可否核查自己上报的（1 可以）", "en": "Own reports may be checked (1: yes)"}
    ),
    "position_seconds": Setting(
        30, 7200, {"zh": "位置几秒内算新", "en": "Seconds for which a position is fresh"}
    ),
    "position_metres": Setting(
        10, 2000, {"zh": "位置误差不超过几米算准", "en": "Metres of doubt a position may have"}
    ),
    "reach_metres": Setting(
        10, 2000, {"zh": "回答任务须在案件几米内", "en": "Metres from the case to answer a task"}
    ),
    "sign_on_metres": Setting(
        0, 5000, {"zh": "签到可在网格外几米", "en": "Metres outside the beat to sign on"}
    ),
    "clock_hours": Setting(
        1, 720, {"zh": "手机时间最早可早几小时", "en": "Hours a phone's time may lie back"}
    ),
    "late_days": Setting(
        1, 90, {"zh": "迟到的回答几天内收照片", "en": "Days for photos of a late answer"}
    ),
    "track_seconds": Setting(
        5, 300, {"zh": "轨迹间隔（秒）", "en": "Seconds between two points of a track"}
    ),
    "track_metres": Setting(
        1, 50, {"zh": "轨迹抽稀容差（米）", "en": "Metres that a thinned track may be off"}
    ),
    "track_days": Setting(1, 1095, {"zh": "轨迹保存天数", "en": "Days for which tracks are kept"}),
    "road_metres": Setting(
        5, 100, {"zh": "离道路几米内算走过", "en": "Metres from a road that count as walked"}
    ),
    "roll_call_minutes": Setting(
        1, 120, {"zh": "点名几分钟内应答", "en": "Minutes to answer a roll-call"}
    ),
    "surveys_at_once": Setting(
        1, 100, {"zh": "一人最多同时普查任务数", "en": "Most open survey tasks of one inspector"}
    ),
    "survey_accept_minutes": Setting(
        0,
        10_000,
        {
            "zh": "普查任务几分钟未接受即转他人（0 不转）",
            "en": "Minutes to accept a survey task (0: no limit)",
        },
    ),
}


def rules(session: Session) -> Rules:
    """The rules in force."""
    kept = session.execute(select(DutySetting.name, DutySetting.value)).all()
    return Rules()._replace(**{name: value for name, value in kept if name in Rules._fields})


def change(session: Session, wanted: dict[str, int], actor: Actor) -> Rules:
    """Put other numbers in force; recorded. Raises SettingUnfit for what is out of its limits."""
    for name, value in wanted.items():
        known = SETTINGS[name]
        if not known.low <= value <= known.high:
            raise SettingUnfit(setting=known.words, low=known.low, high=known.high)
        session.merge(DutySetting(name=name, value=value))
    events.record(session, actor, "duty.settings_changed", **wanted)
    session.flush()
    return rules(session)
