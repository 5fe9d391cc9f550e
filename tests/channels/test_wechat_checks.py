"""Content checks: what the platform doubts is held for an operator, and never lost or refused."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import urllib3
from sqlalchemy import select

from city import clock
from city.cases import contents, public
from city.db import new_id, transaction
from city.errors import AlreadyDecided, Missing
from city.intake import boxes, channels, checks
from city.intake.channels import Heard
from city.intake.checks import ContentCheck, Verdict
from city.intake.model import Channel, Photo, PhotoKind, PhotoState, Report
from city.keys import signing
from city.people import SYSTEM, Actor, citizen
from city.wechat import links, users
from media import keys
from tests.channels import town, wechat_twin
from tests.channels.doorstep import try_again, web, work
from tests.channels.wechat_app import AppTwin, Pusher, checked
from tests.channels.wire import Reply
from workers import content
from workers.tools import tools

OPENID = "oMini-1234567890"
BODY = b"\xff\xd8 a veiled picture"


@pytest.fixture
def twin(twin: AppTwin) -> AppTwin:
    """The platform has seen this file's user."""
    twin.seen.add(OPENID)
    return twin


@pytest.fixture
def push(twin: AppTwin, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pusher]:
    with web(monkeypatch) as origin:
        yield Pusher(f"{origin}/api/v1/wechat/mini", wechat_twin.APP)


def sent(channel: Channel = Channel.CITIZEN, words: str = "井盖破了") -> Report:
    """A report of somebody whom the platform knows; its words are owed a check."""
    made = town.report()
    with transaction() as session:
        users.known(session, OPENID, citizen(town.DEVICE))
        kept = session.get_one(Report, made.id)
        kept.channel, kept.words = channel, words
        session.flush()
        content.words(session, kept)
    return made


def veiled(report: Report) -> Photo:
    """A photo of it whose public version was made."""
    name = hashlib.sha256(BODY).hexdigest()
    tools().store.put(keys.public_display(name), BODY, "image/jpeg")
    with transaction() as session:
        photo = Photo(
            id=new_id(), report_id=report.id, kind=PhotoKind.BEFORE, sender=town.DEVICE,
            sha256=hashlib.sha256(str(new_id()).encode()).hexdigest(), size=9,
            state=PhotoState.READY,
        )  # fmt: skip
        session.add(photo)
        session.flush()
        boxes.show(session, photo, name, "", {"eyes": "models"})
        content.photo(session, photo)
    return photo


def found() -> list[ContentCheck]:
    with transaction() as session:
        return list(session.scalars(select(ContentCheck).order_by(ContentCheck.told_at)))


def is_shown(photo: Photo) -> bool:
    with transaction() as session:
        asked = select(Photo.id).where(Photo.id == photo.id, public.is_veiled())
        return session.scalar(asked) is not None


def test_words_are_judged_and_what_is_doubted_is_held(push: Pusher, twin: AppTwin) -> None:
    twin.judge = {"刷单": ("risky", 10001), "他妈的": ("review", 20003)}
    for words, suggest, label in (
        ("井盖破了", "pass", 100),
        ("加微信刷单", "risky", 10001),
        ("他妈的没人管", "review", 20003),
    ):
        report = sent(words=words)
        photo = veiled(report)
        assert work("content") == []
        (one,) = (one for one in found() if one.report_id == report.id and not one.photo_id)
        assert (one.verdict, one.label, one.error) == (suggest, label, None)
        assert is_shown(photo) == (suggest == "pass")
        with transaction() as session:
            assert session.get_one(Report, report.id).words == words, "not refused, not changed"


def test_a_photo_is_fetched_by_the_platform_and_judged_later(push: Pusher, twin: AppTwin) -> None:
    photo = veiled(sent())
    assert work("content") == []
    assert twin.fetched == [BODY], "what would be public, and nothing more"
    assert is_shown(photo)
    (trace,) = twin.traces
    for _ in range(2):
        assert push.push(checked(trace, "risky", 20002)) == (200, "success")
    assert work("content") == []
    (one,) = (one for one in found() if one.photo_id == photo.id)
    assert (one.verdict, one.label) == (Verdict.RISKY, 20002)
    assert not is_shown(photo)
    chief = Actor(person_id=town.staff()[0])
    with transaction() as session:
        contents.decide(session, one.id, True, SYSTEM)
        with pytest.raises(AlreadyDecided):
            checks.decide(session, one.id, False, chief)
        with pytest.raises(Missing):
            checks.decide(session, new_id(), True, chief)
        assert contents.waiting(session, SYSTEM) == []
    assert is_shown(photo)


@pytest.mark.parametrize(
    "odd",
    [Reply(500, b"<html>"), {}, {"errcode": 0},
     {"errcode": 0, "trace_id": ["t"], "result": {"suggest": "maybe", "label": 100}},
     {"errcode": 0, "trace_id": 7, "result": {"suggest": "pass", "label": "x"}}],
)  # fmt: skip
def test_an_odd_answer_is_no_verdict_and_the_platform_is_asked_again(
    push: Pusher, twin: AppTwin, odd: Any
) -> None:
    sent()
    assert work("content") == [], "the token is here"
    report = sent()
    photo, twin.base.odd = veiled(report), odd
    assert work("content") == [("content.check", "NotYet")] * 2
    twin.base.odd = None
    assert try_again("content") == []
    asked = {one.photo_id: one for one in found() if one.report_id == report.id}
    assert (asked[None].verdict, asked[photo.id].trace_id) == (Verdict.PASS, twin.traces[-1])


def test_an_answer_before_its_question_waits_and_a_forged_one_is_not_heard(
    push: Pusher, twin: AppTwin
) -> None:
    assert push.push(checked("6aab-1", "risky", 20002))[0] == 200
    assert push.push(checked("6aab-1", "risky", 20002), token="forged")[0] == 404
    assert work("content") == [("content.settle", "NotYet")]
    photo = veiled(sent())
    work("content")
    with transaction() as session:
        (one,) = session.scalars(select(ContentCheck).where(ContentCheck.photo_id == photo.id))
        one.trace_id = "6aab-1"
    assert try_again("content") == []
    assert not is_shown(photo)


def test_a_busy_platform_is_asked_again(push: Pusher, twin: AppTwin) -> None:
    for code in (-1, 45009):
        twin.busy = [code]
        sent()
        assert work("content") == [("content.check", "NotYet")]
        assert try_again("content") == []
    assert [one.verdict for one in found()] == [Verdict.PASS] * 2


def test_a_stale_token_is_renewed_once(push: Pusher, twin: AppTwin) -> None:
    for code in (0, 40001, 42001):
        twin.busy = [code] if code else []
        sent()
        assert work("content") == []
    assert [one.verdict for one in found()] == [Verdict.PASS] * 3
    assert twin.base.asked["/cgi-bin/token"] == 3


def test_who_was_not_seen_lately_stays_unchecked_and_shown(push: Pusher, twin: AppTwin) -> None:
    twin.seen.clear()
    photo = veiled(sent())
    assert work("content") == []
    assert {one.error for one in found()} == {"61010"}
    assert is_shown(photo)


def test_silence_is_asked_three_times(push: Pusher, twin: AppTwin) -> None:
    veiled(sent())
    for at in range(1, 4):
        work("content")
        assert len(twin.traces) == at
        with clock.told(clock.now() + checks.PATIENCE * at + timedelta(minutes=1)):
            assert content.ask_again() == 1
    work("content")
    assert len(twin.traces) == 3
    assert "silent" in {one.error for one in found()}


def test_what_workers_hear_and_hold_is_measured(push: Pusher, twin: AppTwin) -> None:
    twin.judge = {"井盖": ("risky", 21000)}
    sent()
    work("content")
    with transaction() as session:
        channels.heard(session, {Channel.MAIL: Heard(taken=3, refused=1)})
    origin = push.address.partition("/api")[0]
    said = urllib3.request("GET", f"{origin}/metrics", retries=False).data.decode()
    for line in (
        'xunjie_channel_heard{channel="mail",outcome="taken"} 3.0',
        'xunjie_channel_heard{channel="mail",outcome="refused"} 1.0',
        'xunjie_channel_heard{channel="media",outcome="taken"} 0.0',
        'xunjie_opinion_items{state="waiting"} ',
        "xunjie_opinion_feeds_failing ",
        "xunjie_contents_held 1.0",
    ):
        assert f"\n{line}" in said


def test_each_channel_has_its_switch(push: Pusher) -> None:
    sent(Channel.INSPECTOR)
    assert (work("content"), found()) == ([], [])
    with transaction() as session:
        channels.have_checked(session, Channel.INSPECTOR, True, SYSTEM)
        channels.have_checked(session, Channel.CITIZEN, False, SYSTEM)
    sent(Channel.INSPECTOR)
    sent(Channel.CITIZEN)
    assert work("content") == []
    assert len(found()) == 1


def test_a_comment_is_checked_as_well(push: Pusher, twin: AppTwin) -> None:
    twin.judge = {"骗子": ("risky", 20003)}
    report = sent()
    with transaction() as session:
        from_phone = citizen(town.DEVICE)
        town.events.record(
            session, from_phone, "case.revisit", report_id=report.id, case_id=report.case_id,
            note="你们都是骗子",
        )  # fmt: skip
    assert work("content") == []
    with transaction() as session:
        (held,) = contents.waiting(session, SYSTEM)
    assert (held.check.subject, held.words) == ("comment", "你们都是骗子")


def test_a_photos_address_is_signed_and_ends(push: Pusher) -> None:
    origin = push.address.partition("/api")[0]
    photo, told = veiled(sent()), tools().settings
    key = signing(told.channels.secret_key, told.var)
    good = links.path(key, photo.id, clock.now())
    old = links.path(key, photo.id, clock.now() - timedelta(hours=2))
    other = good.replace(str(photo.id), str(veiled(sent()).id))
    ways = (good, old, other, f"{good[:-1]}{'0' if good[-1] != '0' else '1'}", good.split("&")[0])
    found = [urllib3.request("GET", origin + one, retries=False).status for one in ways]
    assert found == [200, 404, 404, 404, 422]
