"""A city with WeChat settings, attacked: odd answers of the platform, hostile requests to us."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import pytest
import urllib3
from sqlalchemy import select
from structlog.testing import capture_logs

from city import clock
from city.db import new_id, transaction
from city.intake.model import Report
from city.notices import templates
from city.notices.kinds import Carrier
from city.notices.templates import shipped
from city.people import SYSTEM
from city.wechat.model import WechatGrant, WechatUser
from deploy.walk import Answer, Citizen
from tests.channels import wechat_twin
from tests.channels.doorstep import web
from tests.channels.wechat_app import (
    ACCOUNT_SECRET,
    AES_KEY,
    APP,
    SETTINGS,
    TOKEN,
    AppTwin,
    Pusher,
    message,
)
from tests.channels.wechat_twin import TEMPLATE
from tests.channels.wire import Reply

HTML = Reply(200, b"<html>gateway</html>", (("Content-Type", "text/html"),))
ODD: list[Any] = [
    HTML,
    Reply(200),
    Reply(500, b"{}"),
    Reply(502, b"<html>"),
    Reply(302, b"", (("Location", "http://169.254.169.254/"),)),
    Reply(200, b"[1, 2]"),
    Reply(200, b"null"),
    Reply(200, b"\xff\xfe"),
    Reply(200, b"[" * 5000),
    Reply(200, b"x" * 2**20),
    {},
    {"errcode": "busy"},
    {"errcode": [1]},
    {"errcode": 1e300},
    {"errcode": {"a": 1}, "openid": "o1", "access_token": "t", "ticket": "t", "expires_in": 7200},
    {"openid": None, "access_token": None, "ticket": None, "expires_in": None},
    {"openid": 7, "access_token": ["t"], "ticket": {}, "expires_in": 7200},
    {"openid": "", "access_token": "", "ticket": "", "expires_in": 7200},
    {"openid": "o\0", "access_token": "t\0", "ticket": "t", "expires_in": 7200},
    {"access_token": "t", "ticket": "t", "expires_in": "soon"},
    {"access_token": "t", "ticket": "t", "expires_in": 10**12},
    {"access_token": "t", "ticket": "t"},
]


@pytest.fixture
def origin(twin: AppTwin, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with web(monkeypatch) as made:
        yield made


def enters(twin: AppTwin, origin: str) -> tuple[Citizen, str]:
    phone = Citizen(origin)
    code, openid = twin.base.user()
    assert phone.ask("POST", "/wechat/session", {"code": code}).status == 204
    return phone, openid


def test_odd_answers_of_the_platform_are_refusals(twin: AppTwin, origin: str) -> None:
    """A citizen is told that WeChat refused; no user without a name, no token is kept."""
    phone, page = Citizen(origin), urlencode({"url": f"{origin}/"})
    for twin.base.odd in ODD:
        found = [
            phone.ask("POST", "/wechat/session", {"code": "x"}),
            phone.ask("GET", f"/wechat/signature?{page}"),
        ]
        told = [(one.status, one.json["code"]) for one in found]
        assert told == [(409, "wechat_refused")] * 2, twin.base.odd
    twin.base.odd = None
    with transaction() as session:
        assert session.scalars(select(WechatUser.openid)).all() == []
    assert phone.must("GET", f"/wechat/signature?{page}")["signature"], "it is well again"


def test_hostile_calls_of_phones(twin: AppTwin, origin: str) -> None:
    """Wrong types, halves of characters, pages of others; one's own grants alone are counted."""
    phone, own = enters(twin, origin)
    other, _ = enters(twin, origin)
    for body in (b"", b"{}", b"[]", b"\xff", b'{"code": 7}', b'{"code": null}', b'{"code": ""}',
                 b'{"code": ["x"]}', b'{"code": "x", "openid": "o1"}', b'{"templates": "x"}',
                 b'{"templates": []}', b'{"templates": [{}]}', b'{"templates": [""]}',
                 b'{"templates": ["' + b"x" * 81 + b'"]}', b'{"templates": ["x"], "z": 1}',
                 ):  # fmt: skip
        for path in ("/wechat/session", "/wechat/grants"):
            sent = phone.ask("POST", path, body, {"Content-Type": "application/json"})
            assert sent.status in (400, 422), (path, body, sent.body)
    for code in ("\0", "\ud83d", "x" * 128, "&secret=y", "é 井"):
        assert phone.ask("POST", "/wechat/session", {"code": code}).status in (409, 422)
    for url in ("", "https://evil.example/", f"{origin}.evil.example/", origin, "\0", "//x"):
        assert phone.ask("GET", f"/wechat/signature?{urlencode({'url': url})}").status in (404, 422)
    with transaction() as session:
        wording = shipped()["case.decline", Carrier.WECHAT, "zh"]
        templates.change(session, wording._replace(code=TEMPLATE), SYSTEM)
    said = {"templates": [TEMPLATE, TEMPLATE, "no-template-of-ours", "\0\ud83d"]}
    assert phone.ask("POST", "/wechat/grants", said).status == 204
    assert Citizen(origin).ask("POST", "/wechat/grants", said).status == 404
    assert other.ask("POST", "/wechat/grants", {"templates": ["x"]}).status == 204
    with transaction() as session:
        kept = session.scalars(select(WechatGrant)).all()
        assert [(one.openid, one.template, one.left) for one in kept] == [(own, TEMPLATE, 1)]


def test_nobody_uses_up_what_the_platform_lets_us_ask(
    twin: AppTwin, monkeypatch: pytest.MonkeyPatch
) -> None:
    with web(monkeypatch, REPORTS_PER_MINUTE="3") as origin:
        phone = Citizen(origin)
        found = [phone.ask("POST", "/wechat/session", {"code": "x"}).status for _ in range(6)]
    assert found == [409] * 3 + [429] * 3
    assert twin.base.asked["/sns/jscode2session"] == 3


def test_photo_links_that_are_not_ours(origin: str) -> None:
    for until, proof in ((2**40, "0" * 64), (2**40, "é" * 64), (0, "0" * 64), (-1, "x"), ("x", "")):
        asked = urlencode({"until": until, "proof": proof})
        found = Citizen(origin).ask("GET", f"/wechat/photos/{new_id()}?{asked}")
        assert found.status in (404, 422), found.body


BODIES: list[bytes] = [
    b"", b"{", b"{}", b"[]", b"null", b"\0", b"\xff\xfe", "\ufeff<xml/>".encode("utf-16"),
    b"<xml><Encrypt/></xml>", b"<xml><Encrypt>AAAA</Encrypt></xml>", b'{"Encrypt": ["x"]}',
    b"<xml><Encrypt><a>x</a></Encrypt></xml>", b'{"Encrypt": "\\u0000"}',
    b'<?xml version="1.0" encoding="klingon"?><xml><Encrypt>x</Encrypt></xml>',
    b'<?xml version="1.0" encoding="utf-7"?><xml><Encrypt>x</Encrypt></xml>',
    b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>',
    b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Encrypt>&f;</Encrypt></xml>',
    b"<xml>" + b"<a>" * 9000 + b"</a>" * 9000 + b"</xml>", b"{" * 9000, b'{"a":' * 9000,
]  # fmt: skip
STRANGE = [
    message("oA", "text", 1, Content="半\ufffd"),
    message("o" * 9000, "text", 2, Content="x"),
    message("oB", "text", 3, Content="井" * 9000),
    message("oC", "location", 4, Location_X="NaN", Location_Y="inf", Label="x" * 900),
    message("oD", "location", 5, Location_X="1e999", Location_Y="é"),
    message("oE", "image", 6, MediaId="m" * 9000),
    message("oF", "event", Event="TEMPLATESENDJOBFINISH", MsgID="x" * 9000, Status="y" * 900),
    message("oG", "event", Event="wxa_media_check", trace_id="t" * 9000, errcode="e" * 900),
    message("oH", "event", Event="e" * 9000, EventKey="k" * 9000),
    message("oI", "text", 7, Content="x").replace("<CreateTime>", "<CreateTime>99999"),
    message("oJ", "text", 8, Content="x").replace("<CreateTime>", "<CreateTime>-"),
    '{"MsgType": "text", "FromUserName": "oK", "CreateTime": 1, "Content": "a\\u0000b"}',
    '{"MsgType": "text", "FromUserName": "oL\\u0000", "CreateTime": true, "Content": []}',
    '{"MsgType": ["text"], "FromUserName": {}, "CreateTime": 1e300, "MsgId": null}',
    '{"Event": "wxa_media_check", "trace_id": "a\\u0000b", "errcode": "\\u0000"}',
    '{"Event": "wxa_media_check", "trace_id": ["x"], "result": {"suggest": [], "label": {}}}',
    '{"Event": "wxa_media_check", "trace_id": 7, "result": "x", "errcode": {"a": 1}}',
]


@pytest.mark.parametrize("room", ["account", "mini"])
def test_hostile_callbacks(twin: AppTwin, origin: str, room: str) -> None:
    """Strangers meet 404; what is signed and odd is answered well, and nothing of it is logged."""
    app = {"account": SETTINGS["WECHAT_ACCOUNT_APP"], "mini": APP}[room]
    ours = Pusher(f"{origin}/api/v1/wechat/{room}", app)
    with capture_logs() as written:
        _throw(ours)
    assert any(one.get("route", "").startswith("/api/v1/wechat/") for one in written)
    told = (TOKEN, AES_KEY, ACCOUNT_SECRET, wechat_twin.SECRET, "oA", "井井", "exc_info", "echo")
    assert [one for one in told if one in str(written)] == []


def _throw(ours: Pusher) -> None:
    for body in BODIES:
        for stamp in ({}, ours.stamp(), ours.stamp(token="forged"), ours.stamp(at=1)):
            found = _sent(ours, body, stamp)
            assert found.status in (200, 404), (body[:80], stamp, found.body)
            assert found.status == 404 or (found.body == b"success" and stamp)
    for stamp in (
        {"signature": "é井", "timestamp": "²", "nonce": "\0"}, {"timestamp": "9" * 20},
        {**ours.stamp(), "timestamp": str(int(clock.now().timestamp()) + 301)},
        {**ours.stamp(), "nonce": "other"}, {"signature": "x" * 101},
    ):  # fmt: skip
        assert _sent(ours, message("o1", "text", 9, Content="x").encode(), stamp).status in (
            404,
            422,
        )
        assert _asked(ours, {**stamp, "echostr": "<b>"}).status in (404, 422)
    huge = _sent(ours, b"<xml>" + b" " * 2**20 + b"</xml>", ours.stamp())
    assert (huge.status, huge.json["code"]) == (413, "http_413")
    for said in STRANGE:
        status, answer = ours.push(said)
        assert status == 200, (said[:80], answer)
        assert ours.push(said)[0] == 200, "sent again"
    echo = _asked(ours, {**ours.stamp(), "echostr": "<script>1</script>"})
    assert (echo.status, echo.headers["Content-Type"]) == (200, "text/plain")
    assert echo.headers["X-Content-Type-Options"] == "nosniff"


def test_a_message_that_comes_six_times_at_once_is_one(twin: AppTwin, origin: str) -> None:
    user = Pusher(f"{origin}/api/v1/wechat/account")
    first, done = (
        message("oSix", "text", at, Content=words) for at, words in ((71, "灯坏了"), (72, "提交"))
    )
    for one in (first, done):
        with ThreadPoolExecutor(6) as pool:
            assert len(set(pool.map(user.push, [one] * 6))) == 1
    phone, codes = Citizen(origin), [twin.base.user()[0] for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        went = pool.map(lambda code: phone.ask("POST", "/wechat/session", {"code": code}), codes)
        assert [one.status for one in went] == [204] * 6
    with transaction() as session:
        assert [one.words for one in session.scalars(select(Report))] == ["灯坏了"]
        assert len({one.device for one in session.scalars(select(WechatUser))}) == 1


def _sent(ours: Pusher, body: bytes, stamp: dict[str, str]) -> Answer:
    return _ask("POST", ours, stamp, body)


def _asked(ours: Pusher, stamp: dict[str, str]) -> Answer:
    return _ask("GET", ours, stamp, None)


def _ask(method: str, ours: Pusher, stamp: dict[str, str], body: bytes | None) -> Answer:
    address = f"{ours.address}?{urlencode(stamp)}"
    found = urllib3.request(method, address, body=body, retries=False)
    return Answer(found.status, found.headers, found.data)
