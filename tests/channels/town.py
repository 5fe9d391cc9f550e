"""A citizen's report that is closed, and staff: what notices are about."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from city import clock, events
from city.cases.model import Case
from city.cases.stages import Stage
from city.channels import Channels
from city.db import new_id, transaction
from city.events import Event
from city.intake.model import Channel, Contact, Report
from city.notices import board
from city.notices.readers import Reader
from city.notices.subscriptions import subscribe
from city.people import SYSTEM, Organisation, OrganisationKind, Person, acting
from tests.channels.push_twin import PushTwin

DEVICE = "d" * 64
PHONE = "13835112345"
NAME = "王小明"


def report(device: str | None = DEVICE, phone: str | None = None, stage: str = "closed") -> Report:
    """A report with its case; the reporter's number where one was left."""
    now = clock.now()
    with transaction() as session:
        made = Report(
            id=new_id(), number=f"20261122-{str(new_id().int)[-5:]}", channel=Channel.CITIZEN,
            device=device, fingerprint="-", words="井盖破了", place_words="", made_at=now,
            received_at=now,
        )  # fmt: skip
        session.add(made)
        session.flush()
        if phone:
            session.add(Contact(report_id=made.id, name=NAME, phone=phone))
        case = Case(
            id=new_id(), number=f"140106{str(new_id().int)[-13:]}", stage=Stage(stage),
            report_id=made.id, words="井盖破了", place="柳巷", placement={}, received_at=now,
            stage_at=now, urgent=False,
        )  # fmt: skip
        session.add(case)
        session.flush()
        made.case_id = case.id
    return made


def staff(count: int = 1, role: str = "inspector") -> list[int]:
    """Some members of staff of one organisation; their ids."""
    with transaction() as session:
        centre = Organisation(
            level=1, kind=OrganisationKind.CENTRE, code=str(new_id()), name="中心", duty_areas=[]
        )
        session.add(centre)
        session.flush()
        people = [
            Person(username=str(new_id()), password_hash="-", name=f"员工{at}", phone=None,
                   roles=[role], organisation_id=centre.id)
            for at in range(count)
        ]  # fmt: skip
        session.add_all(people)
        session.flush()
        return [one.id for one in people]


def happened(name: str, about: Report | None = None, **data: Any) -> Event:
    """An event, in the trail."""
    ids = {"report_id": about.id, "case_id": about.case_id} if about else {}
    with transaction() as session:
        return _recorded(session, name, {**ids, **data})


def _recorded(session: Session, name: str, about: dict[str, Any]) -> Event:
    event = events.record(session, SYSTEM, name, **about)
    session.flush()
    return event


def browses(twin: PushTwin, reader: Reader) -> Any:
    """The reader has a browser that is told."""
    browser = twin.browser()
    told = Channels(outward_loopback="1")
    with transaction() as session:
        said = browser.subscription
        subscribe(session, reader, said["endpoint"], said["keys"], "zh", told)
    return browser


def announced(words: str, by: int) -> Event:
    """Something said to all staff of the speaker's organisation."""
    with transaction() as session:
        board.post(session, words, words, [], [], acting(session.get_one(Person, by)))
        said = select(Event).where(Event.name == "announcement.posted")
        return session.scalars(said).one()
