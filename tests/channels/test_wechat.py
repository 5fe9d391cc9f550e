"""WeChat: one grant is one message; the token is shared and renewed once; refusals are read."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from city import clock, settings
from city.channels import Channels, WechatApp
from city.db import transaction
from city.notices import tell, templates, undelivered
from city.notices.kinds import Carrier
from city.notices.model import Attempt
from city.notices.templates import fields, shipped
from city.people import SYSTEM, citizen
from city.settings import Settings
from city.wechat import users
from city.wechat.model import WechatGrant
from city.wechat.platform import Platform, Refused
from tests.channels import town, wechat_twin
from tests.channels.wechat_twin import TEMPLATE, WechatTwin, wechat_platform
from tests.channels.wire import Reply
from workers import post

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


@pytest.fixture
def wechat(told: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[WechatTwin]:
    with wechat_platform() as twin:
        monkeypatch.setenv("WECHAT_ENDPOINT", twin.origin)
        monkeypatch.setenv("WECHAT_APP", wechat_twin.APP)
        monkeypatch.setenv("WECHAT_SECRET", wechat_twin.SECRET)
        with transaction() as session:
            wording = shipped()["case.decline", Carrier.WECHAT, "zh"]
            templates.change(session, wording._replace(code=TEMPLATE), SYSTEM)
        yield twin


def platform() -> Platform:
    told = channels()
    assert told.mini
    return Platform(told, told.mini)


def channels() -> Channels:
    return settings.read().channels


def enters(twin: WechatTwin, grants: int, counted: int | None = None) -> str:
    """A citizen opens the mini-program and taps “allow” so often; we may have counted otherwise."""
    code, _ = twin.user()
    openid = platform().openid(code)
    twin.grants[openid] = grants
    with transaction() as session:
        users.known(session, openid, citizen(town.DEVICE))
        for _ in range(grants if counted is None else counted):
            users.granted(session, openid, [TEMPLATE])
    return openid


def tells(times: int = 1) -> None:
    for _ in range(times):
        event = town.happened("case.decline", town.report(), end="declined", note=town.NAME)
        told = post.tools().settings
        with clock.told(NOON), transaction() as session:
            tell.tell(session, event, told.channels.carriers, told.zone)


def posts(at: datetime = NOON) -> None:
    with clock.told(at):
        post.deliver_due()


def codes() -> list[str]:
    with transaction() as session:
        return list(session.scalars(select(Attempt.code).order_by(Attempt.at, Attempt.id)))


def left(openid: str) -> int:
    with transaction() as session:
        return session.get_one(WechatGrant, (openid, TEMPLATE)).left


def test_one_grant_is_one_message(wechat: WechatTwin) -> None:
    openid = enters(wechat, 2)
    tells(3)
    posts()
    assert [one["touser"] for one in wechat.sent] == [openid] * 2
    assert sorted(codes()) == ["0", "0", "no grant"]
    assert left(openid) == 0
    assert town.NAME not in str(wechat.sent)
    assert wechat.asked["/cgi-bin/token"] == 1


def test_a_token_that_another_replaced_is_renewed_once(wechat: WechatTwin) -> None:
    enters(wechat, 2)
    tells()
    posts()
    wechat.token = "somebody asked for another"
    tells()
    posts()
    assert codes() == ["0", "0"]
    assert wechat.asked["/cgi-bin/token"] == 2


def test_who_refuses_is_not_asked_again(wechat: WechatTwin) -> None:
    openid = enters(wechat, 0, counted=3)
    tells(2)
    posts()
    assert sorted(codes()) == ["43101", "no grant"]
    assert left(openid) == 0


def test_what_was_too_often_is_sent_later_and_its_grant_is_kept(wechat: WechatTwin) -> None:
    openid = enters(wechat, 1)
    wechat.busy = [45009]
    tells()
    posts()
    assert left(openid) == 1
    posts(NOON + timedelta(minutes=2))
    assert codes() == ["45009", "0"]
    assert left(openid) == 0


@pytest.mark.parametrize("odd", [Reply(502, b"<html>"), Reply(200), {}, {"errcode": "busy"}])
def test_an_answer_that_says_nothing_spends_no_grant(wechat: WechatTwin, odd: object) -> None:
    openid = enters(wechat, 1)
    wechat.odd = odd
    tells()
    posts()
    assert (codes(), left(openid)) == (["0"], 1)
    wechat.odd = None
    posts(NOON + timedelta(minutes=2))
    assert (len(wechat.sent), left(openid)) == (1, 0)


def test_words_that_do_not_fit_the_platforms_template_spend_no_grant(wechat: WechatTwin) -> None:
    """47003: asking again would not help, mended words do."""
    openid = enters(wechat, 1)
    good = shipped()["case.decline", Carrier.WECHAT, "zh"]._replace(code=TEMPLATE)
    with transaction() as session:
        templates.change(session, good._replace(words="thing9={number}"), SYSTEM)
    tells()
    posts()
    posts(NOON + timedelta(minutes=2))
    assert (codes(), left(openid)) == (["47003"], 1)
    with transaction() as session:
        (one,), _ = undelivered.page(session, None, 10)
    assert [tried["code"] for tried in one.attempts] == ["47003"]
    with transaction() as session:
        templates.change(session, good, SYSTEM)
    tells()
    posts()
    assert (codes(), left(openid), len(wechat.sent)) == (["47003", "0"], 0, 1)


def test_many_at_once_ask_for_one_token(wechat: WechatTwin) -> None:
    def ask(_: int) -> str:
        with transaction() as session:
            return platform().access_token(session)

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(ask, range(6)))) == 1
    assert wechat.asked["/cgi-bin/token"] == 1


def test_a_log_in_code_works_once(wechat: WechatTwin) -> None:
    code, openid = wechat.user()
    assert platform().openid(code) == openid
    with pytest.raises(Refused, match="40029"):
        platform().openid(code)
    forged = Platform(Channels(wechat_endpoint=wechat.origin), WechatApp("x", "y"))
    with pytest.raises(Refused, match="40013"):
        forged.openid(code)


def test_a_page_is_signed_with_the_kept_ticket(wechat: WechatTwin) -> None:
    url = "https://city.example/report?a=1"
    with transaction() as session:
        signed = platform().signature(session, f"{url}#/there")
        platform().signature(session, url)
    told = f"jsapi_ticket={wechat.ticket}&noncestr={signed.nonce}&timestamp={signed.timestamp}"
    assert signed.signature == hashlib.sha1(f"{told}&url={url}".encode()).hexdigest()
    assert wechat.asked["/cgi-bin/ticket/getticket"] == 1


def test_a_stale_token_does_not_keep_a_page_unsigned(wechat: WechatTwin) -> None:
    with transaction() as session:
        platform().access_token(session)
    wechat.token = "somebody asked for another"
    with transaction() as session:
        assert platform().signature(session, "https://city.example/").signature
    assert wechat.asked["/cgi-bin/token"] == 2


def test_fields_are_cut_to_what_the_platform_takes() -> None:
    long = fields(f"thing3={'长' * 30};phrase2=一二三四五六")
    assert (len(long["thing3"]["value"]), long["phrase2"]["value"]) == (20, "一二三四五")
