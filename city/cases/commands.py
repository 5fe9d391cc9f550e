"""What is done to a case: lock, check, record, change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city import clock, events
from city.calendars import Calendar, calendar
from city.cases import deadlines, placing, stages, ticking
from city.cases.access import seen_by
from city.cases.clocks import Span
from city.cases.model import Case, CaseCounter, Dispatching
from city.cases.stages import ACTION_WORDS, NEED_WORDS, Action, Need, Stage, Step
from city.catalogue.model import FilingCondition
from city.db import new_id
from city.errors import Missing, NeedsMissing
from city.intake.model import Photo, PhotoKind, PhotoState, Report
from city.intake.writing import Read
from city.people import SYSTEM, Actor, Organisation, OrganisationKind, Role
from city.places.geocoder import Placement
from city.triage.corpus import places_elsewhere
from city.triage.personal import masked

NO_DISTRICT = "000000"


@dataclass(frozen=True, slots=True)
class Given:
    """What came with the wish to act: words, ids, SHA-256s of photos already received.

    `why` and `rule` say by what a department was chosen; neither comes from a person's request.
    `elsewhere`: whom a declined case is for.
    """

    note: str = ""
    condition: int | None = None
    organisation: int | None = None
    photos: Sequence[str] = ()
    satisfied: bool | None = None
    why: Mapping[str, str] | None = None
    rule: int | None = None
    elsewhere: str | None = None


def open_case(
    session: Session,
    report: Report,
    placement: Placement,
    zone: ZoneInfo,
    read: Sequence[Read] = (),
    *,
    urgent: bool = False,
) -> Case:
    """A report that was placed becomes a case at the stage RECEIVED. Once: later calls find it.

    The case holds the report's words without what is personal in them.
    """
    known = session.scalar(select(Case).where(Case.report_id == report.id))
    if known:
        return known
    district = placement.areas.district
    case = Case(
        id=new_id(),
        number=_number(session, district and district.code, report.received_at, zone),
        stage=Stage.RECEIVED,
        report_id=report.id,
        category_id=report.category_id,
        words=masked(report.words),
        **placing.columns(report, placement, read),
        urgent=urgent,
        received_at=report.received_at,
        stage_at=clock.now(),
    )
    ticking.begin(case, report.received_at, None, calendar(session, zone))
    session.add(case)
    session.flush()
    report.case_id = case.id
    about = {"case_id": case.id, "report_id": report.id}
    events.record(session, SYSTEM, "case.received", **about, end=case.stage, place=case.place)
    return case


def advance(
    session: Session, case_id: UUID, action: Action, actor: Actor, given: Given, zone: ZoneInfo
) -> Case:
    """Move a case that the actor may see one step along its life.

    Raises Missing for a case that the actor may not see, StageForbids, NotAllowed, NeedsMissing.
    """
    return move(session, hold(session, case_id, actor), action, actor, given, zone)


def move(
    session: Session, case: Case, action: Action, actor: Actor, given: Given, zone: ZoneInfo
) -> Case:
    """Move a locked case one step. Raises StageForbids, NotAllowed, NeedsMissing, Missing."""
    step = stages.step(case.stage, action)
    actor.require(step.roles)
    _check_needs(action, step, given)
    start, holder = case.stage, case.organisation_id
    said = CHANGES.get(action, _nothing)(session, case, given)
    case.stage, case.stage_at = step.end, clock.now()
    _follow(session, case, start, holder, bool(said.pop("restart", False)), zone)
    events.record(
        session,
        actor,
        f"case.{action}",
        role=_acted_as(actor, step),
        case_id=case.id,
        report_id=case.report_id,
        start=start,
        end=case.stage,
        note=given.note,
        **said,
    )
    return case


def hold(session: Session, case_id: UUID, actor: Actor) -> Case:
    """The case, locked until the transaction ends. Raises Missing when the actor may not see it."""
    seen = select(Case).where(Case.id == case_id, seen_by(session, actor))
    case = session.scalar(seen.with_for_update(of=Case).execution_options(populate_existing=True))
    if case is None:
        raise Missing(what="case")
    return case


Change = Callable[[Session, Case, Given], dict[str, object]]


def _nothing(session: Session, case: Case, given: Given) -> dict[str, object]:
    return {}


def _file(session: Session, case: Case, given: Given) -> dict[str, object]:
    condition = session.get(FilingCondition, given.condition)
    if condition is None or condition.valid_to:
        raise Missing(what="filing condition")
    case.condition_id, case.category_id = condition.id, condition.category_id
    case.urgent = condition.urgent
    return {"condition": condition.text, "limit": condition.limit_label}


def _dispatch(session: Session, case: Case, given: Given) -> dict[str, object]:
    organisation = session.get(Organisation, given.organisation)
    if organisation is None or organisation.kind is OrganisationKind.CENTRE:
        raise Missing(what="department")
    case.organisation_id = organisation.id
    session.add(
        Dispatching(
            case_id=case.id, at=clock.now(), rule_id=given.rule, organisation_id=organisation.id
        )
    )
    said = {"why": dict(given.why), "rule": given.rule} if given.why else {}
    return {"to": organisation.name, "to_id": organisation.id, **said}


def _return(session: Session, case: Case, given: Given) -> dict[str, object]:
    returned, case.organisation_id = case.organisation_id, None
    last = select(Dispatching).where(Dispatching.case_id == case.id).order_by(Dispatching.id.desc())
    sent = session.scalar(last.limit(1))
    if sent:
        sent.returned_at = clock.now()
    rule = sent.rule_id if sent else None
    return {"from_id": returned, "rule": rule, "restart": True}


def _photos(kind: PhotoKind) -> Change:
    def attach(session: Session, case: Case, given: Given) -> dict[str, object]:
        safe = select(Photo.id, Photo.sha256).where(
            Photo.case_id == case.id,
            Photo.kind == kind,
            Photo.sha256.in_(given.photos),
            Photo.state.in_([PhotoState.RECEIVED, PhotoState.READY]),
        )
        found = {row.sha256: str(row.id) for row in session.execute(safe)}
        missing = set(given.photos) - found.keys()
        if missing:
            raise Missing(what="photo")
        return {"photos": list(found.values())}

    return attach


def _confirm(session: Session, case: Case, given: Given) -> dict[str, object]:
    case.verified = True
    return _photos(PhotoKind.CHECK)(session, case, given)


def _decline(session: Session, case: Case, given: Given) -> dict[str, object]:
    if given.elsewhere and given.elsewhere not in places_elsewhere():
        raise Missing(what="place elsewhere")
    return {"elsewhere": given.elsewhere} if given.elsewhere else {}


def _revisit(session: Session, case: Case, given: Given) -> dict[str, object]:
    case.satisfied = given.satisfied
    return {"satisfied": given.satisfied}


CHANGES: dict[Action, Change] = {
    Action.CONFIRM: _confirm,
    Action.REFUTE: _photos(PhotoKind.CHECK),
    Action.DECLINE: _decline,
    Action.FILE: _file,
    Action.DISPATCH: _dispatch,
    Action.RETURN: _return,
    Action.HANDLE: _photos(PhotoKind.AFTER),
    Action.PASS: _photos(PhotoKind.CHECK),
    Action.FAIL: _photos(PhotoKind.CHECK),
    Action.REVISIT: _revisit,
}


def _check_needs(action: Action, step: Step, given: Given) -> None:
    has = {
        Need.NOTE: bool(given.note.strip()),
        Need.CONDITION: given.condition is not None,
        Need.ORGANISATION: given.organisation is not None,
        Need.PHOTO: bool(given.photos),
    }
    missing = [need for need in sorted(step.needs) if not has[need]]
    if missing:
        raise NeedsMissing(
            action=ACTION_WORDS[action], needs=[NEED_WORDS[need] for need in missing]
        )


def _acted_as(actor: Actor, step: Step) -> Role:
    return min(actor.roles & step.roles)


def _follow(
    session: Session,
    case: Case,
    start: Stage,
    holder: int | None,
    restart: bool,
    zone: ZoneInfo,
) -> None:
    """The clock follows the stage; work that comes back to the same department runs on."""
    at = case.stage_at
    condition = session.get(FilingCondition, case.condition_id) if case.condition_id else None
    limit, known = ticking.limit_of(condition), calendar(session, zone)
    if start in deadlines.STILL:
        ticking.resume(case, at, limit, known)
    if case.stage in deadlines.STILL:
        ticking.pause(case, at, deadlines.STILL[case.stage], limit, known)
    elif deadlines.group(start) == deadlines.group(case.stage) and not restart:
        ticking.hurry(case, at, known)
    else:
        _begin(case, start, holder, restart, limit, known)


def _begin(
    case: Case,
    start: Stage,
    holder: int | None,
    restart: bool,
    limit: Span | None,
    known: Calendar,
) -> None:
    before, after, at = deadlines.group(start), deadlines.group(case.stage), case.stage_at
    if restart and before is deadlines.FIELD:
        ticking.keep(case, at, holder, limit)
    if after is deadlines.FIELD and ticking.take_up(case, at, known):
        return
    ticking.begin(case, at, limit, known)


def _number(session: Session, district: str | None, at: datetime, zone: ZoneInfo) -> str:
    prefix = f"{district or NO_DISTRICT}{at.astimezone(zone):%Y%m%d}"
    counter = insert(CaseCounter).values(prefix=prefix, last=1)
    counter = counter.on_conflict_do_update(
        index_elements=[CaseCounter.prefix], set_={"last": CaseCounter.last + 1}
    )
    serial = session.scalars(counter.returning(CaseCounter.last)).one()
    return f"{prefix}{serial:05d}"
