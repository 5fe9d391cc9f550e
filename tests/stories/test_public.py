"""What strangers see of the city's work: cases, roughly placed, in veiled photos and no words."""

import json
from typing import Any

import pytest

from deploy.walk import Caller, until
from tests.house import City
from tests.photos.shots import shot
from tests.stories.journey import Journey, cover, somewhere

PLACE = {"left": 0.1, "top": 0.1, "right": 0.4, "bottom": 0.4}
SECRET = "王小二住在三单元五零二"
KEYS = {
    "id",
    "stage",
    "stage_words",
    "category",
    "district",
    "subdistrict",
    "position",
    "received_on",
    "closed_on",
    "photos",
}


def near(city: City, **more: Any) -> str:
    at = somewhere(city)
    asked = {"lon": at["lon"], "lat": at["lat"], "limit": 100} | more
    return "/public/cases?" + "&".join(f"{name}={value}" for name, value in asked.items())


@pytest.fixture(scope="module")
def road(city: City) -> Journey:
    """A case of two reports with a photo each, closed, with all of its photos looked at."""
    same = {"words": SECRET, "place_words": f"{SECRET}，{cover()}"}
    road = Journey(city, [shot()], **same)
    road.with_photos_veiled()
    second = Journey(city, [shot()], **same)
    second.with_photos_veiled()
    if second.case_id != road.case_id:
        city.crew.sign_in("operator").act(second.case_id, "merge", into=road.case_id, note="同一处")
    road.closed()
    asked = "select count(*) from photos where case_id = %s and public_sha256 is null"
    until(lambda: city.rows(asked, road.case_id)[0][0] == 0, "the last veil", seconds=100)
    return road


def own(city: City, road: Journey, path: str) -> dict[str, Any] | None:
    found = Caller(city.url).must("GET", path)["items"]
    return next((one for one in found if one["id"] == road.case_id), None)


def test_a_closed_case_is_told_without_words_names_or_an_exact_place(
    city: City, road: Journey
) -> None:
    found = own(city, road, near(city))
    assert found
    assert found.keys() == KEYS
    at = somewhere(city)
    assert found["position"]["lon"] == round(at["lon"], 3)
    assert found["position"]["lat"] == round(at["lat"], 3)
    kinds = [one["kind"] for one in found["photos"]]
    assert kinds[:2] == ["before", "before"]
    assert set(kinds[2:]) == {"after"}
    told = json.dumps(found, ensure_ascii=False)
    assert SECRET not in told
    assert road.placed()["case_number"] not in told
    assert own(city, road, "/public/cases?limit=100")
    assert own(city, road, near(city, lon=at["lon"] + 0.2)) is None


def test_a_link_to_a_merged_case_leads_on(city: City, road: Journey) -> None:
    asked = "select case_id from merges where into_id = %s and undone_at is null"
    merged = city.rows(asked, road.case_id)[0][0]
    assert Caller(city.url).must("GET", f"/public/cases/{merged}")["id"] == road.case_id


def test_only_its_veiled_photos_are_handed_out(city: City, road: Journey) -> None:
    stranger, operator = Caller(city.url), city.crew.sign_in("operator")
    for one in road.case(operator)["photos"]:
        veiled = stranger.ask("GET", f"/public/photos/{one['id']}/display")
        assert veiled.status == 200
        assert veiled.body == operator.ask("GET", f"/photos/{one['id']}/public").body
        small = stranger.ask("GET", f"/public/photos/{one['id']}/thumbnail")
        assert 0 < len(small.body) < len(veiled.body)
        for other in ("display", "original"):
            assert stranger.ask("GET", f"/photos/{one['id']}/{other}").status == 401


def test_what_nobody_has_filed_is_nobodys_business(city: City) -> None:
    road = Journey(city, [shot()])
    road.with_photos_veiled()
    photo = road.case()["photos"][0]["id"]
    assert own(city, road, near(city, going_on="true")) is None
    whole = Caller(city.url).ask("GET", "/public/cases?going_on=true")
    assert (whole.status, [*whole.json["fields"]]) == (422, ["going_on"])
    assert Caller(city.url).ask("GET", f"/public/cases/{road.case_id}").status == 404
    assert Caller(city.url).ask("GET", f"/public/photos/{photo}/display").status == 404
    assert road.seen()["share"] is None


def test_what_goes_on_is_told_from_filing_on_without_a_photo(city: City) -> None:
    road = Journey(city, [shot()], words=SECRET, place_words=f"{SECRET}，{cover()}")
    road.with_photos_veiled()
    road.filed()
    assert road.seen()["share"] == road.case_id
    stranger = Caller(city.url, "en")
    found = stranger.must("GET", f"/public/cases/{road.case_id}")
    assert found.keys() == KEYS
    assert (found["closed_on"], found["photos"]) == (None, [])
    assert found["stage_words"] == "Taken up, waiting its turn"
    assert SECRET not in json.dumps(found, ensure_ascii=False)
    photo = road.case()["photos"][0]["id"]
    assert stranger.ask("GET", f"/public/photos/{photo}/display").status == 404
    assert own(city, road, near(city)) is None
    assert own(city, road, near(city, going_on="true"))


def test_a_sender_takes_their_name_and_number_back(city: City) -> None:
    road = Journey(city, contact={"name": "王小二", "phone": "13800000000"})
    kept = "select name, phone from contacts where report_id = %s"
    assert city.rows(kept, road.id) == [("王小二", "13800000000")]
    assert road.seen()["contact_kept"] is True
    assert city.citizen().ask("DELETE", f"/reports/{road.id}/contact").status == 404
    for _ in range(2):
        after = road.citizen.must("DELETE", f"/reports/{road.id}/contact")
        assert after["contact_kept"] is False
    assert city.rows(kept, road.id) == []
    assert road.happened().count("contact.withdrawn") == 1


def test_a_stranger_is_told_for_how_long_what_is_kept(city: City) -> None:
    found = Caller(city.url).must("GET", "/public/keeping")
    assert found["shown"] == 90
    assert found["declined"] == 365
    assert found["by_itself"] is False


def test_a_photo_at_which_nobody_has_looked_is_not_shown(city: City, road: Journey) -> None:
    photo = road.case()["photos"][0]["id"]
    operator = city.crew.sign_in("operator")
    before = Caller(city.url).ask("GET", f"/public/photos/{photo}/display").headers["ETag"]
    operator.must("POST", f"/photos/{photo}/boxes", PLACE)

    def anew() -> bool:
        now = Caller(city.url).ask("GET", f"/public/photos/{photo}/display")
        assert now.status in (200, 404)
        return now.status == 200 and now.headers["ETag"] != before

    until(anew, "the new veil", seconds=100)
