"""The repository as its laws see it."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("api", "city", "workers", "media", "deploy", "migrations", "benchmarks")


@cache
def tracked() -> list[Path]:
    """Every file that the repository keeps, or would keep, relative to its root."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = sorted({Path(line) for line in listed.stdout.splitlines()})
    return [path for path in paths if (ROOT / path).is_file()]


def modules(*rooms: str) -> list[Path]:
    """The Python files of these rooms (all that are ours by default)."""
    return [
        path for path in tracked() if path.suffix == ".py" and path.parts[0] in (rooms or ROOMS)
    ]


def parsed(path: Path) -> ast.Module:
    """The syntax of a file."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def strings(*rooms: str) -> Iterator[str]:
    """Every string that stands in the code of these rooms."""
    for path in modules(*rooms):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
