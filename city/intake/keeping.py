"""Which bytes are needed, by the database alone; and for how long photos are kept."""

from collections.abc import Callable, Iterator
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, collate, func, or_, select
from sqlalchemy.orm import Session

from city.intake.model import Medium, Photo, PhotoState, Upload

BATCH = 1000
ABSENT = (PhotoState.REFUSED, PhotoState.REMOVED)
SAFE = (PhotoState.RECEIVED, PhotoState.READY)
SHOWN = and_(Photo.state == PhotoState.READY, Photo.medium == Medium.PHOTO)


class Needed(NamedTuple):
    """A name in the store, and whether its bytes have to be there already."""

    name: str
    must: bool


def originals(session: Session) -> Iterator[Needed]:
    """SHA-256 of every original that a photo has or is promised, in order."""
    return _by_sha256(session, Photo.state.in_(SAFE))


def displays(session: Session) -> Iterator[Needed]:
    """SHA-256 of the originals that have display versions, in order."""
    return _by_sha256(session, SHOWN)


def publics(session: Session) -> Iterator[Needed]:
    """The names of public versions, in order."""
    name = collate(func.coalesce(Photo.public_sha256, ""), "C")
    asked = select(name).where(Photo.public_sha256.is_not(None), SHOWN).distinct().order_by(name)
    return (Needed(found, True) for found in session.scalars(asked).yield_per(BATCH))


def parts(session: Session) -> Iterator[Needed]:
    """`photo id/offset` of every part of the uploads under way, in order."""
    offset = func.unnest(Upload.parts).label("at")
    asked = select(Upload.photo_id, offset).order_by(Upload.photo_id, offset)
    rows = session.execute(asked).yield_per(BATCH)
    return (Needed(f"{row.photo_id}/{row.at:012d}", True) for row in rows)


def needs(session: Session, name: str) -> bool:
    """Whether any photo or upload still needs what goes by this SHA-256 or this photo's id."""
    if len(name) == 64:
        held = and_(Photo.sha256 == name, Photo.state.not_in(ABSENT))
        asked = select(Photo.id).where(or_(held, Photo.public_sha256 == name))
    else:
        asked = select(Upload.photo_id).where(Upload.photo_id == UUID(name))
    return session.scalar(asked.limit(1)) is not None


def shown_by(session: Session, public_sha256: str) -> Photo | None:
    """A photo whose public version goes by this name."""
    return session.scalar(select(Photo).where(Photo.public_sha256 == public_sha256).limit(1))


def _by_sha256(session: Session, must: ColumnElement[bool]) -> Iterator[Needed]:
    name = collate(Photo.sha256, "C")
    asked: Select[str, bool] = (
        select(name, func.bool_or(must))
        .where(Photo.state.not_in(ABSENT))
        .group_by(Photo.sha256)
        .order_by(name)
    )
    return (Needed(*row) for row in session.execute(asked).yield_per(BATCH))


ROOMS: dict[str, Callable[[Session], Iterator[Needed]]] = {
    "originals": originals,
    "displays": displays,
    "thumbnails": displays,
    "public/displays": publics,
    "public/thumbnails": publics,
    "parts": parts,
}
"""What should be in each room of the store, by the names that media.rooms knows."""
