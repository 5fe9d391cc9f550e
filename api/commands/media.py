"""Photos in the store beside the database: what is missing, what is loose, what is over."""

from collections import Counter
from collections.abc import Iterator

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from api import here
from city import clock
from city.cases import retention
from city.db import transaction
from city.intake import boxes, keeping
from city.people import SYSTEM
from media import keys, rooms
from media.boxes import Box
from media.picture import Refused
from media.privacy import veil
from media.safely import prepare_in_child
from media.store import Missing

JPEG = "image/jpeg"
LISTED = 20

media = AppGroup("media", help="照片与存储 · photos and the store.")


@media.command()
@click.option("--mend", is_flag=True, help="补齐缺少的版本 · make again what can be made.")
def check(mend: bool) -> None:
    """Compare database and bucket both ways; exit code 1 when an original is lost."""
    store, lost = here.store(), 0
    before = clock.now() - rooms.DAY
    for room, needed in keeping.ROOMS.items():
        counts = Counter[str]()
        with transaction() as session:
            found = list(_seen(rooms.walk(store, room, needed(session)), counts))
            for key in rooms.missing(store, iter(found)):
                mended = mend and _mend(session, room, key)
                counts["mended" if mended else "missing"] += 1
                _tell(counts, "mended" if mended else "missing", key)
            for entry in rooms.loose(iter(found), before):
                counts["loose"] += 1
                _tell(counts, "loose", entry.key)
        lost += counts["missing"] if room == "originals" else 0
        click.echo(
            f"{room}: {counts['there']} there, {counts['missing']} missing,"
            f" {counts['mended']} mended, {counts['loose']} loose"
        )
    if lost:
        raise click.exceptions.Exit(1)


@media.command()
@click.option("--do", "really", is_flag=True, help="真正删除 · really let go of them.")
@click.option("--limit", default=1000, help="最多张数 · at most so many.")
def retain(really: bool, limit: int) -> None:
    """List the photos whose time is over; with --do, let go of them."""
    with transaction() as session:
        over = retention.due(session, here.settings().keep_days, limit)
        for one in over:
            click.echo(f"{one.of} {one.kind} {one.ended_at:%Y-%m-%d} {one.photo_id} {one.size}")
            if really:
                retention.remove(session, one.photo_id, SYSTEM)
    done = "已删除 removed" if really else "到期未删 due (--do removes)"
    click.echo(f"{len(over)} 张 photos, {sum(one.size for one in over)} bytes: {done}")


def _seen(found: Iterator[rooms.Found], counts: Counter[str]) -> Iterator[rooms.Found]:
    """Count what is as it should be, and hand on the rest."""
    for one in found:
        if one.entry and one.wanted:
            counts["there"] += 1
        else:
            yield one


def _tell(counts: Counter[str], what: str, key: str) -> None:
    if counts[what] <= LISTED:
        click.echo(f"  {what} {key}")


def _mend(session: Session, room: str, key: str) -> bool:
    """Make again what is missing; whether that could be done."""
    name = rooms.name_of(key)
    try:
        if room == "originals":
            return rooms.bring_back(here.store(), key)
        if room in ("displays", "thumbnails"):
            return _make_displays(name)
        if room.startswith("public/"):
            return _veil(session, name)
    except (Missing, Refused):
        return False
    return False


def _make_displays(sha256: str) -> bool:
    made = prepare_in_child(here.store().get(keys.original(sha256)))
    here.store().put(keys.display(sha256), made.display, JPEG)
    here.store().put(keys.thumbnail(sha256), made.thumbnail, JPEG)
    return True


def _veil(session: Session, public_sha256: str) -> bool:
    """The same boxes on the same display give the same version under its old name."""
    photo = keeping.shown_by(session, public_sha256)
    if photo is None:
        return False
    held = [Box(b.left, b.top, b.right, b.bottom, b.kind) for b in boxes.of(session, photo.id)]
    veiled = veil(here.store().get(keys.display(photo.sha256)), held)
    here.store().put(keys.public_display(public_sha256), veiled.display, JPEG)
    here.store().put(keys.public_thumbnail(public_sha256), veiled.thumbnail, JPEG)
    return True
