"""Who may see which photo: the sender their own, staff those of cases that they may see."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from city.cases.access import seen_by
from city.cases.model import Case
from city.cases.stages import Stage
from city.errors import Missing, NotAllowed
from city.intake.model import Photo, PhotoKind, PhotoState, Report
from city.intake.reports import is_own
from city.people import Actor, Role

SEALED = (Role.OPERATOR, Role.DUTY_CHIEF, Role.AUDITOR)
TOLD = frozenset({Stage.CLOSED, Stage.REVISITED})


def ready(session: Session, photo_id: UUID, actor: Actor) -> Photo:
    """A photo whose display versions exist. Raises Missing for none that the actor may see."""
    photo = session.get(Photo, photo_id)
    if photo is None or photo.state is not PhotoState.READY or not _sees(session, photo, actor):
        raise Missing(what="photo")
    return photo


def sealed(session: Session, photo_id: UUID, actor: Actor) -> Photo:
    """A photo whose sealed original the actor may see. Raises Missing, NotAllowed."""
    photo = session.get(Photo, photo_id)
    if photo is None or photo.state is PhotoState.WANTED or not _sees(session, photo, actor):
        raise Missing(what="photo")
    if not actor.has(*SEALED):
        raise NotAllowed
    return photo


def _sees(session: Session, photo: Photo, actor: Actor) -> bool:
    cases = select(Case).where(
        or_(Case.id == photo.case_id, Case.report_id == photo.report_id), seen_by(session, actor)
    )
    return session.scalar(cases) is not None or _is_senders(session, photo, actor)


def _is_senders(session: Session, photo: Photo, actor: Actor) -> bool:
    """The sender sees what they sent, and the result once the case is closed."""
    if photo.report_id:
        report = session.get(Report, photo.report_id)
    else:
        report = session.scalar(select(Report).where(Report.case_id == photo.case_id))
        case = session.get(Case, photo.case_id)
        if photo.kind is PhotoKind.CHECK or case is None or case.stage not in TOLD:
            return False
    return report is not None and is_own(report, actor)
