"""After closing: asked once, answered once, reopened once; links are forged, late and replayed."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import select

from city import clock
from city.cases.model import Case
from city.cases.stages import Stage
from city.db import new_id, transaction
from city.errors import Missing
from city.events import Event
from city.intake.model import Report
from city.notices.errors import AlreadyAnswered
from city.people import citizen
from city.revisits import asking, calling, rules
from city.revisits.answering import answer
from city.revisits.model import Revisit, RevisitState, Way, Why
from city.revisits.rules import LASTS, Said
from city.settings import SHANGHAI, Settings
from tests.channels import town

KEY = b"k" * 32
NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
BAD = Said(satisfied=False, solved=False, why=Why.AGAIN, words="又坏了")
GOOD = Said(satisfied=True, solved=True)


def closed(device: str | None = town.DEVICE, phone: str | None = None) -> tuple[Report, Event]:
    made = town.report(device=device, phone=phone)
    return made, town.happened("case.close", made, end="closed")


def asks(event: Event) -> int:
    with transaction() as session:
        return asking.ask(session, event, KEY, "https://city.example")


def revisit() -> Revisit:
    with transaction() as session:
        return session.scalars(select(Revisit)).one()


def says(said: Said, revisit_id: UUID, at: datetime | None = None) -> Revisit:
    with clock.told(at or clock.now()), transaction() as session:
        return answer(session, revisit_id, said, Way.LINK, citizen(None), SHANGHAI)


def stage(report: Report) -> Stage:
    with transaction() as session:
        return session.get_one(Case, report.case_id).stage


def names() -> list[str]:
    with transaction() as session:
        return list(session.scalars(select(Event.name).order_by(Event.id)))


@pytest.fixture(autouse=True)
def _swept(told: Settings) -> None:
    """An empty city."""


def test_the_reporter_is_asked_once_and_by_a_link(told: Settings) -> None:
    _, event = closed()
    assert [asks(event), asks(event)] == [1, 0]
    with transaction() as session:
        asked = session.scalars(select(Event).where(Event.name == "revisit.asked")).one()
    link = asked.data["link"]
    token = link.removeprefix("https://city.example/r/")
    assert rules.read(token, KEY, clock.now()) == revisit().id
    assert len(link) < 90


def test_a_good_answer_revisits_and_a_second_one_changes_nothing() -> None:
    made, event = closed()
    asks(event)
    says(GOOD, revisit().id)
    assert (stage(made), revisit().state) == (Stage.REVISITED, RevisitState.ANSWERED)
    with pytest.raises(AlreadyAnswered):
        says(BAD, revisit().id)
    assert revisit().satisfied is True
    assert names().count("revisit.answered") == 1


def test_unsolved_and_unsatisfied_reopens_once() -> None:
    made, event = closed()
    asks(event)
    assert says(BAD, revisit().id).reopened
    assert stage(made) is Stage.FILED
    with transaction() as session:
        case = session.get_one(Case, made.case_id)
        case.stage = Stage.CLOSED
    asks(town.happened("case.close", made, end="closed"))
    with transaction() as session:
        second = session.scalars(select(Revisit).where(Revisit.state == RevisitState.ASKED)).one()
    assert not says(BAD, second.id).reopened
    assert stage(made) is Stage.REVISITED


@pytest.mark.parametrize(
    "said", [GOOD, Said(satisfied=False, solved=True), Said(satisfied=True, solved=False)]
)
def test_nothing_less_reopens(said: Said) -> None:
    made, event = closed()
    asks(event)
    assert not says(said, revisit().id).reopened
    assert stage(made) is Stage.REVISITED


def test_an_answer_that_comes_too_late_is_none() -> None:
    _, event = closed()
    asks(event)
    with pytest.raises(AlreadyAnswered):
        says(BAD, revisit().id, clock.now() + LASTS + timedelta(minutes=1))
    with clock.told(clock.now() + LASTS + timedelta(minutes=1)), transaction() as session:
        assert calling.end(session) == 1
    assert revisit().state is RevisitState.OVER


def test_no_question_no_answer() -> None:
    with pytest.raises(Missing):
        says(GOOD, new_id())


@given(some.binary(max_size=60))
def test_a_forged_link_opens_nothing(raw: bytes) -> None:
    forged = rules.base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    assert rules.read(forged, KEY, NOW) is None
    assert rules.read(raw.decode("latin-1"), KEY, NOW) is None


def test_a_link_is_for_one_question_one_key_and_its_time() -> None:
    one = new_id()
    token = rules.token(one, NOW + LASTS, KEY)
    assert rules.read(token, KEY, NOW) == one
    assert rules.read(token, KEY, NOW + LASTS + timedelta(seconds=1)) is None
    assert rules.read(token, b"other" * 8, NOW) is None
    for at in range(len(token)):
        other = "A" if token[at] != "A" else "B"
        assert rules.read(token[:at] + other + token[at + 1 :], KEY, NOW) is None
    changed = rules.base64.urlsafe_b64decode(token + "==")
    later = changed[:16] + b"\xff\xff\xff\xff" + changed[20:]
    assert rules.read(rules.base64.urlsafe_b64encode(later).decode(), KEY, NOW) is None
