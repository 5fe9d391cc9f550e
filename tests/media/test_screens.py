"""A photo of a screen is told from one of the street, by its grid alone."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.photo import jpeg, noise
from media.images import prepare
from media.screens import is_screen
from tests.house import ROOT
from tests.media.screens import Shot, of_screen, of_wall

ORDINARY = sorted((ROOT.parent / "shared" / "data" / "photos").glob("*.jpg"))
WALLS = ("fence", "bricks", "tiles", "louvre", "mesh")


@pytest.mark.parametrize("pitch", [2.4, 3.3, 4.5, 6.0, 7.5])
@pytest.mark.parametrize("turn", [3.0, 11.0])
def test_a_screen_is_known_by_its_lamps(pitch: float, turn: float) -> None:
    rng = np.random.default_rng(int(pitch * 10 + turn))
    shot = Shot(pitch, turn, blur=rng.uniform(0.5, 0.8), grain=rng.uniform(1, 4), quality=80)
    assert is_screen(of_screen(noise(512, 384, 3), shot, rng)) is not None


@pytest.mark.parametrize("kind", WALLS)
@pytest.mark.parametrize("period", [27.0, 36.0, 55.0])
def test_what_is_regular_in_a_street_is_no_screen(kind: str, period: float) -> None:
    rng = np.random.default_rng(int(period))
    assert is_screen(of_wall(kind, Shot(period, 5.0), rng)) is None


@pytest.mark.parametrize("kind", ["fence", "bricks", "louvre"])
@pytest.mark.parametrize(("period", "turn"), [(9.0, 2.0), (15.0, 7.0), (22.0, 2.0), (22.0, 7.0)])
def test_nor_is_it_from_afar(kind: str, period: float, turn: float) -> None:
    """Courses of bricks three pixels high stand as close as lamps, but only in one direction."""
    rng = np.random.default_rng(1)
    assert is_screen(of_wall(kind, Shot(period, turn), rng)) is None


@pytest.mark.parametrize("period", [10.0, 11.0, 12.0])
def test_a_mesh_as_fine_as_coarse_lamps_has_no_colours(period: float) -> None:
    assert is_screen(of_wall("mesh", Shot(period, 5.0), np.random.default_rng(1))) is None


@pytest.mark.parametrize("path", ORDINARY, ids=lambda path: path.stem[:16])
def test_ordinary_photos_are_none(path: Path) -> None:
    photo = np.asarray(cv2.imread(str(path)), np.uint8)
    for scale in (1.0, 1.7):
        assert is_screen(cv2.resize(photo, None, fx=scale, fy=scale)) is None


def test_grain_and_small_pictures_say_nothing() -> None:
    rng = np.random.default_rng(1)
    grain = np.clip(rng.normal(120, 30, (900, 1200, 3)), 0, 255).astype(np.uint8)
    assert is_screen(grain) is None
    assert is_screen(np.zeros((600, 600), np.uint8)) is None
    assert is_screen(grain[:300]) is None


def test_the_darkroom_says_so() -> None:
    rng = np.random.default_rng(2)
    screen = of_screen(noise(512, 384, 5), Shot(3.3, 7.0), rng)
    assert (prepare(jpeg(screen[..., ::-1], 2_000_000)).screen or 0) > 7
    assert prepare(jpeg(noise(1024, 768, 5), 2_000_000)).screen is None
