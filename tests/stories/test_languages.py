"""Chinese unless English is asked for, in what is shown and in what is refused."""

import pytest

from deploy.walk import until
from tests.house import City
from tests.stories.journey import Journey


@pytest.mark.parametrize(
    ("wanted", "stage", "refusal"),
    [
        ("zh-CN", "待受理", "没有找到上报"),
        ("en", "Received", "No such report"),
        ("en-GB,zh;q=0.5", "Received", "No such report"),
        ("zh-TW, en;q=0.9", "待受理", "没有找到上报"),
        ("ru, en;q=0.4", "Received", "No such report"),
        ("ru", "待受理", "没有找到上报"),
        ("en;q=0.1, zh;q=0.9", "待受理", "没有找到上报"),
    ],
)
def test_by_accept_language(city: City, wanted: str, stage: str, refusal: str) -> None:
    road = Journey(city)
    road.citizen.headers["Accept-Language"] = wanted
    assert road.seen()["stage_words"] == stage
    missing = road.citizen.ask("GET", "/reports/01a20270-0000-7000-8000-000000000000")
    assert missing.headers["Content-Type"] == "application/problem+json"
    assert missing.json["detail"] == refusal
    assert "Accept-Language" in missing.headers["Vary"]


def test_the_road_in_english(city: City) -> None:
    road = Journey(city, words="a broken manhole cover")
    operator = city.crew.sign_in("operator")
    operator.act(road.case_id, "decline", note="a duplicate")
    road.citizen.headers["Accept-Language"] = "en"
    words = [step["words"] for step in road.seen()["timeline"]]
    assert words[0] == f"We have your report; its number is {road.receipt['number']}"
    assert words[-1] == "Not filed: a duplicate"
    (notice,) = until(road.told, "the notice")
    assert notice["words"] == f"{road.receipt['number']} Not filed: a duplicate"
    road.citizen.headers["Accept-Language"] = "zh-CN"
    assert road.told()[0]["words"] == f"{road.receipt['number']} 未立案：a duplicate"


def test_what_is_wrong_with_a_field_is_said_in_both(city: City) -> None:
    citizen = city.citizen()
    wrong = {"words": "x" * 2001, "position": {"lon": 200, "lat": 37}}
    chinese = citizen.report(**wrong)
    citizen.headers["Accept-Language"] = "en"
    english = citizen.report(**wrong)
    assert (chinese.status, english.status) == (422, 422)
    assert set(chinese.json["fields"]) == set(english.json["fields"]) == {"words", "position.lon"}
    assert chinese.json["fields"]["words"] == ["最多 2000 个"]
    assert english.json["fields"]["words"] == ["Longer than maximum length 2000."]
