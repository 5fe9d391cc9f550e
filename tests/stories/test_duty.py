"""An inspector's day: on, a break, the roll, a track, off; and what the duty chief sees of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from city.settings import SHANGHAI
from deploy.walk import Staff, new_id, until
from tests.house import City
from tests.stories.duty import mark, own_place, signed_off
from tests.stories.journey import ELSEWHERE, somewhere


@pytest.fixture
def inspector(city: City) -> Iterator[Staff]:
    """One who is off duty before and after."""
    found = signed_off(city.crew.sign_in("inspector"))
    yield found
    signed_off(found)


@pytest.fixture
def chief(city: City) -> Staff:
    return city.crew.sign_in("duty_chief")


def test_a_shift_from_sign_on_to_sign_off(city: City, inspector: Staff) -> None:
    here = own_place(city, inspector)
    before = inspector.must("GET", "/duty")
    assert (before["state"], before["state_words"]) == ("off", "未签到")
    assert before["shift"]["name"] == "全天班（演示）"
    assert [one["name"] for one in before["actions"]] == ["sign_on"]

    own = new_id()
    on = mark(inspector, "sign_on", id=own, position=here)
    assert (on.status, on.json["state"]) == (200, "on"), on.body
    made_at = datetime.now(UTC).isoformat()
    twice = inspector.ask("PUT", f"/duty/marks/{own}", {"kind": "sign_on", "made_at": made_at})
    assert (twice.status, twice.json["code"]) == (409, "answer_differs")
    again = mark(inspector, "sign_on", position=here)
    assert (again.status, again.json["code"]) == (409, "duty_forbids")
    assert again.json["detail"] == "您现在是“在岗”，不能签到；没有改动"

    rest = mark(inspector, "break").json
    assert (rest["state"], [one["name"] for one in rest["actions"]]) == (
        "break",
        ["resume", "sign_off"],
    )
    assert mark(inspector, "resume").json["state"] == "on"
    off = mark(inspector, "sign_off", position=here).json
    assert (off["state"], off["attendance"]) == ("off", None)
    log = inspector.must("GET", "/duty/diary")["items"]
    assert [one["words"] for one in log if one["words"] in ("签到", "休息", "继续", "签退")][
        -4:
    ] == [
        "签到",
        "休息",
        "继续",
        "签退",
    ]


def test_the_same_mark_twice_is_one_mark(city: City, inspector: Staff) -> None:
    here, own = own_place(city, inspector), new_id()
    body = {"kind": "sign_on", "made_at": datetime.now(UTC).isoformat(), "position": here}
    first = inspector.must("PUT", f"/duty/marks/{own}", body)
    second = inspector.must("PUT", f"/duty/marks/{own}", body)
    assert first["attendance"] == second["attendance"]
    assert city.rows("select count(*) from duty_marks where id = %s", own) == [(1,)]


def test_far_away_or_nowhere_needs_a_word(city: City, inspector: Staff, chief: Staff) -> None:
    for position in (None, ELSEWHERE):
        refused = mark(inspector, "sign_on", position=position)
        assert (refused.status, refused.json["code"]) == (422, "reason_needed")
    assert "约" in refused.json["detail"]
    assert mark(inspector, "sign_on", position=ELSEWHERE, reason="在局里开会").status == 200
    rows = chief.must("GET", "/duty/attendance")["items"]
    [mine] = [
        row
        for row in rows
        if row["person_id"] == inspector.person["id"]
        and row["attendance"]
        and row["attendance"]["off_at"] is None
    ]
    assert mine["attendance"]["reason"] == "在局里开会"
    assert mine["attendance"]["outside"] > 1000


def test_a_phone_a_year_ahead_is_not_believed(city: City, inspector: Staff) -> None:
    ahead = (datetime.now(UTC) + timedelta(days=365)).isoformat()
    here = own_place(city, inspector)
    on = mark(inspector, "sign_on", made_at=ahead, position=here).json["attendance"]
    assert abs(datetime.fromisoformat(on["on_at"]) - datetime.now(UTC)) < timedelta(minutes=1)


def _track(who: Staff, person: int, days: list[str]) -> list[Any]:
    """What was walked on these days, of which midnight may have made two."""
    asked = (f"/duty/tracks?person={person}&day={day}" for day in days)
    return [point for path in asked for point in who.must("GET", path)["points"]]


def test_a_track_counts_only_on_shift_and_every_look_is_recorded(city: City, chief: Staff) -> None:
    walker = city.crew.sign_in("inspector2")
    here, now = own_place(city, walker), datetime.now(UTC)
    on_at = (now - timedelta(minutes=30)).isoformat()
    assert mark(walker, "sign_on", made_at=on_at, position=here).status == 200

    def at(minutes: float, east: float) -> list[float | None]:
        moment = (now - timedelta(minutes=minutes)).timestamp() * 1000
        return [moment, here["lon"] + east / 88_000, here["lat"], 8.0]

    before = [at(60 + n, 10 * n) for n in range(5)]
    walk = [at(20 - n / 4, 20 * n) for n in range(60)]
    later = [at(-120, 0)]
    batch = {"points": before + walk + later}
    taken = walker.must("POST", "/duty/tracks", batch)
    assert (taken["sent"], taken["unbelieved"]) == (66, 1)
    assert 2 <= taken["kept"] == taken["walked"] < 20
    assert walker.must("POST", "/duty/tracks", batch)["kept"] == 0

    person = walker.person["id"]
    days = sorted({f"{at.astimezone(SHANGHAI):%F}" for at in (now - timedelta(hours=1), now)})
    seen = _track(chief, person, days)
    assert len(seen) == taken["kept"]
    looked = city.rows(
        "select count(*) from events where name = 'track.seen' and actor_id = %s",
        chief.person["id"],
    )
    assert looked[0][0] >= 1
    assert _track(walker, person, days) == seen
    last = city.rows("select accuracy from last_positions where person_id = %s", person)
    assert last == [(8.0,)]
    assert walker.ask("POST", "/duty/tracks", {"points": [[1, 2]]}).status == 422
    assert mark(walker, "sign_off").status == 200


def test_what_was_walked_is_painted(city: City, inspector: Staff, chief: Staff) -> None:
    beat = inspector.must("GET", "/duty")["beats"][0]
    here = own_place(city, inspector)
    [(line,)] = city.rows(
        "select shape from roads order by middle <-> point(%s, %s) limit 1",
        here["lon"],
        here["lat"],
    )
    corners = line["coordinates"] if line["type"] == "LineString" else line["coordinates"][0]
    assert mark(inspector, "sign_on", position=here).status == 200
    begun = datetime.now(UTC).timestamp() * 1000
    points = [[begun + n, lon, lat, 5.0] for n, (lon, lat) in enumerate(corners)]
    inspector.must("POST", "/duty/tracks", {"points": points})
    mine = inspector.must("GET", f"/duty/coverage?beat={beat['id']}")
    assert mine["metres"] > 500
    assert 0 < mine["share"] <= 1
    assert mine["painted"]["coordinates"]
    assert chief.must("GET", f"/duty/coverage?beat={beat['id']}")["share"] >= mine["share"]
    other = city.crew.sign_in("inspector2")
    assert other.ask("GET", f"/duty/coverage?beat={beat['id']}").status == 404


def test_the_roll_is_called_and_answered_once(city: City, inspector: Staff, chief: Staff) -> None:
    here = own_place(city, inspector)
    called = chief.must("POST", "/roll-calls", {"words": "请报告位置", "minutes": 5})
    assert inspector.person["id"] in [one["person_id"] for one in called["items"]]
    waiting = inspector.must("GET", "/duty")["roll_call"]
    assert (waiting["id"], waiting["words"]) == (called["id"], "请报告位置")
    until(lambda: _told(inspector, "点名：请马上应答 请报告位置"), "the call in the app", 90)
    path = f"/roll-calls/{called['id']}/answer"
    said = {"made_at": datetime.now(UTC).isoformat(), "position": here}
    inspector.must("PUT", path, said)
    inspector.must("PUT", path, said | {"note": "再说一遍"})
    left = inspector.must("GET", "/duty")["roll_call"]
    assert left is None or left["id"] != called["id"]
    result = chief.must("GET", f"/roll-calls/{called['id']}")
    [mine] = [one for one in result["items"] if one["person_id"] == inspector.person["id"]]
    assert (mine["outside"], mine["note"]) == (0, "")
    assert result["answered"] == 1
    assert result["called"] > 1
    outsider = city.crew.sign_in("duty_chief")
    assert outsider.must("GET", "/roll-calls")["items"][0]["answered"] == 1


def test_leave_is_asked_decided_and_taken_back(city: City, inspector: Staff, chief: Staff) -> None:
    begins = datetime.now(UTC) + timedelta(days=200)
    wish = {
        "kind": "annual",
        "begins_at": begins.isoformat(),
        "ends_at": (begins + timedelta(days=2)).isoformat(),
        "words": "回老家",
    }
    path = f"/leaves/{new_id()}"
    asked = inspector.must("PUT", path, wish)
    assert (asked["state_words"], asked["kind_words"]) == ("待审批", "年假")
    assert inspector.must("PUT", path, wish) == asked
    assert inspector.ask("PUT", path, wish | {"words": "别的"}).status == 409
    backwards = wish | {"ends_at": wish["begins_at"]}
    assert inspector.ask("PUT", f"/leaves/{new_id()}", backwards).status == 422
    assert chief.must("GET", "/leaves")["items"][0]["id"] == asked["id"]
    decided = chief.must("POST", f"{path}/decision", {"approved": True, "note": "同意"})
    assert (decided["state"], decided["note"]) == ("approved", "同意")
    until(lambda: _told(inspector, "您的请假已批准"), "the answer in the app", 90)
    assert _told(inspector, "您的请假已批准")["page"] == "/tasks/duty"
    assert chief.ask("POST", f"{path}/decision", {"approved": False}).status == 409
    assert inspector.must("DELETE", path)["state"] == "withdrawn"


def _told(who: Staff, words: str) -> Any:
    """The unread notice that says so; None where there is none."""
    notices = who.must("GET", "/notices")["items"]
    return next((one for one in notices if one["words"] == words and not one["read"]), None)


def test_a_roster_from_a_sheet_is_planned_whole_or_not_at_all(
    city: City, inspector: Staff, chief: Staff
) -> None:
    code = inspector.must("GET", "/duty")["beats"][0]["code"]
    day = (datetime.now(UTC) + timedelta(days=300)).date().isoformat()
    good = f"账号,日期,班次,责任网格\ninspector,{day},早班,{code}\ninspector2,{day},晚班,{code}\n"
    bad = good + f"谁也不是,{day},早班,{code}\ninspector,{day},全天班（演示）,{code}\n"
    told = chief.must("POST", "/shifts/import", bad.encode("gb18030"))
    assert (told["planned"], told["saved"]) == (3, False)
    assert [one["row"] for one in told["problems"]] == [4, 5]
    assert "谁也不是" in told["problems"][0]["words"]
    span = f"/shifts?since={day}&until={day}"
    assert chief.must("GET", span)["items"] == []
    assert not chief.must("POST", "/shifts/import?dry=true", good.encode())["saved"]
    assert chief.must("GET", span)["items"] == []
    assert chief.must("POST", "/shifts/import", good.encode())["saved"]
    planned = chief.must("GET", span)["items"]
    assert [(one["pattern"], one["beats"][0]["code"]) for one in planned] == [
        ("早班", code),
        ("晚班", code),
    ]
    assert len(inspector.must("GET", span)["items"]) == 1
    for one in planned:
        chief.must("DELETE", f"/shifts/{one['id']}")
    assert chief.must("GET", span)["items"] == []
    assert chief.ask("POST", "/shifts/import", b"PK\x03\x04broken").status == 422


def test_a_shift_by_hand_and_nobody_twice_at_once(inspector: Staff, chief: Staff) -> None:
    planning = chief.must("GET", "/shifts/planning")
    patterns = {one["name"]: one["id"] for one in planning["patterns"]}
    beats = [one["id"] for one in planning["beats"][:2]]
    day = (datetime.now(UTC) + timedelta(days=301)).date().isoformat()
    wish = {"person": inspector.person["id"], "day": day, "pattern": patterns["早班"]}
    made = chief.must("POST", "/shifts", wish | {"beats": beats})
    assert len(made["beats"]) == 2
    same = chief.must("POST", "/shifts", wish | {"beats": beats[:1]})
    assert (same["id"], len(same["beats"])) == (made["id"], 1)
    whole_day = wish | {"beats": beats, "pattern": patterns["全天班（演示）"]}
    refused = chief.ask("POST", "/shifts", whole_day)
    assert (refused.status, refused.json["code"]) == (409, "shift_overlaps")
    chief.must("DELETE", f"/shifts/{made['id']}")


def test_announced_and_read(city: City, inspector: Staff, chief: Staff) -> None:
    said = {"title": "明日大风", "words": "巡查时注意广告牌", "roles": ["inspector"]}
    made = chief.must("POST", "/announcements", said)
    board = inspector.must("GET", "/announcements")
    [mine] = [one for one in board["items"] if one["id"] == made["id"]]
    assert (mine["read"], mine["title"]) == (False, "明日大风")
    inspector.must("POST", f"/announcements/{made['id']}/read")
    assert inspector.must("GET", "/announcements")["unread"] == board["unread"] - 1
    readers = chief.must("GET", f"/announcements/{made['id']}/readers")
    assert inspector.person["name"] in [one["name"] for one in readers["read"]]
    assert readers["unread"]
    department = city.crew.sign_in("department")
    listed = [one["id"] for one in department.must("GET", "/announcements")["items"]]
    assert made["id"] not in listed
    assert department.ask("POST", f"/announcements/{made['id']}/read").status == 404
    chief.must("DELETE", f"/announcements/{made['id']}")
    left = [one["id"] for one in inspector.must("GET", "/announcements")["items"]]
    assert made["id"] not in left


def test_the_phone_book_masks_other_peoples_numbers(city: City, inspector: Staff) -> None:
    book = inspector.ask("GET", "/people")
    known = {"If-None-Match": book.headers["ETag"]}
    assert inspector.ask("GET", "/people", headers=known).status == 304
    near = book.json["items"]
    assert near[0]["whole"]
    department = city.crew.sign_in("department").person["name"]
    [other, *_] = inspector.must("GET", f"/people?q={_quoted(department)}")["items"]
    assert not other["whole"]
    assert "****" in other["phone"]
    whole = inspector.must("GET", f"/people/{other['id']}/phone")["phone"]
    assert (whole[:3], whole[-4:]) == (other["phone"][:3], other["phone"][-4:])
    seen = city.rows("select data->>'person' from events where name = 'phone.seen'")
    assert (str(other["id"]),) in seen


def test_settings_are_changed_within_limits_by_the_administrator(city: City) -> None:
    admin = city.crew.sign_in("administrator")
    out = admin.ask("PATCH", "/duty/settings", {"values": {"track_seconds": 1}})
    assert (out.status, out.json["code"]) == (422, "setting_unfit")
    found = admin.must("PATCH", "/duty/settings", {"values": {"track_seconds": 20}})
    named = {one["name"]: one for one in found["items"]}
    assert (named["track_seconds"]["value"], named["track_seconds"]["proposed"]) == (20, 15)
    assert city.crew.sign_in("inspector2").must("GET", "/duty")["track_seconds"] == 20
    admin.must("PATCH", "/duty/settings", {"values": {"track_seconds": 15}})


def test_own_figures_count_this_month(inspector: Staff, city: City) -> None:
    somewhere(city)
    figures = inspector.must("GET", "/duty/figures")
    assert figures["month"]["asked"] >= figures["today"]["asked"] >= 0
    assert figures["month"]["answered"] <= figures["month"]["asked"]


def _quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())
