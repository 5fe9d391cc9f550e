"""Reading cases: worklists by pages, one case whole, its past, its photos."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Uuid, any_, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from city.cases import approvals, bursts, heaps, standing
from city.cases.access import one_seen_by, seen_by
from city.cases.approval import Approval
from city.cases.model import Case, Task
from city.cases.worklists import Worklist, lists_of
from city.catalogue.model import Category, FilingCondition
from city.duty.asked import TaskState
from city.errors import Missing
from city.events import Event
from city.intake.model import Contact, Medium, Photo, PhotoKind, PhotoState, Report
from city.people import Actor, Organisation, Person
from city.places.model import Area

NAMED = {"category": Category, "condition": FilingCondition, "organisation": Organisation}
PAST = (
    select(Event, Organisation.name)
    .outerjoin(Organisation, Organisation.id == Event.organisation_id)
    .where(or_(Event.report_id == bindparam("report"), Event.case_id == bindparam("case")))
    .order_by(Event.id)
)
_WITH_IT = select(Report.id).where(Report.case_id == bindparam("case")).scalar_subquery()
# as an array, made first: by a sub-query PostgreSQL would read every photo
_REPORTS = func.array_append(func.array(_WITH_IT), bindparam("report", type_=Uuid()))
PHOTOS = (
    select(Photo)
    .where(or_(Photo.report_id == any_(_REPORTS), Photo.case_id == bindparam("case")))
    .order_by(Photo.id)
)
COUNTED = 1000  # a heap larger than this is shown as "1000+"


class Page(NamedTuple):
    """Some items, and whether there are more behind the last."""

    items: Sequence[Any]
    more: bool


class Pictured(NamedTuple):
    """A case with its photo, the request that waits on it, and the member of a crew who has it."""

    case: Case
    picture: UUID | None
    asked: Approval | None = None
    reports: int = 1
    burst: int = 0
    member: str | None = None


def counts(session: Session, actor: Actor) -> list[tuple[Worklist, int]]:
    """The actor's worklists and how many cases each holds, counted up to COUNTED."""
    return [
        (heap, heaps.count(session, actor, heap, COUNTED + 1)) for heap in lists_of(actor.roles)
    ]


def worklist(
    session: Session,
    actor: Actor,
    name: str,
    after: tuple[datetime, UUID] | None,
    limit: int,
    burst: UUID | None = None,
) -> Page:
    """A page of the worklist called `name`. Raises Missing when the actor has no such list.

    Of a burst of copies the first alone is in it; with `burst`, all of that one.
    """
    heap = next((heap for heap in lists_of(actor.roles) if heap.name == name), None)
    if heap is None:
        raise Missing(what="page")
    found = heaps.page(session, actor, heap, after, limit + 1, burst)
    whole = select(Case).where(Case.id.in_(found[:limit]))
    whole = whole.options(joinedload(Case.category), joinedload(Case.condition))
    known = {case.id: case for case in session.scalars(whole)}
    items = with_pictures(session, [known[one] for one in found[:limit]])
    return Page(items, len(found) > limit)


def one(session: Session, case_id: UUID, actor: Actor) -> Case:
    """One case whole. Raises Missing when the actor may not see it."""
    case = session.scalar(one_seen_by(session, case_id, actor))
    if case is None:
        raise Missing(what="case")
    return case


def some(session: Session, ids: Sequence[UUID], actor: Actor) -> Sequence[Case]:
    """Those of these cases that the actor may see, in the order of their ids."""
    wanted = select(Case).where(Case.id.in_(ids), seen_by(session, actor))
    return session.scalars(wanted.order_by(Case.id)).all()


def several(session: Session, ids: Sequence[UUID], actor: Actor) -> list[Case]:
    """Those of these cases that the actor may see, with their categories, in no order."""
    asked = select(Case).where(Case.id.in_(ids), seen_by(session, actor))
    return list(session.scalars(asked.options(joinedload(Case.category))))


def after(session: Session, case_id: UUID, acted: Case | None = None) -> Case:
    """One case whole, for who just acted on it, even where it has left their sight.

    `acted`: the locked case that the step gave back; nothing but the step can have changed it.
    """
    session.flush()
    case = acted if acted and acted.id == case_id else session.get_one(Case, case_id)
    for name, kind in NAMED.items():
        key = getattr(case, f"{name}_id")
        set_committed_value(case, name, session.get(kind, key) if key else None)
    return case


def open_tasks(session: Session, actor: Actor) -> list[tuple[Task, Pictured]]:
    """What the inspector is asked, the most urgent first."""
    mine = select(Task).where(Task.person_id == actor.person_id, Task.state == TaskState.OPEN)
    with_case = joinedload(Task.case)
    found = session.scalars(
        mine.order_by(Task.due_at, Task.id)
        .limit(200)
        .options(with_case.joinedload(Case.category), with_case.joinedload(Case.condition))
    ).all()
    pictured = with_pictures(session, [task.case for task in found])
    return list(zip(found, pictured, strict=True))


def with_pictures(session: Session, cases: Iterable[Case]) -> list[Pictured]:
    """Each case with its first photo that can be shown."""
    cases = list(cases)
    first = (
        select(Photo.report_id, Photo.id)
        .ext(distinct_on(Photo.report_id))
        .where(
            Photo.report_id.in_([case.report_id for case in cases]),
            Photo.kind == PhotoKind.BEFORE,
            Photo.state == PhotoState.READY,
            Photo.medium == Medium.PHOTO,
        )
        .order_by(Photo.report_id, Photo.id)
    )
    pictures = {row.report_id: row.id for row in session.execute(first)}
    asked = approvals.open_on(session, cases)
    names = _names(session, {case.member_id for case in cases if case.member_id})
    counted, sizes = standing.counts(session, cases), bursts.sizes(session, cases)
    return [
        Pictured(
            case,
            pictures.get(case.report_id),
            asked.get(case.id),
            counted.get(case.id, 1),
            sizes.get(case.burst_id, 0) if case.burst_id else 0,
            names.get(case.member_id or 0),
        )
        for case in cases
    ]


def pictured(session: Session, case: Case, photos: Iterable[Photo], reports: int) -> Pictured:
    """The same of one case whose `photos` and number of `reports` are at hand."""
    first = (photo.id for photo in photos if _stands_for(photo, case))
    asked = approvals.open_on(session, [case]).get(case.id)
    burst = bursts.sizes(session, [case]).get(case.burst_id, 0) if case.burst_id else 0
    member = session.get_one(Person, case.member_id).name if case.member_id else None
    return Pictured(case, next(first, None), asked, reports or 1, burst, member)


def past(session: Session, case: Case) -> list[tuple[Event, str | None]]:
    """What happened to a case and the report that opened it, the oldest first.

    Each with the name of the organisation of whoever did it.
    """
    found = session.execute(PAST, {"case": case.id, "report": case.report_id})
    return [(row.Event, row.name) for row in found]


def photos_of(session: Session, case: Case) -> list[Photo]:
    """The photos of all reports that stand with a case, and of its steps, in order."""
    return list(session.scalars(PHOTOS, {"case": case.id, "report": case.report_id}))


def photos(session: Session, report_id: UUID, case_id: UUID | None = None) -> list[Photo]:
    """The photos of a report and of the steps of its case, in order."""
    about = [Photo.report_id == report_id]
    if case_id:
        about.append(Photo.case_id == case_id)
    return list(session.scalars(select(Photo).where(or_(*about)).order_by(Photo.id)))


def contact(session: Session, report_id: UUID) -> Contact | None:
    """The reporter's name and telephone number, whole: for masking or for a recorded look."""
    return session.get(Contact, report_id)


def report_of(session: Session, case: Case) -> Report:
    """The report that the case was opened by."""
    return session.get_one(Report, case.report_id)


def areas(session: Session, case: Case) -> dict[str, Area | None]:
    """The areas that hold the case, by kind."""
    ids = {
        "district": case.district_id,
        "subdistrict": case.subdistrict_id,
        "community": case.community_id,
        "beat": case.beat_id,
        "cell": case.cell_id,
    }
    wanted = select(Area).where(Area.id.in_([area for area in ids.values() if area]))
    found = {area.id: area for area in session.scalars(wanted)}
    return {kind: found.get(area) if area else None for kind, area in ids.items()}


def _stands_for(photo: Photo, case: Case) -> bool:
    """The rule of `with_pictures`, for a photo that was read."""
    shown = photo.state is PhotoState.READY and photo.medium is Medium.PHOTO
    return shown and photo.report_id == case.report_id and photo.kind is PhotoKind.BEFORE


def _names(session: Session, people: set[int]) -> dict[int, str]:
    if not people:
        return {}
    wanted = select(Person.id, Person.name).where(Person.id.in_(people))
    return {row.id: row.name for row in session.execute(wanted)}
