"""Crews: who goes out for a department, and how much each has in hand."""

from typing import Any
from uuid import UUID

from api import here
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.crews import CrewsSchema, CrewWishSchema
from city.cases import jobs
from city.people import Person, Role

blp = Blueprint("crews", __name__, url_prefix="/api/v1/crews", description="班组")

ANSWERABLE = only(Role.DEPARTMENT, Role.MAINTAINER)


@blp.route("", allow=ANSWERABLE)
@blp.response(200, CrewsSchema())
def own() -> dict[str, Any]:
    """The crews of one's organisation, with how many jobs each member holds"""
    return _shown()


@blp.route("/<uuid:crew_id>", methods=["PUT"], allow=ANSWERABLE)
@blp.arguments(CrewWishSchema())
@blp.response(200, CrewsSchema())
@blp.alt_response(404, description="A crew of others, or somebody of another organisation")
@blp.alt_response(409, description="Somebody would leave with work in hand, or the name is taken")
def arrange(args: dict[str, Any], crew_id: UUID) -> dict[str, Any]:
    """Make a crew of these people, or make it anew; who was in another leaves that one"""
    jobs.arrange(here.session(), crew_id, args["name"], args["people"], here.actor())
    return _shown()


@blp.route("/<uuid:crew_id>", methods=["DELETE"], allow=ANSWERABLE)
@blp.response(200, CrewsSchema())
@blp.alt_response(409, description="A member has work in hand")
def disband(crew_id: UUID) -> dict[str, Any]:
    """Disband a crew; its people stay"""
    jobs.disband(here.session(), crew_id, here.actor())
    return _shown()


def _shown() -> dict[str, Any]:
    board = jobs.board(here.session(), here.actor())

    def listed(people: list[Person]) -> list[dict[str, Any]]:
        return [
            {"id": one.id, "name": one.name, "jobs": board.held.get(one.id, 0)} for one in people
        ]

    return {
        "items": [
            {"id": team.crew.id, "name": team.crew.name, "members": listed(team.members)}
            for team in board.teams
        ],
        "others": listed(board.others),
    }
