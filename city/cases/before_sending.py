"""Before a citizen sends: is it one of those that we have? Told coarsely, of the street alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import false, or_, select
from sqlalchemy.orm import Session, joinedload

from city.cases import standing
from city.cases.duplicates import find
from city.cases.duplicates.candidates import sorts
from city.cases.duplicates.sighting import Sighting, Told
from city.cases.duplicates.tables import UNKNOWN
from city.cases.model import Case
from city.cases.public import is_veiled
from city.catalogue.model import Kind
from city.errors import Missing
from city.intake.model import Photo, PhotoKind
from city.intake.reports import Position
from city.places.model import Area

MOST = 3
ROUGHLY = 50  # metres to which a distance is told


class Question(NamedTuple):
    """What somebody is about to send."""

    position: Position | None
    category: str
    words: str
    at: datetime


class Had(NamedTuple):
    """An open case as a stranger may know it: no words, no exact place, nobody's name."""

    case: Case
    subdistrict: str | None
    metres: int | None
    reports: int
    picture: UUID | None


def had(session: Session, asked: Question) -> list[Had]:
    """At most three open cases of the street that may be the same, the likeliest first."""
    position = asked.position
    told = Told(
        position.wgs84() if position else None,
        position.accuracy if position else None,
        asked.at,
        asked.words,
        sorts(session).get(asked.category, UNKNOWN),
    )
    found = find.alike(session, Sighting(told), find.NOBODYS)[: 3 * MOST]
    cases = _of_the_street(session, [each.case_id for each in found])
    kept = [each for each in found if each.case_id in cases][:MOST]
    shown = [cases[each.case_id] for each in kept]
    counts, pictures = standing.counts(session, shown), _pictures(session, shown)
    return [
        Had(
            case,
            _subdistrict(session, case),
            _rounded(each.likeness.part("place")),
            counts.get(case.id, 1),
            pictures.get(case.report_id),
        )
        for each, case in zip(kept, shown, strict=True)
    ]


def picture(session: Session, photo_id: UUID) -> Photo:
    """A veiled photo of an open case of the street. Raises Missing for all others."""
    asked = select(Photo).where(Photo.id == photo_id, Photo.kind == PhotoKind.BEFORE, is_veiled())
    photo = session.scalar(asked)
    told = select(Case.id).where(Case.report_id == photo.report_id) if photo else None
    case_id = session.scalar(told) if told is not None else None
    if photo is None or case_id is None or not _of_the_street(session, [case_id]):
        raise Missing(what="photo")
    return photo


def _of_the_street(session: Session, ids: Sequence[UUID]) -> dict[UUID, Case]:
    """Components and occurrences; of service matters only what is known to be a mass event."""
    asked = select(Case).where(Case.id.in_(ids)).options(joinedload(Case.category))
    return {
        case.id: case
        for case in session.scalars(asked)
        if case.mass_at or (case.category and case.category.kind is not Kind.SERVICE)
    }


def _pictures(session: Session, cases: Sequence[Case]) -> dict[UUID | None, UUID]:
    of = or_(false(), *(Photo.report_id == case.report_id for case in cases))
    asked = select(Photo.report_id, Photo.id).where(of, Photo.kind == PhotoKind.BEFORE, is_veiled())
    return {row.report_id: row.id for row in session.execute(asked.order_by(Photo.id.desc()))}


def _subdistrict(session: Session, case: Case) -> str | None:
    area = session.get(Area, case.subdistrict_id) if case.subdistrict_id else None
    return area.name if area else None


def _rounded(place: object) -> int | None:
    metres = getattr(place, "facts", {}).get("metres")
    return None if metres is None else max(ROUGHLY, round(metres / ROUGHLY) * ROUGHLY)
