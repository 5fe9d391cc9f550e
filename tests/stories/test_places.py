"""Where it is: by the phone, by the words, by neither."""

from typing import Any

import shapely
from shapely.geometry import Point, shape

from city.db import Point as Degrees
from city.places.coordinates import distance, to_gcj02
from tests.house import City
from tests.stories.journey import ELSEWHERE, Journey, somewhere


def test_a_report_without_a_position_is_placed_by_the_crossing_in_its_words(city: City) -> None:
    first, second, middle = _crossing(city)
    road = Journey(city, words=f"{first}与{second}交叉口有井盖破损", position=None)
    case = road.case()
    assert case["placement"]["how"] == "crossing"
    assert set(case["placement"]["matched"]) >= {first, second}
    found = Degrees(case["position"]["lon"], case["position"]["lat"])
    assert distance(found, middle) < 20
    assert case["areas"]["district"]
    assert case["number"].startswith(case["areas"]["district"]["code"])


def test_a_report_without_a_position_is_placed_by_a_landmark_in_its_place_words(city: City) -> None:
    ((name, at),) = city.rows(
        "select min(name), min(at::text) from landmarks where kind = 'landmark'"
        " group by name having count(*) = 1 and length(name) > 4 order by name limit 1"
    )
    road = Journey(city, words="垃圾箱满了", place_words=f"{name}门口", position=None)
    case = road.case()
    assert (case["placement"]["how"], case["placement"]["matched"]) == ("landmark", [name])
    lon, lat = map(float, at.strip("()").split(","))
    assert (
        distance(Degrees(case["position"]["lon"], case["position"]["lat"]), Degrees(lon, lat)) < 1
    )
    assert case["place"].endswith(f"{name}门口")


def test_words_and_a_position_that_disagree_are_flagged_and_the_phone_is_believed(
    city: City,
) -> None:
    first, second, middle = _crossing(city)
    far = {"lon": middle.lon + 0.02, "lat": middle.lat, "datum": "wgs84", "accuracy": 15}
    road = Journey(city, words=f"{first}和{second}路口信号灯不亮", position=far)
    placement = road.case()["placement"]
    assert placement["how"] == "position"
    assert abs(placement["apart"] - distance(middle, Degrees(far["lon"], far["lat"]))) <= 1
    near = {"lon": middle.lon + 0.0002, "lat": middle.lat, "datum": "wgs84", "accuracy": 15}
    agreeing = Journey(city, words=f"{first}和{second}路口信号灯不亮", position=near)
    assert agreeing.case()["placement"]["apart"] is None


def test_a_report_from_outside_the_city_is_taken_and_has_no_area(city: City) -> None:
    road = Journey(city, position=ELSEWHERE)
    case = road.case()
    assert set(case["areas"].values()) == {None}
    assert case["number"].startswith("000000")
    assert road.case(city.crew.sign_in("operator"))["id"] == case["id"]


def test_a_report_that_says_nothing_of_its_place_waits_for_an_operator(city: City) -> None:
    road = Journey(city, words="太吵了", position=None)
    case = road.case()
    assert (case["placement"]["how"], case["position"]) == ("not_found", None)
    assert case["place"] == "位置待定"


def test_a_position_in_a_map_apps_datum_lands_on_the_same_spot(city: City) -> None:
    true = somewhere(city)
    lon, lat = to_gcj02(true["lon"], true["lat"])
    road = Journey(city, position={"lon": lon, "lat": lat, "datum": "gcj02", "accuracy": 8})
    found = road.case()["position"]
    assert found["datum"] == "wgs84"
    moved = distance(Degrees(found["lon"], found["lat"]), Degrees(true["lon"], true["lat"]))
    assert moved < 0.01


def _crossing(city: City) -> tuple[str, str, Degrees]:
    """Two roads of the city that cross at one spot, each the only one of its name."""
    rows: list[tuple[str, dict[str, Any]]] = city.rows(  # type: ignore[assignment]
        "select name, min(shape::text)::jsonb from roads group by name having count(*) = 1"
        " order by name limit 120"
    )
    for at, (first, line) in enumerate(rows):
        for second, other in rows[at + 1 :]:
            meeting = shape(line).intersection(shape(other))
            apart = first not in second and second not in first
            if isinstance(meeting, Point) and not shapely.is_empty(meeting) and apart:
                return first, second, Degrees(meeting.x, meeting.y)
    raise AssertionError("no two roads cross")
