"""Vector tiles: what is encoded is what stands there, as another reader of the format sees it."""

from math import asinh, pi, radians, tan

import pytest

from city.places.mvt import EXTENT
from city.places.sheets import FIRST, Sheets, Tile
from tests.places.reading_tiles import Layer, read
from tests.places.town import centre, gazetteer, grid


@pytest.fixture(scope="module")
def sheets() -> Sheets:
    grades = {road.id: road.grade for road in centre().roads}
    return Sheets(gazetteer(), grid(centre()), grades)


def tile_at(lon: float, lat: float, z: int) -> Tile:
    """The tile that holds a point, by the usual formula."""
    y = (1 - asinh(tan(radians(lat))) / pi) / 2
    return Tile(z, int((lon + 180) / 360 * 2**z), int(y * 2**z))


def drawn(sheets: Sheets, layer: str, z: int) -> Layer:
    crossing = gazetteer().plane.to_degrees(next(iter(gazetteer().all_crossings()))[2].at)
    (found,) = read(sheets.tile(layer, tile_at(*crossing, z)))
    return found


@pytest.mark.parametrize("layer", ["roads", "cells", "beats", "places"])
def test_a_tile_holds_its_layer(sheets: Sheets, layer: str) -> None:
    found = drawn(sheets, layer, 16)
    assert (found.name, found.version, found.extent) == (layer, 2, EXTENT)
    assert found.features
    for feature in found.features:
        assert feature.properties["name"]
        assert all(-70 <= each <= EXTENT + 70 for at in feature.points for each in at)


def test_two_roads_that_cross_have_a_point_near_each_other(sheets: Sheets) -> None:
    a, b, _ = next(iter(gazetteer().all_crossings()))
    names = {feature.properties["name"] for feature in drawn(sheets, "roads", 17).features}
    assert {gazetteer().names[a].name, gazetteer().names[b].name} <= names


def test_far_out_only_the_large_is_drawn(sheets: Sheets) -> None:
    grades = {feature.properties["grade"] for feature in drawn(sheets, "roads", 10).features}
    assert grades == {"主干路"}
    for layer, first in FIRST.items():
        assert sheets.tile(layer, Tile(first - 1, 0, 0)) == b""


def test_nothing_is_an_empty_tile(sheets: Sheets) -> None:
    assert sheets.tile("roads", Tile(16, 0, 0)) == b""
