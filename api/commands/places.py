"""`flask --app api places …`: names and areas taken in, taken back, and asked."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select
from tqdm import tqdm

from city.db import transaction
from city.errors import Missing
from city.places import checking, entries, files, load
from city.places.coordinates import Datum
from city.places.find import geocode as find
from city.places.geocoder import Answer, Found
from city.places.model import LexiconVersion
from city.places.versions import Outcome, Source

places = AppGroup("places", help="Names and areas of the city.")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
AT_ONCE = 1000


@places.command("import")
@click.argument("kind", type=click.Choice(entries.KINDS))
@click.argument("file", type=FILE)
@click.option("--source", help="What the rows come from; they replace what it brought before.")
@click.option("--datum", type=click.Choice([datum.value for datum in Datum]), default="wgs84")
@click.option("--dry-run", "dry", is_flag=True, help="Say what would be done; change nothing.")
@click.option("--report", type=click.Path(path_type=Path), help="Refused rows, as CSV.")
@click.option("--picture", type=click.Path(path_type=Path), help="Faults of areas, as GeoJSON.")
def take(
    kind: str,
    file: Path,
    source: str | None,
    datum: str,
    dry: bool,
    report: Path | None,
    picture: Path | None,
) -> None:
    """Take the rows of FILE (CSV, Excel, GeoJSON, .osm, .osm.pbf) as a new version of KIND."""
    whence = Source(source or file.name.split(".")[0], file.name, Datum(datum))
    try:
        raws = files.read(kind, file)
        with transaction() as session, tqdm(unit="row", file=sys.stderr) as bar:
            rows = entries.taken(kind, raws, whence.datum)
            done = load.load(session, kind, rows, whence, dry, bar.update)
    except files.Unreadable as error:
        raise click.ClickException(f"读不懂这个文件 / cannot read: {error}") from error
    _tell(done, dry)
    if report:
        lines = (f'{row.line},"{row.why["zh"]}","{row.why["en"]}"' for row in done.refused)
        report.write_text("\n".join(("line,why_zh,why_en", *lines)) + "\n", encoding="utf-8")
    if picture:
        drawn = json.dumps(checking.picture(done.faults), ensure_ascii=False)
        picture.write_text(drawn, encoding="utf-8")
    if done.version is None and not dry and done.faults:
        raise click.ClickException("有错误，未写入 / faults: nothing was written")


@places.command()
@click.option("--kind", type=click.Choice(entries.KINDS), help="Only of this kind.")
def undo(kind: str | None) -> None:
    """Put the previous version back in force."""
    with transaction() as session:
        try:
            done = load.undo(session, kind=kind)
        except Missing as error:
            raise click.ClickException("没有可以撤销的版本 / no version to undo") from error
        click.echo(f"已撤销 undone: {done.undoes_id} {done.kind} ({done.file})")


@places.command()
def versions() -> None:
    """What was imported, the newest first."""
    with transaction() as session:
        newest = select(LexiconVersion).order_by(LexiconVersion.id.desc()).limit(50)
        for each in session.scalars(newest):
            undoes = f" 撤销 undoes {each.undoes_id}" if each.undoes_id else ""
            click.echo(
                f"{each.id}\t{each.at:%Y-%m-%d %H:%M}\t{each.kind}\t{each.source}\t"
                f"+{each.added} ={each.kept} -{each.removed} ✗{each.refused}{undoes}"
            )


@places.command()
@click.argument("lines", type=click.File("r", encoding="utf-8"), default="-")
def geocode(lines: Iterable[str]) -> None:
    """Where each line of standard input says that something is, as JSON lines."""
    with transaction() as session:
        for texts in _batches(lines):
            for text, answer in zip(texts, find(session, texts), strict=True):
                click.echo(json.dumps({"text": text} | _plain(answer), ensure_ascii=False))


def _tell(done: Outcome, dry: bool) -> None:
    for row in done.refused[:20]:
        click.echo(f"第 {row.line} 行 line {row.line}: {row.why['zh']} / {row.why['en']}", err=True)
    if len(done.refused) > 20:
        click.echo(f"… {len(done.refused)} 行 rows", err=True)
    for fault in done.faults[:20]:
        words = checking.WORDS[fault.kind]
        where = " ".join(fault.codes) or "-"
        told = f"{words['zh']} / {words['en']}: {where} {fault.size:.0f} m² {fault.note}"
        click.echo(told.rstrip(), err=True)
    state = "试运行 dry run" if dry else f"版本 version {done.version or '—'}"
    click.echo(
        f"{state}: 新增 added {done.added}, 不变 kept {done.kept}, 停用 removed {done.removed}, "
        f"拒绝 refused {len(done.refused)}, 问题 faults {len(done.faults)}"
    )


def _batches(lines: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for line in lines:
        batch.append(line.rstrip("\n"))
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _plain(answer: Answer) -> dict[str, object]:
    return {
        "best": answer.best and _candidate(answer.best),
        "guesses": [_candidate(each) for each in answer.guesses],
        "matched": [each._asdict() for each in answer.matched],
    }


def _candidate(found: Found) -> dict[str, object]:
    return {
        "lon": found.at.lon,
        "lat": found.at.lat,
        "radius": found.radius,
        "kind": found.kind,
        "score": found.score,
        "names": found.names,
        "role": found.role,
        "why": found.reason,
    }
