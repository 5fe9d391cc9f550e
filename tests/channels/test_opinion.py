"""Opinion: feeds read politely, reprints known, what is ours and here waits, bursts are told."""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from city.opinion import feeds, judging
from city.opinion.likeness import Print, distance, original, simhash
from city.opinion.reading import MOST, NoFeed, entries
from city.pages import plain
from city.settings import SHANGHAI
from deploy.walk import until
from tests.channels.conftest import Within
from tests.channels.feed_twin import FeedTwin, news
from tests.house import City
from workers import opinion

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
LONG = (
    "市民张先生来电反映，{place}一处污水井盖已经丢失半个月，附近居民夜里出行十分危险，多次反映至今没人管，"
    "希望有关部门尽快派人把井盖补上，不要再推诿扯皮。记者昨天在现场看到，井口只用一块木板盖着，"
    "旁边没有任何警示标志，来往车辆都要绕行。"
)


def test_three_kinds_of_feed_say_the_same() -> None:
    twin = FeedTwin(stories=[("1", "井盖丢了半个月", "柳巷一处井盖丢失")])
    found = [entries(body)[0] for body in (twin.rss(), twin.atom(), twin.json())]
    assert {(one.title, one.words) for one in found} == {("井盖丢了半个月", "柳巷一处井盖丢失")}
    assert {one.published_at for one in found} == {datetime(2026, 11, 22, 1, tzinfo=UTC)}
    assert [one.url for one in found] == ["https://news.example/1", "", "https://blog.example/1"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"{", b"<html><body>no feed</body></html>", b'{"version":"https://jsonfeed.org/version/2"}'],
)  # fmt: skip
def test_what_is_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(NoFeed):
        entries(body)


def test_a_date_outside_the_calendar_is_none() -> None:
    dated = (
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "x",'
        b' "date_published": "9999-12-31T23:59:59-12:00"}]}'
    )
    assert entries(dated)[0].published_at is None


@given(body=st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_none(body: bytes) -> None:
    with suppress(NoFeed):
        assert len(entries(body)) <= MOST


def test_a_feed_expands_nothing() -> None:
    bomb = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">
    <!ENTITY f SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel><item><title>x</title>
    <description>&b;&f;end</description></item></channel></rss>"""
    assert "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" not in str(entries(bomb))


def test_only_what_is_read_is_kept_of_html() -> None:
    assert plain("<p>一<b>二</b></p><script>三</script><p>四&amp;五") == "一二 四&五"


def test_a_reprint_is_known_and_another_story_is_not() -> None:
    own, there = LONG.format(place="柳巷"), LONG.format(place="平阳路")
    held = Print(UUID(int=1), simhash(own), own)
    again = f"【转载】据晚报报道：{own[:120]}（编辑 王某）"
    assert original(again, [held]) is held
    assert original(own.replace("，", ","), [held]) is held
    other = (
        "昨日上午，市园林局在汾河公园补种银杏树三百株，不少市民前来观看并拍照留念，现场秩序井然。"
    )
    assert original(other, [held]) is None
    assert original("井盖丢了", [held]) is None
    assert distance(simhash(own), simhash(own)) == 0
    assert distance(-1, 0) == 64
    assert original(there, [held]) is held  # a place's name is not the story


def test_a_burst_is_many_and_many_more_than_usual() -> None:
    day = [NOW - timedelta(hours=hour) for hour in range(6)]
    usual = [NOW - timedelta(days=1, hours=4 * at + 1) for at in range(21)]
    assert judging.is_burst(day, NOW)
    assert not judging.is_burst(day[:4], NOW)
    assert not judging.is_burst([*day, *usual], NOW)
    assert not judging.is_burst([one + timedelta(days=30) for one in day], NOW)


def test_who_fails_is_left_alone_ever_longer() -> None:
    waits = [feeds.pause(30, failures) for failures in range(1, 9)]
    assert waits[:3] == [timedelta(hours=1), timedelta(hours=2), timedelta(hours=4)]
    assert waits[-1] == timedelta(days=1)


@pytest.fixture
def site(city: City, within: Within) -> Iterator[FeedTwin]:
    """A news site that the city's readers may go to; no feed of the test is read after it."""
    with news() as twin:
        within(FETCH_TRUSTED=twin.origin.removeprefix("http://"))
        yield twin
    city.rows("update opinion_feeds set is_open = false returning id")


def _feed(city: City, site: FeedTwin, path: str) -> int:
    chief = city.crew.sign_in("duty_chief")
    asked = {"name": f"晚报{path}", "url": site.origin + path, "minutes": 30}
    return int(chief.must("POST", "/opinion/feeds", asked)["id"])


def _read(city: City, feed: int) -> tuple[int, str | None, bool]:
    """Read it now; its failures, its error, whether it is still open."""
    again = "update opinion_feeds set next_at = now() - interval '1 s' where id = %s returning id"
    city.rows(again, feed)
    opinion.read_due()
    asked = "select failures, error, is_open from opinion_feeds where id = %s"
    return city.rows(asked, feed)[0]  # type: ignore[return-value]


def _items(city: City, feed: int) -> list[tuple[str, str, int]]:
    asked = "select title, state, reprints from opinion_items where feed_id = %s order by id"
    return city.rows(asked, feed)  # type: ignore[return-value]


def _road(city: City) -> str:
    """The road of a beat that is walked: words that name it are found on the map."""
    return str(city.rows("select name from roads where until_id is null order by id limit 1")[0][0])


def test_from_a_feed_to_a_case_and_a_brief(city: City, site: FeedTwin) -> None:
    own = f"{_road(city)}12号门前"
    tale = LONG.format(place=own)
    site.stories = [
        ("a", f"{own}井盖丢了没人管", tale),
        ("b", "转载：井盖丢了", f"据晚报：{tale}"),
        ("c", "国际新闻", "昨天某国举行大选，投票站前排起长队，选民说对经济不满。"),
    ]
    feed = _feed(city, site, "/rss")
    assert _read(city, feed) == (0, None, True)
    states = [(state, reprints) for _, state, reprints in _items(city, feed)]
    assert states == [("waiting", 1), ("reprint", 0), ("aside", 0)]
    assert _read(city, feed) == (0, None, True)
    assert site.whole == 1, "what has not changed is not sent again"
    assert len(_items(city, feed)) == 3
    assert all("XunjieFeedReader" in agent for agent in site.agents)

    operator = city.crew.sign_in("operator")
    waiting = operator.must("GET", "/opinion/items")["items"]
    mine = next(one for one in waiting if own in one["title"])
    assert mine["is_here"]
    assert mine["is_ours"]
    assert mine["category"]["code"].startswith("component")
    assert mine["badness"] >= 45
    decided = operator.must("POST", f"/opinion/items/{mine['id']}/decisions", {"is_taken": True})
    again = operator.must("POST", f"/opinion/items/{mine['id']}/decisions", {"is_taken": True})
    assert decided == again
    otherwise = operator.ask("POST", f"/opinion/items/{mine['id']}/decisions", {"is_taken": False})
    assert (otherwise.status, otherwise.json["code"]) == (409, "already_decided")
    told = "select channel, case_id from reports where id = %s"
    until(lambda: city.rows(told, decided["report_id"])[0][1], "triage", seconds=100)
    assert city.rows(told, decided["report_id"])[0][0] == "media"

    day = datetime.fromisoformat(mine["found_at"]).astimezone(SHANGHAI).date()
    brief = operator.ask("GET", f"/opinion/briefs/{day}")
    assert brief.status == 200
    with zipfile.ZipFile(BytesIO(brief.body)) as docx:
        words = docx.read("word/document.xml").decode()
    assert own in words
    assert "舆情日报" in words
    assert operator.ask("GET", "/opinion/briefs/tomorrow").status == 404


def test_a_site_that_says_no_is_left_alone(city: City, site: FeedTwin) -> None:
    feed = _feed(city, site, "/atom")
    site.robots = "User-agent: *\nDisallow: /atom\n"
    assert _read(city, feed) == (1, "robots", False)
    assert site.asked["/atom"] == 0


def test_a_site_with_bad_days_is_asked_less_often(city: City, site: FeedTwin) -> None:
    feed = _feed(city, site, "/json")
    site.status, site.wait = 503, "7200"
    assert _read(city, feed) == (1, "http_503", True)
    waits = "select next_at - now() > interval '119 minutes' from opinion_feeds where id = %s"
    assert city.rows(waits, feed) == [(True,)]
    asked = site.asked["/json"]
    opinion.read_due()
    assert site.asked["/json"] == asked, "it is not due"
    site.status, site.moved = 200, "http://169.254.169.254/latest/meta-data/"
    assert _read(city, feed) == (2, "private", True)
    site.moved = ""
    assert _read(city, feed) == (0, None, True)
    site.status = 410
    assert _read(city, feed) == (1, "http_410", False)


def test_a_closed_channel_reads_nothing(city: City, site: FeedTwin) -> None:
    feed, keeper = _feed(city, site, "/rss"), city.crew.sign_in("administrator")
    keeper.must("PATCH", "/channels/media", {"is_open": False})
    try:
        _read(city, feed)
        assert site.asked["/rss"] == 0
    finally:
        keeper.must("PATCH", "/channels/media", {"is_open": True})


def test_many_that_write_of_one_matter_are_told_once(city: City, site: FeedTwin) -> None:
    own = f"{_road(city)}88号"
    words = (
        f"{own}附近的自来水管爆了，路面全是水，居民气愤地说从昨天晚上流到现在没人管，"
        "供水公司的电话一直占线，希望马上派人来修。"
    )
    feed = _feed(city, site, "/json")
    site.stories = [(f"w{at}", f"水管爆裂{at}", f"第{at}位网友：{words}") for at in range(6)]
    assert _read(city, feed) == (0, None, True)
    asked = "select count(*) from events where name = 'opinion.burst' and data ->> 'item' in"
    told = f"{asked} (select id::text from opinion_items where feed_id = %s)"
    assert city.rows(told, feed) == [(1,)]
    site.stories = [*site.stories, ("w9", "又爆了", words)]
    assert _read(city, feed) == (0, None, True)
    assert city.rows(told, feed) == [(1,)]
