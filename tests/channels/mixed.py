"""A month of mixed traffic, small: something by every channel that can be sent again as it is."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import urllib3

from city.intake.model import Channel
from deploy.walk import Citizen, new_id
from tests.channels.imap_twin import ImapTwin
from tests.channels.program import Program, program
from tests.channels.wechat_app import Pusher, message
from tests.house import City
from workers import mail

Act = Callable[[], Any]
AT = "2026-10-0{}T08:00:00+08:00"


def phones(city: City, mark: str) -> Iterator[Act]:
    """Citizens' own phones."""
    for number in range(4):
        phone, report_id = city.citizen(), new_id()
        said = {"id": report_id, "made_at": AT.format(number + 1), "words": f"{mark} 手机 {number}"}
        yield lambda phone=phone, said=said: _well(phone, said)


def sms(city: City, mark: str) -> Iterator[Act]:
    """A gateway."""
    gateway = program(city, Channel.SMS)
    for number in range(4):
        said = {"id": f"{mark}{number}", "phone": f"1390013900{number}",
                "words": f"{mark} 短信 {number}", "at": AT.format(number + 1)}  # fmt: skip
        yield lambda said=said: _signed(gateway, "/sms/messages", said)


def sensors(city: City, mark: str) -> Iterator[Act]:
    """An industry system: one alarm in a day of readings."""
    system = program(city, Channel.SENSOR)
    point = (
        "insert into sensor_points (client, code, name, unit, place_words, high, hold, calm)"
        " values (%s, 'P1', %s, '米', '解放路泵站', 1.5, 60, 300) returning 1"
    )
    city.rows(point, system.key, f"{mark} 液位")
    start = datetime(2026, 10, 7, tzinfo=UTC)
    readings = [
        {"point": "P1", "value": value, "at": (start + timedelta(seconds=40 * at)).isoformat()}
        for at, value in enumerate((1.0, 1.6, 1.7, 1.8, 1.9))
    ]
    yield lambda: _signed(system, "/sensors/readings", {"readings": readings})


def open311(city: City, mark: str) -> Iterator[Act]:
    """A client of GeoReport v2."""
    client = program(city, Channel.OPEN311)
    for number in range(3):
        form = {
            "api_key": f"{client.key}.{client.secret}", "service_code": "component-0101",
            "lat": "37.8734", "long": "112.5627", "description": f"{mark} 开放接口 {number}",
        }  # fmt: skip
        yield lambda form=form: _form(city, form)


def mails(box: ImapTwin, mark: str) -> Iterator[Act]:
    """Letters in the city's mailbox, and a worker that reads them; they are unread again."""
    for number in range(3):
        letter = EmailMessage()
        letter["From"], letter["Subject"] = f"w{number}@example.org", f"{mark} 邮件 {number}"
        letter["Message-ID"], letter["Date"] = f"<{mark}-{number}@x>", "Sun, 4 Oct 2026 08:00 +0800"
        letter.set_content("门口的路灯不亮了")
        yield lambda raw=bytes(letter): _mailed(box, raw)


def chats(pusher: Pusher, mark: str) -> Iterator[Act]:
    """Users of the official account: words, then that there is no more."""
    for number in range(3):
        user = f"o{mark}{number}"
        said = [message(user, "text", Content=f"{mark} 公众号 {number}"),
                message(user, "text", Content="提交")]  # fmt: skip
        yield lambda said=said: [pusher.push(one) for one in said]


def _well(phone: Citizen, said: dict[str, Any]) -> None:
    assert phone.report(**said).status in (200, 201)


def _signed(sender: Program, path: str, said: dict[str, Any]) -> None:
    assert sender.signed("POST", path, said).status in (200, 201)


def _form(city: City, form: dict[str, str]) -> None:
    address = f"{city.url}/open311/v2/requests.json"
    found = urllib3.request("POST", address, fields=form, retries=False)
    assert found.status == 201, found.data


def _mailed(box: ImapTwin, raw: bytes) -> None:
    box.deliver(raw)
    assert mail.read() == 1
