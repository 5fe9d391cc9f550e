"""Laws about the source: where things stand, how long they are, what they may not say."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.sources import ROOMS, ROOT, modules, parsed, tracked

TOP = {
    *("api", "pwa", "workers", "media", "migrations", "tests", "city", "deploy", "benchmarks"),
    *("docs", "pyproject.toml", "Procfile", "README.md", "LICENSE", "Makefile", ".ci"),
    *(".gitignore", "requirements.lock", "requirements-dev.lock"),
}
LONGEST = 300
LOCKS = ("requirements.lock", "requirements-dev.lock", "pwa/package-lock.json")


def test_only_the_known_names_stand_at_the_top() -> None:
    assert {path.parts[0] for path in tracked()} <= TOP


@pytest.mark.parametrize("room", ["api", "city", "workers", "media", "deploy"])
def test_no_file_is_longer_than_a_reader_can_hold(room: str) -> None:
    lengths = {path: len((ROOT / path).read_text().splitlines()) for path in modules(room)}
    assert {str(path): lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_only_the_database_module_commits() -> None:
    found = {
        str(path)
        for path in modules(*ROOMS)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    }
    assert found - {path for path in found if path.startswith("benchmarks/")} == {"city/db.py"}


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        f"{path}:{inner.lineno}"
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_every_module_says_what_it_is_for() -> None:
    assert [str(path) for path in modules() if not ast.get_docstring(parsed(path))] == []


def test_imports_go_the_ways_that_the_contracts_allow() -> None:
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_what_and_never_where_from(name: str) -> None:
    text = (ROOT / name).read_text()
    if name.endswith(".json"):
        packages = json.loads(text)["packages"].values()
        assert [package["resolved"] for package in packages if "resolved" in package] == []
        assert all("integrity" in one or one.get("link") for one in list(packages)[1:])
    else:
        assert re.findall(r"\w+://|^-|@ \S+|/(?:root|home|work|tmp)/", text, re.MULTILINE) == []
        pins = re.findall(r"^[a-z0-9A-Z]\S*==\S+", text, re.MULTILINE)
        assert pins
        assert text.count("--hash=sha256:") >= len(pins)


def test_no_file_knows_somebodys_machine() -> None:
    private = re.compile(r"/(?:root|home)/[a-z]|/work/[a-z]|BEGIN [A-Z ]*PRIVATE KEY")
    here = Path(__file__).resolve()
    readable = (".py", ".ts", ".vue", ".md", ".toml", ".json", ".csv", ".sh", ".mjs", "")
    found = [
        str(path)
        for path in tracked()
        if path.suffix in readable
        and (ROOT / path).resolve() != here
        and private.search((ROOT / path).read_text(encoding="utf-8", errors="ignore"))
    ]
    assert found == []
