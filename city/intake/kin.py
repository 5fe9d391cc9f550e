"""Photos of ours that look like one another, or are the same bytes."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Integer, cast, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, BIT
from sqlalchemy.orm import Session

from city.intake.model import Photo, PhotoState

GONE = (PhotoState.WANTED, PhotoState.REFUSED)


class Kin(NamedTuple):
    """An older photo, and in how many bits of its likeness it differs; 0 for the same bytes."""

    id: UUID
    bits: int


def older(
    session: Session, photo: Photo, likeness: int, bands: Sequence[int], most: int
) -> Kin | None:
    """The nearest photo received before this one that differs in at most `most` bits.

    The other photos of its own report are no news. Twins of the very bytes are always found;
    others by a piece of the likeness that they share (media.likeness.bands).
    """
    bits = func.bit_count(cast(Photo.likeness.op("#")(likeness), BIT(64)))
    same = Photo.sha256 == photo.sha256
    shares = Photo.bands.bool_op("&&")(cast(list(bands), ARRAY(Integer)))
    near = shares & (bits <= most)
    asked = select(Photo.id, Photo.sha256, bits.label("bits")).where(
        Photo.id < photo.id, Photo.state.not_in(GONE), or_(same, near)
    )
    if photo.report_id:
        asked = asked.where(Photo.report_id.is_distinct_from(photo.report_id))
    nearest = session.execute(asked.order_by(same.desc(), bits, Photo.id).limit(1)).first()
    if nearest is None:
        return None
    return Kin(nearest.id, 0 if nearest.sha256 == photo.sha256 else nearest.bits)
