"""What comes with the wish to act on a case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from city.cases.model import Case
from city.cases.terms import Action
from city.people import Actor


@dataclass(frozen=True, slots=True)
class Given:
    """Words, ids, SHA-256s of photos already received, and which view each of them shows.

    `amount`: of the limit's own unit; `until`: aware; `person`: the inspector to be asked, or
    the member of a crew who is to have it;
    `approval`: the request that is decided. `why` and `rule` say by what a department was chosen;
    neither comes from a person's request. `elsewhere`: whom a declined case is for;
    `into`: the case that this one is to join.
    """

    note: str = ""
    condition: int | None = None
    organisation: int | None = None
    photos: Sequence[str] = ()
    views: Sequence[str] = ()
    satisfied: bool | None = None
    amount: int | None = None
    until: datetime | None = None
    person: int | None = None
    approval: UUID | None = None
    why: Mapping[str, str] | None = None
    rule: int | None = None
    elsewhere: str | None = None
    into: UUID | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One step being taken: on which locked case, by whom, when, with what."""

    session: Session
    case: Case
    action: Action
    actor: Actor
    given: Given
    zone: ZoneInfo
    at: datetime
