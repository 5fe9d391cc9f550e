"""The photos of a report or a step: promised, uploaded part by part, received, made ready."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from city import clock, events
from city.db import new_id
from city.errors import Missing, OffsetDiffers, UploadBusy, UploadExpired, UploadRefused
from city.intake.model import Photo, PhotoKind, PhotoState, Upload
from city.intake.reports import own_report, sender_of
from city.people import SYSTEM, Actor


class Wanted(NamedTuple):
    """What an upload is for: a report's promised photo, or a new one for a case."""

    report_id: UUID | None
    case_id: UUID | None
    kind: PhotoKind
    sha256: str
    length: int


def begin(session: Session, wanted: Wanted, actor: Actor, seconds: int) -> Upload:
    """Begin an upload of `wanted.length` bytes that must be finished within `seconds`.

    For a case the caller has made sure that the actor may work on it. Raises Missing for a report
    that is not the actor's, UploadRefused for a photo that the report did not promise.
    """
    if wanted.report_id:
        own_report(session, wanted.report_id, actor)
        promised = _promised(session, wanted)
        if promised is None or promised.size != wanted.length:
            raise UploadRefused
    upload = Upload(
        id=new_id(),
        sender=sender_of(actor),
        received=0,
        parts=[],
        expires_at=clock.now() + timedelta(seconds=seconds),
        **wanted._asdict(),
    )
    session.add(upload)
    session.flush()
    return upload


def hold(session: Session, upload_id: UUID, actor: Actor) -> Upload:
    """The actor's upload, locked until the transaction ends.

    Raises Missing for none such, UploadBusy when another request holds it, UploadExpired.
    """
    mine = select(Upload).where(Upload.id == upload_id, Upload.sender == sender_of(actor))
    upload = session.scalar(mine.with_for_update(skip_locked=True))
    if upload is None:
        if session.scalar(mine) is None:
            raise Missing(what="upload")
        raise UploadBusy
    if upload.expires_at <= clock.now():
        raise UploadExpired
    return upload


def look(session: Session, upload_id: UUID, actor: Actor) -> Upload:
    """The actor's upload, unlocked. Raises Missing, UploadExpired."""
    upload = session.get(Upload, upload_id)
    if upload is None or upload.sender != sender_of(actor):
        raise Missing(what="upload")
    if upload.expires_at <= clock.now():
        raise UploadExpired
    return upload


def must_go_on_at(upload: Upload, offset: int) -> None:
    """Raises OffsetDiffers unless the next byte wanted is at `offset`."""
    if upload.received != offset:
        raise OffsetDiffers(offset=upload.received)


def grow(upload: Upload, length: int) -> None:
    """Note that a part of `length` bytes is safe in the store."""
    upload.parts = [*upload.parts, upload.received]
    upload.received += length


def begin_again(upload: Upload) -> None:
    """Forget what was received: its bytes were not what was promised."""
    upload.parts = []
    upload.received = 0


def finish(session: Session, upload: Upload, actor: Actor) -> Photo:
    """All bytes are safe under their SHA-256: the photo is received. Once, however often called."""
    wanted = Wanted(upload.report_id, upload.case_id, upload.kind, upload.sha256, upload.length)
    photo = _promised(session, wanted) or _unpromised(session, wanted)
    if photo.state is PhotoState.WANTED:
        photo.state = PhotoState.RECEIVED
        about = {"report_id": photo.report_id, "case_id": photo.case_id, "photo_id": photo.id}
        events.record(session, actor, "photo.received", **about, sha256=photo.sha256)
    return photo


def drop(session: Session, upload: Upload) -> None:
    """The sender gives the upload up."""
    session.delete(upload)


def sweep(session: Session) -> list[tuple[UUID, list[int]]]:
    """Forget expired uploads; returns their ids and the offsets of the parts to delete."""
    gone = delete(Upload).where(Upload.expires_at <= clock.now()).returning(Upload.id, Upload.parts)
    return [(row.id, row.parts) for row in session.execute(gone)]


def made_ready(session: Session, photo: Photo, made: dict[str, Any]) -> None:
    """The photo's display versions exist: note their size, likeness and what EXIF said."""
    _set(session, photo, state=PhotoState.READY, **made)
    events.record(session, SYSTEM, "photo.ready", **_about(photo))


def refuse(session: Session, photo: Photo, code: str) -> None:
    """The bytes are no photo that we can show; the rest of the report goes on."""
    _set(session, photo, state=PhotoState.REFUSED, refused=code)
    events.record(session, SYSTEM, "photo.refused", **_about(photo), code=code)


def _set(session: Session, photo: Photo, **values: Any) -> None:
    session.execute(update(Photo).where(Photo.id == photo.id).values(**values))


def _about(photo: Photo) -> dict[str, Any]:
    return {"report_id": photo.report_id, "case_id": photo.case_id, "photo_id": photo.id}


def _promised(session: Session, wanted: Wanted) -> Photo | None:
    owner = (
        Photo.report_id == wanted.report_id if wanted.report_id else Photo.case_id == wanted.case_id
    )
    same = select(Photo).where(owner, Photo.sha256 == wanted.sha256, Photo.kind == wanted.kind)
    return session.scalar(same.with_for_update())


def _unpromised(session: Session, wanted: Wanted) -> Photo:
    photo = Photo(
        id=new_id(),
        report_id=wanted.report_id,
        case_id=wanted.case_id,
        kind=wanted.kind,
        sha256=wanted.sha256,
        size=wanted.length,
        state=PhotoState.WANTED,
    )
    session.add(photo)
    session.flush()
    return photo
