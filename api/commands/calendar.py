"""The city's own days off and on, and its planting seasons."""

from datetime import datetime

import click
from flask.cli import AppGroup
from sqlalchemy import delete, select

from api import here
from city.calendars import CalendarDay, PlantingSeason, read
from city.cases import reckoning
from city.db import transaction

calendar = AppGroup("calendar", help="The city's own working days and planting seasons.")
DAY = click.DateTime(["%Y-%m-%d"])
MONTH_DAY = click.DateTime(["%m-%d"])


@calendar.command("set")
@click.argument("day", type=DAY)
@click.argument("what", type=click.Choice(["work", "off", "as-published"]))
@click.argument("name", default="")
def put(day: datetime, what: str, name: str) -> None:
    """Say that DAY is worked, is off, or is again as the published calendar says.

    Clocks that run are reckoned anew, and the trail of every case whose due time moves says so.
    """
    with transaction() as session:
        session.execute(delete(CalendarDay).where(CalendarDay.day == day.date()))
        if what != "as-published":
            session.add(CalendarDay(day=day.date(), working=what == "work", name=name))
    _reckon()


@calendar.command()
@click.argument("dates", nargs=-1, type=MONTH_DAY)
def seasons(dates: tuple[datetime, ...]) -> None:
    """Set the planting seasons: FIRST LAST, as MM-DD, once for each season; none for the usual."""
    if len(dates) % 2:
        raise click.UsageError("首日与末日成对 / first and last days come in pairs")
    with transaction() as session:
        session.execute(delete(PlantingSeason))
        for first, last in zip(dates[::2], dates[1::2], strict=True):
            session.add(
                PlantingSeason(
                    from_month=first.month,
                    from_day=first.day,
                    to_month=last.month,
                    to_day=last.day,
                )
            )
    _reckon()


@calendar.command()
def show() -> None:
    """The city's own exceptions and seasons."""
    with transaction() as session:
        for own in session.scalars(select(CalendarDay).order_by(CalendarDay.day)):
            click.echo(f"{own.day} {'上班 work' if own.working else '休息 off'} {own.name}")
        known = read(session, here.settings().zone)
    usual = "（待核对 to be confirmed）" if known.has_usual_seasons else ""
    for first, last in known.seasons:
        days = " – ".join(f"{month:02d}-{day:02d}" for month, day in (first, last))
        click.echo(f"种植季节 planting: {days}{usual}")


def _reckon() -> None:
    changed, last = 0, None
    while True:
        with transaction() as session:
            more, last = reckoning.reckon(session, last, here.settings().zone)
        changed += more
        if last is None:
            break
    click.echo(f"{changed} 件案件的时限随之改变 / {changed} due times moved")
