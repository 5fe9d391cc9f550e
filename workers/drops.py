"""Files that the hotline drops, in a folder or under a prefix of the store."""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from city import logs
from city.db import transaction
from city.hotline import runs, sources
from city.hotline.model import HotlineRun
from city.hotline.sources import DEFAULT
from city.people import Actor
from city.tables.sheet import LIMITS
from media import keys
from media.store import Missing, Store
from workers.tools import tools

STILL = 5.0  # seconds for which a file has not changed: nobody is writing to it any more
OURS = ("taken", "results")
FOLDER, PREFIX = "drop folder", "watched prefix"
SEALED = "application/octet-stream"
TEMPORARY = (".", "~$")
PARTIAL = (".tmp", ".part", ".crdownload", ".filepart")

log = logs.logger("hotline")


class Dropped(NamedTuple):
    """A file as it was found: where, its name for people, its source by its folder, its bytes."""

    where: str
    name: str
    source: str
    body: bytes

    @property
    def sha256(self) -> str:
        """Of its bytes, in hex."""
        return hashlib.sha256(self.body).hexdigest()


def in_folder(folder: Path) -> Iterator[Dropped]:
    """What lies in a folder, or in a folder in it that is called as its source; oldest first."""
    for sub in (folder, folder / OURS[0], folder / OURS[1]):
        sub.mkdir(parents=True, exist_ok=True)
    found = [path for path in (*folder.glob("*"), *folder.glob("*/*")) if _is_whole(folder, path)]
    for path in sorted(found, key=lambda one: one.stat().st_mtime):
        source = DEFAULT if path.parent == folder else path.parent.name
        yield Dropped(str(path), path.name, source, path.read_bytes())


def put_aside(folder: Path, one: Dropped) -> None:
    """A taken file is kept apart, named by its content too, so that none covers another."""
    os.replace(one.where, folder / OURS[0] / f"{one.sha256[:12]}-{one.name}")


def give_back(folder: Path, name: str, body: bytes) -> None:
    """Put a result beside; whole or not at all."""
    place = folder / OURS[1] / name
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f".{name}")
    unfinished.write_bytes(body)
    os.replace(unfinished, place)


def under_prefix(store: Store, prefix: str) -> Iterator[Dropped]:
    """What lies under a prefix of the store, our own results apart."""
    for entry in list(store.entries(prefix)):
        path = PurePath(entry.key.removeprefix(prefix))
        if path.parts[0] in OURS or len(path.parts) > 2 or entry.size > LIMITS.bytes:
            continue
        source = DEFAULT if len(path.parts) == 1 else path.parts[0]
        try:
            yield Dropped(entry.key, path.name, source, store.get(entry.key))
        except Missing:
            continue


def result_name(file: str, run: str) -> str:
    """How a result is called: after its file, and by its import."""
    return f"{PurePath(file).stem}.{run[:8]}.结果.xlsx"


def _is_whole(folder: Path, path: Path) -> bool:
    if path.relative_to(folder).parts[0] in OURS or path.is_symlink() or not path.is_file():
        return False
    if path.name.startswith(TEMPORARY) or path.name.lower().endswith(PARTIAL):
        return False
    about = path.stat()
    return 0 < about.st_size <= LIMITS.bytes and time.time() - about.st_mtime >= STILL


def look() -> int:
    """Take what was dropped since the last look; returns how many files."""
    told, taken = tools().settings, 0
    if told.hotline_drop:
        for one in in_folder(told.hotline_drop):
            _begin(one, FOLDER)
            put_aside(told.hotline_drop, one)
            taken += 1
    if told.hotline_prefix:
        for one in under_prefix(tools().store, told.hotline_prefix):
            _begin(one, PREFIX)
            tools().store.delete(one.where)
            taken += 1
    return taken


def _begin(one: Dropped, by: str) -> HotlineRun:
    """The bytes are safe in the store before anything is said of them."""
    tools().store.put(keys.hotline_file(one.sha256), one.body, SEALED)
    actor = Actor(name=by)
    with transaction() as session:
        source = sources.named(session, one.source)
        made, new = runs.begin(session, source, one.name, one.sha256, actor)
        if new:
            runs.ask(session, made, actor)
    log.info("file taken", run=str(made.id), size=len(one.body), by=by)
    return made


def forget() -> int:
    """Files and results of imports that ended long ago go; what they brought stays. How many."""
    kept, gone = tools().store, 0
    with transaction() as session:
        for ended in runs.old(session, tools().settings.hotline_keep_days):
            for key in (keys.hotline_file(ended.sha256), keys.hotline_result(str(ended.id))):
                kept.delete(key)
            runs.forget_rows(session, ended)
            gone += 1
    return gone
