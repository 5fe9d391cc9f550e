"""What is alike to a sighting, the likeliest first: candidates by index, then judged one by one."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from city.cases.duplicates.candidates import Candidate, candidates
from city.cases.duplicates.likeness import Likeness, at_most, likeness, share
from city.cases.duplicates.sighting import Sighting
from city.cases.duplicates.verdict import SUGGEST_FROM, Verdict, verdict

NOBODYS = UUID(int=0)
"""Whose sighting it is where no case is opened yet."""


class Alike(NamedTuple):
    """An open case that is like a sighting, how much, and what is to be done."""

    case_id: UUID
    sighting: Sighting
    likeness: Likeness
    verdict: Verdict


def alike(
    session: Session, one: Sighting, case_id: UUID, least: float = SUGGEST_FROM
) -> list[Alike]:
    """The open cases that are like `one` above the low bar, the likeliest first.

    `case_id`: whose sighting it is; never found itself. `least`: a share that those have at least
    whom the caller asks for; others may be missing.
    """
    return judged(one, candidates(session, one, case_id), least)


def judged(one: Sighting, found: Iterable[Candidate], least: float = SUGGEST_FROM) -> list[Alike]:
    """Those of the candidates that are above the low bar, the likeliest first. Pure."""
    told = [
        Alike(each.case_id, each.sighting, what, verdict(one, each.sighting, what))
        for each in found
        if share(at_most(one, each.sighting)) >= least
        for what in [likeness(one, each.sighting)]
    ]
    kept = [each for each in told if each.verdict is not Verdict.NOTHING]
    return sorted(kept, key=lambda each: (-each.likeness.share, str(each.case_id)))
