"""A house without the extra `vision` works, says that nobody looked, and shows strangers none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.walk import Caller, until
from media import sight
from tests.house import City
from tests.photos.shots import shot
from tests.stories.journey import Journey

EXTRA = (*sight.NEEDED, "cvttf_notosanscjk_regular")
HIDING = f"""
import sys
from importlib.machinery import PathFinder

class Installed(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name.partition(".")[0] in {EXTRA!r}:
            return None
        return super().find_spec(name, path, target)

sys.meta_path[:] = [Installed if each is PathFinder else each for each in sys.meta_path]
"""


@pytest.fixture(scope="module")
def blind(city: City, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The city with a vision worker that finds none of the extra's packages."""
    folder: Path = tmp_path_factory.mktemp("blind")
    (folder / "sitecustomize.py").write_text(HIDING)
    with city.otherwise("vision", PYTHONPATH=str(folder)):
        yield city


def test_the_photo_is_shown_to_its_sender_and_the_record_says_that_nobody_looked(
    blind: City,
) -> None:
    road = Journey(blind, [shot()])
    (picture,) = road.with_photos_veiled()["pictures"]
    assert road.citizen.ask("GET", f"/photos/{picture['id']}/display").status == 200
    road.placed()
    operator = blind.crew.sign_in("operator")
    assert operator.must("GET", f"/photos/{picture['id']}/boxes")["eyes"] == "none"
    assert "nobody looks" in (blind.var / "log" / "vision.log").read_text()
    assert "photo.read" not in road.happened()


def test_a_box_drawn_by_hand_veils_all_the_same(blind: City) -> None:
    road = Journey(blind, [shot(board=True)])
    (picture,) = road.with_photos_veiled()["pictures"]
    path = f"/photos/{picture['id']}/display"
    first = road.citizen.ask("GET", path).headers["ETag"]
    road.placed()
    box = {"left": 0.25, "top": 0.25, "right": 0.5, "bottom": 0.5}
    blind.crew.sign_in("operator").must("POST", f"/photos/{picture['id']}/boxes", box)

    def anew() -> bool:
        now = road.citizen.ask("GET", path)
        return now.status == 200 and now.headers["ETag"] != first

    until(anew, "the veil", seconds=100)


def test_strangers_see_no_photo_at_which_nobody_looked(blind: City) -> None:
    road = Journey(blind, [shot()])
    (picture,) = road.with_photos_veiled()["pictures"]
    road.closed()
    found = Caller(blind.url).must("GET", "/public/cases?limit=100")["items"]
    (own,) = (one for one in found if one["id"] == road.case_id)
    assert own["photos"] == []
    assert Caller(blind.url).ask("GET", f"/public/photos/{picture['id']}/display").status == 404
