"""One line of the table: what was measured, and the peer and the floor beside it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Unit = Literal["ms", "us", "1/s", "share", "KB", "MB"]


@dataclass(frozen=True, slots=True)
class Row:
    """A figure, in `unit`, and the same of a named peer and of the least work that could do it."""

    name: str
    value: float
    unit: Unit
    peer: str = ""
    peer_value: float | None = None
    floor: str = ""
    floor_value: float | None = None
    rounds: int = 1
    note: str = ""

    @property
    def to_peer(self) -> float | None:
        """Ours divided by the peer's: above 1 is better for rates, below 1 for times."""
        return self._to(self.peer_value)

    @property
    def to_floor(self) -> float | None:
        """Ours divided by the floor's."""
        return self._to(self.floor_value)

    def as_json(self) -> dict[str, Any]:
        """The fields of var/bench/NAME.json, in their order."""
        return {
            "name": self.name,
            "value": _short(self.value),
            "unit": self.unit,
            "peer": self.peer,
            "peer_value": _short(self.peer_value),
            "floor": self.floor,
            "floor_value": _short(self.floor_value),
            "to_peer": _short(self.to_peer),
            "to_floor": _short(self.to_floor),
            "rounds": self.rounds,
            "note": self.note,
        }

    def _to(self, other: float | None) -> float | None:
        return self.value / other if other else None


def write(rows: Iterable[Row], place: Path) -> None:
    """Write rows as a JSON list."""
    place.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=1)
    place.write_text(f"{text}\n", encoding="utf-8")


def _short(value: float | None) -> float | None:
    """Four figures say all that such a measurement knows."""
    return None if value is None else float(f"{value:.4g}")
