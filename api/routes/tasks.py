"""Tasks: an inspector's own, and those that wait for a duty chief."""

from typing import Any
from uuid import UUID

from flask import Response

from api import here, once
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.tasks import (
    AnsweredSchema,
    AnswerSchema,
    CandidateArgs,
    LeftTasksSchema,
    NameablesSchema,
    PutSchema,
    TasksSchema,
)
from api.shown import cases as shown
from city.cases import answers, asking, passing, queries, repeats, tasks
from city.cases.answers import COUNTED, LATE, Answer, Verdict
from city.duty.rules import rules
from city.people import Role

blp = Blueprint("tasks", __name__, url_prefix="/api/v1/tasks", description="任务")

OWN = only(Role.INSPECTOR)
CHIEF = only(Role.DUTY_CHIEF)
SENDING = only(Role.OPERATOR, Role.DUTY_CHIEF, Role.DISPATCHER)
VERDICTS = {True: Verdict.YES, False: Verdict.NO, None: Verdict.CANNOT}


@blp.route("", allow=OWN)
@blp.response(200, TasksSchema())
def mine() -> dict[str, Any]:
    """One's open tasks, the most urgent first"""
    session = here.session()
    found = queries.open_tasks(session, here.actor())
    reach = rules(session).reach_metres
    earlier = repeats.earlier(session, [task.case for task, _ in found])
    return {"items": [shown.task(*each, earlier, reach) for each in found]}


@blp.route("/<uuid:task_id>/accept", methods=["POST"], allow=OWN)
@blp.response(204)
@blp.alt_response(404, description="No open task of one's own")
def accept(task_id: UUID) -> Response:
    """Say that one has seen a task and goes; else it is passed on after some minutes"""
    if once.first_time():
        tasks.accept(here.session(), task_id, here.actor())
    return Response(status=204)


@blp.route("/<uuid:task_id>/answer", methods=["POST"], allow=OWN)
@blp.arguments(AnswerSchema())
@blp.response(200, AnsweredSchema())
@blp.alt_response(404, description="Never asked, or answered before")
@blp.alt_response(422, description="Out of reach of the case, or no position: a reason is needed")
def answer(args: dict[str, Any], task_id: UUID) -> dict[str, Any]:
    """Answer a task; the case moves on. Too late, the answer is kept as evidence"""
    session, actor = here.session(), here.actor()
    if once.first_time():
        given = Answer(VERDICTS[args.pop("passed")], **args)
        counted = answers.answer(session, task_id, given, actor, here.zone()).counted
    else:
        counted = answers.last(session, task_id, actor).counted
    return {"counted": counted, "words": (COUNTED if counted else LATE)[here.language()]}


@blp.route("/left", allow=CHIEF)
@blp.response(200, LeftTasksSchema())
def left() -> dict[str, Any]:
    """Tasks that nobody has, or that nobody else could take; each with the reason"""
    return {"items": [shown.left(one) for one in passing.left_lying(here.session(), here.actor())]}


@blp.route("/<uuid:task_id>/person", methods=["PUT"], allow=CHIEF)
@blp.arguments(PutSchema())
@blp.response(204)
@blp.alt_response(404, description="No open task in sight, or nobody of one's branch")
@blp.alt_response(409, description="They hold as many as the city allows")
def put(args: dict[str, Any], task_id: UUID) -> Response:
    """Put a task to an inspector of one's branch; who had it may still send evidence"""
    if once.first_time():
        passing.reassign(here.session(), task_id, args["person"], here.actor())
    return Response(status=204)


@blp.route("/candidates/<uuid:case_id>", allow=SENDING)
@blp.arguments(CandidateArgs(), location="query")
@blp.response(200, NameablesSchema())
def candidates(args: dict[str, Any], case_id: UUID) -> dict[str, Any]:
    """Which inspectors could be named to verify or check a case, and who would be chosen"""
    session, actor = here.session(), here.actor()
    case = queries.one(session, case_id, actor)
    choice, people = asking.candidates(session, case, args["kind"], actor)
    full = rules(session).tasks_at_once
    return shown.candidates(choice, people, case, full)
