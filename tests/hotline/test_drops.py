"""The drop folder and the watched prefix: only whole files, each with its source, none lost."""

import os
import time
from pathlib import Path

from media.memory import MemoryStore
from workers import drops


def _drop(place: Path, body: bytes = b"x", old: float = 60.0) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(body)
    moment = time.time() - old
    os.utime(place, (moment, moment))
    return place


def test_only_whole_files_are_taken(tmp_path: Path) -> None:
    _drop(tmp_path / "十月.xlsx", old=60)
    _drop(tmp_path / "郊区" / "九月.csv", old=90)
    _drop(tmp_path / "写到一半.xlsx", old=0)
    for name in (".hidden", "~$十月.xlsx", "十月.xlsx.part", "a.tmp", "空.xlsx"):
        _drop(tmp_path / name, b"" if name == "空.xlsx" else b"x")
    (tmp_path / "link.xlsx").symlink_to("/etc/hostname")
    _drop(tmp_path / "taken" / "old.xlsx")
    found = [(one.source, one.name) for one in drops.in_folder(tmp_path)]
    assert found == [("郊区", "九月.csv"), ("12345", "十月.xlsx")], "the oldest first"


def test_a_taken_file_is_kept_apart_and_covers_no_other(tmp_path: Path) -> None:
    for body in (b"one", b"two"):
        _drop(tmp_path / "十月.xlsx", body)
        (one,) = drops.in_folder(tmp_path)
        drops.put_aside(tmp_path, one)
    assert list(drops.in_folder(tmp_path)) == []
    assert len(list((tmp_path / "taken").iterdir())) == 2
    drops.give_back(tmp_path, drops.result_name("十月.xlsx", "01a20270-1"), b"result")
    assert (tmp_path / "results" / "十月.01a20270.结果.xlsx").read_bytes() == b"result"
    assert list(drops.in_folder(tmp_path)) == [], "our own results are no orders"


def test_under_a_prefix_too() -> None:
    store = MemoryStore()
    for key in ("12345/a.xlsx", "12345/郊区/b.csv", "12345/results/c.xlsx", "12345/x/y/z.csv"):
        store.put(key, b"x", "")
    found = [(one.where, one.source, one.name) for one in drops.under_prefix(store, "12345/")]
    assert found == [("12345/a.xlsx", "12345", "a.xlsx"), ("12345/郊区/b.csv", "郊区", "b.csv")]
