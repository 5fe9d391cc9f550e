"""The shortest run of every benchmark on real engines: it works, and writes what was agreed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import BENCHMARKS

ROOT = Path(__file__).resolve().parents[2]
UNITS = {"ms", "us", "1/s", "share", "KB", "MB"}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_quick_run_writes_a_file_for_each_benchmark(tmp_path):
    tmp_path.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick"],
        cwd=ROOT,
        env={**os.environ, "VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    for name in BENCHMARKS:
        rows = json.loads((tmp_path / "bench" / f"{name}.json").read_text(encoding="utf-8"))
        assert rows or name == "places.osm_crossings"  # asked of a map that may not be at hand
        for row in rows:
            assert row["name"].partition(".")[0] == name.partition(".")[0]
            assert row["name"] in done.stdout
            assert row["value"] > 0 or (row["value"] == 0 and row["unit"] == "share")
            assert row["unit"] in UNITS
    (twins,) = json.loads((tmp_path / "bench" / "intake.twins.json").read_text(encoding="utf-8"))
    assert twins["value"] == 1.0
    assert not (tmp_path / "bench" / "city" / "postgres").exists()
