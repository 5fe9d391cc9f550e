"""The photo job: from the original to display, thumbnail, likeness and evidence."""

from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from city.events import Event
from city.intake import photos
from city.intake.model import Photo, PhotoState
from media import keys
from media.picture import Limits, Prepared, Refused
from media.safely import prepare_in_child
from media.store import Store
from workers.tools import tools

JPEG = "image/jpeg"


def process(session: Session, event: Event) -> None:
    """Make the photo ready, or note why it cannot be shown. Raises StoreDown: then it waits."""
    photo = session.get_one(Photo, event.photo_id)
    if photo.state is not PhotoState.RECEIVED:
        return
    store = tools().store
    body = store.get(keys.original(photo.sha256))
    try:
        prepared = prepare_in_child(body, Limits(bytes=tools().settings.photo_bytes))
    except Refused as refusal:
        store.put(keys.refused(photo.sha256), body, "application/octet-stream")
        photos.refuse(session, photo, refusal.code)
        return
    _keep(store, photo.sha256, prepared)
    photos.made_ready(session, photo, _made(prepared))


def _keep(store: Store, sha256: str, prepared: Prepared) -> None:
    store.put(keys.display(sha256), prepared.display, JPEG)
    store.put(keys.thumbnail(sha256), prepared.thumbnail, JPEG)


def _made(prepared: Prepared) -> dict[str, Any]:
    unsigned = prepared.fingerprint
    evidence = asdict(prepared.evidence)
    if prepared.evidence.taken_at:
        evidence["taken_at"] = prepared.evidence.taken_at.isoformat()
    return {
        "width": prepared.width,
        "height": prepared.height,
        "placeholder": prepared.placeholder,
        "likeness": unsigned - 2**64 if unsigned >= 2**63 else unsigned,
        "evidence": evidence,
    }
