"""Setting up a survey and taking it back; what it can be made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from city import clock, events
from city.catalogue.model import Category
from city.db import new_id
from city.duty.asked import TaskState
from city.duty.errors import AnswerDiffers
from city.errors import Missing, UnknownCategory
from city.people import Actor, Organisation
from city.places.model import Area, AreaKind, Term
from city.surveys import asking, questions
from city.surveys.access import seen
from city.surveys.errors import SurveyUnfit
from city.surveys.model import Survey, SurveyTask
from city.surveys.questions import Kind, Question

NOTHING = {
    "zh": "请选类别或专项活动",
    "en": "choose a category or a campaign",
}
OVER = {"zh": "截止时间已过", "en": "its end has passed"}
TWICE = {"zh": "有两个问题编号相同", "en": "two questions have the same key"}
CHOICES = {"zh": "状况至少要两个选项", "en": "a condition needs at least two choices"}


@dataclass(frozen=True, slots=True)
class Wish:
    """A survey as it is set up: categories by code, beats by id; `until` aware."""

    title: str
    beats: Sequence[int]
    until: datetime
    questions: Sequence[Question]
    words: str = ""
    campaign: str = ""
    categories: Sequence[str] = field(default_factory=list)


class Ground(NamedTuple):
    """A beat, and the district that it lies in, where it says so."""

    beat: Area
    district: Area | None


def begin(session: Session, survey_id: UUID, wish: Wish, actor: Actor) -> Survey:
    """Begin a survey, with a task for each beat; the same one again finds the first.

    The tasks wait until the worker puts them to somebody. Raises SurveyUnfit, UnknownCategory,
    Missing for a beat outside the chief's area of duty, AnswerDiffers for another survey's id.
    """
    known = session.get(Survey, survey_id)
    if known:
        if (known.created_by, known.title) != (actor.person_id, wish.title):
            raise AnswerDiffers
        return known
    _check(session, wish)
    beats = _beats(session, wish.beats, actor)
    survey = Survey(
        id=survey_id,
        title=wish.title,
        words=wish.words,
        campaign=wish.campaign,
        categories=list(wish.categories),
        questions=questions.kept(wish.questions),
        organisation_id=actor.organisation_id,
        created_by=actor.person_id,
        created_at=clock.now(),
        until=wish.until,
    )
    session.add(survey)
    session.flush()
    session.add_all(_task(survey, beat) for beat in beats)
    about = {"survey": str(survey_id), "title": wish.title, "beats": len(beats)}
    events.record(session, actor, "survey.begun", **about)
    session.flush()
    return survey


def recall(session: Session, survey_id: UUID, actor: Actor) -> Survey:
    """Take back what is not done; what was found stays. Once; raises Missing."""
    survey = seen(session, survey_id, actor)
    session.refresh(survey, with_for_update=True)
    if survey.recalled_at is None:
        survey.recalled_at = clock.now()
        events.record(session, actor, "survey.taken_back", survey=str(survey_id))
        alive = select(SurveyTask).where(
            SurveyTask.survey_id == survey_id, SurveyTask.state.in_(asking.ALIVE)
        )
        for task in session.scalars(alive.order_by(SurveyTask.id).with_for_update()):
            asking.end(session, task, TaskState.RECALLED, actor)
    return survey


def grounds(session: Session, actor: Actor) -> list[Ground]:
    """The beats of the actor's area of duty, with their districts, by their codes."""
    areas = {one.id: one for one in session.scalars(select(Area).where(Area.kind != AreaKind.CELL))}
    beats = [one for one in areas.values() if one.kind is AreaKind.BEAT]
    codes = _duty_codes(session, actor)
    found = []
    for beat in sorted(beats, key=lambda one: one.code):
        above = _above(areas, beat)
        if not codes or codes & {one.code for one in above}:
            district = next((one for one in above if one.kind is AreaKind.DISTRICT), None)
            found.append(Ground(beat, district))
    return found


def campaigns(session: Session) -> list[str]:
    """The campaigns in force, by name."""
    today = clock.now().date()
    named = select(Term.name).where(Term.kind == "campaign", Term.until_id.is_(None))
    lasting = named.where(or_(Term.valid_to.is_(None), Term.valid_to >= today))
    return sorted(set(session.scalars(lasting)))


def _check(session: Session, wish: Wish) -> None:
    keys = {one.key for one in wish.questions}
    unfit = (
        (not wish.categories and not wish.campaign.strip(), NOTHING),
        (wish.until <= clock.now(), OVER),
        (len(keys) < len(wish.questions), TWICE),
        (
            any(one.kind is Kind.CONDITION and len(one.choices) < 2 for one in wish.questions),
            CHOICES,
        ),
    )
    for is_so, why in unfit:
        if is_so:
            raise SurveyUnfit(why=why)
    known = select(Category.code).where(Category.withdrawn_at.is_(None))
    codes = set(session.scalars(known.where(Category.code.in_(wish.categories))))
    for code in wish.categories:
        if code not in codes:
            raise UnknownCategory(category=code)


def _beats(session: Session, wanted: Sequence[int], actor: Actor) -> list[Area]:
    known = {one.beat.id: one.beat for one in grounds(session, actor)}
    if set(wanted) - known.keys():
        raise Missing(what="beat")
    return [known[one] for one in dict.fromkeys(wanted)]


def _task(survey: Survey, beat: Area) -> SurveyTask:
    return SurveyTask(
        id=new_id(),
        survey_id=survey.id,
        beat_id=beat.id,
        state=TaskState.WAITING,
        created_at=survey.created_at,
        due_at=survey.until,
        why=asking.BEFORE,
    )


def _above(areas: dict[int, Area], beat: Area) -> list[Area]:
    found, up = [], beat.parent_id
    while up and up in areas:
        found.append(areas[up])
        up = areas[up].parent_id
    return found


def _duty_codes(session: Session, actor: Actor) -> set[str]:
    """The codes of the actor's areas of duty; empty: the whole city."""
    organisation = session.get(Organisation, actor.organisation_id or 0)
    return set(organisation.duty_areas) if organisation else set()
