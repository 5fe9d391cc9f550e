"""Reports that each channel takes from one sender, one after another; beside a citizen's phone."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import count
from pathlib import Path

import urllib3

from benchmarks.bench import Bench
from benchmarks.rounds import interleaved
from benchmarks.row import Row
from city import db, settings
from city.db import transaction
from city.intake import clients
from city.intake.model import Channel
from city.people import Actor
from deploy.walk import Citizen, Staff, accounts, new_id
from tests.channels.program import Program
from tests.channels.wechat_app import Pusher, message

PEER = "a citizen's phone"
AT = "2026-11-22T08:00:00+08:00"
WORDS = "迎泽大街的井盖破了，晚上很危险"
ORDERS = 100  # of one push
Way = Callable[[], int]
_serial = count()


def channels(bench: Bench) -> Iterator[Row]:
    """Signed, dialled, pushed or typed: what each of them costs beside a phone's report."""
    with ExitStack() as still:
        still.enter_context(bench.city.at_rest())
        ways = _ways(bench)
        for way in ways.values():
            way()  # plans and caches warm
        seconds = bench.seconds / 4
        found = interleaved(
            bench.rounds, {name: partial(_rate, way, seconds) for name, way in ways.items()}
        )
    peer = found.pop("phone")
    for name, rate in found.items():
        yield Row(
            f"intake.channels/{name}", rate, "1/s", PEER, peer, rounds=bench.rounds,
            note="one connection, one sender; accepted and durable; relay and workers at rest",
        )  # fmt: skip


def _rate(way: Way, seconds: float) -> float:
    began, done = time.perf_counter(), 0
    while (passed := time.perf_counter() - began) < seconds:
        done += way()
    return done / passed


def _ways(bench: Bench) -> dict[str, Way]:
    url, known = bench.city.url, accounts(bench.city.env["VAR"])
    phone = Citizen(url)
    operator = next(one for one in known if one["role"] == "operator")
    desk = Staff(url, operator["username"], operator["password"])
    made = _clients(bench)
    app, gateway, hotline, form = (
        made[one] for one in (Channel.APP, Channel.SMS, Channel.HOTLINE, Channel.OPEN311)
    )
    pusher = Pusher(f"{url}/api/v1/wechat/account")
    return {
        "phone": lambda: _well(phone.report(words=_words()).status),
        "app": lambda: _signed(app, "PUT", f"/apps/reports/{new_id()}", made_at=AT),
        "sms": lambda: _signed(
            gateway, "POST", "/sms/messages", id=str(new_id()), phone="13800138000", at=AT
        ),
        "desk": lambda: _well(
            desk.ask("PUT", f"/desk/reports/{new_id()}", {"made_at": AT, "words": _words()}).status
        ),
        "open311": lambda: _form(url, form),
        "hotline": lambda: _pushed(hotline),
        "wechat": lambda: _chat(pusher),
    }


def _clients(bench: Bench) -> dict[Channel, Program]:
    told = settings.read({**bench.city.env, "VAR": str(Path(bench.city.env["VAR"]))})
    engine, found = db.connect(told.database_url), {}
    with transaction() as session:
        for channel in (Channel.APP, Channel.SMS, Channel.HOTLINE, Channel.OPEN311):
            somebody = Actor(name="benchmark")
            client, secret = clients.make(session, told, channel.value, [channel], somebody)
            found[channel] = Program(bench.city.url, client.key, secret)
    engine.dispose()
    return found


def _words() -> str:
    return f"{WORDS} {next(_serial)}"


def _well(status: int) -> int:
    assert status in (200, 201), status
    return 1


def _signed(sender: Program, method: str, path: str, **said: str) -> int:
    return _well(sender.signed(method, path, {**said, "words": _words()}).status)


def _pushed(hotline: Program) -> int:
    orders = [{"工单编号": str(new_id()), "内容描述": _words()} for _ in range(ORDERS)]
    answer = hotline.signed("POST", "/hotline/orders", {"orders": orders})
    assert {one["outcome"] for one in answer.json["items"]} == {"filed"}, answer.body[:300]
    return ORDERS


def _form(url: str, client: Program) -> int:
    said = {
        "api_key": f"{client.key}.{client.secret}", "service_code": "component-0101",
        "lat": "37.8734", "long": "112.5627", "description": _words(),
    }  # fmt: skip
    answer = urllib3.request("POST", f"{url}/open311/v2/requests.json", fields=said, retries=False)
    return _well(answer.status)


def _chat(pusher: Pusher) -> int:
    """Two messages: what is wrong, and that there is no more."""
    user = str(new_id())
    for words in (_words(), "提交"):
        status, said = pusher.push(message(user, "text", Content=words))
    assert "编号" in said, said
    return _well(status)
