"""What happened to a case since somebody looked at it."""

from collections.abc import Mapping

from sqlalchemy import Integer, select
from sqlalchemy.orm import Session

from city.cases.model import Case
from city.cases.refusals import CaseChanged
from city.cases.terms import STAGE_WORDS
from city.cases.words import STAFF, line
from city.events import Event
from city.people import ROLE_WORDS, Role

TOLD = 3  # steps, the last ones
BY = {"zh": "{who}{what}", "en": "{what} by {who}"}
UNKNOWN = {"zh": "您看到的不是最新的", "en": "what you saw is out of date"}
AND = {"zh": "、", "en": ", "}


def check(session: Session, case: Case, version: int | None) -> None:
    """Raises CaseChanged when somebody acted since the caller saw `version`; None: no matter."""
    if version is not None and version != case.version:
        raise since(session, case, version)


def since(session: Session, case: Case, version: int) -> CaseChanged:
    """The refusal that says which steps were taken after `version`, and by whom."""
    later = (
        select(Event)
        .where(Event.case_id == case.id, Event.data["version"].astext.cast(Integer) > version)
        .order_by(Event.id.desc())
        .limit(TOLD)
    )
    steps = [_said(event) for event in reversed(session.scalars(later).all())]
    return CaseChanged(steps=steps or [UNKNOWN], stage=STAGE_WORDS[case.stage])


def _said(event: Event) -> Mapping[str, str]:
    who = {language: _who(event, language) for language in BY}
    what = {language: line(STAFF[event.name], language, event.data) for language in BY}
    return {
        language: template.format(who=who[language], what=what[language])
        for language, template in BY.items()
    }


def _who(event: Event, language: str) -> str:
    role = ROLE_WORDS[Role(event.role)][language] if event.role else ""
    gap = " " if language == "en" and role else ""
    return f"{role}{gap}{event.actor_name}" if event.actor_id else role
