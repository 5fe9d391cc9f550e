"""The photos of a report or a step: promised, uploaded part by part, received, made ready."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city import clock, events
from city.db import new_id
from city.errors import Missing, OffsetDiffers, UploadBusy, UploadExpired, UploadRefused
from city.intake.model import Photo, PhotoKind, PhotoState, Upload
from city.intake.reports import own_report, sender_of
from city.intake.write import receive
from city.people import SYSTEM, Actor


class Owner(NamedTuple):
    """What a photo belongs to: a case, or the task of a survey."""

    case_id: UUID | None = None
    survey_task_id: UUID | None = None


def promised(session: Session, report_id: UUID, sha256: str, length: int, actor: Actor) -> Photo:
    """The photo that the actor's report promised.

    Raises Missing for another's report, UploadRefused for a photo that was not promised or is of
    another length.
    """
    wanted = select(Photo).where(
        Photo.report_id == report_id,
        Photo.sha256 == sha256,
        Photo.kind == PhotoKind.BEFORE,
        Photo.sender == sender_of(actor),
    )
    photo = session.scalar(wanted)
    if photo is None:
        own_report(session, report_id, actor)
    if photo is None or photo.size != length:
        raise UploadRefused
    return photo


def added(
    session: Session, owner: Owner, kind: PhotoKind, sha256: str, length: int, actor: Actor
) -> Photo:
    """A photo of a step in a case, or of a survey's task; made when there is none yet.

    The caller has made sure that the actor may add one, and holds the owner.
    """
    same = select(Photo).filter_by(**owner._asdict(), sha256=sha256, kind=kind)
    photo = session.scalar(same)
    if photo is None:
        photo = Photo(
            id=new_id(),
            **owner._asdict(),
            kind=kind,
            sender=sender_of(actor),
            sha256=sha256,
            size=length,
            state=PhotoState.WANTED,
        )
        session.add(photo)
        session.flush()
    return photo


def begin(session: Session, photo: Photo, seconds: int) -> Upload:
    """The upload of a wanted photo: a new one, or the one under way with its time begun anew."""
    expires_at = clock.now() + timedelta(seconds=seconds)
    fresh = insert(Upload).values(photo_id=photo.id, received=0, parts=[], expires_at=expires_at)
    session.execute(
        fresh.on_conflict_do_update(
            index_elements=[Upload.photo_id], set_={"expires_at": expires_at}
        )
    )
    return session.get_one(Upload, photo.id)


def hold(session: Session, photo_id: UUID, actor: Actor) -> Upload:
    """The actor's upload, locked. Raises Missing, UploadBusy, UploadExpired."""
    mine = select(Photo).where(Photo.id == photo_id, Photo.sender == sender_of(actor))
    if _locked(session, mine) is None:
        raise Missing(what="upload")
    return _under_way(session, photo_id)


def offset(session: Session, photo_id: UUID, actor: Actor) -> tuple[Photo, Upload | None]:
    """The photo and its upload; None when all of it was received. Raises Missing, UploadExpired."""
    photo = session.get(Photo, photo_id)
    if photo is None or photo.sender != sender_of(actor):
        raise Missing(what="upload")
    if photo.state is not PhotoState.WANTED:
        return photo, None
    return photo, _under_way(session, photo_id)


def must_go_on_at(upload: Upload, at: int) -> None:
    """Raises OffsetDiffers unless `at` is where the next byte is wanted."""
    if upload.received != at:
        raise OffsetDiffers(offset=upload.received)


def grow(upload: Upload, length: int) -> None:
    """Note that a part of `length` bytes is safe in the store."""
    upload.parts = [*upload.parts, upload.received]
    upload.received += length


def begin_again(upload: Upload) -> None:
    """Forget what was received: its bytes were not what was promised."""
    upload.parts = []
    upload.received = 0


def finish(session: Session, photo: Photo, actor: Actor, in_parts: bool = True) -> None:
    """All bytes are safe under their SHA-256: the photo is received. Once, however often called.

    A photo that came whole, not `in_parts`, may still have an upload begun earlier: the sweep
    takes that.
    """
    if photo.state is not PhotoState.WANTED:
        return
    receive(session, photo.id, events.row(actor, "photo.received"))
    if in_parts:
        session.execute(delete(Upload).where(Upload.photo_id == photo.id))


def give_up(session: Session, upload: Upload) -> None:
    """The sender ends the upload; the photo is still wanted."""
    session.delete(upload)


def sweep(session: Session) -> list[tuple[UUID, list[int]]]:
    """Forget expired uploads; returns their photos and the offsets of the parts to delete."""
    gone = delete(Upload).where(Upload.expires_at <= clock.now())
    rows = session.execute(gone.returning(Upload.photo_id, Upload.parts))
    return [(row.photo_id, row.parts) for row in rows]


def made_ready(session: Session, photo: Photo, made: dict[str, Any]) -> None:
    """The photo's display versions exist: note their size, likeness, doubts, what EXIF said.

    Of a film or a voice, that its bytes are what they should be.
    """
    _set(session, photo, state=PhotoState.READY, **made)
    events.record(session, SYSTEM, "photo.ready", **about(photo))


def refuse(session: Session, photo: Photo, code: str) -> None:
    """The bytes are no photo that we can show; the rest of the report goes on."""
    _set(session, photo, state=PhotoState.REFUSED, refused=code)
    events.record(session, SYSTEM, "photo.refused", **about(photo), code=code)


def _under_way(session: Session, photo_id: UUID) -> Upload:
    upload = session.get(Upload, photo_id)
    if upload is None or upload.expires_at <= clock.now():
        raise UploadExpired
    return upload


def _locked(session: Session, wanted: Any) -> Photo | None:
    """The row that `wanted` selects, locked; None for none. Raises UploadBusy when it is held."""
    photo: Photo | None = session.scalar(wanted.with_for_update(skip_locked=True))
    if photo is None and session.scalar(wanted) is not None:
        raise UploadBusy
    return photo


def forget(session: Session, photo: Photo) -> None:
    """Nothing of the photo is shown or known any more, but that it was there."""
    gone = ("placeholder", "public_sha256", "public_placeholder", "likeness", "bands")
    told = ("evidence", "sight", "flags", "position", "taken_at", "heading")
    _set(session, photo, state=PhotoState.REMOVED, **dict.fromkeys((*gone, *told)))


def about(photo: Photo) -> dict[str, Any]:
    """Whom an event of this photo concerns."""
    return {"report_id": photo.report_id, "case_id": photo.case_id, "photo_id": photo.id}


def _set(session: Session, photo: Photo, **values: Any) -> None:
    session.execute(update(Photo).where(Photo.id == photo.id).values(**values))
