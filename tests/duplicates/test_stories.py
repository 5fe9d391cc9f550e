"""Have we had it: the same problem from several people, over HTTP."""

from datetime import datetime
from typing import Any

from city.settings import SHANGHAI
from deploy.walk import Citizen, new_id, until
from tests.duplicates.neighbours import COVER, quarter, shifted, telling
from tests.hotline import writing
from tests.house import City
from tests.stories.journey import Journey, photo

GONE = "人行道上的污水井盖丢了，晚上很危险"
TOO = "污水井的井盖不见了，差点掉进去"
TOLD = "已合并办理"


def _stands_with(road: Journey, first: Journey) -> dict[str, Any]:
    """The report, once it stands with the first one's case."""
    number = first.placed()["case_number"]
    found: dict[str, Any] = until(
        lambda: (now := road.seen())["case_number"] == number and now, "the join"
    )
    return found


def _own_case(city: City, road: Journey) -> tuple[str, str]:
    """The case that a report opened, and its stage."""
    ((found, stage),) = city.rows("select id, stage from cases where report_id = %s", road.id)
    return str(found), stage


LOOKED_AT = """
select 1 from events where name = 'case.received' and relayed_at is not null
    and not exists (select from errands where event_id = events.id) and report_id
"""


def _looked(city: City, road: Journey) -> None:
    """Wait until triage has held the case against the others."""
    until(lambda: city.rows(f"{LOOKED_AT} = %s", road.id), "the look", seconds=100)


def test_the_same_joins_by_itself_and_everybody_hears_of_it(city: City) -> None:
    at = quarter(city)
    first = telling(city, at, GONE)
    second = telling(city, shifted(at, 9), TOO, contact={"name": "王建国", "phone": "13800001234"})
    seen = _stands_with(second, first)
    assert TOLD in seen["timeline"][-1]["words"]
    assert until(lambda: [one for one in second.told() if TOLD in one["words"]], "the notice")
    own, stage = _own_case(city, second)
    assert stage == "merged"

    case = first.case()
    assert case["reports"] == 2
    assert [voice["words"] for voice in case["voices"]] == [TOO]
    assert case["voices"][0]["contact"] == {"name": "王**", "phone": "138****1234"}
    assert [each["id"] for each in case["joined"]] == [own]
    merged = city.crew.sign_in("operator").must("GET", f"/cases/{own}")
    assert merged["merged_into"]["number"] == case["number"]
    why = city.rows("select why from merges where case_id = %s", own)[0][0]
    assert why["share"] >= 0.85
    assert "相距 9 米" in str(why["parts"])

    first.filed()
    until(lambda: second.seen()["stage"] in ("filed", "dispatched"), "the stage of the case")
    words = [step["words"] for step in second.seen()["timeline"]]
    assert "已立案，将交有关部门处置" in words
    until(lambda: any("已立案" in one["words"] for one in second.told()), "the notice of filing")
    assert second.citizen.ask("GET", f"/reports/{first.id}").status == 404


def test_next_door_is_shown_to_the_operator_and_merged_by_hand(city: City) -> None:
    at = quarter(city)
    first = telling(city, at, GONE, place_words="并州北路38号门前")
    other = telling(city, shifted(at, 12), GONE, place_words="并州北路46号门前")
    _looked(city, other)
    assert _own_case(city, other)[1] == "received"
    operator = city.crew.sign_in("operator")
    found = operator.must("GET", f"/cases/{other.case_id}/alike")["items"]
    (alike,) = [each for each in found if each["case"]["id"] == first.case_id]
    assert (alike["verdict"], alike["stands"], alike["may_merge"]) == ("suggest", True, True)
    sentences = [part["words"] for part in alike["parts"]]
    assert any("38号" in each and "46号" in each for each in sentences)
    assert "相距 12 米（两处误差合计约 17 米）" in sentences

    operator.act(other.case_id, "merge", into=first.case_id, note="是同一个井")
    assert _stands_with(other, first)
    back = operator.act(other.case_id, "unmerge", note="不是同一个")
    assert back["stage"] == "received"
    assert other.seen()["case_number"] == back["number"]
    assert until(lambda: any("另一个问题" in one["words"] for one in other.told()), "the notice")
    assert first.case()["reports"] == 1


def test_what_a_person_parted_is_not_joined_again_by_itself(city: City) -> None:
    at = quarter(city)
    first = telling(city, at, GONE)
    second = telling(city, shifted(at, 8), TOO)
    _stands_with(second, first)
    operator = city.crew.sign_in("operator")
    own, _ = _own_case(city, second)
    operator.act(own, "unmerge", note="两个井")
    picture = photo()
    third = Journey(city, [picture], category=COVER, position=shifted(at, 5), words=TOO)
    third.with_photos_ready()
    assert _own_case(city, second)[1] == "received"


def test_guards(city: City) -> None:
    at = quarter(city)
    first = telling(city, at, GONE, place_words="并州北路8号")
    other = telling(city, shifted(at, 10), GONE, place_words="并州北路18号")
    _looked(city, other)
    operator, path = city.crew.sign_in("operator"), f"/cases/{other.case_id}/actions"
    for asked, status, code in (
        ({"into": other.case_id}, 409, "merge_refused"),
        ({}, 422, "needs_missing"),
        ({"into": str(new_id())}, 404, "not_found"),
    ):
        refused = operator.ask("POST", path, {"action": "merge", **asked})
        assert (refused.status, refused.json["code"]) == (status, code)
    turned = operator.ask(
        "POST", f"/cases/{first.case_id}/actions", {"action": "merge", "into": other.case_id}
    )
    assert (turned.status, turned.json["code"]) == (409, "merge_refused")
    department = city.crew.sign_in("dispatcher")
    for wanted in ({"action": "merge", "into": first.case_id}, {"action": "unmerge", "note": "x"}):
        refused = department.ask("POST", path, wanted)
        assert (refused.status, refused.json["code"]) == (403, "not_allowed")
    operator.act(other.case_id, "merge", into=first.case_id)
    again = operator.ask("POST", path, {"action": "merge", "into": first.case_id})
    assert (again.status, again.json["code"]) == (409, "merged_already")
    unsaid = operator.ask("POST", path, {"action": "unmerge"})
    assert (unsaid.status, unsaid.json["code"]) == (422, "needs_missing")


def test_a_citizen_is_asked_first_and_follows(city: City) -> None:
    at = quarter(city)
    first = telling(city, at, GONE, place_words="南门对面")
    stranger = city.citizen()
    where = f"lon={at['lon']}&lat={at['lat']}&accuracy=15&category={COVER}"
    had = _told(stranger, where, first)
    assert (had["reports"], had["metres"], had["category"]["code"]) == (1, 50, COVER)
    assert "晚上很危险" not in str(had)
    assert "南门对面" not in str(had)

    second = telling(city, shifted(at, 70), "我也看到了", category=None, follows=had["id"])
    _stands_with(second, first)
    assert first.case()["reports"] == 2
    assert _told(stranger, where, first)["reports"] == 2


def _told(stranger: Citizen, where: str, road: Journey) -> dict[str, Any]:
    """How a stranger is told of this one; others may have reported near it."""
    found = stranger.must("GET", f"/reports/alike?{where}")["items"]
    return next(one for one in found if one["id"] == road.case_id)


def test_following_what_is_far_away_or_nothing_is_a_report_like_any(city: City) -> None:
    at = quarter(city)
    first = telling(city, at, GONE)
    far = telling(city, shifted(at, 5000), "这里的井盖也丢了", follows=first.case_id)
    lost = telling(city, shifted(at, 9000), "这里的井盖也丢了", follows=str(new_id()))
    for road in (far, lost):
        _looked(city, road)
        assert _own_case(city, road)[1] == "received"


def test_service_matters_are_never_told_to_strangers(city: City) -> None:
    at = quarter(city)
    telling(city, at, "我家暖气不热，只有十四度", category="service-0201")
    where = f"lon={at['lon']}&lat={at['lat']}&accuracy=15&category=service-0201"
    assert city.citizen().must("GET", f"/reports/alike?{where}")["items"] == []


def test_what_an_import_brings_is_looked_at_too(city: City) -> None:
    at = quarter(city)
    first = telling(city, at, GONE)
    near, number = shifted(at, 9), f"D{new_id()}"
    made = datetime.now(SHANGHAI).replace(tzinfo=None)  # a cell has no zone
    head = ["工单编号", "受理时间", "诉求人", "联系电话", "诉求地址", "内容描述", "经度", "纬度"]
    row = [number, made, "王小明", "13800138000", "", TOO, near["lon"], near["lat"]]
    staff = city.crew.sign_in("operator")
    looked = staff.must("POST", "/hotline/files?name=x.xlsx", writing.xlsx([head, row]))
    asked = {"sha256": looked["sha256"], "name": "x.xlsx", "source": "12345"}
    staff.must("POST", "/hotline/runs", asked)
    until(lambda: first.case()["reports"] == 2, "the join", seconds=100)
    ((stage,),) = city.rows(
        "select stage from cases join hotline_orders using (report_id)"
        " where hotline_orders.number = %s",
        number,
    )
    assert stage == "merged"


def test_many_at_once_are_a_mass_event(city: City) -> None:
    at = quarter(city)
    burst = "occurrence-0501"
    roads = [
        telling(city, shifted(at, 6 * n), f"水管爆了，水喷到路上，已经{n}分钟", category=burst)
        for n in range(1, 8)
    ]
    first = roads[0]
    for road in roads[1:]:
        _stands_with(road, first)
    case = until(lambda: (now := first.case())["is_mass"] and now, "the mass event")
    assert case["reports"] == len(roads)
    operator = city.crew.sign_in("operator")
    (banner,) = [
        each
        for each in operator.must("GET", "/cases/masses")["items"]
        if each["case"]["id"] == first.case_id
    ]
    assert case["number"] in banner["answer"]
    late = telling(city, shifted(at, 3), "水管爆裂，水漫到楼下了", category=burst)
    _stands_with(late, first)
    assert until(
        lambda: [one for one in late.told() if "人反映同一问题，正在统一处置" in one["words"]],
        "the automatic answer",
    )


WALKED = """
select c.position[0], c.position[1] from cases c
join tasks t on t.case_id = c.id join people p on p.id = t.person_id
where p.username = 'inspector' and c.stage in ('closed', 'revisited') and not exists (
    select from cases o join categories g on g.id = o.category_id
    where g.code = 'component-0101' and o.id <> c.id
    and o.position <@ box(point(c.position[0] - 0.002, c.position[1] - 0.002),
                          point(c.position[0] + 0.002, c.position[1] + 0.002)))
order by c.id desc limit 1
"""


def _second_reporter(city: City, first: Journey, at: dict[str, Any]) -> Journey:
    """Somebody else who says that it is the same, and how to reach them."""
    first.placed()
    contact = {"name": "李秀英", "phone": "13900005678"}
    second = telling(
        city, shifted(at, 5), "我也看到了", follows=first.case_id, contact=contact, category=None
    )
    _stands_with(second, first)
    return second


def _is_asked_and_says(city: City, second: Journey, first: Journey) -> None:
    """Who reported it too is asked after closing, can be reached, and is heard by themselves."""

    def asked() -> list[tuple[Any, ...]]:
        return city.rows("select id from revisits where report_id = %s", second.id)

    until(asked, "the question", seconds=100)
    assert second.seen()["may_rate"] is True
    assert first.case()["voices"][0]["contact"] == {"name": "李**", "phone": "139****5678"}
    second.citizen.must("POST", f"/reports/{second.id}/satisfaction", {"satisfied": False})
    first.citizen.must("POST", f"/reports/{first.id}/satisfaction", {"satisfied": True})
    answers = city.rows(
        "select report_id, satisfied from revisits where case_id = %s order by satisfied",
        first.case_id,
    )
    assert answers == [(second.id, False), (first.id, True)]


def test_what_is_back_is_linked_and_the_checker_sees_it(city: City) -> None:
    lon, lat = city.rows(WALKED)[0]  # where somebody checks who can be asked
    at = {"lon": lon, "lat": lat, "datum": "wgs84", "accuracy": 8}
    first = Journey(city, category="component-0101", position=at, words="上水井盖碎了")
    seen_too = _second_reporter(city, first, at)
    first.closed()
    _is_asked_and_says(city, seen_too, first)
    leader = city.crew.sign_in("leader")
    before = leader.must("GET", "/cases/repeats")["whole"]
    back = telling(city, shifted(at, 8), "上水井盖又碎了", category="component-0101")
    _looked(city, back)
    told = leader.must("GET", "/cases/repeats")
    whole, case = told["whole"], back.case()
    assert (whole["closed"], whole["back"]) == (before["closed"], before["back"] + 1)
    (mine,) = [each for each in told["latest"] if each["id"] == back.case_id]
    assert mine["earlier"]["number"] == first.case()["number"]
    assert case["repeats"]["number"] == first.case()["number"]
    assert any("再次出现" in step["words"] for step in case["timeline"])
    assert _own_case(city, back)[1] == "received"
    back.handled(back.dispatched())
    _, task = city.crew.task_of(case["number"])
    assert (task["kind"], task["repeats"]["number"]) == ("check", case["repeats"]["number"])


def test_copies_within_an_hour_are_grouped_and_none_is_lost(city: City) -> None:
    at = quarter(city)
    angry, roads = city.citizen(), []
    for n in range(7):
        report_id = new_id()
        sent = angry.report(
            id=report_id,
            words=f"{'一二三四五六七'[n]}号楼前的路灯坏了，管管吧",
            category="component-0137",
            position=shifted(at, 90 * n, 300),
        )
        assert sent.status == 201
        roads.append(report_id)
    until(
        lambda: (
            city.rows(f"select count(*) from ({LOOKED_AT} = any(%s)) as looked", roads)[0][0] == 7
        ),
        "the look at all",
        seconds=100,
    )
    ((burst, size),) = city.rows(
        "select burst_id, count(*) from cases where report_id = any(%s) and burst_id is not null"
        " group by burst_id",
        roads,
    )
    assert size == 7
    operator = city.crew.sign_in("operator")
    shown, cursor = [], ""
    while cursor is not None:
        page = operator.must("GET", f"/cases?list=to_accept&limit=100&cursor={cursor}")
        shown += [one for one in page["items"] if (one["burst"] or {}).get("id") == str(burst)]
        cursor = page["next"]
    assert len({one["place"] for one in shown}) == len(shown)
    assert shown[0]["burst"]["size"] == 7
    assert len(shown) < 7
    every = operator.must("GET", f"/cases?list=to_accept&limit=100&burst={burst}")["items"]
    assert len(every) == 7


def test_what_one_follows_can_be_let_go_and_taken_up_again(city: City) -> None:
    at = quarter(city)
    first = telling(city, at, GONE)
    second = telling(city, shifted(at, 6), TOO, follows=first.case_id)
    _stands_with(second, first)

    def follows() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = second.citizen.must("GET", "/reports/followed")["items"]
        return found

    (followed,) = follows()
    assert (followed["id"], followed["reports"]) == (str(second.id), 2)
    assert TOLD in followed["moved"]["words"]
    assert first.citizen.must("GET", "/reports/followed")["items"] == []

    path = f"/reports/{second.id}/follow"
    for _ in range(2):
        assert second.citizen.ask("DELETE", path).status == 204
    assert follows() == []
    assert first.citizen.ask("DELETE", path).status == 404
    assert first.citizen.ask("DELETE", f"/reports/{first.id}/follow").status == 404

    first.filed()
    until(lambda: any("已立案" in one["words"] for one in first.told()), "the telling", seconds=100)
    assert not any("已立案" in one["words"] for one in second.told())
    assert second.citizen.ask("PUT", path).status == 204
    assert follows()[0]["moved"]["words"] != followed["moved"]["words"]
