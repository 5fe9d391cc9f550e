"""The labelled pairs as reports of a city: opened as cases, and looked for like any."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from city import clock
from city.cases.duplicates import labelled
from city.cases.duplicates.judging import Judged, Score, score
from city.cases.duplicates.labelled import Pair, Telling
from city.cases.duplicates.verdict import Verdict
from city.cases.model import Case
from city.cases.opening import open_case
from city.catalogue.model import Category
from city.db import new_id
from city.intake.model import Channel, Report
from city.places.geocoder import Placement
from city.places.grid import Located
from city.settings import SHANGHAI
from city.triage.model import TriageProposal

CHANNELS = {"citizen": Channel.CITIZEN, "hotline": Channel.HOTLINE,
            "inspector": Channel.INSPECTOR, "wechat": Channel.WECHAT_MINI}  # fmt: skip
LONG = timedelta(hours=300)  # as long as the longest family goes on


class Told(NamedTuple):
    """The cases of the tellings by the tellings' ids, all their ids, and the pairs."""

    cases: dict[str, Case]
    ids: frozenset[UUID]
    pairs: list[Pair]


def reported(session: Session, split: str = "test") -> Told:
    """Open a case for every telling of a part, as old now as they are apart; nothing is kept."""
    known = {one.code: one.id for one in session.scalars(select(Category))}
    told = [one for one in labelled.tellings() if one.split == split]
    cases = {one.id: _opened(session, one, known) for one in told}
    session.flush()
    return Told(cases, frozenset(case.id for case in cases.values()), labelled.pairs(split))


def tried(told: Told, joined: Callable[[Case], set[UUID]]) -> Score:
    """How many pairs are joined: `joined` says with which open cases one would be."""
    found = {one: joined(case) for one, case in told.cases.items()}
    return score(
        Judged(pair, 0.0, Verdict.JOIN if _is_joined(pair, told, found) else Verdict.NOTHING)
        for pair in told.pairs
    )


def _is_joined(pair: Pair, told: Told, found: dict[str, set[UUID]]) -> bool:
    """Whether the later of the two is joined to the earlier."""
    both = sorted((pair.one, pair.other), key=lambda one: one.sighting.told.received_at)
    return told.cases[both[0].id].id in found[both[1].id]


def _opened(session: Session, one: Telling, known: dict[str, int]) -> Case:
    said = one.sighting.told
    at = clock.now() - LONG + (said.received_at - labelled.BEGAN)
    device = next(iter(said.senders), str(new_id()))
    report = Report(
        id=new_id(), number=str(new_id()), channel=CHANNELS[one.channel], device=device,
        fingerprint="", words=said.words, place_words="", position=said.at, accuracy=said.doubt,
        category_id=known.get(one.category), made_at=at, received_at=at,
    )  # fmt: skip
    session.add(report)
    session.flush()
    placed = Placement(said.at, said.doubt, "position", Located(), (), None)
    case = open_case(session, report, placed, SHANGHAI)
    choices = [{"code": sort.code, "share": share} for sort, share in said.likely]
    first = choices[0] if choices else {"code": None, "share": 0.0}
    session.add(
        TriageProposal(
            case_id=case.id, at=at, model=None, version="labelled", urgent=False,
            code=first["code"], share=first["share"], content={"choices": choices},
        )
    )  # fmt: skip
    return case
