"""A month of mixed traffic, small: something by every channel that can be sent again as it is."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import urllib3

from city.intake.model import Channel
from deploy.walk import Citizen, Staff, new_id
from tests.channels.feed_twin import FeedTwin
from tests.channels.imap_twin import ImapTwin
from tests.channels.program import Program, program
from tests.channels.wechat_app import Pusher, message
from tests.house import City
from workers import mail, opinion

Act = Callable[[], Any]
STORIES = (
    "老旧院落的健身器材锈蚀断裂，几位老人围着量尺寸，打算自己焊上一截钢管。",
    "夜市散场后满地竹签纸碗，环卫工凌晨四点开始冲洗，油污渗进地砖缝里。",
    "南城一处工地连夜施工，渣土车沿街撒漏，附近学校门口尘土飞扬，家长盼望治理。",
)
AT = "2026-10-0{}T08:00:00+08:00"


def phones(city: City, mark: str) -> Iterator[Act]:
    """Citizens' own phones."""
    for number in range(4):
        phone, report_id = city.citizen(), new_id()
        said = {"id": report_id, "made_at": AT.format(number + 1), "words": f"{mark} 手机 {number}"}
        yield lambda phone=phone, said=said: _well(phone, said)


def inspectors(city: City, mark: str) -> Iterator[Act]:
    """Inspectors on their rounds."""
    walking = city.crew.sign_in("inspector")
    for number in range(2):
        path = f"/reports/{new_id()}"
        said = {"channel": "inspector", "made_at": AT.format(number + 1),
                "words": f"{mark} 巡查 {number}"}  # fmt: skip
        yield lambda path=path, said=said: walking.must("PUT", path, said, 200, 201)


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


def media(city: City, paper: FeedTwin, mark: str) -> Iterator[Act]:
    """A paper whose feed is read in full each time, and the desk that takes all that it says."""
    chief, operator = city.crew.sign_in("duty_chief"), city.crew.sign_in("operator")
    paper.stories = [
        (f"{mark}-{at}", f"{mark} 舆情 {at}", words) for at, words in enumerate(STORIES)
    ]
    asked = {"name": f"{mark} 晚报", "url": f"{paper.origin}/rss", "minutes": 30}
    feed = int(chief.must("POST", "/opinion/feeds", asked)["id"])
    yield lambda: _printed(city, paper, feed)
    yield lambda: _taken(city, operator, feed)


def _printed(city: City, paper: FeedTwin, feed: int) -> None:
    due = "update opinion_feeds set etag = null, modified = null, next_at = now() where id = %s"
    city.rows(f"{due} returning id", feed)
    before = paper.whole
    opinion.read_due()
    assert paper.whole == before + 1


def _taken(city: City, operator: Staff, feed: int) -> None:
    found = city.rows("select id from opinion_items where feed_id = %s order by id", feed)
    for (item,) in found:
        operator.must("POST", f"/opinion/items/{item}/decisions", {"is_taken": True})


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
