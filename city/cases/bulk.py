"""One action on many cases: each its own result, and none spoils another."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from city.cases import actions
from city.cases.given import Given
from city.cases.model import Case
from city.cases.stages import Action
from city.errors import CityError
from city.people import Actor

MOST = 500  # cases at a time


class Wish(NamedTuple):
    """A case, and the version that the caller saw."""

    id: UUID
    version: int | None


class Result(NamedTuple):
    """What became of one wish: the case as it is now, or the refusal."""

    id: UUID
    case: Case | None
    refusal: CityError | None


def act_on_all(
    session: Session,
    wishes: Sequence[Wish],
    action: Action,
    actor: Actor,
    given: Given,
    zone: ZoneInfo,
) -> list[Result]:
    """The results in the order of the wishes; a case that is named twice is acted on once.

    Cases are locked in the order of their ids, so that two such requests never wait for each other.
    """
    by_id = {wish.id: wish for wish in wishes}
    found = {one: _one(session, by_id[one], action, actor, given, zone) for one in sorted(by_id)}
    return [found[one] for one in by_id]


def _one(
    session: Session, wish: Wish, action: Action, actor: Actor, given: Given, zone: ZoneInfo
) -> Result:
    try:
        with session.begin_nested():
            case = actions.act(session, wish.id, action, actor, given, zone, wish.version)
            session.flush()
            return Result(wish.id, case, None)
    except CityError as refusal:
        return Result(wish.id, None, refusal)
