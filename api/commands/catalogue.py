"""The city's own handbook: read, compared, taken over as a new version."""

import csv
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from city.catalogue import handbook, read, versions
from city.catalogue.model import CatalogueVersion, Kind
from city.catalogue.versions import Changes
from city.db import transaction

catalogue = AppGroup("catalogue", help="The catalogue of what is filed.")
HEADINGS = (
    *("类型", "大类代码", "大类名称", "小类代码", "小类名称", "英文名", "立案条件", "处置时限"),
    *("结案条件", "拍照要求", "处置类型", "自动派遣"),
)
SHOWN = 40


@catalogue.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--column", "given", multiple=True, metavar="FIELD=HEADING", help="Instead of ours.")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Of all rows.")
@click.option("--part", is_flag=True, help="The file is a part: what it lacks stays.")
@click.option("--leave-out", is_flag=True, help="Import without the rows that are unclear.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def take(
    file: Path,
    given: tuple[str, ...],
    kind: str | None,
    part: bool,
    leave_out: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Take over the handbook in FILE (.xlsx, .xls, .ods, .csv) as a new version.

    Cases keep the version that they were filed under.
    """
    told = dict(one.split("=", 1) for one in given if "=" in one)
    with transaction() as session:
        try:
            found = handbook.read(
                handbook.pages(file), read.known(session), file.name, told, kind and Kind(kind)
            )
        except ValueError as wrong:
            raise click.ClickException(f"{file.name}: {wrong}") from wrong
        whole = frozenset() if part else found.kinds
        changes = versions.compare(session, found.book, whole)
        _tell(found, changes, versions.open_cases(session, changes))
        if found.problems and not (leave_out or dry_run):
            raise click.ClickException(
                "有的行看不懂，没有导入（--leave-out 略过）/ unclear rows: nothing was imported"
            )
        if dry_run or changes.is_nothing():
            return
        if not yes:
            click.confirm("导入？ Import?", abort=True)
        versions.apply(session, changes, origin=file.name, by="command")


def _tell(found: handbook.Handbook, changes: Changes, cases: int) -> None:
    for sheet, named in found.columns.items():
        click.echo(f"工作表 sheet {sheet}")
        for field, heading in named.items():
            click.echo(f"  {field:12} ← {heading}")
    for other in found.others:
        click.echo(f"没有读工作表 not read: {other}")
    for problem in found.problems:
        where = f"{problem.sheet} 第 {problem.row} 行 row {problem.row}".strip()
        click.echo(f"{where}: {problem.words}")
    book = found.book
    click.echo(f"{len(book.categories)} 类 categories, {len(book.conditions)} 条 conditions")
    for one in changes.limits()[:SHOWN]:
        old, new = one.old, one.new
        click.echo(f"  {new['category']} {old.limit_label} → {new['limit_label']}  {new['text']}")
    for row in changes.vanished[:SHOWN]:
        click.echo(f"  − {row.text}（{row.limit_label}）")
    click.echo(changes.words(cases, "zh"))
    click.echo(changes.words(cases, "en"))


@catalogue.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Write the present catalogue to FILE (CSV), as `import` reads it."""
    with transaction() as session, file.open("w", encoding="utf-8-sig", newline="") as out:
        sheet = csv.writer(out)
        sheet.writerow(HEADINGS)
        for one in read.categories(session):
            about = (one.kind, one.class_code, one.class_name, one.code[-4:], one.name, one.name_en)
            for row in one.conditions:
                said = (row.text, row.limit_label, row.closing, "|".join(row.photos))
                sheet.writerow((*about, *said, row.handling, "是" if row.automatic else "否"))


@catalogue.command("versions")
def past() -> None:
    """What changed the catalogue, and when."""
    with transaction() as session:
        for one in session.scalars(select(CatalogueVersion).order_by(CatalogueVersion.id)):
            click.echo(f"{one.at:%Y-%m-%d %H:%M} {one.origin} ({one.by}) {one.changes}")
