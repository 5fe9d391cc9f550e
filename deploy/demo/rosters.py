"""The demo city's duty: shift patterns, rosters, deputies, who came, and where the country is."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from city import clock
from city.db import new_id
from city.duty import plan
from city.duty.model import BeatDeputy, DutySetting, Settlement, Shift, ShiftBeat, ShiftPattern
from city.duty.present import Attendance
from city.places.model import AreaKind
from deploy.demo.areas import Ground
from deploy.demo.copying import copy_rows, reserve
from deploy.demo.lives import ZONE
from deploy.demo.plan import CENTRE
from deploy.demo.staff import PersonRow, Staff

BEFORE, AFTER = 7, 30  # days of roster around the day on which the city is made
TASKS_AT_ONCE = 200  # two inspectors answer for nearly all that the demo's past left open
PATTERNS = (
    ("全天班（演示）", time(0), time(0)),
    ("早班", time(7), time(15)),
    ("晚班", time(15), time(23)),
)


class Planned(NamedTuple):
    """A row of `shifts`."""

    id: int
    person_id: int
    pattern_id: int
    begins_at: datetime
    ends_at: datetime


def write(session: Session, grounds: Sequence[Ground], staff: Staff, seed: int) -> None:
    """Everything, for the days around today."""
    rng = Random(f"{seed}:rosters")
    today = clock.now().astimezone(ZONE).date()
    patterns = [ShiftPattern(name=name, begins=at, ends=to) for name, at, to in PATTERNS]
    session.add_all(patterns)
    session.flush()
    beats: dict[int, list[int]] = {}
    for beat, person in staff.walks:
        beats.setdefault(person, []).append(beat)
    walkers = [row for row in staff.rows if row.id in beats]
    days = [today + timedelta(days=off) for off in range(-BEFORE, AFTER)]
    first = reserve(session, Shift, len(walkers) * len(days))
    shifts = list(_shifts(walkers, patterns, days, first))
    copy_rows(session, Shift, Planned._fields, shifts)
    walked = ((one.id, beat) for one in shifts for beat in beats[one.person_id])
    copy_rows(session, ShiftBeat, ("shift_id", "beat_id"), walked)
    copy_rows(session, BeatDeputy, ("beat_id", "person_id", "rank"), _deputies(grounds, staff))
    copy_rows(session, Settlement, ("area_id", "kind"), _settled(grounds))
    session.add(DutySetting(name="tasks_at_once", value=TASKS_AT_ONCE))
    came = _came(shifts, today, rng)
    columns = ("id", "person_id", "shift_id", "on_at", "off_at", "rested", "on_outside", "reason")
    copy_rows(session, Attendance, columns, came)


def _shifts(
    walkers: Sequence[PersonRow],
    patterns: Sequence[ShiftPattern],
    days: Sequence[date],
    first: int,
) -> Iterator[Planned]:
    """Named accounts are there day and night, so that the demo goes on; the others in turns."""
    number = first
    for person in walkers:
        pattern = patterns[0 if person.named else 2 if person.username.endswith("b") else 1]
        for day in days:
            yield Planned(number, person.id, pattern.id, *plan.span(pattern, day, ZONE))
            number += 1


def _deputies(grounds: Sequence[Ground], staff: Staff) -> Iterator[tuple[int, int, int]]:
    """Neighbours stand in for each other: the next beat's walker where it is another's."""
    walkers = staff.walkers()
    for ground in grounds:
        beats = [beat for beat, _ in ground.beats]
        for at, beat in enumerate(beats):
            own = {row.id for row in walkers[beat]}
            named = any(row.named for row in walkers[beat])
            ring = (row for other in beats[at + 1 :] + beats[:at] for row in walkers[other])
            fit = (row for row in ring if row.id not in own and row.named == named)
            found = next(fit, None)
            if found:
                yield beat, found.id, 1


def _settled(grounds: Sequence[Ground]) -> Iterator[tuple[int, str]]:
    """By the subdistrict's name: 镇 of the centre at the fringe, other 镇 and 乡 in the country."""
    for ground in grounds:
        for row in ground.rows:
            if row.kind == AreaKind.SUBDISTRICT and row.name.endswith(("镇", "乡")):
                yield row.id, "fringe" if ground.district.code == CENTRE else "country"


def _came(shifts: Iterable[Planned], today: date, rng: Random) -> Iterator[tuple[Any, ...]]:
    """Who came on the days before: most in time, some late or early to go, a few not at all."""
    for one in shifts:
        if one.ends_at.astimezone(ZONE).date() > today or one.ends_at >= clock.now():
            continue
        if rng.random() < 0.04:
            continue
        late = timedelta(minutes=rng.choice((-6, -3, 1, 4, 7, 25)))
        soon = timedelta(minutes=rng.choice((-30, 0, 2, 5)))
        rested = rng.choice((0, 1800, 3600))
        away = rng.choice((0.0, 0.0, 0.0, 42.0))
        on, off = one.begins_at + late, one.ends_at + soon
        yield new_id(), one.person_id, one.id, on, off, rested, away, ""
