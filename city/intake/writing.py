"""What was read in the photos of a report: signs, plates of houses, numbers on poles, notices."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from city.intake.model import Photo, PhotoKind, PhotoState, Report

SURE = 0.7  # of the reader's own 0 to 1: below it, letters are guessed
MOST = 60  # lines of one report


class Read(NamedTuple):
    """A line of writing: in which photo, what, how sure its reader is, and its box.

    Sides are shares of the upright photo's width and height, 0 to 1.
    """

    photo_id: UUID
    text: str
    score: float
    left: float
    top: float
    right: float
    bottom: float


def read_words(session: Session, report: Report) -> list[Read]:
    """The lines that were surely read in a report's own photos; none while nobody has looked.

    Number plates are left out: whose car stands there says neither where it is nor what is wrong.
    """
    asked = select(Photo.id, Photo.sight).where(
        Photo.report_id == report.id,
        Photo.kind == PhotoKind.BEFORE,
        Photo.state == PhotoState.READY,
        Photo.sight.is_not(None),
    )
    found = [
        Read(row.id, *(line[name] for name in Read._fields[1:]))
        for row in session.execute(asked.order_by(Photo.id))
        for line in (row.sight or {}).get("words", [])
        if line["score"] >= SURE and not line.get("plate")
    ]
    return found[:MOST]
