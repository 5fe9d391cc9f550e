"""Report numbers: the day and a serial that begins again at the city's own midnight."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from city import clock
from city.db import new_id
from city.intake.model import Channel, Report
from city.intake.reports import SentReport, receive
from city.people import citizen
from city.settings import SHANGHAI

BEFORE = datetime(2027, 3, 1, 15, 59, 59, tzinfo=UTC)  # 23:59:59 in Taiyuan
AFTER = datetime(2027, 3, 1, 16, 0, 0, tzinfo=UTC)


def _number(session: Session, at: datetime) -> str:
    sent = SentReport(channel=Channel.CITIZEN, made_at=at, words="路灯不亮")
    with clock.told(at):
        receipt, new = receive(session, new_id(), sent, citizen("d" * 64), SHANGHAI)
    assert new
    assert receipt.received_at == at
    return receipt.number


def test_the_serial_begins_again_at_midnight(session: Session) -> None:
    numbers = [_number(session, at) for at in (BEFORE, BEFORE, AFTER, AFTER)]
    assert numbers == ["20270301-00001", "20270301-00002", "20270302-00001", "20270302-00002"]
    kept = session.scalars(select(Report.number).order_by(Report.number)).all()
    assert list(kept) == numbers


def test_a_day_goes_on_where_it_was(session: Session) -> None:
    first = _number(session, datetime(2027, 3, 5, 1, tzinfo=UTC))
    second = _number(session, datetime(2027, 3, 5, 9, tzinfo=UTC))
    day, serial = first.split("-")
    assert second == f"{day}-{int(serial) + 1:05d}"
