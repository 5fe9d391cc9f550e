"""A beat's components in parts: what changed travels, and no more."""

from hypothesis import given
from hypothesis import strategies as st

from city.places.parts import PARTS, Row, changed

CODES = st.integers(0, 10**6).map(lambda number: f"{140106010100000000 + number}"[:16])
ROWS = st.dictionaries(CODES, st.tuples(st.text(max_size=3), st.floats(100, 120)), max_size=40)


def rows(found: dict[str, tuple[str, float]]) -> list[Row]:
    return [[code, *rest] for code, rest in sorted(found.items())]


def merged(
    had: dict[str, list[Row]], before: list[str], now: list[str], fresh: dict[str, list[Row]]
) -> dict[str, list[Row]]:
    """As a phone puts it together."""
    same = {at: part for at, part in had.items() if before[int(at)] == now[int(at)]}
    return same | dict(fresh)


@given(ROWS, ROWS)
def test_whoever_had_any_earlier_state_has_the_present_one(
    before: dict[str, tuple[str, float]], now: dict[str, tuple[str, float]]
) -> None:
    held, whole = changed(rows(before), [])
    versions, fresh = changed(rows(now), held)
    found = merged(dict(whole), held, versions, dict(fresh))
    assert sorted(row for part in found.values() for row in part) == rows(now)


def test_one_row_moves_one_part_and_nothing_moves_none() -> None:
    many: list[Row] = [[f"{14010601010000 + n:016}", "井盖", 112.5 + n / 1e5] for n in range(500)]
    held, whole = changed(many, [])
    assert (len(held), sum(map(len, whole.values()))) == (PARTS, 500)
    assert changed(many, held) == (held, {})
    moved = [[*many[7][:2], 113.0] if row is many[7] else row for row in many]
    fresh = changed(moved, held)[1]
    assert len(fresh) == 1
    assert max(map(len, fresh.values())) < 30
    gone = changed(many[1:], held)
    assert len(gone[1]) <= 1
    assert sum(a != b for a, b in zip(gone[0], held, strict=True)) == 1
