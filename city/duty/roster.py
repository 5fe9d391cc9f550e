"""A roster 排班表 from a sheet, a row for a person and day; what is unclear is told by row."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from city.duty import plan
from city.duty.access import inspectors
from city.duty.errors import SheetUnclear
from city.duty.plan import Wish
from city.errors import CityError
from city.people import Actor
from city.places.model import Area, AreaKind

HEADINGS: dict[str, tuple[str, ...]] = {
    "person": ("账号", "用户名", "姓名", "监督员", "username", "name", "inspector"),
    "day": ("日期", "day", "date"),
    "pattern": ("班次", "shift", "pattern"),
    "beats": ("责任网格", "网格", "beats", "beat"),
}
DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})")
BETWEEN = re.compile(r"[;；、,，|\s]+")
MOST = 5000  # rows


class Problem(NamedTuple):
    """What is wrong in which row (from 1, as the sheet counts)."""

    row: int
    words: dict[str, str]


class Roster(NamedTuple):
    """What a sheet says: the shifts wished for, each with its row, and what is unclear."""

    wishes: list[tuple[int, Wish]]
    problems: list[Problem]


class Names(NamedTuple):
    """What the names in a sheet stand for; a name that two people bear stands for nobody."""

    people: Mapping[str, int]
    patterns: Mapping[str, int]
    beats: Mapping[str, int]


class Done(NamedTuple):
    """What became of an import."""

    planned: int
    problems: list[Problem]


def read(cells: Sequence[Sequence[str]], names: Names) -> Roster:
    """The wishes in `cells`. Raises SheetUnclear where a column is not there. Pure."""
    if not cells or len(cells) > MOST:
        said = {"zh": f"应有 1 到 {MOST} 行", "en": f"it must have 1 to {MOST} rows"}
        raise SheetUnclear(why=said)
    columns = _columns(cells[0])
    found = Roster([], [])
    for number, row in enumerate(cells[1:], start=2):
        told = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        if not any(told.values()):
            continue
        unclear = _unclear(told, names)
        if unclear:
            found.problems.append(Problem(number, unclear))
        else:
            found.wishes.append((number, _wish(told, names)))
    return found


def take(
    session: Session,
    cells: Sequence[Sequence[str]],
    actor: Actor,
    zone: ZoneInfo,
    dry: bool,
) -> Done:
    """Plan all shifts of a sheet, or none where a row is unclear or `dry`."""
    roster = read(cells, names(session, actor))
    problems = list(roster.problems)
    whole = session.begin_nested()
    for number, wish in roster.wishes:
        try:
            plan.add(session, wish, actor, zone)
        except CityError as wrong:
            problems.append(Problem(number, {one: wrong.said(one) for one in ("zh", "en")}))
    if problems or dry:
        whole.rollback()
    return Done(len(roster.wishes), sorted(problems))


def names(session: Session, actor: Actor) -> Names:
    """The branch's inspectors by account and name, patterns by name, beats by code and name."""
    staff = list(session.scalars(inspectors(session, actor)))
    called = [one.name for one in staff]
    people = {one.name: one.id for one in staff if called.count(one.name) == 1}
    people |= {one.username: one.id for one in staff}
    rows = session.execute(
        select(Area.id, Area.code, Area.name).where(Area.kind == AreaKind.BEAT)
    ).all()
    beats = {row.name: row.id for row in rows} | {row.code: row.id for row in rows}
    return Names(people, {one.name: one.id for one in plan.patterns(session)}, beats)


def _columns(headings: Sequence[str]) -> dict[str, int]:
    plain = [heading.strip().lower() for heading in headings]
    found = {
        name: next((plain.index(one) for one in known if one in plain), None)
        for name, known in HEADINGS.items()
    }
    missing = [HEADINGS[name][0] for name, at in found.items() if at is None]
    if missing:
        said = {"zh": f"缺少列 {'、'.join(missing)}", "en": f"no column {', '.join(missing)}"}
        raise SheetUnclear(why=said)
    return {name: at for name, at in found.items() if at is not None}


def _day(text: str) -> date | None:
    told = DAY.match(text)
    try:
        return date(*map(int, told.groups())) if told else None
    except ValueError:
        return None


def _unclear(told: Mapping[str, str], known: Names) -> dict[str, str] | None:
    """What is wrong with a row, if something is."""
    beats = [one for one in BETWEEN.split(told["beats"]) if one]
    strange = [one for one in beats if one not in known.beats]
    checks = (
        (
            told["person"] in known.people,
            "没有（或不止一个）这个监督员",
            "no one inspector",
            "person",
        ),
        (_day(told["day"]) is not None, "日期看不懂", "unclear day", "day"),
        (told["pattern"] in known.patterns, "没有这个班次", "no such shift", "pattern"),
        (beats != [] and not strange, "没有这个网格", "no such beat", "beats"),
    )
    for good, zh, en, name in checks:
        if not good:
            return {"zh": f"{zh}：{told[name]}", "en": f"{en}: {told[name]}"}
    return None


def _wish(told: Mapping[str, str], known: Names) -> Wish:
    day = _day(told["day"])
    assert day is not None  # made sure of before
    beats = [known.beats[one] for one in BETWEEN.split(told["beats"]) if one]
    return Wish(known.people[told["person"]], known.patterns[told["pattern"]], day, beats)
