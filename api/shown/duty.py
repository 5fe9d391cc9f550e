"""Duty as the API shows it: in the caller's language, with what is open to them."""

from datetime import datetime, timedelta
from typing import Any

from api import here
from city import clock
from city.cases.diary import WORDS, Entry
from city.cases.words import line
from city.duty.attend import MARK_WORDS, OPEN_TO, STATES
from city.duty.beats import box
from city.duty.day import Attended, Duty
from city.duty.model import Shift
from city.duty.rules import SETTINGS, Rules

LATE = timedelta(minutes=10)  # after a shift's beginning, or before its end (待核对)

VERDICTS = {
    "leave": {"zh": "请假", "en": "On leave"},
    "absent": {"zh": "缺勤", "en": "Absent"},
    "late": {"zh": "迟到", "en": "Late"},
    "early": {"zh": "早退", "en": "Left early"},
    "there": {"zh": "在岗", "en": "On duty"},
    "done": {"zh": "正常", "en": "As planned"},
    "unplanned": {"zh": "计划外", "en": "Not planned"},
    "coming": {"zh": "未到班", "en": "Not yet begun"},
}
NO_PATTERN = {"zh": "班次", "en": "Shift"}


def whole(own: Duty) -> dict[str, Any]:
    """What the shift card shows."""
    language = here.language()
    return {
        "state": own.state,
        "state_words": STATES[own.state][language],
        "actions": [
            {"name": kind.value, "words": MARK_WORDS[kind][language]} for kind in OPEN_TO[own.state]
        ],
        "shift": planned(own.shift),
        "beats": [
            {"id": one.id, "code": one.code, "name": one.name, "box": box(one)} for one in own.beats
        ],
        "attendance": own.attendance,
        "roll_call": own.roll_call,
        "on_leave_until": own.leave and own.leave.ends_at,
        "track_seconds": own.rules.track_seconds,
        "track_metres": own.rules.track_metres,
        "reach_metres": own.rules.reach_metres,
    }


def planned(shift: Shift | None) -> dict[str, Any] | None:
    """A shift by its pattern's name."""
    if shift is None:
        return None
    name = shift.pattern.name if shift.pattern else NO_PATTERN[here.language()]
    begins, ends = shift.begins_at, shift.ends_at
    return {"id": shift.id, "name": name, "begins_at": begins, "ends_at": ends}


def attended(row: Attended) -> dict[str, Any]:
    """A row of the day's attendance, with what to think of it."""
    verdict = judged(row, clock.now())
    return {
        "person_id": row.person.id,
        "name": row.person.name,
        "shift": planned(row.shift),
        "beats": row.shift.beats if row.shift else [],
        "attendance": row.attendance,
        "on_leave": row.on_leave,
        "verdict": verdict,
        "verdict_words": VERDICTS[verdict][here.language()],
    }


def judged(row: Attended, now: datetime) -> str:
    """A key of VERDICTS: lateness before leaving early, since it is there first."""
    came, shift = row.attendance, row.shift
    if came is None:
        return "leave" if row.on_leave else _missing(shift, now)
    if shift is None:
        return "unplanned"
    if came.on_at > shift.begins_at + LATE:
        return "late"
    if came.off_at is None:
        return "there"
    return "early" if came.off_at < shift.ends_at - LATE else "done"


def _missing(shift: Shift | None, now: datetime) -> str:
    return "absent" if shift and now > shift.begins_at + LATE else "coming"


def settings(rules: Rules) -> dict[str, Any]:
    """All numbers with their words."""
    proposed = Rules()
    return {
        "items": [
            {
                "name": name,
                "words": known.words[here.language()],
                "value": getattr(rules, name),
                "proposed": getattr(proposed, name),
                "low": known.low,
                "high": known.high,
            }
            for name, known in SETTINGS.items()
        ]
    }


def entry(one: Entry) -> dict[str, Any]:
    """A line of the day log."""
    event = one.event
    return {
        "at": event.at,
        "words": line(WORDS[event.name], here.language(), event.data),
        "number": one.number,
        "case_id": event.case_id,
        "note": event.data.get("note") or None,
    }
