"""A new case is held against the open ones: joined, linked to one that is back, or left alone."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from city.cases import bursts, family, masses, merging, repeats
from city.cases.duplicates import find, said
from city.cases.duplicates.candidates import of_case
from city.cases.duplicates.sighting import Sighting
from city.cases.duplicates.verdict import JOIN_FROM, Verdict
from city.cases.model import Case
from city.cases.stages import Stage
from city.intake.model import Report
from city.people import SYSTEM
from city.places.coordinates import distance

TRIES = 3
FAR = 1000.0  # metres beyond which nobody means the same thing by "the same"
BY_ITSELF = frozenset({Stage.RECEIVED, Stage.ACCEPTED, Stage.VERIFYING, Stage.FILED,
                       Stage.DISPATCHED, Stage.HANDLING})  # fmt: skip
"""What is joined without a person: cases whose work nobody has called done."""


class Overtaken(RuntimeError):
    """Others changed what was found, again and again: it is looked again later."""


def look(session: Session, case_id: UUID, zone: ZoneInfo) -> None:
    """Hold a case that nobody has touched yet against the open ones. Safe to repeat.

    What is found is read without a lock; then all that will change is locked at once, and where
    somebody else was faster it is looked anew. Raises Overtaken after TRIES: to be done again.
    """
    for _ in range(TRIES):
        with session.begin_nested() as attempt:
            if _looked(session, case_id, zone):
                return
            attempt.rollback()
    raise Overtaken(f"case {case_id}")


def _looked(session: Session, case_id: UUID, zone: ZoneInfo) -> bool:
    """One try; false where what was found stands no more where it stood."""
    case = session.get_one(Case, case_id, populate_existing=True)
    if case.stage is not Stage.RECEIVED:
        return True
    report = session.get_one(Report, case.report_id)
    sighting = of_case(session, case.id)
    found = _followed(session, case, report, sighting) or _same(session, case, sighting)
    burst = bursts.found(session, case, report.own_device)
    touched = [case, found[0]] if found else [case]
    stood = [each.stage for each in touched]
    family.lock(session, {each.id for each in touched} | (burst.cases if burst else set()))
    if [each.stage for each in touched] != stood:
        return False
    repeats.link(session, case, sighting.told.sort.code)
    if burst:
        bursts.note(session, burst)
    session.flush()
    if found:
        _join(session, case, found[0], found[1], zone)
    return True


def _same(session: Session, case: Case, sighting: Sighting) -> tuple[Case, dict[str, Any]] | None:
    """The case that this one is joined to by itself; never one it was parted from by a person."""
    found = find.alike(session, sighting, case.id, JOIN_FROM)
    same = [each for each in found if each.verdict is Verdict.JOIN]
    never = family.parted(session, case.id) if same else ()
    for each in same:
        if each.case_id in never:
            continue
        other = session.get_one(Case, each.case_id)
        if other.stage in BY_ITSELF:
            reasons = said.all_told(each.likeness, sighting, each.sighting)
            return other, {"share": round(each.likeness.share, 3), "parts": reasons}
    return None


def _followed(
    session: Session, case: Case, report: Report, sighting: Sighting
) -> tuple[Case, dict[str, Any]] | None:
    """The open case that the sender said is the same, where it can be."""
    asked = session.get(Case, report.follows_id) if report.follows_id else None
    if asked is None:
        return None
    other = session.get_one(Case, family.root(session, asked.id))
    is_far = (
        sighting.told.at and other.position and distance(sighting.told.at, other.position) > FAR
    )
    if other.stage not in merging.PATH or is_far or other.id == case.id:
        return None
    return other, {"follows": True}


def _join(session: Session, case: Case, other: Case, why: dict[str, Any], zone: ZoneInfo) -> None:
    """The one that came later joins the one that stands."""
    standing = merging.stands(case, other)
    joining = other if standing is case else case
    merging.merge(session, joining.id, standing.id, SYSTEM, zone, why=why)
    masses.note(session, standing, of_case(session, standing.id).told.sort.code)
