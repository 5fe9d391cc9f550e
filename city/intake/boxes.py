"""What the public does not see of a photo: boxes found by models or drawn by hand."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from city import clock, events
from city.db import new_id
from city.errors import Missing
from city.intake.model import BoxKind, Photo, PhotoBox
from city.intake.photos import about
from city.people import SYSTEM, Actor


class Sides(NamedTuple):
    """A place in an upright picture, in shares of its width and height, 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float


class Found(NamedTuple):
    """What a model found, and how sure it is, 0 to 1."""

    kind: BoxKind
    sides: Sides
    score: float


def of(session: Session, photo_id: UUID) -> Sequence[PhotoBox]:
    """The boxes of a photo that hold, the oldest first."""
    asked = select(PhotoBox).where(PhotoBox.photo_id == photo_id, PhotoBox.removed_at.is_(None))
    return session.scalars(asked.order_by(PhotoBox.id)).all()


def past(session: Session, photo_id: UUID) -> Sequence[PhotoBox]:
    """Every box that a photo ever had, the oldest first."""
    asked = select(PhotoBox).where(PhotoBox.photo_id == photo_id)
    return session.scalars(asked.order_by(PhotoBox.id)).all()


def found(session: Session, photo: Photo, boxes: Sequence[Found]) -> None:
    """Write down what the models found in a photo that they had not looked at before."""
    for box in boxes:
        session.add(_box(photo.id, box.kind, box.sides, score=box.score))
    session.flush()


def draw(session: Session, photo: Photo, sides: Sides, actor: Actor) -> PhotoBox:
    """Veil a place by hand. Until the veiled version is made anew, the public sees nothing."""
    box = _box(photo.id, BoxKind.HAND, sides, by_id=actor.person_id)
    session.add(box)
    session.flush()
    hide(session, photo)
    events.record(session, actor, "photo.box_drawn", **about(photo), box=str(box.id))
    return box


def remove(session: Session, photo: Photo, box_id: UUID, actor: Actor) -> None:
    """Unveil a place; the box stays in the photo's past. Raises Missing."""
    box = session.get(PhotoBox, box_id, with_for_update=True)
    if box is None or box.photo_id != photo.id or box.removed_at is not None:
        raise Missing(what="box")
    box.removed_at, box.removed_by_id = clock.now(), actor.person_id
    hide(session, photo)
    events.record(session, actor, "photo.box_removed", **about(photo), box=str(box.id))


def hide(session: Session, photo: Photo) -> None:
    """Take the public version away until a new one is made."""
    _show(session, photo.id, None, None)


def show(
    session: Session, photo: Photo, public_sha256: str, placeholder: str, sight: dict[str, Any]
) -> None:
    """The veiled version exists under this name: the public sees it from now on.

    Words that were read are told of once, by the first look.
    """
    first = photo.sight is None
    _show(session, photo.id, public_sha256, placeholder)
    session.execute(update(Photo).where(Photo.id == photo.id).values(sight=sight))
    events.record(session, SYSTEM, "photo.veiled", **about(photo), eyes=sight["eyes"])
    if first and sight.get("words"):
        events.record(session, SYSTEM, "photo.read", **about(photo))


def _show(session: Session, photo_id: UUID, sha256: str | None, placeholder: str | None) -> None:
    values = {"public_sha256": sha256, "public_placeholder": placeholder}
    session.execute(update(Photo).where(Photo.id == photo_id).values(**values))


def _box(
    photo_id: UUID,
    kind: BoxKind,
    sides: Sides,
    score: float | None = None,
    by_id: int | None = None,
) -> PhotoBox:
    return PhotoBox(
        id=new_id(),
        photo_id=photo_id,
        kind=kind,
        **sides._asdict(),
        score=score,
        made_at=clock.now(),
        by_id=by_id,
    )
