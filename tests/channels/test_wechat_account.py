"""The official account: what users send becomes one report, is answered kindly, and once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count

import pytest
import urllib3
from sqlalchemy import select

from api import create_app
from city import clock
from city.db import transaction
from city.intake import channels
from city.intake.fetching import PhotoFetch
from city.intake.model import Channel, Photo, PhotoState, Report
from city.people import SYSTEM
from city.wechat.model import WechatTalk
from tests.channels import wechat_twin
from tests.channels.doorstep import try_again, web, work
from tests.channels.wechat_app import AES_KEY, AppTwin, Pusher, message
from tests.channels.wire import Reply
from tests.media.pictures import saved
from tests.photos.shots import street
from workers import account

USER = "oUser-1234567890"
_numbers = count(10**15)


@pytest.fixture
def user(twin: AppTwin, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pusher]:
    with web(monkeypatch) as origin:
        yield Pusher(f"{origin}/api/v1/wechat/account")


def says(kind: str, **fields: object) -> str:
    return message(USER, kind, next(_numbers), **fields)


def text(words: str) -> str:
    return says("text", Content=words)


def image(media_id: str) -> str:
    return says("image", PicUrl="http://mmbiz.example/1", MediaId=media_id)


PLACE = {"Location_X": "37.873400", "Location_Y": "112.562700", "Scale": 16, "Label": "柳巷12号"}


def reports() -> list[Report]:
    with transaction() as session:
        return list(session.scalars(select(Report).order_by(Report.id)))


def test_photo_place_and_words_are_one_report(user: Pusher, twin: AppTwin) -> None:
    twin.media["m1"] = saved(street(), "JPEG")
    assert user.push(image("m1")) == (
        200, "已收到照片。还可以补充文字、位置；没有的话，回复“提交”即可。"
    )  # fmt: skip
    assert "已收到位置、照片。还可以补充文字" in user.push(says("location", **PLACE))[1]
    status, said = user.push(text("井盖破了"))
    (made,) = reports()
    assert (status, said) == (
        200, f"已受理，编号 {made.number}（文字、位置、照片已保存）。谢谢您！发“进度”可随时查询。"
    )  # fmt: skip
    assert (made.channel, made.words, made.place_words) == (
        Channel.WECHAT_ACCOUNT, "井盖破了", "柳巷12号"
    )  # fmt: skip
    assert made.sent_position
    assert (made.sent_position["datum"], made.sent_position["lat"]) == ("gcj02", 37.8734)
    assert made.position
    assert 0.001 < abs(made.position.lon - 112.5627) < 0.01, "converted from GCJ-02"
    assert USER not in str(vars(made))
    assert work("account") == []
    with transaction() as session:
        (photo,) = session.scalars(select(Photo))
        assert (photo.report_id, photo.state) == (made.id, PhotoState.RECEIVED)
    assert "收到" in user.push(text("进度"))[1] or made.number in user.push(text("进度"))[1]
    assert len(reports()) == 1


def test_what_is_sent_again_gets_the_same_answer(user: Pusher) -> None:
    first = text("路灯不亮")
    said = user.push(first)
    with ThreadPoolExecutor(3) as pool:
        assert set(pool.map(user.push, [first] * 3)) == {said}
    done = text("提交")
    with ThreadPoolExecutor(3) as pool:
        answers = set(pool.map(user.push, [done] * 3))
    (made,) = reports()
    assert len(answers) == 1
    assert made.number in answers.pop()[1]
    assert made.words == "路灯不亮"
    event = message(USER, "event", Event="subscribe")
    assert user.push(event) == user.push(event)


def test_several_photos_at_once_are_all_kept(user: Pusher, twin: AppTwin) -> None:
    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(user.push, [image(f"m{at}") for at in range(4)]))
    assert all("已收到照片" in words for _, words in said)
    twin.media |= {f"m{at}": saved(street(f"photo {at}"), "JPEG") for at in range(3)}
    user.push(text("没有了"))
    twin.busy = [-1]
    assert len(work("account")) == 1, "busy: it is tried again"
    assert try_again("account") == []
    with transaction() as session:
        found = {one.url: (one.state, one.why) for one in session.scalars(select(PhotoFetch))}
    assert found.pop("wechat:m3") == ("refused", "errcode_40007")
    assert set(found.values()) == {("fetched", None)}


def test_a_page_of_a_gateway_is_no_photo(user: Pusher, twin: AppTwin) -> None:
    twin.media["m1"] = saved(street(), "JPEG")
    user.push(image("m1"))
    user.push(text("提交"))
    for odd in (Reply(500, b"no", (("Content-Type", "image/jpeg"),)), Reply(200, b"[]"), {}):
        twin.base.odd = odd
        assert try_again("account") == [("account.bring", "NotNow")]
    twin.base.odd = None
    assert try_again("account") == []
    with transaction() as session:
        assert [one.state for one in session.scalars(select(PhotoFetch))] == ["fetched"]


def test_a_token_of_the_account_is_its_own_and_renewed_once(user: Pusher, twin: AppTwin) -> None:
    twin.media["m1"] = saved(street(), "JPEG")
    for words in ("一", "二"):
        user.push(image("m1"))
        user.push(text(f"井盖破了{words}"))
        user.push(text("提交"))
        assert work("account") == []
        twin.tokens.clear()
    assert twin.base.asked["/cgi-bin/token"] == 2


def test_a_draft_ends_by_itself_and_its_user_is_told(user: Pusher, twin: AppTwin) -> None:
    user.push(text("the street lamp is broken"))
    assert account.end_due() == 0
    with clock.told(clock.now() + timedelta(minutes=10)):
        assert account.end_due() == 1
        assert account.end_due() == 0
    (made,) = reports()
    assert work("account") == []
    (told,) = twin.told
    assert told["touser"] == USER
    assert told["text"]["content"].startswith(f"Received as {made.number}")
    user.push(says("location", **PLACE))
    with clock.told(clock.now() + timedelta(minutes=10)):
        assert account.end_due() == 0, "a place alone is no report"
    assert len(reports()) == 1
    with transaction() as session:
        talk = session.get_one(WechatTalk, USER)
        assert (talk.began_at, talk.words, talk.report_id) == (None, "", made.id)


def test_events_and_what_cannot_be_taken(user: Pusher) -> None:
    assert "您好" in user.push(message(USER, "event", Event="subscribe"))[1]
    click = message(USER, "event", Event="CLICK", EventKey="PROGRESS")
    assert "还没有您的上报" in user.push(click)[1]
    assert "暂时收不了" in user.push(says("video", MediaId="v1"))[1]
    assert user.push(message(USER, "event", Event="unsubscribe")) == (200, "success")
    with transaction() as session:
        assert session.get_one(WechatTalk, USER).left_at is not None
    assert user.push("<xml><MsgType>text</MsgType></xml>") == (200, "success")


def test_only_the_platform_is_heard(user: Pusher) -> None:
    assert user.verify("echo-123") == (200, "echo-123")
    assert user.verify("echo-123", token="forged")[0] == 404
    words = text("井盖破了")
    assert user.push(words, token="forged")[0] == 404
    assert user.push(words, at=clock.now().timestamp() - 400)[0] == 404
    assert Pusher(user.address, key=None).push(words)[0] == 404, "plain words, though sealed ones"
    assert Pusher(user.address, key=AES_KEY[::-1]).push(words)[0] == 404
    assert Pusher(user.address, app="wx-other").push(words)[0] == 404
    assert reports() == []


def test_without_a_key_plain_words_are_taken(
    twin: AppTwin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WECHAT_ACCOUNT_AES_KEY")
    with web(monkeypatch) as origin:
        plain = Pusher(f"{origin}/api/v1/wechat/account", key=None)
        assert "已收到文字" in plain.push(text("井盖破了"))[1]


def test_a_closed_channel_and_a_flood_are_told_kindly(
    twin: AppTwin, monkeypatch: pytest.MonkeyPatch
) -> None:
    with web(monkeypatch, REPORTS_PER_MINUTE="2") as origin:
        user = Pusher(f"{origin}/api/v1/wechat/account")
        with transaction() as session:
            channels.switch(session, Channel.WECHAT_ACCOUNT, False, SYSTEM)
        assert "公众号上报暂停" in user.push(text("井盖破了"))[1]
        with transaction() as session:
            channels.switch(session, Channel.WECHAT_ACCOUNT, True, SYSTEM)
        said = [user.push(text(f"井盖破了 {at}"))[1] for at in range(3)]
        assert "发得太快了" in said[2]
        user.push(text("提交"))
        counted = urllib3.request("GET", f"{origin}/metrics", retries=False).data.decode()
    told = 'xunjie_channel_messages_total{channel="wechat_account",outcome="refused"} '
    assert float(counted.partition(told)[2].split("\n")[0]) >= 2
    with transaction() as session:
        assert session.get_one(WechatTalk, USER).words == "井盖破了 0\n井盖破了 1"


def test_the_menu_is_made_by_a_command(twin: AppTwin) -> None:
    shell = create_app().test_cli_runner()
    made = shell.invoke(args=["wechat", "menu"])
    assert made.exit_code == 0, made.output
    (menu,) = twin.menus
    assert [one["name"] for one in menu["button"]] == ["我要上报", "查进度", "小程序"]
    twin.busy = [48001]
    refused = shell.invoke(args=["wechat", "menu"])
    assert refused.exit_code == 1
    assert "48001" in refused.output
    assert wechat_twin.SECRET not in refused.output
