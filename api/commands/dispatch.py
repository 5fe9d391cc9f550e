"""Dispatch rules as a file: written out, tried, saved."""

import csv
from pathlib import Path

import click
from flask.cli import AppGroup

from api import here
from city.calendars import calendar
from city.db import transaction
from city.dispatch import change, known, texts
from city.errors import RulesUnclear
from city.people import SYSTEM

dispatch = AppGroup("dispatch", help="Dispatch rules.")
FILE = click.Path(path_type=Path, dir_okay=False)


@dispatch.command()
@click.argument("file", type=FILE)
def export(file: Path) -> None:
    """Write the rules to FILE (CSV), in their order."""
    with transaction() as session:
        rules = texts.written(session, known.rules(session))
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        rows = csv.DictWriter(out, ["id", *texts.FIELDS])
        rows.writeheader()
        rows.writerows(rules)
    click.echo(f"{len(rules)} 条规则 rules")


@dispatch.command("try")
@click.argument("file", type=FILE)
@click.option("--days", default=change.DAYS, show_default=True)
def attempt(file: Path, days: int) -> None:
    """Try the rules in FILE on the cases of the last days; nothing is saved."""
    with transaction() as session:
        rules = _parsed(session, file)
        trial = change.attempt(session, rules, calendar(session, here.settings().zone), days)
        names = known.names(session, ()).organisations
    click.echo(trial.words("zh"))
    click.echo(trial.words("en"))
    for (old, new), count in trial.moves().most_common():
        click.echo(f"{count:7,}  {names.get(old or 0, '—')} → {names.get(new or 0, '—')}")


@dispatch.command()
@click.argument("file", type=FILE)
def save(file: Path) -> None:
    """Make the rules in FILE the city's."""
    with transaction() as session:
        rules = _parsed(session, file)
        change.save(session, rules, SYSTEM)
    click.echo(f"{len(rules)} 条规则已保存 rules saved")


def _parsed(session, file: Path):  # type: ignore[no-untyped-def]
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    try:
        return texts.parse(session, rows)
    except RulesUnclear as unclear:
        raise click.ClickException(f"{unclear.said('zh')}\n{unclear.said('en')}") from unclear
