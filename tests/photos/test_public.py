"""Nobody sees more than they may: the public version, what it veils, and who may say so."""

import io

import numpy as np
from PIL import Image

from deploy.walk import Answer, until
from tests.house import City
from tests.photos.shots import shot
from tests.stories.journey import Journey

PLACE = {"left": 0.25, "top": 0.25, "right": 0.5, "bottom": 0.5}


def picture(road: Journey) -> str:
    """The id of its only photo, once the public may see it."""
    (found,) = road.with_photos_veiled()["pictures"]
    return str(found["id"])


def pixels(body: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(body)).convert("RGB"), int)


def inside(body: bytes) -> np.ndarray:
    """What is left in the veiled place: 200 x 150 pixels of an 800 x 600 picture."""
    return pixels(body)[155:295, 205:395]


def anew(road: Journey, path: str, before: Answer) -> bytes:
    """The public version, once it is another than it was."""

    def other() -> bytes | None:
        now = road.citizen.ask("GET", path)
        is_other = now.status == 200 and now.headers["ETag"] != before.headers["ETag"]
        return now.body if is_other else None

    found: bytes = until(other, "another public version", seconds=110)
    return found


def test_a_box_drawn_by_hand_veils_for_the_public_and_for_nobody_else(city: City) -> None:
    road = Journey(city, [shot(board=True)])
    photo, operator = picture(road), city.crew.sign_in("operator")
    path = f"/photos/{photo}/display"
    as_it_is, bare = operator.ask("GET", path).body, road.citizen.ask("GET", path)
    box = operator.must("POST", f"/photos/{photo}/boxes", PLACE)["id"]
    veiled = anew(road, path, bare)
    assert np.abs(np.diff(inside(as_it_is), axis=1)).max() > 60
    assert np.abs(np.diff(inside(veiled), axis=1)).max() < 12
    assert operator.ask("GET", path).body == as_it_is
    assert operator.ask("GET", f"/photos/{photo}/public").body == veiled
    small = road.citizen.ask("GET", f"/photos/{photo}/thumbnail").body
    assert small != operator.ask("GET", f"/photos/{photo}/thumbnail").body

    before = road.citizen.ask("GET", path)
    operator.must("DELETE", f"/photos/{photo}/boxes/{box}")
    assert np.abs(np.diff(inside(anew(road, path, before)), axis=1)).max() > 60
    (past,) = (
        one for one in operator.must("GET", f"/photos/{photo}/boxes")["items"] if one["id"] == box
    )
    assert past["by_id"] == past["removed_by_id"] == operator.person["id"]
    assert past["kind"] == "hand"
    assert past["removed_at"] > past["made_at"]
    assert [name for name in road.happened() if "box" in name] == [
        "photo.box_drawn",
        "photo.box_removed",
    ]


def test_until_the_veil_is_made_the_public_sees_nothing(city: City) -> None:
    road = Journey(city, [shot()])
    road.with_photos_ready()
    photo = road.case()["photos"][0]["id"]
    rows = (
        "select public_sha256 is null, (select count(*) from photo_boxes) from photos where id=%s"
    )
    status = road.citizen.ask("GET", f"/photos/{photo}/display").status
    ((hidden, _),) = city.rows(rows, photo)
    assert status == 404 or not hidden
    picture(road)
    assert road.citizen.ask("GET", f"/photos/{photo}/display").status == 200
    assert city.citizen().ask("GET", f"/photos/{photo}/display").status == 404


def test_only_the_desk_draws_boxes(city: City) -> None:
    road = Journey(city, [shot()])
    photo = picture(road)
    path = f"/photos/{photo}/boxes"
    assert road.citizen.ask("POST", path, PLACE).status == 401
    assert city.crew.sign_in("leader").ask("POST", path, PLACE).status == 403
    operator = city.crew.sign_in("operator")
    assert operator.ask("POST", path, PLACE | {"right": 0.2}).status == 422
    assert operator.ask("POST", path, PLACE | {"right": 1.2}).status == 422
    nobodys = "01a20270-0000-7000-8000-000000000000"
    assert operator.ask("DELETE", f"{path}/{nobodys}").status == 404
    assert operator.ask("GET", f"/photos/{nobodys}/boxes").status == 404


def test_the_record_says_who_looked(city: City) -> None:
    road = Journey(city, [shot()])
    photo = picture(road)
    assert city.crew.sign_in("operator").must("GET", f"/photos/{photo}/boxes")["eyes"] in (
        "models",
        "none",
    )
    ((sight,),) = city.rows("select sight from photos where id = %s", photo)
    assert sight["eyes"] in ("models", "none")
