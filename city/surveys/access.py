"""Which surveys a person may see: those of their organisation's branch."""

from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from city.errors import Missing
from city.people import Actor, Role, branch
from city.surveys.model import Survey, SurveyTask


def of_branch(session: Session, actor: Actor) -> ColumnElement[bool]:
    """The surveys of the actor's branch; none where the actor belongs to no organisation."""
    return Survey.organisation_id.in_(branch(session, actor.organisation_id))


def seen(session: Session, survey_id: UUID, actor: Actor) -> Survey:
    """A survey of the actor's branch. Raises Missing."""
    survey = session.get(Survey, survey_id)
    if survey is None or survey.organisation_id not in branch(session, actor.organisation_id):
        raise Missing(what="survey")
    return survey


def sees_task(session: Session, task_id: UUID, actor: Actor) -> bool:
    """Whether a task is the actor's own, or of a survey that they may read."""
    task = session.get(SurveyTask, task_id)
    if task is None or actor.person_id is None:
        return False
    if task.person_id == actor.person_id:
        return True
    survey = session.get_one(Survey, task.survey_id)
    is_near = survey.organisation_id in branch(session, actor.organisation_id)
    return is_near and actor.has(Role.DUTY_CHIEF, Role.LEADER)
