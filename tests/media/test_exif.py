"""EXIF is read where it makes sense, and left out where it does not."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from media.exif import CHINA, evidence
from media.picture import Evidence
from media.tiff import read
from tests.media.blocks import broken_blocks, thumbnail_turned
from tests.media.pictures import Entry, exif, ratios, short, text

SHOT = "2026:11:22 08:15:30"


def gps(*, lat: str = "N", lon: str = "E", **more: Entry) -> dict[int, Entry]:
    return {
        1: text(lat),
        2: ratios((37, 1), (52, 1), (1234, 100)),
        3: text(lon),
        4: ratios((112, 1), (32, 1), (5678, 100)),
    } | {int(name[1:]): value for name, value in more.items()}


@pytest.mark.parametrize("order", ["<", ">"])
def test_everything_is_read_in_both_orders(order: str) -> None:
    block = exif(
        {0x010F: text("HUAWEI"), 0x0110: text("P60"), 0x0112: short(6, order)},
        {0x9003: text(SHOT), 0x9011: text("+08:00")},
        {
            1: text("N"),
            2: ratios((37, 1), (52, 1), (12, 1), order=order),
            3: text("E"),
            4: ratios((112, 1), (32, 1), (56, 1), order=order),
            17: ratios((3601, 20), order=order),
            31: ratios((65, 10), order=order),
        },
        order,
    )
    assert evidence(block) == Evidence(
        taken_at=datetime(2026, 11, 22, 8, 15, 30, tzinfo=CHINA),
        zone_known=True,
        lon=112.5488889,
        lat=37.87,
        accuracy=6.5,
        heading=180.05,
        camera="HUAWEI P60",
        orientation=6,
    )


def test_unknown_zone_is_taken_for_chinas_and_said_so() -> None:
    found = evidence(exif({}, {0x9003: text(SHOT)}))
    assert found.taken_at == datetime(2026, 11, 22, 8, 15, 30, tzinfo=CHINA)
    assert not found.zone_known


@pytest.mark.parametrize("zone", ["+99:99", "+25:00", "-15:00", "CST", "", "+8", "++8:00"])
def test_absurd_zone_is_no_zone(zone: str) -> None:
    found = evidence(exif({}, {0x9003: text(SHOT), 0x9011: text(zone)}))
    assert found.taken_at is not None
    assert not found.zone_known


@pytest.mark.parametrize(
    ("clock", "zone"),
    [
        ((0, 15, 31), timezone(timedelta(hours=8))),
        ((2, 45, 30), timezone(timedelta(hours=5, minutes=30))),
        ((8, 15, 0), UTC),
        ((1, 2, 3), None),
    ],
)
def test_zone_follows_from_the_gps_clock(
    clock: tuple[int, int, int], zone: timezone | None
) -> None:
    times = {7: ratios(*((part, 1) for part in clock)), 29: text("2026:11:22")}
    found = evidence(exif({}, {0x9003: text(SHOT)}, times))
    assert found.zone_known == (zone is not None)
    assert found.taken_at == datetime(2026, 11, 22, 8, 15, 30, tzinfo=zone or CHINA)


def test_south_and_west_are_negative() -> None:
    found = evidence(exif({}, {}, gps(lat="S", lon="W")))
    assert (found.lon, found.lat) == pytest.approx((-112.5491056, -37.8700944), abs=1e-6)


def test_receiver_without_a_fix_gives_no_place() -> None:
    assert evidence(exif({}, {}, gps(t9=text("V")))).lon is None


@pytest.mark.parametrize(
    "values",
    [
        {2: ratios((0, 0), (0, 0), (0, 0))},
        {4: ratios((0, 0))},
        {2: ratios((91, 1))},
        {4: ratios((181, 1))},
        {2: text("37")},
        {1: text("")},
        {3: short(4)},
        {2: ratios((0, 1)), 4: ratios((0, 1))},
    ],
)
def test_place_that_is_none(values: dict[int, Entry]) -> None:
    found = evidence(exif({}, {}, gps() | values))
    assert (found.lon, found.lat, found.accuracy) == (None, None, None)


def test_heading_of_360_is_north() -> None:
    assert evidence(exif({}, {}, {17: ratios((360, 1))})).heading == 0
    assert evidence(exif({}, {}, {17: ratios((361, 1))})).heading is None


def test_camera_names_its_make_once() -> None:
    assert evidence(exif({0x010F: text("NIKON"), 0x0110: text("NIKON D1")})).camera == "NIKON D1"
    assert evidence(exif({0x010F: (2, 4, b"\x1b\x07\0\0")})).camera is None
    long = evidence(exif({0x0110: text("x" * 5000)})).camera
    assert long is not None
    assert len(long) == 80


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_camera_has_a_chinese_name(encoding: str) -> None:
    raw = "华为手机".encode(encoding) + b"\0"
    assert evidence(exif({0x0110: (2, len(raw), raw)})).camera == "华为手机"


def test_a_mark_written_twice_is_read_all_the_same() -> None:
    block = exif({0x0112: short(6)})
    assert evidence(b"Exif\0\0" + block).orientation == 6


def test_the_thumbnails_directory_says_nothing_of_the_photo() -> None:
    assert evidence(thumbnail_turned(of_photo=None)).orientation == 1
    assert evidence(thumbnail_turned(of_photo=8)).orientation == 8


def test_times_far_ahead_are_told_as_they_stand() -> None:
    found = evidence(exif({}, {0x9003: text("2199:01:01 00:00:00"), 0x9011: text("-14:00")}))
    assert found.taken_at is not None
    assert found.taken_at.year == 2199
    assert evidence(exif({}, {0x9003: text("9999:12:31 23:59:59")})).taken_at is None


def test_nothing_is_nothing() -> None:
    assert evidence(None) == evidence(b"") == Evidence()


@pytest.mark.parametrize(("name", "block"), list(broken_blocks()))
def test_broken_blocks_say_nothing_wrong(name: str, block: bytes) -> None:
    found = evidence(block)
    assert found.lon is None
    assert found.heading is None
    assert found.orientation == 1
    if name.startswith("time"):
        assert found.taken_at is None


@given(st.binary(max_size=400), st.sampled_from([b"II*\0", b"MM\0*", b"Exif\0\0II*\0", b""]))
@example(b"\x08\0\0\0\xff\xff" + b"\0" * 100, b"II*\0")
def test_any_bytes_are_survived(noise: bytes, start: bytes) -> None:
    found = evidence(start + noise)
    assert found.orientation in range(1, 9)
    assert (found.lon is None) == (found.lat is None)


@given(st.data())
def test_altered_blocks_are_survived(data: st.DataObject) -> None:
    block = bytearray(exif({0x010F: text("Nokia")}, {0x9003: text(SHOT)}, gps()))
    for _ in range(data.draw(st.integers(1, 6))):
        block[data.draw(st.integers(0, len(block) - 1))] = data.draw(st.integers(0, 255))
    found = evidence(bytes(block))
    assert found.lat is None or -90 <= found.lat <= 90
    assert found.taken_at is None or found.taken_at.tzinfo is not None


@given(st.dictionaries(st.integers(1, 0x8000), st.binary(max_size=30), max_size=8))
def test_well_formed_directories_are_read_whole(values: dict[int, bytes]) -> None:
    main: dict[int, Entry] = {tag: (7, len(body), body) for tag, body in values.items()}
    found = read(exif(main)).main
    assert {tag: found[tag] for tag in values} == {
        tag: tuple(map(float, body)) for tag, body in values.items()
    }
