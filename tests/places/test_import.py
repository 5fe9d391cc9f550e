"""Names and areas come by version: imported, refused by row, undone, and taken up while running."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import osmium
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city import db
from city.errors import Missing
from city.people import Person
from city.places import atlas as atlases
from city.places import entries, files, load
from city.places.coordinates import Datum, distance, from_wgs84
from city.places.geocoder import geocode
from city.places.model import Area, AreaKind, BeatInspector, Landmark, Road
from city.places.versions import Outcome, Source
from tests.conftest import fresh_database
from tests.places.town import centre
from tests.places.workbook import workbook

ROADS = """名称,别名,等级,形状
和平路,平和路,主干路,"LINESTRING (112.50 37.86, 112.52 37.86)"
光明街,,次干路,"LINESTRING (112.51 37.85, 112.51 37.87)"
,无名,支路,"LINESTRING (112.51 37.85, 112.51 37.87)"
远方路,,支路,"LINESTRING (37.85 112.51, 37.87 112.51)"
点路,,支路,"POINT (112.51 37.85)"
"""
OSM = """<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="37.86" lon="112.50"/><node id="2" lat="37.86" lon="112.52"/>
<node id="3" lat="37.85" lon="112.51"/><node id="4" lat="37.87" lon="112.51"/>
<node id="5" lat="37.861" lon="112.511">
<tag k="name" v="和平影院"/><tag k="amenity" v="cinema"/></node>
<node id="6" lat="37.8602" lon="112.5105">
<tag k="addr:street" v="和平路"/><tag k="addr:housenumber" v="38"/></node>
<way id="1"><nd ref="1"/><nd ref="2"/>
<tag k="highway" v="primary"/><tag k="name" v="和平路"/></way>
<way id="2"><nd ref="3"/><nd ref="4"/>
<tag k="highway" v="residential"/><tag k="name" v="光明街"/></way>
</osm>"""

LAKE = """<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="37.860" lon="112.550"/><node id="2" lat="37.860" lon="112.554"/>
<node id="3" lat="37.864" lon="112.554"/><node id="4" lat="37.864" lon="112.550"/>
<node id="5" lat="37.861" lon="112.551"/><node id="6" lat="37.861" lon="112.553"/>
<node id="7" lat="37.863" lon="112.553"/><node id="8" lat="37.863" lon="112.551"/>
<way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/></way>
<way id="11"><nd ref="3"/><nd ref="4"/><nd ref="1"/></way>
<way id="12"><nd ref="5"/><nd ref="6"/><nd ref="7"/><nd ref="8"/><nd ref="5"/>
<tag k="name" v="内湖小区"/><tag k="landuse" v="residential"/></way>
<relation id="20"><member type="way" ref="10" role="outer"/>
<member type="way" ref="11" role="outer"/><member type="way" ref="12" role="inner"/>
<tag k="type" v="multipolygon"/><tag k="landuse" v="residential"/><tag k="name" v="环湖花园"/>
</relation></osm>"""


def take(session: Session, kind: str, path: Path, dry: bool = False, **more: Datum) -> Outcome:
    datum = more.get("datum", Datum.WGS84)
    rows = entries.taken(kind, files.read(kind, path), datum)
    return load.load(session, kind, rows, Source(path.stem, path.name, datum), dry)


def roads(session: Session) -> set[str]:
    return set(session.scalars(select(Road.name).where(Road.until_id.is_(None))))


def test_rows_are_taken_or_refused_with_the_reason(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "roads.csv"
    path.write_text(ROADS, encoding="utf-8")
    done = take(session, "roads", path, dry=True)
    assert (done.version, done.added, roads(session)) == (None, 2, set())
    done = take(session, "roads", path)
    assert done.version
    assert roads(session) == {"和平路", "光明街"}
    assert [row.line for row in done.refused] == [4, 5, 6]
    assert "经纬度可能写反" in done.refused[1].why["zh"]


def test_a_new_version_replaces_its_source_and_is_undone(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "roads.csv"
    path.write_text(ROADS, encoding="utf-8")
    take(session, "roads", path)
    kept = session.scalar(select(Road.id).where(Road.name == "和平路"))
    path.write_text(ROADS.replace("光明街", "光辉街"), encoding="utf-8")
    done = take(session, "roads", path)
    assert (done.added, done.kept, done.removed) == (1, 1, 1)
    assert roads(session) == {"和平路", "光辉街"}
    assert session.scalar(select(Road.id).where(Road.name == "和平路")) == kept
    assert take(session, "roads", path).version is None
    load.undo(session)
    assert roads(session) == {"和平路", "光明街"}
    load.undo(session)
    assert roads(session) == set()
    with pytest.raises(Missing):
        load.undo(session)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_what_excel_writes_is_read(session: Session, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "points.csv"
    at = from_wgs84(db.Point(112.51, 37.86), Datum.BD09)
    path.write_text(f"名称,经度,纬度\n人民剧院,{at.lon},{at.lat}\n", encoding=encoding)
    assert take(session, "points", path, datum=Datum.BD09).added == 1
    found = session.scalars(select(Landmark)).one()
    assert found.at == pytest.approx((112.51, 37.86), abs=1e-7)
    assert found.datum == "bd09"


def test_openstreetmap_is_read(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "town.osm"
    path.write_text(OSM, encoding="utf-8")
    for kind, count in (("roads", 2), ("points", 1), ("numbers", 1)):
        assert take(session, kind, path).added == count, kind
    known = atlases.built(session)
    best = geocode(known.gazetteer, "和平路与光明街交叉口井盖破了").best
    assert best
    assert best.at == pytest.approx((112.51, 37.86), abs=1e-5)
    assert geocode(known.gazetteer, "和平路38号门前").best
    assert (
        known.nearby.describe(db.Point(112.5103, 37.8603)).words["zh"].startswith("和平路与光明街")
    )


def test_a_multipolygon_of_openstreetmap_is_one_place(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "estates.osm"
    path.write_text(LAKE, encoding="utf-8")
    done = take(session, "estates", path)
    found = {row.name: row.at for row in session.scalars(select(Landmark))}
    assert (done.added, found.keys()) == (2, {"环湖花园", "内湖小区"})
    assert found["内湖小区"] == pytest.approx((112.552, 37.862), abs=1e-6)
    lon, lat = found["环湖花园"]
    assert 112.55 < lon < 112.554
    assert not (112.551 < lon < 112.553 and 37.861 < lat < 37.863)  # not in the lake


def test_a_range_of_numbers_along_a_line_is_found_in_between(
    session: Session, tmp_path: Path
) -> None:
    streets, path = tmp_path / "roads.csv", tmp_path / "numbers.csv"
    streets.write_text(ROADS, encoding="utf-8")
    take(session, "roads", streets)
    path.write_text(
        "道路,门牌号,形状\n"
        '和平路,1-99,"LINESTRING (112.502 37.8602, 112.518 37.8602)"\n'
        '和平路,2号至80号,"LINESTRING (112.502 37.8598, 112.518 37.8598)"\n'
        '光明街,1～40,"LINESTRING (112.5102 37.852, 112.5102 37.868)"\n'
        '和平路,88-2,"POINT (112.519 37.8598)"\n',
        encoding="utf-8",
    )
    done = take(session, "numbers", path)
    assert (done.added, done.refused) == (9, [])
    city = atlases.built(session).gazetteer
    for words, lon, lat in (
        ("和平路50号门前", 112.5118, 37.8598),
        ("和平路51号门前", 112.5102, 37.8602),
        ("光明街20号门前", 112.5102, 37.8598),
        ("和平路88号门前", 112.519, 37.8598),
    ):
        best = geocode(city, words).best
        assert best, words
        assert distance(best.at, db.Point(lon, lat)) < 30, words
    assert geocode(city, "和平路188号门前").best is None


def test_an_unknown_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roads.txt"
    path.write_text("")
    with pytest.raises(files.Unreadable):
        files.read("roads", path)


@pytest.fixture
def cells(tmp_path: Path) -> Path:
    """Some cells of the demo city as GeoJSON."""
    rows = [row for row in centre().grounds[0].rows if row.kind == AreaKind.CELL][:40]
    features = [
        {
            "type": "Feature",
            "properties": {"code": row.code, "name": row.name},
            "geometry": row.shape,
        }
        for row in rows
    ]
    path = tmp_path / "cells.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def rewritten(path: Path, change: object) -> None:
    found = json.loads(path.read_text())
    for feature in found["features"]:
        feature["geometry"]["coordinates"] = change(feature["geometry"]["coordinates"])  # type: ignore[operator]
    path.write_text(json.dumps(found))


def test_cells_that_tile_are_taken_and_undone(session: Session, cells: Path) -> None:
    done = take(session, "cells", cells)
    assert (done.added, done.faults) == (40, [])
    assert session.scalar(select(func.count()).select_from(Area)) == 40
    load.undo(session)
    assert session.scalar(select(func.count()).select_from(Area)) == 0


def test_an_area_in_which_something_stands_is_undone_in_shape_alone(
    session: Session, cells: Path
) -> None:
    take(session, "cells", cells)
    first, second, *_ = session.scalars(select(Area).order_by(Area.id))
    second.parent_id = first.id  # by another version, say: what is above stays with what is below
    person = Person(username="x", name="x", password_hash="x", roles=[])
    session.add(person)
    session.flush()
    session.add(BeatInspector(beat_id=second.id, person_id=person.id))
    session.flush()
    load.undo(session)
    session.expire_all()
    left = session.scalars(select(Area).order_by(Area.id)).all()
    assert [area.id for area in left] == [first.id, second.id]
    assert [area.shape for area in left] == [None, None]
    assert take(session, "cells", cells).added == 40  # the same codes come back with their shapes


def test_cells_in_another_datum_are_suspected(session: Session, cells: Path) -> None:
    take(session, "cells", cells)
    rewritten(cells, lambda rings: [[from_wgs84(db.Point(*at), Datum.GCJ02) for at in rings[0]]])
    done = take(session, "cells", cells)
    assert done.version is None
    assert [fault.kind for fault in done.faults] == ["datum"]
    assert "gcj02" in done.faults[0].note
    assert take(session, "cells", cells, datum=Datum.GCJ02).faults == []


def test_cells_that_overlap_or_cross_themselves_are_not_written(
    session: Session, cells: Path
) -> None:
    found = json.loads(cells.read_text())
    ring = found["features"][3]["geometry"]["coordinates"][0]
    half = len(ring) // 2
    ring[1], ring[half] = ring[half], ring[1]
    found["features"][7]["geometry"] = found["features"][8]["geometry"]
    cells.write_text(json.dumps(found))
    done = take(session, "cells", cells)
    assert done.version is None
    assert {"crossing", "overlap"} <= {fault.kind for fault in done.faults}
    assert session.scalar(select(func.count()).select_from(Area)) == 0


@pytest.fixture
def running() -> Iterator[str]:
    """Nothing of another test's watcher is left over."""
    yield "atlas"
    atlases._current = None


def test_a_new_version_is_taken_up_while_running(
    engines: dict[str, str], tmp_path: Path, running: str
) -> None:
    engine = db.connect(
        fresh_database(engines["DATABASE_URL"], f"watched_{Random().randrange(10**9)}")
    )
    path = tmp_path / "roads.csv"
    path.write_text(ROADS, encoding="utf-8")
    with db.transaction() as session:
        assert not atlases.atlas(session).gazetteer.roads
        take(session, "roads", path)
    began, slowest = time.monotonic(), 0.0
    while time.monotonic() - began < 60:
        asked = time.monotonic()
        with db.transaction() as session:
            known = atlases.atlas(session)
        slowest = max(slowest, time.monotonic() - asked)
        if known.gazetteer.roads:
            break
        time.sleep(0.05)
    assert known.gazetteer.roads
    assert slowest < 5
    engine.dispose()


def test_a_workbook_is_read_as_a_table_is(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "roads.xlsx"
    shape = "LINESTRING (112.50 37.86, 112.52 37.86)"
    workbook(path, [["名称", "别名", "等级", "形状"], ["和平路", "平和路", "主干路", shape]])
    assert take(session, "roads", path).added == 1
    assert roads(session) == {"和平路"}


def test_the_worlds_map_in_its_own_packing_is_read_as_in_xml(
    session: Session, tmp_path: Path
) -> None:
    plain, packed = tmp_path / "city.osm", tmp_path / "city.osm.pbf"
    plain.write_text(OSM, encoding="utf-8")
    with osmium.SimpleWriter(str(packed)) as writer:
        for one in osmium.FileProcessor(str(plain)):
            writer.add(one)
    assert take(session, "roads", packed).added == 2
    assert roads(session) == {"和平路", "光明街"}
