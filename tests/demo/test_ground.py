"""The demo city's ground: areas tile, roads lie on it, components stand in their cells."""

from collections import defaultdict

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from city.places.model import AreaKind
from deploy.demo import areas, components, landmarks, organisations, plan, roads

SEED = 7
KNOWN = plan.divisions()


@pytest.fixture(scope="module")
def ground() -> areas.Ground:
    return areas.divide(plan.small()[0], KNOWN, 1, SEED)


def polygons(ground: areas.Ground, kind: AreaKind) -> list[shapely.Polygon]:
    return [shape(row.shape) for row in ground.rows if row.kind == kind]


def test_every_kind_of_area_covers_the_district_without_gap_or_overlap(ground) -> None:
    [district] = polygons(ground, AreaKind.DISTRICT)
    for kind in AreaKind:
        found = polygons(ground, kind)
        assert all(one.is_valid for one in found)
        assert shapely.coverage_is_valid(found)
        assert shapely.coverage_union_all(found).equals(district)
        assert sum(one.area for one in found) == pytest.approx(district.area, rel=1e-12)


def test_cells_tile_their_community_and_beats_are_groups_of_cells(ground) -> None:
    by_id = {row.id: row for row in ground.rows}
    cells = defaultdict(list)
    for row in ground.rows:
        if row.kind == AreaKind.CELL:
            cells[row.parent_id].append(shape(row.shape))
            cells[row.beat_id].append(shape(row.shape))
    for area, own in cells.items():
        assert shapely.coverage_union_all(own).equals(shape(by_id[area].shape))


def test_codes_have_their_lengths_and_begin_with_their_parents(ground) -> None:
    by_id = {row.id: row for row in ground.rows}
    lengths = {"district": 6, "subdistrict": 9, "community": 12, "cell": 15, "beat": 10}
    for row in ground.rows:
        assert len(row.code) == lengths[row.kind]
        if row.parent_id and row.kind != AreaKind.BEAT:
            assert row.code.startswith(by_id[row.parent_id].code)
    assert len({(row.kind, row.code) for row in ground.rows}) == len(ground.rows)


def test_the_small_city_has_its_numbers(ground) -> None:
    quota = plan.SMALL
    laid = roads.build([ground], 1, SEED)
    known = landmarks.build([ground], laid, 1, SEED)
    assert len(laid) == quota.roads == 300
    assert len(known) == quota.places == 2000
    assert len(polygons(ground, AreaKind.CELL)) == quota.cells == 1000
    assert len(polygons(ground, AreaKind.BEAT)) == quota.beats


def test_no_two_names_are_alike(ground) -> None:
    laid = roads.build([ground], 1, SEED)
    names = [name for road in laid for name in (road.name, *road.aliases)]
    names += [row.name for row in landmarks.build([ground], laid, 1, SEED)]
    assert len(set(names)) == len(names)
    assert {"迎泽大街", "解放路", "柳巷", "并州北路"} <= set(names)


def test_main_roads_cross(ground) -> None:
    by_name = {road.name: shape(road.shape) for road in roads.build([ground], 1, SEED)}
    assert by_name["迎泽大街"].crosses(by_name["解放路"])


def test_every_component_stands_in_its_cell_under_a_code_of_its_own(ground) -> None:
    laid = roads.build([ground], 1, SEED)
    duties = organisations.duties()
    stood = components.stand(ground, laid, duties, SEED)
    by_id = {row.id: row for row in ground.rows}
    shapes = np.array([shape(by_id[cell.cell].shape) for cell in ground.cells])
    points = shapely.points(stood.spots.lon, stood.spots.lat)
    assert len(points) == plan.SMALL.components == 20_000
    assert shapely.contains_properly(shapes[stood.spots.cell], points).all()
    codes = {stood.code(at) for at in range(len(points))}
    assert len(codes) == len(points)
    assert all(len(code) == 16 and code.startswith("140106") for code in codes)


def test_the_same_seed_makes_the_same_city() -> None:
    def made(seed: int) -> tuple[object, ...]:
        ground = areas.divide(plan.small()[0], KNOWN, 1, seed)
        laid = roads.build([ground], 1, seed)
        stood = components.stand(ground, laid, organisations.duties(), seed)
        return ground.rows, laid, landmarks.build([ground], laid, 1, seed), stood.spots.lon.tolist()

    assert made(1) == made(1)
    assert made(1) != made(2)


def test_the_full_plan_adds_up_to_taiyuan_and_no_district_lies_upon_another() -> None:
    districts = plan.full()
    for name, amount in plan.TAIYUAN._asdict().items():
        assert sum(getattr(one.quota, name) for one in districts) == amount
    boxes = [
        shapely.box(one.rect.west, one.rect.south, one.rect.east, one.rect.north)
        for one in districts
    ]
    assert shapely.union_all(boxes).area == sum(box.area for box in boxes)
    assert {one.code for one in districts} == {row.code for row in KNOWN if row.level == "district"}


@given(st.integers(0, 500), st.lists(st.floats(0.1, 10), min_size=1, max_size=40))
def test_a_share_adds_up_and_leaves_nobody_out(more: int, weights: list[float]) -> None:
    parts = plan.share(len(weights) + more, weights)
    assert sum(parts) == len(weights) + more
    assert min(parts) >= 1


@given(st.integers(3, 40), st.integers(3, 40), st.lists(st.floats(0.5, 2), min_size=1, max_size=6))
def test_a_cut_gives_every_piece_some_ground(width: int, height: int, weights: list[float]) -> None:
    pieces = areas.cut(plan.Rect(0, 0, width, height), weights)
    assert len(pieces) == len(weights)
    assert all(piece.units > 0 for piece in pieces)
    assert sum(piece.units for piece in pieces) == width * height
