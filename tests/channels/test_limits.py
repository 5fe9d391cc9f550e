"""How much and how often: the limits of each channel, held against what docs/channels.md says."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import urllib3

from api import LARGEST_BODY, create_app
from api.limits import Limits
from api.open311 import asked, views
from api.routes import hotline as hotline_routes
from api.routes import wechat_push
from api.schemas import apps as app_schemas
from api.schemas import hotline as hotline_schemas
from api.schemas import opinion as opinion_schemas
from api.schemas import reports as report_schemas
from api.schemas import sensors as sensor_schemas
from city import clock, settings
from city.db import transaction
from city.errors import TooMany
from city.intake import clients, mails
from city.intake.model import Channel
from city.opinion import reading
from city.people import SYSTEM, StaffSession
from city.settings import Settings
from city.tables.sheet import LIMITS
from city.wechat import talk
from deploy.walk import Answer, Caller, Citizen, Json, new_id
from tests.channels import town
from tests.channels.doorstep import web
from tests.channels.program import Program
from tests.channels.wechat_app import SETTINGS
from workers import mail, opinion

KB, MB = 2**10, 2**20
AT = "2026-11-22T08:00:00+08:00"
ROWS = {
    "phones": (f"{LARGEST_BODY // KB} kB", f"{report_schemas.MOST_PHOTOS} photos"),
    "hotline, files": (f"{LIMITS.bytes // MB} MB", f"{LIMITS.rows:,} rows"),
    "hotline, push": (
        f"{hotline_routes.PUSHED_BYTES // MB} MB",
        f"{hotline_schemas.MOST_ORDERS} orders",
    ),
    "app": (f"{LARGEST_BODY // KB} kB", f"{app_schemas.MOST_PHOTOS} photos"),
    "desk": (f"{LARGEST_BODY // KB} kB", f"{report_schemas.MOST_PHOTOS} photos"),
    "sensor": (f"{LARGEST_BODY // KB} kB", f"{sensor_schemas.MOST:,} readings"),
    "sms": (f"{LARGEST_BODY // KB} kB", "2,000 characters"),
    "mail": (
        f"{mail.MOST // MB} MB",
        f"{mails.MOST_PHOTOS} pictures",
        f"{mails.LONGEST:,} characters",
        f"{mail.AT_ONCE} a minute",
    ),
    "wechat_account": (f"{wechat_push.LARGEST // KB} kB", f"{talk.MOST_PHOTOS} photos"),
    "wechat_mini": (f"{wechat_push.LARGEST // KB} kB",),
    "media": (
        f"{opinion.MOST // MB} MB",
        f"{reading.MOST} items",
        f"{opinion_schemas.LEAST_MINUTES} minutes",
    ),
    "open311": (
        f"{views.LARGEST // MB} MB",
        f"{views.MOST_MEDIA} pictures",
        f"{asked.LONGEST['description']:,} characters",
    ),
}


def test_the_page_names_every_channel_and_its_limits() -> None:
    page = Path("docs/channels.md").read_text(encoding="utf-8")
    told = dict(_row(line) for line in page.splitlines() if line.startswith("| "))
    assert told.keys() - {"channel"} == ROWS.keys()
    for name, limits in ROWS.items():
        for limit in limits:
            assert limit in told[name], (name, limit)
    channels = {name.partition(",")[0] for name in ROWS} - {"phones"}
    assert channels == set(Channel) - {Channel.CITIZEN, Channel.INSPECTOR}


def _row(line: str) -> tuple[str, str]:
    name, _, rest = line.strip("| ").partition(" | ")
    return name, rest


Send = Callable[[Json], Answer]


@dataclass
class Door:
    """How one channel is sent to: `some` is a message that it takes, `send` sends it."""

    some: Callable[[], Json]
    send: Send
    largest: int = LARGEST_BODY


@pytest.fixture
def door(told: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Channel], Door]]:
    """The doors of a city that lets each sender speak twice a minute."""
    for name, value in {**SETTINGS, "WECHAT_SECRET": "x", "REPORTS_PER_MINUTE": "2"}.items():
        monkeypatch.setenv(name, value)
    with web(monkeypatch) as origin:
        yield lambda channel: DOORS[channel](origin)


def _said(**more: Any) -> Json:
    return {"made_at": AT, "words": f"井盖破了 {next(_numbers)}", **more}


def _joined(origin: str, channel: Channel) -> Program:
    with transaction() as session:
        client, secret = clients.make(session, settings.read(), "试用", [channel], SYSTEM)
        return Program(origin, client.key, secret)


def _phone(origin: str) -> Door:
    phone = Citizen(origin)
    return Door(
        lambda: _said(channel="citizen"),
        lambda said: phone.ask("PUT", f"/reports/{new_id()}", said),
    )


def _app(origin: str) -> Door:
    app = _joined(origin, Channel.APP)
    return Door(_said, lambda said: app.signed("PUT", f"/apps/reports/{new_id()}", said))


def _desk(origin: str) -> Door:
    staff = Caller(origin)
    staff.headers |= _signed_in("operator")
    return Door(_said, lambda said: staff.ask("PUT", f"/desk/reports/{new_id()}", said))


def _signed_in(role: str) -> dict[str, str]:
    """The headers of somebody of this role."""
    (person,), secret, now = town.staff(role=role), str(new_id()), clock.now()
    with transaction() as session:
        session.add(
            StaffSession(
                secret_hash=hashlib.sha256(secret.encode()).hexdigest(), person_id=person,
                csrf="c", created_at=now, expires_at=now + timedelta(hours=1),
            )
        )  # fmt: skip
    return {"Cookie": f"xunjie_session={secret}", "X-CSRF-Token": "c"}


def _hotline(origin: str) -> Door:
    program = _joined(origin, Channel.HOTLINE)
    return Door(
        lambda: {"orders": [_order()]},
        lambda said: program.signed("POST", "/hotline/orders", said),
        hotline_routes.PUSHED_BYTES,
    )


def _order() -> Json:
    return {"taskId": str(new_id()), "discription": "路灯不亮"}


def _sensor(origin: str) -> Door:
    system = _joined(origin, Channel.SENSOR)
    return Door(
        lambda: {"readings": [_reading()]},
        lambda said: system.signed("POST", "/sensors/readings", said),
    )


def _reading() -> Json:
    return {"point": "P", "value": 1.0, "at": AT}


def _sms(origin: str) -> Door:
    gateway = _joined(origin, Channel.SMS)

    def some() -> Json:
        return {"id": str(new_id()), "phone": "13900139000", "words": "路灯不亮", "at": AT}

    return Door(some, lambda said: gateway.signed("POST", "/sms/messages", said))


def _open311(origin: str) -> Door:
    client = _joined(origin, Channel.OPEN311)

    def some() -> Json:
        key = f"{client.key}.{client.secret}"
        return {
            "api_key": key,
            "service_code": "x",
            "address_string": "柳巷",
            "description": "破了",
        }

    def send(said: Json) -> Answer:
        found = urllib3.request(
            "POST", f"{origin}/open311/v2/requests.json", fields=said, retries=False
        )
        return Answer(found.status, found.headers, found.data)

    return Door(some, send, views.LARGEST)


_numbers = count()
DOORS: dict[Channel, Callable[[str], Door]] = {
    Channel.CITIZEN: _phone,
    Channel.APP: _app,
    Channel.DESK: _desk,
    Channel.HOTLINE: _hotline,
    Channel.SENSOR: _sensor,
    Channel.SMS: _sms,
    Channel.OPEN311: _open311,
}


def test_who_sends_too_often_is_told_when_to_come_again(door: Callable[[Channel], Door]) -> None:
    for channel in DOORS:
        there = door(channel)
        answers = [there.send(there.some()) for _ in range(3)]
        assert [one.status == 429 for one in answers] == [False, False, True], channel
        if channel is not Channel.OPEN311:
            assert 1 <= int(answers[2].headers["Retry-After"]) <= 60
            assert {one.status for one in answers[:2]} <= {200, 201}, channel


def test_what_is_too_large_is_not_taken(door: Callable[[Channel], Door]) -> None:
    for channel in DOORS:
        there = door(channel)
        answer = there.send({**there.some(), "words": "x" * there.largest})
        assert answer.status == 413, channel
    photos = [{"sha256": f"{at:064x}", "size": 1} for at in range(10)]
    for channel, more in (
        (Channel.CITIZEN, {"photos": photos}),
        (Channel.APP, {"photos": photos}),
        (Channel.DESK, {"photos": photos}),
        (Channel.HOTLINE, {"orders": [_order() for _ in range(501)]}),
        (Channel.SENSOR, {"readings": [_reading() for _ in range(1001)]}),
        (Channel.SMS, {"words": "长" * 2001}),
        (Channel.OPEN311, {"description": "长" * 4001}),
    ):
        there = door(channel)
        assert there.send({**there.some(), **more}).status in (400, 422), channel


def test_a_file_or_a_push_that_is_too_large_is_not_read(
    told: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**SETTINGS, "WECHAT_SECRET": "x"}.items():
        monkeypatch.setenv(name, value)
    web_process = create_app(settings.read()).test_client(use_cookies=False)
    for path, largest, headers in (
        ("/hotline/files", LIMITS.bytes, _signed_in("operator")),
        ("/wechat/account", wechat_push.LARGEST, {}),
        ("/wechat/mini", wechat_push.LARGEST, {}),
    ):
        size = {"CONTENT_LENGTH": str(largest + 1)}
        answer = web_process.post(f"/api/v1{path}", headers=headers, environ_overrides=size)
        assert answer.status_code == 413, path


def test_a_photo_of_an_app_is_as_large_as_the_citys_limit(
    told: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with web(monkeypatch, PHOTO_BYTES="1000", RECORDING_BYTES="2000") as origin:
        app, path = _joined(origin, Channel.APP), f"/apps/reports/{new_id()}"
        for size, status in ((2000, 204), (2001, 413)):
            body = b"\xff\xd8\xff" + bytes(size - 3)
            sha256, own = hashlib.sha256(body).hexdigest(), f"{path}{size}"
            promised = _said(photos=[{"sha256": sha256, "size": size}])
            assert app.signed("PUT", own, promised).status == 201
            assert app.signed("PUT", f"{own}/photos/{sha256}", body).status == status


def test_one_address_is_not_heard_without_end() -> None:
    nowhere = Settings("postgresql+psycopg://nowhere", "redis://x", "http://x", *"abc", Path("x"))
    limits = Limits(replace(nowhere, reports_per_minute_by_address=3))
    for sender in range(3):
        limits.intake(str(sender), "192.0.2.1")
    with pytest.raises(TooMany):
        limits.intake("another", "192.0.2.1")
    limits.intake("another", "192.0.2.2")
