"""`flask --app api sensors …`: the points that are measured, and their bounds."""

import csv
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy import select

from city.db import Point, transaction
from city.errors import Missing
from city.intake import clients
from city.intake.sensors import SensorPoint

sensors = AppGroup("sensors", help="感知设备 · sensors of industry systems.")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@sensors.command("import")
@click.argument("client")
@click.argument("file", type=FILE)
def take(client: str, file: Path) -> None:
    """Take the points of CLIENT from FILE.

    CSV: code,name,unit,category,place,lon,lat,low,high,hold,calm (WGS-84; seconds).
    """
    with file.open(encoding="utf-8-sig", newline="") as lines, transaction() as session:
        try:
            clients.get(session, client)
        except Missing as missing:
            raise click.ClickException(missing.said("zh")) from missing
        count = 0
        for row in csv.DictReader(lines):
            try:
                session.merge(SensorPoint(client=client, **_point(row)))
            except (KeyError, ValueError) as wrong:
                raise click.ClickException(f"第 {count + 2} 行 row {count + 2}: {wrong}") from wrong
            count += 1
    click.echo(f"{count} 个测点 points")


@sensors.command("list")
def show() -> None:
    """All points, with their last values."""
    with transaction() as session:
        for one in session.scalars(select(SensorPoint).order_by(SensorPoint.code)):
            alarm = f" 告警 since {one.raised_at:%m-%d %H:%M}" if one.raised_at else ""
            click.echo(f"{one.code}\t{one.name}\t{one.value}{one.unit}{alarm}")


def _point(row: dict[str, str]) -> dict[str, Any]:
    lon, lat = _number(row["lon"]), _number(row["lat"])
    return {
        "code": row["code"],
        "name": row["name"],
        "unit": row["unit"],
        "category": row["category"] or None,
        "place_words": row["place"],
        "position": Point(lon, lat) if lon is not None and lat is not None else None,
        "low": _number(row["low"]),
        "high": _number(row["high"]),
        "hold": int(row["hold"] or 0),
        "calm": int(row["calm"] or 0),
    }


def _number(said: str) -> float | None:
    return float(said) if said.strip() else None
