"""Web push end to end: planned, encrypted, sent to a real service, confirmed, and pruned."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select

from city import clock
from city.db import transaction
from city.notices import outgoing, preferences, reading, tell
from city.notices.kinds import Carrier
from city.notices.model import (
    Attempt,
    Delivery,
    DeliveryState,
    Notice,
    Outcome,
    PushSubscription,
)
from city.notices.preferences import Wish
from city.notices.readers import Reader
from city.notices.vapid import vapid
from city.people import citizen
from city.settings import Settings
from tests.channels import town
from tests.channels.push_twin import PushTwin
from tests.channels.wire import Reply
from workers import post
from workers.outside import seconds_of

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)  # 12:00 in the city
NIGHT = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)  # 23:30
CITIZEN = Reader(device=town.DEVICE)


@pytest.fixture(autouse=True)
def _known(told: Settings, push: PushTwin) -> None:
    push.key = vapid(told.channels, told.var).public


def tells(name: str, at: datetime = NOON, **data: object) -> None:
    """Something happens to a report, and whoever should hear of it is told."""
    made = town.report()
    event = town.happened(name, made, end=name.partition(".")[2] + "d", **data)
    with clock.told(at), transaction() as session:
        tell.tell(session, event, [Carrier.PUSH], settings().zone)


def settings() -> Settings:
    return post.tools().settings


def posts(at: datetime = NOON) -> int:
    with clock.told(at):
        return post.deliver_due()


def deliveries() -> list[Delivery]:
    with transaction() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.at)))


def attempts() -> list[Attempt]:
    with transaction() as session:
        return list(session.scalars(select(Attempt).order_by(Attempt.at, Attempt.id)))


def test_a_browser_reads_what_its_reader_is_told(push: PushTwin) -> None:
    browser = town.browses(push, CITIZEN)
    tells("case.file", note="王小明 13835112345", why={"rule": "井盖"})
    assert posts() == 1
    (said,) = push.told(browser)
    with transaction() as session:
        notice = session.scalars(select(Notice)).one()
    assert said["body"] == f"上报 {notice.facts['number']} 已立案"
    assert said["url"] == f"/reports/{notice.report_id}"
    assert town.NAME not in str(said)
    assert town.PHONE not in str(said)
    _, headers, _ = push.taken[0]
    assert (headers["ttl"], headers["urgency"]) == (str(3 * 86400), "normal")
    assert (deliveries()[0].state, attempts()[0].code) == (DeliveryState.SENT, "201")
    with transaction() as session:
        assert outgoing.confirm(session, said["receipt"], "shown", delivered=True) == 1
    assert deliveries()[0].state is DeliveryState.DELIVERED
    assert posts(NOON + timedelta(days=1)) == 0


def test_one_token_serves_many_messages_to_one_service(push: PushTwin) -> None:
    for _ in range(3):
        town.browses(push, CITIZEN)
    tells("case.file")
    tells("case.decline")
    posts()
    assert len(push.taken) == 6
    assert len(push.tokens) == 1
    assert push.refused == []


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(push: PushTwin, status: int) -> None:
    gone, there = town.browses(push, CITIZEN), town.browses(push, CITIZEN)
    push.answers[gone.name] = [Reply(status)]
    tells("case.file")
    posts()
    with transaction() as session:
        left = session.scalars(select(PushSubscription)).one()
    assert (left.endpoint, left.ok_at) == (there.endpoint, NOON)
    assert attempts()[0].outcome is Outcome.SENT


def test_a_service_that_is_busy_is_asked_again_when_it_said(push: PushTwin) -> None:
    browser = town.browses(push, CITIZEN)
    push.answers[browser.name] = [Reply(429, headers=(("Retry-After", "120"),)), Reply(503)]
    tells("case.file")
    posts()
    assert (deliveries()[0].due_at, attempts()[0].code) == (NOON + timedelta(seconds=120), "429")
    assert posts(NOON + timedelta(seconds=119)) == 0
    posts(NOON + timedelta(seconds=120))
    posts(NOON + timedelta(seconds=180))
    assert [one.code for one in attempts()] == ["429", "503", "201"]
    assert len(push.told(browser)) == 1


def test_who_never_confirms_and_never_reads_was_not_reached(push: PushTwin) -> None:
    town.browses(push, CITIZEN)
    tells("case.file")
    posts()
    posts(NOON + timedelta(minutes=11))
    assert deliveries()[0].state is DeliveryState.UNDELIVERED


def test_who_reads_it_in_the_app_is_not_told_again(push: PushTwin) -> None:
    browser = town.browses(push, CITIZEN)
    tells("case.file")
    with transaction() as session:
        actor = citizen(town.DEVICE)
        (notice,) = reading.told(session, actor)
        reading.mark_read(session, notice.id, actor)
    assert posts() == 0
    assert push.told(browser) == []


def test_at_night_it_waits_for_the_morning_but_what_presses_does_not(push: PushTwin) -> None:
    town.browses(push, CITIZEN)
    (inspector,) = town.staff()
    town.browses(push, Reader(person_id=inspector))
    tells("case.file", at=NIGHT)
    event = town.happened("task.sent", town.report(), to_id=inspector)
    with clock.told(NIGHT), transaction() as session:
        tell.tell(session, event, [Carrier.PUSH], settings().zone)
    assert posts(NIGHT) == 1
    assert push.taken[0][2]["title"] == "新任务"
    assert posts(NIGHT + timedelta(hours=7)) == 0
    assert posts(NIGHT + timedelta(hours=7, minutes=30)) == 1


def test_a_digest_is_one_message_for_all(push: PushTwin) -> None:
    browser = town.browses(push, CITIZEN)
    with transaction() as session:
        preferences.keep(session, CITIZEN, Wish(digest_at=time(18)))
    for name in ("case.file", "case.decline", "case.file"):
        tells(name)
    assert posts() == 0
    posts(NOON + timedelta(hours=6))
    assert [said["body"] for said in push.told(browser)] == ["您有 3 条新消息"]
    assert len(attempts()) == 3
    with transaction() as session:
        outgoing.confirm(session, push.told(browser)[0]["receipt"], "shown", delivered=True)
    assert {one.state for one in deliveries()} == {DeliveryState.DELIVERED}


def test_what_one_has_switched_off_is_told_in_the_app_alone(push: PushTwin) -> None:
    town.browses(push, CITIZEN)
    with transaction() as session:
        preferences.keep(session, CITIZEN, Wish(off=("progress",)))
    tells("case.file")
    assert deliveries() == []
    with transaction() as session:
        assert session.scalars(select(Notice)).one()


def test_all_staff_are_told_once_however_often_the_job_is_done(push: PushTwin) -> None:
    people = town.staff(30)
    browsers = [town.browses(push, Reader(person_id=one)) for one in people]
    event = town.announced("明日停水", people[0])
    for _ in range(2):
        with clock.told(NOON), transaction() as session:
            tell.tell(session, event, [Carrier.PUSH], settings().zone)
    assert posts() == 30
    assert posts() == 0
    assert all(len(push.told(one)) == 1 for one in browsers)
    assert "明日停水" not in str(push.taken)


def test_what_a_killed_sender_left_is_sent_after_its_lease(push: PushTwin) -> None:
    browser = town.browses(push, CITIZEN)
    tells("case.file")
    with clock.told(NOON), transaction() as session:
        assert len(outgoing.take(session, 10)) == 1  # and never settled
    assert posts(NOON + timedelta(minutes=4)) == 0
    assert posts(NOON + timedelta(minutes=5)) == 1
    assert len(push.told(browser)) == 1


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("9" * 8, 86400),
        ("Sun, 22 Nov 2026 04:01:00 GMT", 60),
        ("Sun, 22 Nov 2020 04:01:00 GMT", 0),
        ("-5", None),
        ("²", None),
        (f"Sun, 22 Nov 2026 04:01:00 +{'9' * 20}", None),
        ("soon", None),
        (None, None),
    ],
)
def test_retry_after_is_read_in_both_forms(said: str | None, seconds: int | None) -> None:
    found = seconds_of(said, NOON)
    assert found == (None if seconds is None else timedelta(seconds=seconds))
