"""How much memory a process has held at most, as Linux tells it."""

from pathlib import Path


def most_mb(pid: int) -> float:
    """The largest resident set that a process ever had, in MB (VmHWM of proc(5))."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024 / 1e6
    raise ProcessLookupError(pid)


def children(pid: int) -> list[int]:
    """The processes that it has started and that live."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
