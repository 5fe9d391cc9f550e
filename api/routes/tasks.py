"""An inspector's tasks."""

from typing import Any
from uuid import UUID

from flask import Response

from api import here, once
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.cases import AnswerSchema, TasksSchema
from api.shown import cases as shown
from city.cases import queries, tasks
from city.cases.commands import Given
from city.people import Role

blp = Blueprint("tasks", __name__, url_prefix="/api/v1/tasks", description="任务")


@blp.route("", allow=only(Role.INSPECTOR))
@blp.response(200, TasksSchema())
def mine() -> dict[str, Any]:
    """One's open tasks, the most urgent first"""
    found = queries.open_tasks(here.session(), here.actor())
    return {"items": [shown.task(task, pictured) for task, pictured in found]}


@blp.route("/<uuid:task_id>/answer", methods=["POST"], allow=only(Role.INSPECTOR))
@blp.arguments(AnswerSchema())
@blp.response(204)
@blp.alt_response(404, description="No open task of one's own")
def answer(args: dict[str, Any], task_id: UUID) -> Response:
    """Answer a task; the case moves on"""
    passed = args.pop("passed")
    if once.first_time():
        tasks.answer(here.session(), task_id, passed, Given(**args), here.actor(), here.zone())
    return Response(status=204)
