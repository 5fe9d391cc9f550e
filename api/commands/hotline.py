"""`flask --app api hotline …`: work orders of 12345 taken in, answers given out."""

import hashlib
import sys
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from tqdm import tqdm

from api import here
from city import sealing
from city.db import transaction
from city.errors import ChannelClosed
from city.hotline import answers, reading, replies, results, runs, sources, trials
from city.hotline.fields import FIELDS, plain
from city.hotline.model import HotlineRun, RunState
from city.hotline.words import OUTCOMES
from city.intake.channels import require_open
from city.intake.model import Channel
from city.people import Actor
from city.places.coordinates import Datum
from city.tables.sheet import WORDS, Unreadable

hotline = AppGroup("hotline", help="12345: work orders in, answers out.")
FILES = click.Path(exists=True, dir_okay=False, path_type=Path)
COMMAND = Actor(name="command")


@hotline.command("import")
@click.argument("files", nargs=-1, required=True, type=FILES)
@click.option("--source", default=sources.DEFAULT, show_default=True, help="Who sends them.")
@click.option(
    "--column", "given", multiple=True, metavar="FIELD=HEADING", help="Said, not guessed."
)
@click.option("--datum", type=click.Choice([datum.value for datum in Datum]), default=None)
@click.option(
    "--dry-run",
    "dry",
    is_flag=True,
    help="Columns, ten rows, and what would become of all; nothing is written.",
)
@click.option(
    "--result", type=click.Path(path_type=Path, file_okay=False), help="Folder for results."
)
def take(
    files: tuple[Path, ...],
    source: str,
    given: tuple[str, ...],
    datum: str | None,
    dry: bool,
    result: Path | None,
) -> None:
    """Take in the work orders of FILES: Excel, ODS, CSV, HTML. Said twice, it changes nothing."""
    saved = _saved(source, given, datum, dry)
    failed = [file for file in files if not _take(file, source, saved, dry, result)]
    if failed:
        raise click.ClickException(f"没有导入 not imported: {', '.join(map(str, failed))}")


@hotline.command("fields")
def show_fields() -> None:
    """The fields that a column can be."""
    for field in FIELDS.values():
        needed = "*" if field.needed else " "
        click.echo(f"{needed} {field.name:18}{field.zh}\t{'、'.join(field.names)}")


@hotline.command("runs")
def show_runs() -> None:
    """The last imports."""
    with transaction() as session:
        for run in runs.latest(session):
            told = " ".join(f"{name}={count}" for name, count in run.counts.items())
            click.echo(
                f"{run.created_at:%Y-%m-%d %H:%M} {run.state:8} {run.done} {told} {run.file}"
            )


def _saved(source: str, given: tuple[str, ...], datum: str | None, dry: bool) -> dict[str, str]:
    """The source's mapping with what was said on the command line; remembered unless dry."""
    said = dict(one.split("=", 1) for one in given if "=" in one)
    unknown = [name for name in said if name not in FIELDS]
    if unknown:
        raise click.ClickException(f"没有这个字段 no such field: {', '.join(unknown)}")
    with transaction() as session:
        try:
            require_open(session, Channel.HOTLINE)
        except ChannelClosed as closed:
            raise click.ClickException(closed.said("zh")) from closed
        held = sources.named(session, source)
        told = {name: field for name, field in held.mapping.items() if field not in said}
        told |= {_key(heading): field for field, heading in said.items()}
        if not dry and (said or datum):
            sources.save(session, held, told, Datum(datum or held.datum), COMMAND)
    return told


def _key(heading: str) -> str:
    return heading if heading.startswith("#") else plain(heading)


def _take(file: Path, source: str, saved: dict[str, str], dry: bool, result: Path | None) -> bool:
    body = file.read_bytes()
    if dry:
        return _look(file, body, saved) and _try(file, body, source, saved)
    with transaction() as session:
        held = sources.named(session, source)
        sha256 = hashlib.sha256(body).hexdigest()
        run, _ = runs.begin(session, held, file.name, sha256, COMMAND)
    with tqdm(unit="row", desc=file.name, file=sys.stderr) as bar:
        for at in runs.go_on(run.id, body, here.zone()):
            bar.total = at.rows
            bar.update(at.done - bar.n)
    with transaction() as session:
        ended = runs.get(session, run.id)
        _tell(file, ended)
        if ended.state is not RunState.DONE:
            return False
        place = (result or file.parent) / f"{file.stem}.结果.xlsx"
        place.write_bytes(results.workbook(session, ended, "zh"))
        click.echo(f"  {place}")
    return True


def _look(file: Path, body: bytes, saved: dict[str, str]) -> bool:
    try:
        sheets = reading.look(body, saved, here.zone())
    except Unreadable as why:
        return _unread(file, why.code)
    for sheet in sheets:
        click.echo(f"{file.name} {sheet['name']}: {sheet['rows']} 行 rows")
        for column in sheet["columns"]:
            click.echo(f"  {column['heading'] or '—'}\t→ {_meant(column)}")
        for row in sheet["preview"]:
            click.echo(f"  {row['row']}: {' | '.join(row['cells'])}")
        if sheet["missing"]:
            click.echo(f"  缺 missing: {', '.join(sheet['missing'])}（--column FIELD=HEADING）")
    return any(not sheet["missing"] for sheet in sheets)


def _try(file: Path, body: bytes, source: str, saved: dict[str, str]) -> bool:
    try:
        with transaction() as session:
            held = sources.named(session, source)
            found = trials.tried(session, held, body, saved, here.zone())
    except Unreadable as why:
        return _unread(file, why.code)
    for one in found.doubts:
        words = results.remarks(one.why, one.about, [], "zh")
        click.echo(f"  {one.sheet} {one.row}: {one.number} {words}")
    counts = "，".join(f"{OUTCOMES[name]['zh']} {n}" for name, n in found.counts.items())
    click.echo(f"{file.name}: 如果导入 if imported：{counts}")
    return True


def _unread(file: Path, code: str) -> bool:
    click.echo(f"{file.name}: {WORDS[code]['zh']} / {WORDS[code]['en']}", err=True)
    return False


def _meant(column: dict[str, Any]) -> str:
    if not column["field"]:
        return "—"
    return f"{FIELDS[column['field']].zh} {column['field']} ({column['why']} {column['sure']:.2f})"


def _tell(file: Path, run: HotlineRun) -> None:
    if run.state is RunState.FAILED and run.fault:
        _unread(file, run.fault)
    elif run.state is RunState.UNCLEAR:
        click.echo(f"{file.name}: 列看不懂，先试 --dry-run / unclear columns", err=True)
    counts = "，".join(f"{OUTCOMES[name]['zh']} {n}" for name, n in run.counts.items())
    click.echo(f"{file.name}: {run.done} 行 rows：{counts}")


@hotline.command("answer-to")
@click.argument("url")
@click.option("--source", default=sources.DEFAULT, show_default=True)
@click.option("--client", required=True, help="Who we are there.")
@click.option("--secret", prompt=True, hide_input=True, help="What answers are signed with.")
def answer_to(url: str, source: str, client: str, secret: str) -> None:
    """Post the answers of SOURCE to URL, signed, until they are acknowledged."""
    with transaction() as session:
        held = sources.named(session, source)
        sealed = sealing.seal(here.settings(), secret.encode(), held.name)
        sources.answer_to(session, held, url, client, sealed, COMMAND)


@hotline.command("answers")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--taken", is_flag=True, help="The hotline takes this file: ask no more.")
def write_answers(file: Path, taken: bool) -> None:
    """Write the answers that are owed to FILE (.xlsx)."""
    with transaction() as session:
        owed = answers.owed(session)
        file.write_bytes(replies.workbook(owed))
        if taken:
            for due in owed:
                answers.acknowledged(session, due)
    click.echo(f"{len(owed)} 条回传 answers")
