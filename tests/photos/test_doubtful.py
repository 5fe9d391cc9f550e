"""What does not agree is shown to the operator, in words, and never to the sender."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from PIL import Image

from benchmarks.photo import noise
from deploy.walk import promise
from tests.house import City
from tests.media.pictures import saved
from tests.media.screens import Shot, of_screen, of_wall
from tests.photos.shots import long_ago, shot, street
from tests.stories.journey import Journey

HOUR = timedelta(hours=1)


def flags(road: Journey) -> list[dict[str, Any]]:
    """The flags of its only photo."""
    (photo,) = road.with_photos_ready()["photos"]
    found: list[dict[str, Any]] = photo["flags"]
    return found


def codes(road: Journey) -> set[str]:
    return {flag["code"] for flag in flags(road)}


def test_an_honest_photo_is_not_doubted(city: City) -> None:
    now = datetime.now(UTC)
    assert codes(Journey(city, [shot(now)], {"taken_at": now.isoformat()})) == set()


@pytest.mark.parametrize(
    ("hours", "software", "wanted"),
    [
        (1, "", {"time_off"}),
        (30, "", {"time_off", "old"}),
        (-2, "", {"time_off", "future"}),
        (0, "Adobe Photoshop 25.0", {"edited"}),
        (0, "MIUI Screenshot", {"screenshot"}),
    ],
)
def test_what_does_not_agree_is_flagged(
    city: City, hours: float, software: str, wanted: set[str]
) -> None:
    said = {"taken_at": datetime.now(UTC).isoformat()}
    assert codes(Journey(city, [shot(long_ago(hours), software)], said)) == wanted


def test_a_photo_of_a_screen_is_flagged_and_one_of_a_brick_wall_is_not(city: City) -> None:
    rng = np.random.default_rng(8)
    drawn = of_screen(noise(512, 384, int(rng.integers(2**31))), Shot(3.3, 8.0), rng)
    bricks = of_wall("bricks", Shot(36.0, 5.0), rng)
    screen, wall = (saved(Image.fromarray(one), "JPEG") for one in (drawn, bricks))
    report = Journey(city, [screen, wall])
    photos = report.with_photos_ready()["photos"]
    doubted = {one["sha256"]: [flag["code"] for flag in one["flags"]] for one in photos}
    assert doubted == {promise(screen)["sha256"]: ["screen"], promise(wall)["sha256"]: []}


def test_flags_have_words_in_both_languages_and_the_sender_sees_none(city: City) -> None:
    road = Journey(city, [shot(long_ago(30))])
    (flag,) = flags(road)
    assert (flag["code"], flag["words"]) == ("old", "照片拍摄于上报前一天以上")
    assert 29 * 3600 < flag["amount"] < 31 * 3600
    english = {"Accept-Language": "en"}
    chief = road.crew.sign_in("duty_chief")
    seen = chief.ask("GET", f"/cases/{road.case_id}", None, english).json
    assert seen["photos"][0]["flags"][0]["words"].startswith("Taken more than a day")
    assert all("flags" not in picture for picture in road.seen()["pictures"])


def test_a_photo_that_we_had_before_is_known_again(city: City) -> None:
    drawn = street()
    first = Journey(city, [saved(drawn, "JPEG", quality=90)])
    (older,) = first.with_photos_ready()["photos"]
    assert older["flags"] == []
    smaller = drawn.resize((640, 480), Image.Resampling.LANCZOS)
    for again in (saved(drawn, "JPEG", quality=90), saved(smaller, "JPEG", quality=60)):
        (flag,) = flags(Journey(city, [again]))
        assert (flag["code"], flag["note"]) == ("seen_before", older["id"])
    assert Image.open(io.BytesIO(again)).size == (640, 480)


def test_two_shots_of_one_report_are_no_news(city: City) -> None:
    drawn = street()
    road = Journey(city, [saved(drawn, "JPEG", quality=90), saved(drawn, "JPEG", quality=70)])
    assert [one["flags"] for one in road.with_photos_ready()["photos"]] == [[], []]
