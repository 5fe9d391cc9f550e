"""Sensors of industry systems: readings against bounds, flapping damped, then a report."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from city import clock
from city.db import Base, Point
from city.intake import reports
from city.intake.model import Channel
from city.intake.reports import Position, SentReport
from city.people import Actor

OURS = UUID("01a20270-7a8c-7000-8000-73656e736f72")


class SensorPoint(Base):
    """One measured point: its bounds, and what was last seen of it. Times in seconds."""

    __tablename__ = "sensor_points"

    client: Mapped[str] = mapped_column(ForeignKey("clients.key"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    unit: Mapped[str]
    category: Mapped[str | None] = mapped_column(comment="code of what an alarm is")
    place_words: Mapped[str]
    position: Mapped[Point | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    hold: Mapped[int] = mapped_column(comment="for so long beyond a bound, then it is an alarm")
    calm: Mapped[int] = mapped_column(comment="for so long within, then the next one counts")
    at: Mapped[datetime | None]
    value: Mapped[float | None]
    beyond_since: Mapped[datetime | None]
    within_since: Mapped[datetime | None]
    raised_at: Mapped[datetime | None] = mapped_column(comment="an alarm stands since then")


AHEAD = timedelta(hours=1)
"""A clock that is wrong by more would make every later reading a late one."""


class State(NamedTuple):
    """What a judgement needs of the past."""

    at: datetime | None = None
    beyond_since: datetime | None = None
    within_since: datetime | None = None
    raised_at: datetime | None = None


class Reading(NamedTuple):
    """A value of a point."""

    point: str
    value: float
    at: datetime


class Taken(NamedTuple):
    """What became of a reading: kept, raised (with its report), late, early, unknown point."""

    point: str
    outcome: str
    report: str | None = None


def judge(state: State, is_beyond: bool, at: datetime, hold: int, calm: int) -> tuple[State, bool]:
    """The next state, and whether an alarm is raised now. Pure.

    One alarm is raised when a value was beyond for `hold` seconds; none again until it was within
    for `calm` seconds on end, however it flaps between.
    """
    if is_beyond:
        since = state.beyond_since or at
        is_due = state.raised_at is None and at - since >= timedelta(seconds=hold)
        return State(at, since, None, at if is_due else state.raised_at), is_due
    since = state.within_since or at
    is_over = at - since >= timedelta(seconds=calm)
    return State(at, None, since, None if is_over else state.raised_at), False


def take(
    session: Session, readings: Sequence[Reading], actor: Actor, zone: ZoneInfo
) -> list[Taken]:
    """Keep a client's readings, in the order of their times; an alarm becomes a report.

    One that is not newer than the point's last is late: so what is sent twice changes nothing. One
    from the future is early: it would make all that come after it late.
    """
    codes = sorted({one.point for one in readings})
    asked = select(SensorPoint).where(
        SensorPoint.client == actor.client, SensorPoint.code.in_(codes)
    )
    held = session.scalars(asked.order_by(SensorPoint.code).with_for_update()).all()
    points = {point.code: point for point in held}
    return [_one(session, points, one, actor, zone) for one in sorted(readings, key=_when)]


def _when(reading: Reading) -> datetime:
    return reading.at


def _one(
    session: Session,
    points: dict[str, SensorPoint],
    reading: Reading,
    actor: Actor,
    zone: ZoneInfo,
) -> Taken:
    point = points.get(reading.point)
    if point is None:
        return Taken(reading.point, "unknown")
    if point.at and reading.at <= point.at:
        return Taken(reading.point, "late")
    if reading.at > clock.now() + AHEAD:
        return Taken(reading.point, "early")
    before = State(point.at, point.beyond_since, point.within_since, point.raised_at)
    bound = _bound(point, reading.value)
    state, is_raised = judge(before, bound is not None, reading.at, point.hold, point.calm)
    for name, value in state._asdict().items():
        setattr(point, name, value)
    point.value = reading.value
    if not is_raised or bound is None:
        return Taken(reading.point, "kept")
    sent = _report(point, reading, bound)
    report_id = uuid5(OURS, f"{point.client}\n{point.code}\n{reading.at.isoformat()}")
    receipt, _ = reports.receive(session, report_id, sent, actor, zone)
    return Taken(reading.point, "raised", receipt.number)


def _bound(point: SensorPoint, value: float) -> str | None:
    """Which bound a value is beyond, in words; None within."""
    if point.high is not None and value > point.high:
        return f"高于上限 {point.high:g}"
    if point.low is not None and value < point.low:
        return f"低于下限 {point.low:g}"
    return None


def _report(point: SensorPoint, reading: Reading, bound: str) -> SentReport:
    at = point.position
    return SentReport(
        channel=Channel.SENSOR,
        made_at=reading.at,
        words=f"{point.name}告警：{reading.value:g}{point.unit}，{bound}{point.unit}",
        category=point.category,
        place_words=point.place_words,
        position=Position(at.lon, at.lat) if at else None,
    )
