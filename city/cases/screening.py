"""Many new cases held against the open ones by reading alone: which of them need a look each.

An import brings cases by the thousand, and most are like nothing there is. A look costs a
transaction with its locks; this costs a few statements for all, and what it lets pass is looked at.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from city.cases import bursts, repeats
from city.cases.duplicates import blocking, candidates, find
from city.cases.duplicates.candidates import Candidate
from city.cases.duplicates.sighting import Sighting
from city.cases.duplicates.verdict import JOIN_FROM, Verdict
from city.cases.model import Case
from city.cases.stages import Stage
from city.intake.model import Report

READ = load_only(
    Case.stage, Case.words, Case.keys, Case.received_at, Case.burst_id, Case.position,
    Case.category_id, Case.repeats_id,
)  # fmt: skip


def wanted(session: Session, case_ids: Sequence[UUID]) -> list[UUID]:
    """Those of these cases, in their order, at which a look would do anything.

    Never fewer than a look itself would touch; the look has the last word.
    """
    fresh = select(Case).where(Case.id.in_(case_ids), Case.stage == Stage.RECEIVED).options(READ)
    cases = session.scalars(fresh).all()
    sightings = _read(session, [case.id for case in cases])
    back = repeats.before(session, [(one, sightings[one.id].told.sort.code) for one in cases])
    found = {
        *_followed(session, cases),
        *(row.of for row in bursts.copies(session, cases)),
        *(row.of for row in back),
        *_same(session, sightings),
    }
    return [case_id for case_id in case_ids if case_id in found]


def _followed(session: Session, cases: Sequence[Case]) -> Iterable[UUID]:
    asked = select(Report.case_id).where(Report.follows_id.is_not(None))
    return filter(None, session.scalars(asked.where(Report.case_id.in_([c.id for c in cases]))))


def _same(session: Session, sightings: Mapping[UUID, Sighting]) -> Iterable[UUID]:
    """Whose sighting is that of an open case; each of these is read once for all."""
    sorts = candidates.sorts(session)
    hopes = {
        case_id: blocking.promising(session, one, sorts, case_id)
        for case_id, one in sightings.items()
    }
    others = {each for found in hopes.values() for each in found} - sightings.keys()
    known = {**sightings, **_read(session, list(others))}
    for case_id, found in hopes.items():
        those = (Candidate(each, known[each]) for each in found)
        judged = find.judged(known[case_id], those, JOIN_FROM)
        if any(each.verdict is Verdict.JOIN for each in judged):
            yield case_id


def _read(session: Session, case_ids: Sequence[UUID]) -> dict[UUID, Sighting]:
    return {one.case_id: one.sighting for one in candidates.of(session, case_ids)}
