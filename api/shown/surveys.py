"""Surveys as the API shows them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from api import here
from api.schemas.common import wgs84
from city import clock
from city.cases import clocks
from city.catalogue.model import Category
from city.duty.asked import TaskState
from city.intake.model import Photo, Report
from city.surveys import questions, reading
from city.surveys.model import Finding, Survey, SurveyTask
from city.surveys.questions import Answer, Tally
from city.surveys.reading import BeatRow, Progress, Whole
from city.surveys.setting_up import Ground
from city.surveys.words import NOT_ACCEPTED, STATE_WORDS, YES_NO

Coded = dict[str, str]


def ground(one: Ground) -> dict[str, Any]:
    """A beat with its district."""
    beat = one.beat
    return {"id": beat.id, "code": beat.code, "name": beat.name, "district": one.district}


def names(surveys: Iterable[Survey]) -> dict[str, str]:
    """The names of all categories of some surveys, by code."""
    codes = {code for one in surveys for code in one.categories}
    found = here.session().scalars(select(Category).where(Category.code.in_(codes)))
    return {one.code: one.called(here.language()) for one in found}


def summary(survey: Survey, progress: Progress, named: Mapping[str, str]) -> dict[str, Any]:
    """A survey and how far it is."""
    return {
        **_about(survey, named),
        "id": survey.id,
        "author": survey.author.name,
        "created_at": survey.created_at,
        "until": survey.until,
        "recalled_at": survey.recalled_at,
        "progress": progress,
    }


def whole(found: Whole) -> dict[str, Any]:
    """A survey with its sums and its beats."""
    return {
        **summary(found.survey, found.progress, names([found.survey])),
        "tallies": [_tally(one) for one in found.tallies],
        "beats": [_beat(row) for row in found.beats],
    }


def task(own: SurveyTask, findings: int, reach: int, named: Mapping[str, str]) -> dict[str, Any]:
    """A beat that this inspector is to survey."""
    yellow = own.created_at + (own.due_at - own.created_at) * clocks.YELLOW_FROM
    return {
        **_about(own.survey, named),
        "id": own.id,
        "survey_id": own.survey_id,
        "beat": own.beat,
        "area": own.beat.shape,
        "created_at": own.created_at,
        "accepted_at": own.accepted_at,
        "due_at": own.due_at,
        "lamp": clocks.lamp(yellow, own.due_at, clock.now()).value,
        "why": own.why.get(here.language(), ""),
        "reach_metres": reach,
        "findings": findings,
    }


def findings(survey: Survey, found: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings with their photos and reports."""
    photos, reports = (
        reading.pictures(here.session(), found),
        reading.reports(here.session(), found),
    )
    named = names([survey])
    return [_finding(survey, one, photos, reports, named) for one in found]


def _finding(
    survey: Survey,
    one: Finding,
    photos: Mapping[str, Photo],
    reports: Mapping[UUID, Report],
    named: Mapping[str, str],
) -> dict[str, Any]:
    report = reports.get(one.report_id) if one.report_id else None
    return {
        "id": one.id,
        "beat": one.task.beat,
        "person": one.person.name,
        "at": one.at,
        "category": _coded(one.category, named) if one.category else None,
        "answers": [
            {"words": question.words, "answer": _said(one.answers[question.key])}
            for question in questions.read(survey.questions)
            if question.key in one.answers
        ],
        "note": one.note,
        "reason": one.reason,
        "position": wgs84(one.position, one.accuracy),
        "apart": one.apart,
        "photos": [photos[photo] for photo in one.photos if photo in photos],
        "report": report and report.number,
        "case_id": report and report.case_id,
        "counted": one.counted,
    }


def _about(survey: Survey, named: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title": survey.title,
        "words": survey.words,
        "campaign": survey.campaign,
        "categories": [_coded(code, named) for code in survey.categories],
        "questions": questions.read(survey.questions),
    }


def _beat(row: BeatRow) -> dict[str, Any]:
    own = row.task
    is_new = own.state is TaskState.OPEN and own.accepted_at is None
    words = NOT_ACCEPTED if is_new else STATE_WORDS[own.state]
    return {
        "task_id": own.id,
        "beat": own.beat,
        "state": own.state,
        "state_words": words[here.language()],
        "person": own.person and own.person.name,
        "why": own.why.get(here.language(), ""),
        "stuck": own.stuck,
        "accepted_at": own.accepted_at,
        "done_at": own.done_at,
        "note": own.note,
        "findings": row.findings,
        "tallies": [_tally(one) for one in row.tallies],
    }


def _tally(one: Tally) -> dict[str, Any]:
    shares = [
        {"name": name, "words": _share(name), "count": count} for name, count in one.shares.items()
    ]
    return {"key": one.key, "answered": one.answered, "sum": one.sum, "shares": shares}


def _share(name: str) -> str:
    return YES_NO[name][here.language()] if name in YES_NO else name


def _said(answer: Answer) -> str:
    if isinstance(answer, bool):
        return _share("yes" if answer else "no")
    return str(answer)


def _coded(code: str, named: Mapping[str, str]) -> Coded:
    return {"code": code, "name": named.get(code, code)}
