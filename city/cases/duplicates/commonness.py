"""How many texts share a key, as PostgreSQL counted: to search by the rare ones alone."""

from collections.abc import Mapping, Sequence
from time import monotonic

from sqlalchemy import text
from sqlalchemy.orm import Session

KEPT = 60.0  # seconds
ENOUGH = 0.002  # of all texts that have keys: so many may be found by words, no more
COUNTED = text("""
select most_common_elems::text::int[] as keys, most_common_elem_freqs as shares
from pg_stats where schemaname = current_schema() and tablename = 'cases' and attname = 'keys'
""")

_known: dict[str, tuple[float, Mapping[int, float]]] = {}


def known(session: Session) -> Mapping[int, float]:
    """The share of texts that have a common key, as it was at most KEPT ago; the rare are not in.

    Nothing before the first `analyze`: then there are few cases to be found.
    """
    database = str(session.get_bind().engine.url)
    read_at, common = _known.get(database, (-KEPT, {}))
    if monotonic() - read_at >= KEPT:
        row = session.execute(COUNTED).first()
        common = dict(zip(row.keys or (), row.shares or (), strict=False)) if row else {}
        _known[database] = monotonic(), common
    return common


def rarest(wanted: Sequence[int], common: Mapping[int, float]) -> list[int]:
    """Those of the keys that few texts share, the rarest first; at least one. Pure."""
    ordered = sorted(wanted, key=lambda key: (common.get(key, 0.0), key))
    found, reached = ordered[:1], common.get(ordered[0], 0.0) if ordered else 0.0
    for key in ordered[1:]:
        reached += common.get(key, 0.0)
        if reached > ENOUGH:
            break
        found.append(key)
    return found
