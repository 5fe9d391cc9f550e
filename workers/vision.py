"""The vision jobs: what is on a photo, and the public version in which faces and plates are veiled.

Without the extra `vision` the public version is made all the same, from what people drew by hand;
the photo's record then says that nobody looked.
"""

import hashlib
from typing import Any

from sqlalchemy.orm import Session

from city import logs
from city.events import Event
from city.intake import boxes
from city.intake.boxes import Found, Sides
from city.intake.model import BoxKind, Medium, Photo, PhotoState
from media import keys, sight
from media.boxes import Box, is_plate
from media.privacy import veil
from media.store import Store
from workers import content
from workers.tools import tools

JPEG = "image/jpeg"
UNSEEN: dict[str, Any] = {"eyes": "none"}

log = logs.logger("vision")


def look(session: Session, event: Event) -> None:
    """Look at a photo that was made ready, once, and make its public version. Raises StoreDown.

    Raises Refused where the models fail on it: it stays unseen by the public until they do not.
    """
    photo = session.get_one(Photo, event.photo_id)
    if photo.sight is not None or not _is_to_be_shown(photo):
        return
    display = tools().store.get(keys.display(photo.sha256))
    seen = _seen(session, photo, display)
    _show(session, tools().store, photo, display, seen)


def veil_again(session: Session, event: Event) -> None:
    """Make the public version anew after somebody drew or removed a box; never before the look."""
    photo = session.get_one(Photo, event.photo_id, with_for_update=True)
    if photo.sight is None or not _is_to_be_shown(photo):
        return
    display = tools().store.get(keys.display(photo.sha256))
    _show(session, tools().store, photo, display, photo.sight)


def _is_to_be_shown(photo: Photo) -> bool:
    return photo.state is PhotoState.READY and photo.medium is Medium.PHOTO


def _seen(session: Session, photo: Photo, display: bytes) -> dict[str, Any]:
    absent = sight.missing()
    if absent:
        log.warning("nobody looks: the extra `vision` is not installed", missing=absent)
        return UNSEEN
    found = sight.look(display)
    boxes.found(session, photo, [_found(box) for box in found.boxes])
    words = [vars(line) | {"plate": is_plate(line.text)} for line in found.words]
    return {"eyes": "models", "ms": dict(found.ms), "words": words}


def _found(box: Box) -> Found:
    sides = Sides(box.left, box.top, box.right, box.bottom)
    return Found(BoxKind(box.kind), sides, box.score or 0.0)


def _show(
    session: Session, store: Store, photo: Photo, display: bytes, seen: dict[str, Any]
) -> None:
    """The row is locked first: a box drawn while the models looked is veiled too."""
    session.refresh(photo, with_for_update=True)
    held = [Box(b.left, b.top, b.right, b.bottom, b.kind) for b in boxes.of(session, photo.id)]
    veiled = veil(display, held)
    name = hashlib.sha256(veiled.display).hexdigest()
    store.put(keys.public_display(name), veiled.display, JPEG)
    store.put(keys.public_thumbnail(name), veiled.thumbnail, JPEG)
    boxes.show(session, photo, name, veiled.placeholder, seen)
    content.photo(session, photo)
