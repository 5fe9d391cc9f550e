"""A report goes all the way: placed, accepted, filed, dispatched, handled, checked, closed."""

import io

from PIL import Image

from deploy.smoke import drawn
from deploy.walk import until
from tests.house import City
from tests.stories.journey import Journey, photo

STEPS = [
    "report.received",
    "case.received",
    "case.accept",
    "case.file",
    "case.dispatch",
    "case.sign_for",
    "case.handle",
    "case.pass",
    "case.close",
    "case.revisit",
]


def test_one_report_becomes_a_closed_case_and_the_citizen_sees_it_happen(city: City) -> None:
    sent = drawn()
    road = Journey(city, [sent])
    assert road.receipt["photos"] == [
        {"sha256": road.receipt["photos"][0]["sha256"], "state": "wanted", "reason": None}
    ]
    placed = road.placed()
    assert placed["stage_words"] == "待受理"
    assert placed["place"].startswith("小店区") or "区" in placed["place"]
    assert placed["photos"][0]["state"] == "received"

    filed = road.filed()
    assert filed["condition"]["limit"]
    assert filed["due_at"] > filed["received_at"]
    road.at("dispatched")
    department = road.crew.who_sees("department", road.case_id)
    road.handled(department, "已更换井盖")
    road.checked(passed=True)
    road.crew.sign_in("duty_chief").act(road.case_id, "close")
    told = until(lambda: len(found := road.told()) >= 2 and found, "two notices")
    assert [road.receipt["number"] in notice["words"] for notice in told] == [True, True]
    assert "已结案" in told[0]["words"]
    assert "已立案" in told[1]["words"]

    assert road.seen()["may_rate"] is True
    rated = road.citizen.must("POST", f"/reports/{road.id}/satisfaction", {"satisfied": True})
    assert (rated["stage"], rated["satisfied"], rated["may_rate"]) == ("revisited", True, False)
    assert [step["what"] for step in rated["timeline"]] == STEPS


def test_the_photo_is_shown_upright_and_says_nothing_of_its_maker(city: City) -> None:
    road = Journey(city, [drawn()])
    road.with_photos_ready()
    (picture,) = road.with_photos_veiled()["pictures"]
    display = road.citizen.ask("GET", f"/photos/{picture['id']}/display")
    thumbnail = road.citizen.ask("GET", f"/photos/{picture['id']}/thumbnail")
    assert display.headers["Content-Type"] == thumbnail.headers["Content-Type"] == "image/jpeg"
    shown = Image.open(io.BytesIO(display.body))
    assert shown.size == (1600, 1200)  # EXIF said: turn a quarter
    assert max(Image.open(io.BytesIO(thumbnail.body)).size) == 320
    assert not shown.getexif()
    assert b"Xunjie" not in display.body
    again = road.citizen.ask(
        "GET",
        f"/photos/{picture['id']}/display",
        headers={"If-None-Match": display.headers["ETag"]},
    )
    assert (again.status, again.body) == (304, b"")


def test_a_photo_of_the_result_is_shown_to_the_sender_once_the_case_is_closed(city: City) -> None:
    road = Journey(city, [photo()])
    department = road.dispatched()
    road.handled(department)
    after = next(one for one in road.with_photos_ready()["photos"] if one["kind"] == "after")
    assert road.citizen.ask("GET", f"/photos/{after['id']}/display").status == 404
    assert department.ask("GET", f"/photos/{after['id']}/display").status == 200
    road.checked(passed=True)
    road.crew.sign_in("duty_chief").act(road.case_id, "close")
    road.with_photos_veiled()
    assert road.citizen.ask("GET", f"/photos/{after['id']}/display").status == 200
    assert city.citizen().ask("GET", f"/photos/{after['id']}/display").status == 404
