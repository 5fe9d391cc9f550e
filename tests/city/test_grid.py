"""A point → its areas: inside, on a border, on a corner, outside."""

from typing import Any

import pytest

from city.db import Point
from city.places.grid import Grid, Named
from city.places.model import AreaKind


def _square(west: float, south: float) -> dict[str, Any]:
    east, north = west + 0.25, south + 0.25
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


DISTRICT = Named(1, AreaKind.DISTRICT, "140106", "迎泽区", None, None)
STREET = Named(2, AreaKind.SUBDISTRICT, "140106001", "柳巷街道", 1, None)
COMMUNITY = Named(3, AreaKind.COMMUNITY, "140106001001", "钟楼社区", 2, None)
BEAT = Named(4, AreaKind.BEAT, "140106B01", "柳巷一号", 2, None)
WEST = Named(5, AreaKind.CELL, "140106001001002", "002", 3, 4)
EAST = Named(6, AreaKind.CELL, "140106001001001", "001", 3, None)


@pytest.fixture(scope="module")
def grid() -> Grid:
    whole = {"type": "Polygon", "coordinates": []}
    return Grid(
        [
            (DISTRICT, whole),
            (STREET, None),
            (COMMUNITY, None),
            (BEAT, None),
            (WEST, _square(112.5, 37.5)),
            (EAST, _square(112.75, 37.5)),
        ]
    )


def test_inside_a_cell_stand_all_areas_above_it(grid: Grid) -> None:
    found = grid.locate(Point(112.6, 37.6))
    assert found == (DISTRICT, STREET, COMMUNITY, BEAT, WEST)
    assert found.words == "迎泽区柳巷街道钟楼社区"


def test_a_cell_may_have_no_beat(grid: Grid) -> None:
    assert grid.locate(Point(112.8, 37.6)).beat is None


@pytest.mark.parametrize("lat", [37.5, 37.6, 37.75])
def test_on_a_border_the_lowest_code_has_it(grid: Grid, lat: float) -> None:
    assert grid.locate(Point(112.75, lat)).cell == EAST


@pytest.mark.parametrize("corner", [(112.5, 37.5), (112.5, 37.75)])
def test_a_corner_belongs_to_the_cell(grid: Grid, corner: tuple[float, float]) -> None:
    assert grid.locate(Point(*corner)).cell == WEST


@pytest.mark.parametrize("point", [(112.4999, 37.6), (112.6, 37.7501), (0, 0), (-180, -90)])
def test_outside_there_is_nothing(grid: Grid, point: tuple[float, float]) -> None:
    found = grid.locate(Point(*point))
    assert set(found) == {None}
    assert found.words == ""


def test_a_city_without_cells_places_nothing() -> None:
    assert set(Grid([]).locate(Point(112.5, 37.8))) == {None}
