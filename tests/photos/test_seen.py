"""A plate in a citizen's photo: veiled for the public, there for staff, read for triage."""

import re

import numpy as np
from PIL import Image

from tests.house import City
from tests.media.faces import portrait
from tests.media.pictures import saved
from tests.media.plates import parked
from tests.photos.test_public import picture, pixels
from tests.stories.journey import Journey

PLATE = re.compile(r"A\W?67890")
NOISE = np.random.default_rng(4)


def sharpness(body: bytes, left: int, top: int, right: int, bottom: int) -> int:
    """The largest step between neighbours in a part of a picture."""
    return int(np.abs(np.diff(pixels(body)[top:bottom, left:right], axis=1)).max())


def test_a_plate_is_veiled_for_the_public_and_read_for_triage(city: City) -> None:
    road = Journey(city, [like_no_other(parked("晋A·12345"))])
    photo, operator = picture(road), city.crew.sign_in("operator")
    as_it_is = operator.ask("GET", f"/photos/{photo}/display").body
    public = road.citizen.ask("GET", f"/photos/{photo}/display").body
    assert sharpness(as_it_is, 330, 280, 470, 320) > 100
    assert sharpness(public, 330, 280, 470, 320) < 30
    seen = operator.must("GET", f"/photos/{photo}/boxes")
    assert (seen["eyes"], seen["is_public"]) == ("models", True)
    assert {box["kind"] for box in seen["items"]} == {"plate"}
    ((sight,),) = city.rows("select sight from photos where id = %s", photo)
    assert any("12345" in line["text"] for line in sight["words"])
    assert {"left", "top", "right", "bottom"} <= sight["words"][0].keys()
    (shown,) = road.case(operator)["photos"]
    assert any("12345" in line["text"] for line in shown["writing"])
    assert "writing" not in road.seen()["pictures"][0]


def test_a_face_is_veiled_and_a_wrong_veil_can_be_lifted(city: City) -> None:
    road = Journey(city, [like_no_other(portrait(face=300))])
    photo, operator = picture(road), city.crew.sign_in("operator")
    path = f"/photos/{photo}/display"
    first = road.citizen.ask("GET", path).body
    assert first != operator.ask("GET", path).body
    boxes = operator.must("GET", f"/photos/{photo}/boxes")["items"]
    assert {box["kind"] for box in boxes} == {"face"}
    assert all(0.3 <= box["score"] <= 1 and box["by_id"] is None for box in boxes)


def test_nothing_that_was_read_is_in_the_logs(city: City) -> None:
    """Digits in a row stand in many a time stamp: looked for is the plate with its letter."""
    road = Journey(city, [like_no_other(parked("晋A·67890"))])
    photo = picture(road)
    ((sight,),) = city.rows("select sight from photos where id = %s", photo)
    assert any(PLATE.search(line["text"]) for line in sight["words"])
    for log in (city.var / "log").glob("*.log"):
        assert not PLATE.search(log.read_text(errors="replace")), log.name


def like_no_other(image: Image.Image) -> bytes:
    """A JPEG of it with a little noise, so that it is no photo of before."""
    noisy = np.asarray(image, np.int16) + NOISE.integers(-3, 4, (600, 800, 3))
    return saved(Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)), "JPEG", quality=92)
