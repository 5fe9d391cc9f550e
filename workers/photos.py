"""The photo job: from the original to display, thumbnail, likeness, evidence and doubts."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from city.events import Event
from city.intake import kin, photos
from city.intake.model import Medium, Photo, PhotoState, Report
from media import keys, recordings
from media.doubts import Doubt, Said, doubts
from media.likeness import ALIKE, bands
from media.picture import Limits, Prepared, Refused
from media.recordings import RecordingLimits
from media.safely import prepare_in_child
from media.sniff import kind
from media.store import Store
from workers.tools import tools

NEITHER = ("not_a_recording", "polyglot")
JPEG, SEALED = "image/jpeg", "application/octet-stream"


def process(session: Session, event: Event) -> None:
    """Make the photo ready, or note why it cannot be shown. Raises StoreDown: then it waits.

    A film or a voice is only examined: its bytes stay as they are.
    """
    photo = session.get_one(Photo, event.photo_id)
    if photo.state is not PhotoState.RECEIVED:
        return
    store = tools().store
    body = store.get(keys.original(photo.sha256))
    try:
        if _is_picture(body):
            made = _developed(session, store, photo, body, event)
        else:
            made = _examined(body)
    except Refused as refusal:
        store.put(keys.refused(photo.sha256), body, SEALED)
        photos.refuse(session, photo, refusal.code)
        return
    photos.made_ready(session, photo, made)


def _is_picture(body: bytes) -> bool:
    """Whether the content says that it is a picture, if only one that we do not take."""
    try:
        kind(body)
    except Refused as no_photo:
        return no_photo.code != "not_a_photo"
    return True


def _examined(body: bytes) -> dict[str, Any]:
    """What a film or a voice is. Raises Refused, as no photo where it is no recording either."""
    try:
        found = recordings.examine(body, RecordingLimits(tools().settings.recording_bytes))
    except Refused as refusal:
        raise Refused("not_a_photo") if refusal.code in NEITHER else refusal from None
    return {"medium": Medium(found.kind), "content_type": found.content_type}


def _developed(
    session: Session, store: Store, photo: Photo, body: bytes, event: Event
) -> dict[str, Any]:
    told = tools().settings
    prepared = prepare_in_child(body, Limits(bytes=told.photo_bytes, **told.photo_limits))
    store.put(keys.display(photo.sha256), prepared.display, JPEG)
    store.put(keys.thumbnail(photo.sha256), prepared.thumbnail, JPEG)
    pieces = bands(prepared.fingerprint)
    flags = doubts(prepared.evidence, _said(session, photo, event), prepared.format)
    flags += [Doubt("screen", prepared.screen)] if prepared.screen else []
    flags += _seen_before(session, photo, prepared.fingerprint, pieces)
    return _made(prepared) | {
        "bands": pieces,
        "flags": [asdict(flag) for flag in flags],
    }


def _said(session: Session, photo: Photo, event: Event) -> Said:
    """What the phone said of the shot; where it said nothing of the photo, of the report."""
    report = session.get(Report, photo.report_id) if photo.report_id else None
    at, accuracy = photo.position, photo.accuracy
    if at is None and report:
        at, accuracy = report.position, report.accuracy
    lon, lat = at or (None, None)
    received_at = report.received_at if report else event.at
    return Said(received_at, photo.taken_at, lon, lat, accuracy)


def _seen_before(
    session: Session, photo: Photo, likeness: int, pieces: Sequence[int]
) -> list[Doubt]:
    older = kin.older(session, photo, likeness, pieces, ALIKE)
    return [Doubt("seen_before", older.bits, str(older.id))] if older else []


def _made(prepared: Prepared) -> dict[str, Any]:
    evidence = asdict(prepared.evidence)
    if prepared.evidence.taken_at:
        evidence["taken_at"] = prepared.evidence.taken_at.isoformat()
    return {
        "width": prepared.width,
        "height": prepared.height,
        "placeholder": prepared.placeholder,
        "likeness": prepared.fingerprint,
        "evidence": evidence,
    }
