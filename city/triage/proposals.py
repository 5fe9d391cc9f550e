"""Proposals as they are kept beside their cases, and what people made of them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city import clock, copying
from city.triage import personal
from city.triage.model import TriageLabel, TriageProposal
from city.triage.propose import Choice, Known, Proposal, Reason


def write(session: Session, case_id: UUID, known: Known, words: str, made: Proposal) -> None:
    """Keep what was proposed for a case, in the place of what was proposed before.

    What is personal in `words` is in no reason.
    """
    row = _row(known, personal.masked(words), made)
    fresh = insert(TriageProposal).values(case_id=case_id, **row)
    session.execute(fresh.on_conflict_do_update(index_elements=["case_id"], set_=row))


def write_many(session: Session, known: Known, made: Sequence[tuple[UUID, str, Proposal]]) -> None:
    """Keep what was proposed for cases (id, masked words) that have no proposal yet."""
    rows = [{"case_id": case_id, **_row(known, hidden, one)} for case_id, hidden, one in made]
    copying.dicts(session, TriageProposal, rows)


def _row(known: Known, hidden: str, made: Proposal) -> dict[str, Any]:
    first = made.elsewhere or (made.choices[0] if made.choices and made.sure else None)
    return {
        "at": clock.now(),
        "model": known.model,
        "version": known.version,
        "code": first.code if first else None,
        "share": first.share if first else 0.0,
        "urgent": made.urgent,
        "content": content(made, hidden),
    }


def content(made: Proposal, hidden: str) -> dict[str, Any]:
    """A proposal as JSON; `hidden` is the text without what is personal."""
    return {
        "sure": made.sure,
        "choices": [_choice(one, hidden) for one in made.choices],
        "elsewhere": _choice(made.elsewhere, hidden) if made.elsewhere else None,
        "alarms": [
            {"kind": one.kind, "reason": _reason(one.reason, hidden)} for one in made.alarms
        ],
        "mood": made.mood.name,
        "mood_worth": made.mood.worth,
        "moved_by": [_reason(one, hidden) for one in made.moved_by],
    }


def of(session: Session, case_id: UUID) -> TriageProposal | None:
    """What is proposed for a case."""
    return session.get(TriageProposal, case_id)


def label(session: Session, case_id: UUID, code: str, by_id: int | None) -> TriageLabel:
    """Keep what a case turned out to be, beside what was proposed for it; a later word counts."""
    proposal = of(session, case_id)
    row = {
        "at": clock.now(),
        "by_id": by_id,
        "code": code,
        "proposed": proposal.code if proposal else None,
        "share": proposal.share if proposal else 0.0,
        "model": proposal.model if proposal else None,
    }
    fresh = insert(TriageLabel).values(case_id=case_id, **row)
    kept = fresh.on_conflict_do_update(index_elements=["case_id"], set_=row)
    session.execute(kept)
    return session.scalars(select(TriageLabel).where(TriageLabel.case_id == case_id)).one()


def _choice(one: Choice, hidden: str) -> dict[str, Any]:
    return {
        "code": one.code,
        "share": one.share,
        "condition": one.condition,
        "reasons": [_reason(reason, hidden) for reason in one.reasons],
    }


def _reason(reason: Reason, hidden: str) -> dict[str, Any]:
    words = hidden[reason.start : reason.end] if reason.source == "words" else reason.words
    return reason._asdict() | {"words": words}
