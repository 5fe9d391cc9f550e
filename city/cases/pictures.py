"""Who may see which photo: the sender their own, staff those of cases that they may see."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from city.cases.access import seen_by
from city.cases.model import Case
from city.cases.stages import Stage
from city.errors import Missing, NotAllowed
from city.intake.model import Medium, Photo, PhotoKind, PhotoState, Report
from city.intake.reports import is_own
from city.people import Actor, Role
from city.surveys import access as surveys

SEALED = (Role.OPERATOR, Role.DUTY_CHIEF, Role.AUDITOR)
VEILING = (Role.OPERATOR, Role.DUTY_CHIEF, Role.ADMINISTRATOR)
UNSEALED = (PhotoState.WANTED, PhotoState.REFUSED, PhotoState.REMOVED)
NOBODYS = UUID(int=0)
TOLD = frozenset({Stage.CLOSED, Stage.REVISITED})


def shown(session: Session, photo_id: UUID, actor: Actor) -> tuple[Photo, bool]:
    """A photo that can be shown, and whether only its public version may be.

    Staff who may see its case, or sent it, see it as it is; a citizen who sent it sees the public
    version, once it is made. Raises Missing for none that the actor may see.
    """
    photo = session.get(Photo, photo_id)
    if photo is None or photo.state is not PhotoState.READY or photo.medium is not Medium.PHOTO:
        raise Missing(what="photo")
    if _staff_see(session, photo, actor):
        return photo, False
    if not _is_senders(session, photo, actor):
        raise Missing(what="photo")
    is_public = actor.person_id is None
    if is_public and photo.public_sha256 is None:
        raise Missing(what="photo")
    return photo, is_public


def case_of(session: Session, photo: Photo) -> Case:
    """The case that a photo belongs to, by itself or by its report. Raises Missing."""
    report = session.get(Report, photo.report_id) if photo.report_id else None
    case = session.get(Case, photo.case_id or (report.case_id if report else None) or NOBODYS)
    if case is None:
        raise Missing(what="case")
    return case


def sealed(session: Session, photo_id: UUID, actor: Actor) -> Photo:
    """A photo whose sealed original the actor may see. Raises Missing, NotAllowed.

    A film or a voice has no other version, so all staff who may see its case may have it.
    """
    photo = session.get(Photo, photo_id)
    if photo is None or photo.state in UNSEALED or not _sees(session, photo, actor):
        raise Missing(what="photo")
    is_recording = photo.medium is not Medium.PHOTO and actor.person_id is not None
    if not (is_recording or actor.has(*SEALED)):
        raise NotAllowed
    return photo


def veilable(session: Session, photo_id: UUID, actor: Actor) -> Photo:
    """A photo whose public version the actor may change, locked. Raises Missing, NotAllowed."""
    photo = session.get(Photo, photo_id, with_for_update=True)
    if photo is None or photo.state is not PhotoState.READY or photo.medium is not Medium.PHOTO:
        raise Missing(what="photo")
    if not _staff_see(session, photo, actor):
        raise Missing(what="photo")
    actor.require(VEILING)
    return photo


def _sees(session: Session, photo: Photo, actor: Actor) -> bool:
    return _staff_see(session, photo, actor) or _is_senders(session, photo, actor)


def _staff_see(session: Session, photo: Photo, actor: Actor) -> bool:
    if photo.survey_task_id is not None:
        return surveys.sees_task(session, photo.survey_task_id, actor)
    stands_with = select(Report.case_id).where(Report.id == photo.report_id).scalar_subquery()
    cases = select(Case).where(
        or_(Case.id == photo.case_id, Case.id == stands_with, Case.report_id == photo.report_id),
        seen_by(session, actor),
    )
    return session.scalar(cases) is not None


def _is_senders(session: Session, photo: Photo, actor: Actor) -> bool:
    """The sender sees what they sent, and the result once the case is closed."""
    told = select(Report).where(Report.id == photo.report_id)
    if photo.report_id is None:
        told = select(Report).where(Report.case_id == photo.case_id)
        case = session.get(Case, photo.case_id)
        if photo.kind is PhotoKind.CHECK or case is None or case.stage not in TOLD:
            return False
    return any(is_own(report, actor) for report in session.scalars(told))
