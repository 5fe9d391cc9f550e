"""The triage jobs: where is it and what; the report becomes a case; what people make of it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import ForUpdateArg

from city import events
from city.cases import joining, numbered, placing
from city.cases.commands import hold
from city.cases.model import Case
from city.cases.opening import open_case
from city.cases.stages import Stage
from city.catalogue.model import Category
from city.db import Point
from city.events import Event
from city.hotline.model import HotlineOrder
from city.intake.model import Channel, Report
from city.intake.writing import Read, read_words
from city.people import SYSTEM
from city.places import atlas
from city.places.context import Context
from city.places.find import find
from city.places.geocoder import Placement
from city.triage import knowledge, proposals
from city.triage.propose import Proposal, propose
from workers import content
from workers.tools import tools

TYPES = ("type", "level1", "level2", "level3", "level4", "level5")  # as a hotline sorts its orders
KEPT = ForUpdateArg(read=True, key_share=True)
EARLIER = 5  # places that the same sender told before


def begin() -> None:
    """Read the city's places while the process starts."""
    atlas.warm()


def place(session: Session, event: Event) -> None:
    """Place the report and open its case; once, however often it is called."""
    report = session.get_one(Report, event.report_id, with_for_update=True)
    if report.case_id:
        return
    read = read_words(session, report)
    found, made = _found(session, report, read), _proposed(session, report, read)
    case = open_case(session, report, found, tools().settings.zone, read, urgent=made.urgent)
    proposals.write(session, case.id, knowledge.known(session), report.words, made)
    numbered.note(session, case, report, read)
    content.words(session, report)


def look(session: Session, event: Event) -> None:
    """Hold a new case, or one whose photos have come, against the open ones: have we had it?"""
    report = session.get(Report, event.report_id) if event.report_id else None
    if report and report.case_id:
        joining.look(session, report.case_id, tools().settings.zone)


def place_again(session: Session, event: Event) -> None:
    """A photo was read: its signs may say where an unplaced case is, and of which component.

    Where triage has not come to the report yet, it will find the signs itself. What it is is asked
    anew as long as nobody has looked at the case.
    """
    if event.report_id is None:
        return
    # Waits for `place`, and not for a merge, which moves the report while it holds the case.
    report = session.get_one(Report, event.report_id, with_for_update=KEPT)
    if report.case_id is None:
        return
    case = hold(session, report.case_id, SYSTEM)
    read = read_words(session, report)
    if placing.is_unplaced(case):
        placing.place_again(session, case, report, _found(session, report, read), read)
    numbered.note(session, case, report, read)
    if case.stage is Stage.RECEIVED:
        made = _proposed(session, report, read)
        proposals.write(session, case.id, knowledge.known(session), report.words, made)


def learn(session: Session, event: Event) -> None:
    """Keep what an operator made of a case: the category it was filed under, or who it is for."""
    case = session.get_one(Case, event.case_id)
    category = session.get(Category, case.category_id) if event.name == "case.file" else None
    code = category.code if category else event.data.get("elsewhere")
    if code is None:
        return
    kept = proposals.label(session, case.id, code, event.actor_id)
    about = {"case_id": case.id, "report_id": case.report_id, "code": code}
    name = "triage.confirmed" if kept.proposed == code else "triage.corrected"
    events.record(session, SYSTEM, name, **about, proposed=kept.proposed)


def _proposed(session: Session, report: Report, read: Sequence[Read]) -> Proposal:
    """What it is, by its words, by what its photos say, and by what the channel calls it."""
    category = session.get(Category, report.category_id) if report.category_id else None
    order = session.get(HotlineOrder, report.id) if report.channel is Channel.HOTLINE else None
    facts = order.facts if order else {}
    told = [str(facts[name]) for name in TYPES if facts.get(name)]
    told += [category.name] if category else []
    seen = [line.text for line in read]
    return propose(knowledge.known(session), report.words, seen, told)


def _found(session: Session, report: Report, read: Sequence[Read]) -> Placement:
    words = f"{report.place_words}\n{report.words}"
    signs = tuple(line.text for line in read)
    context = Context(earlier=_earlier(session, report), signs=signs)
    return find(session, words, report.position, report.accuracy, context)


def _earlier(session: Session, report: Report) -> tuple[Point, ...]:
    """Where the same sender stood when they reported before."""
    if report.device is None and report.reporter_id is None:
        return ()
    same = (
        Report.device == report.device
        if report.device
        else Report.reporter_id == report.reporter_id
    )
    before = select(Report.position).where(
        same, Report.id < report.id, Report.position.is_not(None)
    )
    found = session.scalars(before.order_by(Report.id.desc()).limit(EARLIER))
    return tuple(at for at in found if at is not None)
