"""Rows as a table for a terminal, where a Chinese character is two columns wide."""

import unicodedata
from collections.abc import Iterable, Sequence

from benchmarks.row import Row

HEAD = ("项目 row", "值 value", "单位 unit", "同行 peer", "×", "下限 floor", "×")
RIGHT = frozenset({1, 4, 6})


def table(rows: Iterable[Row]) -> str:
    """The rows below a head, columns aligned; each row's note on a line of its own."""
    rows = list(rows)
    cells = [_cells(row) for row in rows]
    widths = [max(map(width, column)) for column in zip(HEAD, *cells, strict=True)]
    lines = [_line(HEAD, widths), "─" * (sum(widths) + 2 * len(widths) - 2)]
    for row, line in zip(rows, cells, strict=True):
        lines.append(_line(line, widths))
        if row.note:
            lines.append(f"  {row.note}")
    return "\n".join(lines)


def width(text: str) -> int:
    """How many columns a text takes."""
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def figure(value: float | None) -> str:
    """A number as one reads it: three figures, or all before the point."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.name,
        figure(row.value),
        row.unit,
        _beside(row.peer, row.peer_value),
        figure(row.to_peer),
        _beside(row.floor, row.floor_value),
        figure(row.to_floor),
    )


def _beside(name: str, value: float | None) -> str:
    return f"{name} {figure(value)}" if value is not None else name or "–"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(
        (" " * (wide - width(cell)) + cell) if at in RIGHT else cell + " " * (wide - width(cell))
        for at, (cell, wide) in enumerate(zip(cells, widths, strict=True))
    ).rstrip()
