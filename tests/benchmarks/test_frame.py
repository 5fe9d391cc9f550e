"""The frame of the benchmarks: its arithmetic, its table, its files. Never how fast anything is."""

import json
import unicodedata

import pytest

from benchmarks.__main__ import BENCHMARKS, chosen
from benchmarks.phones import spread
from benchmarks.photo import jpeg, like, noise
from benchmarks.rounds import interleaved
from benchmarks.row import Row, write
from benchmarks.table import figure, table, width
from benchmarks.wire import request, value
from deploy.walk import new_id

FIELDS = (
    "name value unit peer peer_value floor floor_value to_peer to_floor rounds note"
).split()  # as design/speed.md names them
RATE = Row("intake.words", 1200.0, "1/s", "plain Flask", 2400.0, "bare engines", 4800.0, 3, "说明")


def test_ratios_are_ours_divided_by_theirs():
    assert RATE.to_peer == 0.5
    assert RATE.to_floor == 0.25


def test_a_row_without_peer_or_floor_has_no_ratio():
    alone = Row("intake.twins", 1.0, "share")
    assert alone.to_peer is None
    assert alone.to_floor is None


def test_a_file_is_a_list_of_rows_with_exactly_the_agreed_fields(tmp_path):
    place = tmp_path / "bench" / "intake.words.json"
    write([RATE, Row("intake.twins", 1 / 3, "share")], place)
    rows = json.loads(place.read_text(encoding="utf-8"))
    assert [list(row) for row in rows] == [FIELDS, FIELDS]
    assert rows[0]["to_peer"] == 0.5
    assert rows[1]["value"] == 0.3333
    assert rows[1]["peer_value"] is None


def test_rounds_are_interleaved_and_the_median_counts():
    seen: list[str] = []
    values = {"ours": iter([5.0, 1.0, 3.0]), "peer": iter([10.0, 30.0, 20.0])}

    def measure(name):
        def measured():
            seen.append(name)
            return next(values[name])

        return measured

    found = interleaved(3, {name: measure(name) for name in values})
    assert found == {"ours": 3.0, "peer": 20.0}
    assert seen == ["ours", "peer"] * 3


def test_columns_stand_under_each_other_in_chinese_and_in_english():
    lines = table([RATE, Row("照片.处理", 41.25, "ms", "朴素 Pillow", 250.0)]).splitlines()
    head, first, second = lines[0], lines[2], lines[4]
    at = width(head[: head.index("同行")])
    assert width(first[: first.index("plain")]) == at
    assert width(second[: second.index("朴素")]) == at
    assert lines[3].strip() == "说明"


def test_a_wide_character_takes_two_columns():
    assert width("照片 a") == 6
    assert unicodedata.east_asian_width("，") == "F"
    assert width("，") == 2


@pytest.mark.parametrize(
    ("number", "shown"), [(None, "–"), (1234.5, "1,234"), (41.25, "41.2"), (0.0666, "0.0666")]
)
def test_figures_are_short(number, shown):
    assert figure(number) == shown


def test_a_name_means_itself_or_its_family():
    assert chosen(("intake.words",)) == ["intake.words"]
    family = ["photos.job", "photos.job_vision", "photos.put", "photos.queue"]
    assert sorted(chosen(("photos",))) == family
    assert chosen(()) == list(BENCHMARKS)


def test_photos_alike_are_real_and_differ_in_every_byte_that_counts():
    body = jpeg(noise(640, 480), 60_000)
    assert len(body) <= 60_000
    first, second = like(body, (new_id() for _ in range(2)))
    assert first.shared is second.shared
    assert first.sha256 != second.sha256
    assert first.size == len(first.shared + first.own)
    assert first.shared.startswith(b"\xff\xd8")
    assert first.own.endswith(b"\xff\xd9")


def test_a_request_is_written_and_a_header_is_read():
    head = request("PUT", "/x", 5, {"Host": "city"})
    assert head == b"PUT /x HTTP/1.1\r\nContent-Length: 5\r\nHost: city\r\n\r\n"
    assert value(b"http/1.1 200 ok\r\ncontent-length: 17\r\nx: y", b"content-length") == b"17"
    assert value(b"http/1.1 200 ok\r\nx: y", b"content-length") is None


def test_the_spread_of_waits():
    waits = [0.1, 0.4, 0.2, 0.3]
    assert spread(waits, 0.5) == 0.3
    assert spread(waits, 1.0) == 0.4
