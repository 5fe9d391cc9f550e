"""What is alike to a sighting, the likeliest first: candidates by index, then judged one by one."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from city.cases.duplicates.candidates import Candidate, candidates
from city.cases.duplicates.likeness import Likeness, at_most, likeness
from city.cases.duplicates.sighting import Sighting
from city.cases.duplicates.verdict import SUGGEST_FROM, Verdict, verdict

READ = 16  # candidates whose words are read


class Alike(NamedTuple):
    """An open case that is like a sighting, how much, and what is to be done."""

    case_id: UUID
    sighting: Sighting
    likeness: Likeness
    verdict: Verdict


def alike(session: Session, one: Sighting, case_id: UUID, bands: Sequence[int] = ()) -> list[Alike]:
    """The open cases that are like `one` above the low bar, the likeliest first."""
    return judged(one, candidates(session, one, case_id, bands))


def judged(one: Sighting, found: Iterable[Candidate]) -> list[Alike]:
    """Those of the candidates that are above the low bar, the likeliest first. Pure."""
    hoped = [(at_most(one, each.sighting), each) for each in found]
    promising = sorted(
        ((share, each) for share, each in hoped if share >= SUGGEST_FROM),
        key=lambda pair: (-pair[0], str(pair[1].case_id)),
    )
    told = [
        Alike(each.case_id, each.sighting, what, verdict(one, each.sighting, what))
        for _, each in promising[:READ]
        for what in [likeness(one, each.sighting)]
    ]
    kept = [each for each in told if each.verdict is not Verdict.NOTHING]
    return sorted(kept, key=lambda each: (-each.likeness.share, str(each.case_id)))
