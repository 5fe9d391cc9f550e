"""What every measure has at hand: how long to take, and a city, started when first asked for."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks import city
from benchmarks.city import City
from benchmarks.phones import Phones
from benchmarks.places_city import PlacesCity
from benchmarks.row import Row
from deploy.demo import plan

PHONES = 16


@dataclass
class Bench:
    """One run. `seconds`: of a round of load; `past`: reports of a history; `calls` a handler.

    `cases` that have ended, `opened` that have not, and `turns` for each writer: of a grown city.
    """

    var: Path
    rounds: int = 3
    seconds: float = 4.0
    past: int = 100_000
    cases: int = 2_000_000
    opened: int = 100_000
    pages: int = 3  # of each list, one after the other by its cursor
    turns: int = 100  # what waits at the desk is enough for three rounds of eight writers
    city_made: str = "demo load --full"
    districts: Callable[[], list[plan.District]] = plan.full
    photos: int = 20
    ways: int | None = None  # of drawing a plate that are tried; None: all
    calls: int = 300
    phones_count: int = PHONES
    _open: ExitStack = field(default_factory=ExitStack)
    _city: City | None = None
    _grown: City | None = None
    _phones: Phones | None = None

    def __enter__(self) -> "Bench":
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def city(self) -> City:
        """A running city."""
        if self._city is None:
            self._city = self._open.enter_context(city.running(self.var / "city"))
        return self._city

    @property
    def grown(self) -> City:
        """A running city with the demo's past, to be given a longer one; see `grown`."""
        if not self.city_made:
            return self.city
        if self._grown is None:
            made = city.running(self.var / "grown", ("db upgrade", self.city_made))
            self._grown = self._open.enter_context(made)
        return self._grown

    @cached_property
    def places(self) -> PlacesCity:
        """The places of the demo city, in this process."""
        return PlacesCity(self.districts())

    @property
    def phones(self) -> Phones:
        """Phones that are switched on."""
        if self._phones is None:
            self._phones = self._open.enter_context(Phones(self.phones_count))
        return self._phones


Benchmark = Callable[[Bench], Iterator[Row]]


def quick(var: Path) -> Bench:
    """The shortest run that shows that everything works; its figures mean nothing."""
    return Bench(
        var, rounds=1, seconds=0.5, past=1000, photos=1, ways=1, calls=20, phones_count=4,
        cases=3000, opened=3000, pages=1, turns=4, city_made="", districts=plan.small,
    )  # fmt: skip
