"""The rooms of the store beside what should be in them: what is missing, what is loose."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from media import keys
from media.store import Entry, Missing, Store

SEALED = "application/octet-stream"
DAY = timedelta(days=1)


KEYS: dict[str, Callable[[str], str]] = {
    "originals": keys.original,
    "displays": keys.display,
    "thumbnails": keys.thumbnail,
    "public/displays": keys.public_display,
    "public/thumbnails": keys.public_thumbnail,
    "parts": lambda name: f"parts/{name}",
}


class Wanted(NamedTuple):
    """An object that somebody may ask for; `must`: that has to be there."""

    key: str
    must: bool


@dataclass(frozen=True)
class Found:
    """What one room holds."""

    entry: Entry | None
    """None where the object is missing."""
    wanted: Wanted | None
    """None where nobody needs the object."""


def walk(store: Store, room: str, needed: Iterable[tuple[str, bool]]) -> Iterator[Found]:
    """All that is in a room or should be; `needed`: names in order, and whether each must be."""
    wanted = (Wanted(KEYS[room](name), must) for name, must in needed)
    return compare(store.entries(f"{room}/"), wanted)


def name_of(key: str) -> str:
    """The SHA-256, or the photo's id of a part, that a key is made from."""
    pieces = key.split("/")
    return pieces[1] if pieces[0] == "parts" else pieces[-1].removesuffix(".jpg")


def compare(entries: Iterator[Entry], wanted: Iterator[Wanted]) -> Iterator[Found]:
    """Walk along a listing and along what is wanted, both in order of their keys."""
    entry, want = next(entries, None), next(wanted, None)
    while entry or want:
        if want is None or (entry and entry.key < want.key):
            yield Found(entry, None)
            entry = next(entries, None)
        elif entry is None or want.key < entry.key:
            yield Found(None, want)
            want = next(wanted, None)
        else:
            yield Found(entry, want)
            entry, want = next(entries, None), next(wanted, None)


def missing(store: Store, found: Iterator[Found]) -> Iterator[str]:
    """The keys of what has to be there and is not, looked for once more by name."""
    for one in found:
        lost = one.wanted if one.entry is None else None
        if lost and lost.must and not store.exists(lost.key):
            yield lost.key


def loose(found: Iterator[Found], before: datetime) -> Iterator[Entry]:
    """What nobody needs and was put before then."""
    for one in found:
        if one.entry and one.wanted is None and one.entry.put_at < before:
            yield one.entry


def put_apart(store: Store, key: str, is_needed: Callable[[str], bool]) -> bool:
    """Take away an object that nobody needs; an original is kept apart for a while.

    Asks once more, at the last moment, whether it is needed. Returns whether it is gone.
    """
    if is_needed(key):
        return False
    if key.startswith("originals/"):
        try:
            store.put(keys.apart(key), store.get(key), SEALED)
        except Missing:
            return True
        if is_needed(key):
            return False
    store.delete(key)
    return True


def bring_back(store: Store, key: str) -> bool:
    """Put an original back that was kept apart; whether there was one."""
    try:
        store.put(key, store.get(keys.apart(key)), SEALED)
    except Missing:
        return False
    return True


def expired(store: Store, before: datetime) -> Iterator[Entry]:
    """What was refused or put apart before then."""
    for room in ("refused/", "apart/"):
        yield from (entry for entry in store.entries(room) if entry.put_at < before)
