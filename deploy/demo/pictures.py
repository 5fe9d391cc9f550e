"""The drawn photos of past cases: put into the store once, shared by many cases."""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from city.cases.stages import Action
from city.intake.model import PhotoKind, PhotoState
from deploy.demo import scenes
from deploy.demo.copying import columns
from deploy.demo.teller import Past, id_at
from media import keys
from media.images import prepare
from media.store import Store

COLUMNS = columns(
    "id report_id case_id kind sender sha256 size state taken_at position width height placeholder"
    " likeness public_sha256 public_placeholder"
)

_THREADS = 4


class Shot(NamedTuple):
    """A drawn photo that lies in the store."""

    about: str
    after: bool
    sha256: str
    size: int
    width: int
    height: int
    placeholder: str
    likeness: int
    public_sha256: str


def put(store: Store, seed: int) -> list[Shot]:
    """Draw every scene, before and after, and put it into the store with its smaller versions."""
    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(lambda title: _put(store, seed, *title), scenes.titles()))


def _put(store: Store, seed: int, about: str, after: bool, variant: int) -> Shot:
    body = scenes.draw(about, after, variant, seed)
    sha256 = hashlib.sha256(body).hexdigest()
    made = prepare(body)
    store.put(keys.original(sha256), body, "image/jpeg")
    store.put(keys.display(sha256), made.display, "image/jpeg")
    store.put(keys.thumbnail(sha256), made.thumbnail, "image/jpeg")
    public = hashlib.sha256(made.display).hexdigest()  # nobody is drawn there: nothing to veil
    store.put(keys.public_display(public), made.display, "image/jpeg")
    store.put(keys.public_thumbnail(public), made.thumbnail, "image/jpeg")
    made_of = made.width, made.height, made.placeholder, made.fingerprint
    return Shot(about, after, sha256, len(body), *made_of, public)


def taken(pasts: Sequence[Past], shots: Sequence[Shot], seed: int) -> Iterator[tuple[Any, ...]]:
    """Rows of `photos`: most reports have one, every handling has one. None without shots.

    An event of handling names its photo, as the city itself writes it.
    """
    rng = Random(f"{seed}:photos")
    by_scene: dict[tuple[str, bool], list[Shot]] = {}
    for shot in shots:
        by_scene.setdefault((shot.about, shot.after), []).append(shot)
    for past in pasts if shots else ():
        about = scenes.about(past.condition.thing)
        if rng.random() < 0.9:
            yield _before(past, rng.choice(by_scene[about, False]), rng)
        for told in past.told:
            if told.name == f"case.{Action.HANDLE}":
                photo_id = id_at(told.at, rng)
                told.data["photos"] = [str(photo_id)]
                sender = f"person:{told.actor.id}" if told.actor else ""
                shot = rng.choice(by_scene[about, True])
                about_it = (photo_id, None, past.case_id, PhotoKind.AFTER, sender)
                yield _row(about_it, shot, told.at, past)


def _before(past: Past, shot: Shot, rng: Random) -> tuple[Any, ...]:
    sender = past.device or (f"person:{past.reporter.id}" if past.reporter else "")
    at = past.life.received_at
    about = (id_at(at, rng), past.report_id, None, PhotoKind.BEFORE, sender)
    return _row(about, shot, at, past)


def _row(
    about: tuple[UUID, UUID | None, UUID | None, PhotoKind, str], shot: Shot, at: Any, past: Past
) -> tuple[Any, ...]:
    return (
        *about,
        shot.sha256,
        shot.size,
        PhotoState.READY,
        at,
        past.scene.at,
        shot.width,
        shot.height,
        shot.placeholder,
        shot.likeness,
        shot.public_sha256,
        shot.placeholder,
    )
