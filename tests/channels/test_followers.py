"""Word goes back to those who wrote to the official account: template messages, receipts."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from city import clock
from city.db import transaction
from city.notices import outgoing, tell, templates
from city.notices.kinds import Carrier
from city.notices.model import Attempt, Delivery, DeliveryState
from city.notices.templates import shipped
from city.people import SYSTEM
from city.wechat.model import WechatTalk
from tests.channels import town
from tests.channels.doorstep import web
from tests.channels.wechat_app import ACCOUNT, ACCOUNT_SECRET, AppTwin, Pusher
from tests.channels.wechat_app import message as pushed
from tests.channels.wire import Request
from workers import post

USER, TEMPLATE = "oFollower-123456789", "tmpl-of-the-account"
NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
FIELDS = {"character_string1": 32, "phrase2": 5, "thing3": 20}


@dataclass
class Followers:
    """`message/template/send`: who follows, what was sent, what was asked twice."""

    app: AppTwin
    following: set[str] = field(default_factory=lambda: {USER})
    refusing: set[str] = field(default_factory=set)
    sent: list[dict[str, Any]] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def send(self, asked: Request) -> dict[str, Any]:
        """As the platform answers, with its codes."""
        if refused := self.app.refused(asked, ACCOUNT):
            return refused
        body = json.loads(asked.body)
        if body["template_id"] != TEMPLATE:
            return {"errcode": 40037, "errmsg": "invalid template_id"}
        if body["touser"] not in self.following:
            return {"errcode": 43004, "errmsg": "require subscribe"}
        if body["touser"] in self.refusing:
            return {"errcode": 43101, "errmsg": "user refuse to accept the msg"}
        said = {name: one["value"] for name, one in body["data"].items()}
        if said.keys() != FIELDS.keys() or any(len(said[one]) > FIELDS[one] for one in said):
            return {"errcode": 47003, "errmsg": "argument invalid"}
        if body["client_msg_id"] not in self.seen:
            self.seen[body["client_msg_id"]] = 200163836 + len(self.sent)
            self.sent.append(body)
        return {"errcode": 0, "errmsg": "ok", "msgid": self.seen[body["client_msg_id"]]}


@pytest.fixture
def twin(twin: AppTwin, monkeypatch: pytest.MonkeyPatch) -> Followers:
    made = Followers(twin)
    twin.base.others["/cgi-bin/message/template/send"] = made.send
    monkeypatch.setenv("WECHAT_ACCOUNT_SECRET", ACCOUNT_SECRET)
    with transaction() as session:
        for kind in ("case.decline", "revisit.asked"):
            wording = shipped()[kind, Carrier.ACCOUNT, "zh"]
            templates.change(session, wording._replace(code=TEMPLATE), SYSTEM)
        session.add(WechatTalk(openid=USER, heard_at=clock.now(), device=town.DEVICE))
    return made


def tells(kind: str = "case.decline", **facts: Any) -> None:
    event = town.happened(kind, town.report(), end="declined", note=town.NAME, **facts)
    told = post.tools().settings
    with clock.told(NOON), transaction() as session:
        tell.tell(session, event, told.channels.carriers, told.zone)


def posts(after: timedelta = timedelta()) -> None:
    with clock.told(NOON + after):
        post.deliver_due()


def codes() -> list[str]:
    with transaction() as session:
        asked = select(Attempt).where(Attempt.carrier == Carrier.ACCOUNT)
        return [one.code for one in session.scalars(asked.order_by(Attempt.at, Attempt.id))]


def state() -> DeliveryState:
    with transaction() as session:
        return session.scalars(select(Delivery.state)).one()


def test_who_wrote_to_the_account_is_told_there(twin: Followers) -> None:
    tells()
    posts()
    (sent,) = twin.sent
    assert (sent["touser"], sent["data"]["phrase2"]) == (USER, {"value": "不予立案"})
    assert "url" not in sent
    assert town.NAME not in str(sent)
    assert (codes(), state()) == (["0"], DeliveryState.SENT)


def test_a_question_leads_to_its_page(twin: Followers) -> None:
    tells("revisit.asked", link="https://city.example/r/signed-and-longer-than-twenty")
    posts()
    assert twin.sent[0]["url"] == "https://city.example/r/signed-and-longer-than-twenty"


@pytest.mark.parametrize(
    ("status", "after"),
    [("success", DeliveryState.DELIVERED), ("failed:user block", DeliveryState.UNDELIVERED)],
)
def test_the_platform_says_what_became_of_it(
    twin: Followers, monkeypatch: pytest.MonkeyPatch, status: str, after: DeliveryState
) -> None:
    tells()
    posts()
    about = {"Event": "TEMPLATESENDJOBFINISH", "MsgID": twin.seen[twin.sent[0]["client_msg_id"]]}
    with web(monkeypatch) as origin:
        pusher = Pusher(f"{origin}/api/v1/wechat/account")
        for _ in range(2):
            assert pusher.push(pushed(USER, "event", Status=status, **about)) == (200, "success")
    posts(timedelta(days=365))
    assert (codes(), state()) == (["0"], after)
    with transaction() as session:
        assert session.scalars(select(Attempt.receipt)).one() == status


def test_who_follows_no_longer_is_not_written_to_again(twin: Followers) -> None:
    twin.following.clear()
    tells()
    posts()
    assert (codes(), state()) == (["43004"], DeliveryState.UNDELIVERED)
    with transaction() as session:
        assert session.get_one(WechatTalk, USER).left_at == NOON
    twin.following.add(USER)
    tells()
    posts()
    assert codes() == ["43004"], "no way is planned that leads to nobody"


@pytest.mark.parametrize("code", [48001, 40037, 43101, 47003])
def test_a_refusal_for_good_is_not_repeated(twin: Followers, code: int) -> None:
    if code == 43101:
        twin.refusing.add(USER)
    else:
        twin.app.busy = [code]
    tells()
    posts()
    posts(timedelta(minutes=5))
    assert (codes(), state()) == ([str(code)], DeliveryState.UNDELIVERED)


@pytest.mark.parametrize("code", [45009, 45011, -1])
def test_what_is_too_often_waits(twin: Followers, code: int) -> None:
    twin.app.busy = [code]
    tells()
    posts()
    posts(timedelta(seconds=30))
    assert codes() == [str(code)], "not before its time"
    posts(timedelta(minutes=2))
    assert (codes(), state(), len(twin.sent)) == ([str(code), "0"], DeliveryState.SENT, 1)


def test_what_a_dead_sender_left_is_sent_once(twin: Followers) -> None:
    tells()
    with clock.told(NOON):
        with transaction() as session:
            letters = outgoing.take(session, 10)
        assert [one.said.code for one in post.post(letters)] == ["0"]
    posts(timedelta(minutes=6))
    assert (len(twin.sent), codes()) == (1, ["0"])
