"""A name comes into the city at the desk, is understood within five seconds, and goes again."""

import time
from typing import Any

import pytest
import urllib3

from city.db import Point
from city.places.coordinates import distance
from tests.house import City, another_web

NAME = "鹿鸣台数字中心"
AT = {"lon": 112.58, "lat": 37.86}


@pytest.fixture(scope="module")
def known(city: City) -> dict[str, Any]:
    """What the demo city has: two roads that cross, and a landmark."""
    roads = city.rows("select name from roads where grade = '主干路' order by id limit 12")
    ((landmark,),) = city.rows("select name from landmarks where kind = 'landmark' limit 1")
    return {"roads": [name for (name,) in roads], "landmark": landmark}


def geocoded(city: City, *texts: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = city.citizen().must(
        "POST", "/places/geocode", {"texts": list(texts)}
    )["items"]
    return found


def test_a_name_is_understood_soon_after_the_desk_took_it(city: City) -> None:
    desk = city.crew.sign_in("administrator")
    assert geocoded(city, f"{NAME}门口井盖破损")[0]["best"] is None
    done = desk.must(
        "PUT",
        "/lexicon/names",
        {"kind": "landmarks", "name": NAME, "position": {**AT, "datum": "gcj02"}},
    )
    assert (done["kind"], done["source"], done["added"]) == ("landmarks", "desk", 1)
    assert _until(city, True) < 60
    desk.must("POST", "/lexicon/undo", {})
    assert _until(city, False) < 60
    newest = desk.must("GET", "/lexicon/versions")["items"][0]
    assert newest["undoes_id"] == done["id"]


def _until(city: City, there: bool) -> float:
    began = time.monotonic()
    while bool(geocoded(city, f"{NAME}门口井盖破损")[0]["best"]) != there:
        assert time.monotonic() - began < 60
        time.sleep(0.1)
    return time.monotonic() - began


def test_a_name_is_listed_mended_and_withdrawn_by_its_id(city: City) -> None:
    desk = city.crew.sign_in("operator")
    road = desk.must("GET", "/lexicon/names?kind=roads&limit=1")["items"][0]
    mended = {"kind": "roads", "id": road["id"], "name": road["name"], "grade": road["grade"]}
    desk.must("PUT", "/lexicon/names", mended | {"aliases": ["鹿鸣古道"]})
    (found,) = desk.must("GET", "/lexicon/names?kind=roads&q=%E9%B9%BF%E9%B8%A3")["items"]
    assert (found["name"], found["aliases"]) == (road["name"], ["鹿鸣古道"])
    was, now = (Point(each["position"]["lon"], each["position"]["lat"]) for each in (road, found))
    assert distance(was, now) < 100  # its line was kept, though none was sent
    assert desk.ask("PUT", "/lexicon/names", mended).status == 404  # another stands in its place
    city.crew.sign_in("administrator").must("POST", "/lexicon/undo", {"kind": "roads"})

    desk.must("PUT", "/lexicon/names", {"kind": "estates", "name": NAME, "position": AT})
    (new,) = desk.must("GET", "/lexicon/names?kind=estates&limit=1")["items"]
    renamed = {"kind": "estates", "id": new["id"], "name": f"{NAME}二期"}
    assert desk.must("PUT", "/lexicon/names", renamed)["removed"] == 1
    (now,) = desk.must("GET", "/lexicon/names?kind=estates&limit=1")["items"]
    assert (now["name"], now["position"]) == (f"{NAME}二期", new["position"])
    desk.must("DELETE", f"/lexicon/names?kind=estates&id={now['id']}")
    page = desk.must("GET", "/lexicon/names?kind=estates&limit=1")
    (after,) = desk.must("GET", f"/lexicon/names?kind=estates&limit=1&cursor={page['next']}")[
        "items"
    ]
    assert NAME not in page["items"][0]["name"]
    assert after["id"] < page["items"][0]["id"]
    refused = city.crew.sign_in("department").ask("PUT", "/lexicon/names", renamed)
    assert refused.status == 403


def test_what_cannot_be_taken_is_refused_in_words(city: City) -> None:
    desk = city.crew.sign_in("administrator")
    swapped = {"lon": 37.86, "lat": 80.0, "datum": "wgs84"}
    body = {"kind": "landmarks", "name": NAME, "position": swapped}
    answer = desk.ask("PUT", "/lexicon/names", body)
    assert (answer.status, answer.json["code"]) == (422, "name_unfit")
    assert desk.ask("DELETE", "/lexicon/names?kind=landmarks&id=2147483647").status == 404


def test_a_text_is_answered_with_its_place_and_reasons(city: City, known: dict[str, Any]) -> None:
    (answer,) = geocoded(city, f"{known['landmark']}门口有垃圾")
    assert answer["best"]["kind"] == "landmark"
    assert answer["best"]["words"]
    assert answer["areas"]["district"]
    assert answer["matched"][0]["name"] == known["landmark"]
    (nothing,) = geocoded(city, "没人管")
    assert (nothing["best"], nothing["guesses"], nothing["areas"]["words"]) == (None, [], "")


def test_many_texts_are_for_staff(city: City) -> None:
    texts = ["没人管"] * 11
    assert city.citizen().ask("POST", "/places/geocode", {"texts": texts}).status == 403
    staff = city.crew.sign_in("operator")
    assert len(staff.must("POST", "/places/geocode", {"texts": texts})["items"]) == 11


def test_a_point_is_put_into_words_with_what_is_near(city: City, known: dict[str, Any]) -> None:
    (found,) = geocoded(city, f"{known['landmark']}门口")
    at = found["best"]["position"]
    query = f"lon={at['lon']}&lat={at['lat']}&within=300"
    near = city.citizen().must("GET", f"/places/reverse?{query}")
    assert near["description"]
    assert near["district"]
    assert near["landmarks"][0]["name"]
    assert near["roads"]
    assert near["cases"] == []
    points = [{"lon": at["lon"], "lat": at["lat"]}, {"lon": 0, "lat": 0}]
    one, nowhere = city.citizen().must("POST", "/places/grid", {"points": points})["items"]
    assert one["cell"] == near["cell"]
    assert nowhere["cell"] is None


def test_a_map_begins_in_the_city_and_may_name_a_source_of_its_own(city: City) -> None:
    found = city.citizen().must("GET", "/tiles")
    assert (found["raster"], found["attribution"]) == (None, None)
    middle = found["middle"]
    assert city.citizen().must("GET", f"/places/locate?lon={middle['lon']}&lat={middle['lat']}")[
        "district"
    ]
    tiles = {"TILES_URL": "https://tiles.example/{z}/{x}/{y}.png", "TILES_ATTRIBUTION": "示例"}
    with another_web(city, **tiles) as web:
        web.wait_ready()
        found = urllib3.request("GET", f"{web.url}/api/v1/tiles").json()
        assert (found["raster"], found["attribution"]) == tuple(tiles.values())
        policy = urllib3.request("GET", web.url).headers["Content-Security-Policy"]
        assert "connect-src 'self' https://tiles.example;" in policy


def test_tiles_are_kept_and_components_are_for_staff(city: City) -> None:
    citizen = city.citizen()
    first = citizen.ask("GET", "/tiles/roads/14/13316/6347.mvt")
    assert first.status in (200, 204)
    tag = first.headers["ETag"]
    again = citizen.ask("GET", "/tiles/roads/14/13316/6347.mvt", headers={"If-None-Match": tag})
    assert again.status == 304
    assert citizen.ask("GET", "/tiles/components/17/106529/50777.mvt").status == 401
    staff = city.crew.sign_in("operator")
    assert staff.ask("GET", "/tiles/components/17/106529/50777.mvt").status in (200, 204)
    for path in ("/tiles/nothing/1/0/0.mvt", "/tiles/roads/1/9/9.mvt", "/tiles/roads/40/0/0.mvt"):
        assert citizen.ask("GET", path).status == 404
