"""Surveys: a duty chief sets them up and reads them, inspectors find."""

from typing import Any
from uuid import UUID

from flask import Response

from api import here, once, paging
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.surveys import (
    FindingPageSchema,
    FinishSchema,
    FoundSchema,
    SheetFormSchema,
    SurveyPlanningSchema,
    SurveysSchema,
    SurveyTasksSchema,
    SurveyWishSchema,
    TakenFindingSchema,
    WholeSurveySchema,
)
from api.schemas.tasks import PutSchema
from api.shown import surveys as shown
from city.duty.rules import rules
from city.people import Role
from city.surveys import access, asking, finding, reading, setting_up, sheets
from city.surveys.finding import COUNTED, COUNTED_AT, LATE, Found
from city.surveys.setting_up import Wish

blp = Blueprint("surveys", __name__, url_prefix="/api/v1/surveys", description="普查")

OWN = only(Role.INSPECTOR)
CHIEF = only(Role.DUTY_CHIEF)
READERS = only(Role.DUTY_CHIEF, Role.LEADER)
LARGEST = 256 * 1024  # bytes of a survey with all beats
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WRITTEN = {"csv": sheets.csv, "xlsx": sheets.xlsx}


@blp.route("", allow=READERS)
@blp.response(200, SurveysSchema())
def latest() -> dict[str, Any]:
    """The surveys of one's branch, with how far each is"""
    found = reading.surveys(here.session(), here.actor())
    named = shown.names(survey for survey, _ in found)
    return {"items": [shown.summary(survey, progress, named) for survey, progress in found]}


@blp.route("/planning", allow=CHIEF)
@blp.response(200, SurveyPlanningSchema())
def planning() -> dict[str, Any]:
    """What a survey can be made of: the beats of one's area of duty, campaigns"""
    session = here.session()
    beats = [shown.ground(one) for one in setting_up.grounds(session, here.actor())]
    return {"beats": beats, "campaigns": setting_up.campaigns(session)}


@blp.route("/<uuid:survey_id>", methods=["PUT"], allow=CHIEF, largest=LARGEST)
@blp.arguments(SurveyWishSchema())
@blp.response(200, WholeSurveySchema())
@blp.alt_response(409, description="Another survey is known under this id")
@blp.alt_response(422, description="Nothing to look for, an end that has passed, unclear questions")
def begin(wish: Wish, survey_id: UUID) -> dict[str, Any]:
    """Begin a survey: a task for each beat, put to its inspector; the same may come again"""
    session, actor = here.session(), here.actor()
    if once.first_time():
        setting_up.begin(session, survey_id, wish, actor)
    return shown.whole(reading.whole(session, survey_id, actor))


@blp.route("/<uuid:survey_id>", allow=READERS)
@blp.response(200, WholeSurveySchema())
def whole(survey_id: UUID) -> dict[str, Any]:
    """A survey with its sums, and its beats with who has them"""
    return shown.whole(reading.whole(here.session(), survey_id, here.actor()))


@blp.route("/<uuid:survey_id>/recall", methods=["POST"], allow=CHIEF)
@blp.response(200, WholeSurveySchema())
def recall(survey_id: UUID) -> dict[str, Any]:
    """Take back what is not done; what was found stays"""
    session, actor = here.session(), here.actor()
    if once.first_time():
        setting_up.recall(session, survey_id, actor)
    return shown.whole(reading.whole(session, survey_id, actor))


@blp.route("/<uuid:survey_id>/findings", allow=READERS)
@blp.arguments(paging.PageArgs(), location="query")
@blp.response(200, FindingPageSchema())
def findings(args: dict[str, Any], survey_id: UUID) -> dict[str, Any]:
    """What was found, the newest first"""
    session, actor = here.session(), here.actor()
    before = paging.only_id(args["cursor"])
    survey = access.seen(session, survey_id, actor)
    found, more = reading.page(session, survey_id, before, args["limit"], actor)
    last = paging.written(found[-1].id) if more else None
    return {"items": shown.findings(survey, found), "next": last}


@blp.route("/<uuid:survey_id>/table", allow=READERS)
@blp.arguments(SheetFormSchema(), location="query")
@blp.response(200, content_type=TYPES["xlsx"])
def table(args: dict[str, Any], survey_id: UUID) -> Response:
    """The results as .xlsx (findings, beats) or .csv (findings)"""
    form = args["form"]
    body = WRITTEN[form](here.session(), survey_id, here.actor(), here.language(), here.zone())
    name = f'attachment; filename="survey-{str(survey_id)[:8]}.{form}"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return Response(body, 200, headers, content_type=TYPES[form])


@blp.route("/tasks", allow=OWN)
@blp.response(200, SurveyTasksSchema())
def mine() -> dict[str, Any]:
    """One's own open survey tasks"""
    session = here.session()
    found, reach = reading.own(session, here.actor()), rules(session).reach_metres
    named = shown.names(task.survey for task, _ in found)
    return {"items": [shown.task(task, count, reach, named) for task, count in found]}


@blp.route("/tasks/<uuid:task_id>/accept", methods=["POST"], allow=OWN)
@blp.response(204)
@blp.alt_response(404, description="No task of one's own")
def accept(task_id: UUID) -> Response:
    """Say that one has seen it and goes; else it is passed on after some hours"""
    if once.first_time():
        asking.accept(here.session(), task_id, here.actor())
    return Response(status=204)


@blp.route("/tasks/<uuid:task_id>/findings/<uuid:finding_id>", methods=["PUT"], allow=OWN)
@blp.arguments(FoundSchema())
@blp.response(200, TakenFindingSchema())
@blp.alt_response(404, description="No task of one's own, or a photo that has not arrived")
@blp.alt_response(422, description="Answers that do not fit; or outside the beat with no reason")
def find(found: Found, task_id: UUID, finding_id: UUID) -> dict[str, Any]:
    """Keep a finding; the same may come again"""
    once.first_time()
    made = finding.record(here.session(), task_id, finding_id, found, here.actor())
    return _taken(made.counted)


@blp.route("/tasks/<uuid:task_id>/finish", methods=["POST"], allow=OWN)
@blp.arguments(FinishSchema())
@blp.response(200, TakenFindingSchema())
@blp.alt_response(404, description="No task of one's own")
def finish(args: dict[str, Any], task_id: UUID) -> dict[str, Any]:
    """Say that the beat is surveyed, or hand it back with a note"""
    session, actor = here.session(), here.actor()
    if once.first_time():
        task = finding.finish(session, task_id, args["done"], args["note"], actor)
    else:
        task = asking.own(session, task_id, actor)
    return _taken(not args["done"] or task.state in COUNTED_AT)


@blp.route("/tasks/<uuid:task_id>/person", methods=["PUT"], allow=CHIEF)
@blp.arguments(PutSchema())
@blp.response(204)
@blp.alt_response(404, description="No open task in sight, or nobody of one's branch")
@blp.alt_response(409, description="They hold as many as the city allows")
def put(args: dict[str, Any], task_id: UUID) -> Response:
    """Put a beat to an inspector of one's branch; what was found there stays"""
    if once.first_time():
        asking.reassign(here.session(), task_id, args["person"], here.actor())
    return Response(status=204)


def _taken(counted: bool) -> dict[str, Any]:
    return {"counted": counted, "words": (COUNTED if counted else LATE)[here.language()]}
