"""A point has one cell or none: on borders, in holes, one by one and many at once."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from city.db import Point
from city.places.grid import Grid, Located, Named
from city.places.model import AreaKind
from tests.places.town import centre, grid

CITY = grid(centre())
BOX = centre().grounds[0].lattice
DEGREES = st.tuples(
    st.floats(float(BOX.lon.min()) - 0.002, float(BOX.lon.max()) + 0.002),
    st.floats(float(BOX.lat.min()) - 0.002, float(BOX.lat.max()) + 0.002),
).map(lambda pair: Point(*pair))
CORNERS = [point for column in BOX.points for point in column]


def square(west: float, south: float, size: float) -> list[tuple[float, float]]:
    east, north = west + size, south + size
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def cell(code: str, *rings: list[tuple[float, float]]) -> tuple[Named, dict[str, object]]:
    named = Named(int(code), AreaKind.CELL, code, code, None, None)
    return named, {"type": "Polygon", "coordinates": list(rings)}


def code(found: Located) -> str | None:
    return found.cell.code if found.cell else None


@given(
    st.lists(st.one_of(DEGREES, st.sampled_from(CORNERS).map(lambda at: Point(*at))), max_size=80)
)
def test_many_at_once_are_answered_as_one_by_one(points: list[Point]) -> None:
    assert CITY.bulk(points) == [CITY.locate(point) for point in points]


def test_every_corner_of_every_cell_inside_the_city_has_a_cell() -> None:
    inside = [Point(*point) for column in BOX.points[1:-1] for point in column[1:-1]]
    assert all(found.cell for found in CITY.bulk(inside))


def test_a_border_belongs_to_the_lower_code_and_a_hole_to_nobody() -> None:
    ring, hole = square(0, 0, 3), square(1, 1, 1)
    town = Grid([cell("2", square(3, 0, 3)), cell("1", ring, hole)])
    assert code(town.locate(Point(3, 1))) == "1"
    assert code(town.locate(Point(4, 1))) == "2"
    assert code(town.locate(Point(1.5, 1.5))) is None
    assert code(town.locate(Point(1, 1.5))) == "1"
    assert code(town.locate(Point(7, 7))) is None


def test_outside_is_none_and_says_nothing() -> None:
    nowhere = CITY.locate(Point(0, 0))
    assert set(nowhere) == {None}
    assert nowhere.words == ""
    assert CITY.bulk([]) == []
    assert CITY.cells(np.array([0.0]), np.array([0.0])).tolist() == [-1]
