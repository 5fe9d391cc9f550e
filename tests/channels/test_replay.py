"""A month of mixed traffic, sent twice in another order: the same city."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

import pytest

from city.hotline import sources
from city.intake.model import Channel
from deploy.walk import Staff, new_id, until
from tests.channels import mixed
from tests.channels.conftest import Within
from tests.channels.doorstep import web
from tests.channels.feed_twin import FeedTwin, news
from tests.channels.imap_twin import PASSWORD, USER, ImapTwin, mailbox
from tests.channels.program import Program, program
from tests.channels.wechat_app import ACCOUNT_SECRET, SETTINGS, Pusher
from tests.hotline import writing
from tests.house import City

HEAD = ["工单编号", "受理时间", "诉求人", "联系电话", "诉求地址", "内容描述"]
WORDS = ("井盖破损", "路灯不亮", "垃圾没人清", "污水外溢", "占道经营", "树枝挡路")
NO_REPORTS = {Channel.WECHAT_MINI}
"""The mini-program's web-view is a citizen's phone; its own channel brings answers of checks."""
Act = Callable[[], Any]
CITY = (
    "select channel, words, place_words, fingerprint from reports where words like %s order by 4",
    "select number, digest, state, urged from hotline_orders where number like %s order by 1",
    "select name, phone from contacts where name like %s order by 1, 2",
    "select title, state, reprints from opinion_items where title like %s order by 1",
)


class Doors(NamedTuple):
    """The platform that pushes users' messages, the city's mailbox, and a paper's feed."""

    pusher: Pusher
    box: ImapTwin
    paper: FeedTwin


@pytest.fixture
def doors(city: City, within: Within, monkeypatch: pytest.MonkeyPatch) -> Iterator[Doors]:
    """What does not come by itself into the city's own doors."""
    with mailbox() as box, news() as paper:
        there = {"IMAP_HOST": "127.0.0.1", "IMAP_PORT": str(box.port), "IMAP_USER": USER}
        own = {"IMAP_PASSWORD": PASSWORD, "IMAP_SECURITY": "none"}
        account = {"WECHAT_ACCOUNT_SECRET": ACCOUNT_SECRET, **SETTINGS}
        trusted = {"FETCH_TRUSTED": paper.origin.removeprefix("http://")}
        within(**there, **own, **account, **trusted)
        with web(monkeypatch) as origin:
            yield Doors(Pusher(f"{origin}/api/v1/wechat/account"), box, paper)
    city.rows(
        "update opinion_feeds set is_open = false where url like %s returning id",
        f"{paper.origin}%",
    )


def test_traffic_sent_twice_gives_the_same_city(city: City, doors: Doors) -> None:
    mark = f"R{str(new_id())[-10:]}"
    traffic = list(_month(city, mark))
    for some in (mixed.phones, mixed.inspectors, mixed.sms, mixed.sensors, mixed.open311):
        traffic += some(city, mark)
    traffic += [*mixed.chats(doors.pusher, mark), *mixed.mails(doors.box, mark)]
    traffic += mixed.media(city, doors.paper, mark)
    for act in traffic:
        act()
    until(lambda: _ended(city, mark), "the imports", 90)
    before = _city(city, mark)
    assert [len(rows) for rows in before] == [67, 30, 44, 3]
    assert {row[0] for row in before[0]} == set(Channel) - NO_REPORTS
    Random(2).shuffle(traffic)
    for act in traffic:
        act()
    until(lambda: _ended(city, mark), "the imports", 90)
    assert _city(city, mark) == before


def _month(city: City, mark: str) -> Iterator[Act]:
    """Two files that overlap, pushed orders, an app's reports, Open311 and the desk."""
    operator = city.crew.sign_in("operator")
    rows = [
        [f"{mark}-{day:02d}", f"2026-10-{day:02d} 08:30", f"{mark}先生", "13800138000", "迎泽大街",
         f"{mark} {WORDS[day % 6]}"]
        for day in range(1, 26)
    ]  # fmt: skip
    bodies = (writing.xlsx([HEAD, *rows[:15]]), writing.text([HEAD, *rows[10:]]).encode("gb18030"))
    for number, body in enumerate(bodies):
        yield lambda body=body, number=number: _import(operator, body, f"{mark}-{number}.xlsx")
    hotline, app = program(city, Channel.HOTLINE), program(city, Channel.APP)
    for day in range(26, 31):
        order = dict(zip(HEAD, rows[0], strict=True))
        order |= {HEAD[0]: f"{mark}-{day}", HEAD[5]: f"{mark} {WORDS[day % 6]} {day}"}
        yield lambda order=order: _push(hotline, order)
    for number in range(7):
        said = {"made_at": "2026-10-05T08:00:00+08:00", "words": f"{mark} {number} 护栏倒了",
                "contact": {"name": f"{mark}女士", "phone": "13900139000"}}  # fmt: skip
        yield lambda said=said, number=number: _app(app, f"{mark}-{number}", said)
    for number in range(7):
        path = f"/desk/reports/{new_id()}"
        said = {"made_at": "2026-10-06T08:00:00+08:00", "words": f"{mark} 来电 {number}",
                "contact": {"name": f"{mark}来电", "phone": "13700137000"}}  # fmt: skip
        yield lambda path=path, said=said: operator.must("PUT", path, said, 200, 201)


def _import(operator: Staff, body: bytes, name: str) -> None:
    query = f"name=x&source={sources.DEFAULT}"
    looked = operator.must("POST", f"/hotline/files?{query}", body)
    operator.must("POST", "/hotline/runs", {"sha256": looked["sha256"], "name": name})


def _push(hotline: Program, order: dict[str, str]) -> None:
    assert hotline.signed("POST", "/hotline/orders", {"orders": [order]}).status == 200


def _app(app: Program, own_id: str, said: dict[str, Any]) -> None:
    assert app.signed("PUT", f"/apps/reports/{own_id}", said).status in (200, 201)


def _ended(city: City, mark: str) -> bool:
    asked = "select count(*) from hotline_runs where file like %s and state <> 'done'"
    return city.rows(asked, f"{mark}%") == [(0,)]


def _city(city: City, mark: str) -> list[list[tuple[Any, ...]]]:
    return [city.rows(query, f"{mark}%") for query in CITY]
