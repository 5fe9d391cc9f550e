"""All that the geocoder knows of a city: its names, and its roads in metres. Pure."""

from collections.abc import Iterable
from functools import cache

from shapely import Point as Spot

from city.db import Point
from city.places.crossings import Crossing, crossings
from city.places.grid import Grid
from city.places.lexicon import Lexicon, Name
from city.places.normal import DATA, plain
from city.places.numbers import Numbers
from city.places.streets import Metres, Plane, Road

HOME, AWAY = "home", "away"
NOWHERE = Point(0.0, 0.0)


class Gazetteer:
    """One version of a city's places. `numbers`: a road's name, house number, where (degrees)."""

    def __init__(
        self,
        names: Iterable[tuple[str, Name]],
        numbers: Iterable[tuple[str, int, Point]] = (),
        grid: Grid | None = None,
    ) -> None:
        known = list(names)
        self.grid = grid
        self.lexicon = Lexicon(
            [*known, *_cities({name.code[:4] for _, name in known if name.code})]
        )
        self.names = self.lexicon.names
        self.has_districts = any(name.kind == "district" for name in self.names)
        self.plane = Plane(_middle([name.at for _, name in known if name.at != NOWHERE]))
        self.at = [self.plane.to_metres(name.at) for name in self.names]
        lined = [at for at, name in enumerate(self.names) if name.line]
        lines = self.plane.lines([self.names[at].line or {} for at in lined])
        roads = [Road(own) for own in lines]
        self.roads = {at: road for at, road in zip(lined, roads, strict=True) if road.lines}
        self.middles = {at: _on(road, self.at[at]) for at, road in self.roads.items()}
        self._crossings = {
            (lined[a], lined[b]): found for (a, b), found in crossings(roads).items()
        }
        self.numbers = self._numbers(numbers)

    def crossing(self, a: int, b: int) -> tuple[Crossing, ...]:
        """Where two roads (places in `names`) cross; the likeliest first, none for strangers."""
        return self._crossings.get((a, b) if a < b else (b, a), ())

    def crossing_roads(self, at: int) -> list[int]:
        """The roads that cross a road."""
        return [a if b == at else b for a, b in self._crossings if at in (a, b)]

    def from_road(self, road: int, at: Metres) -> float:
        """Metres from a road to a place."""
        known = self.roads.get(road)
        return min(line.distance(Spot(at)) for line in known.lines) if known else float("inf")

    def all_crossings(self) -> Iterable[tuple[int, int, Crossing]]:
        """Every crossing with its two roads."""
        for (a, b), found in self._crossings.items():
            for crossing in found:
                yield a, b, crossing

    def _numbers(self, numbers: Iterable[tuple[str, int, Point]]) -> dict[int, Numbers]:
        by_road: dict[int, list[tuple[int, Metres]]] = {}
        by_name: dict[str, list[int]] = {}
        for road, number, at in numbers:
            spot = self.plane.to_metres(at)
            if road not in by_name:
                own = self.lexicon.exactly(plain(road))
                by_name[road] = [one for one in own if one in self.roads]
            if meant := by_name[road]:
                nearest = meant[0] if len(meant) == 1 else self._nearest(meant, spot)
                by_road.setdefault(nearest, []).append((number, spot))
        return {road: Numbers(self.roads[road], known) for road, known in by_road.items()}

    def _nearest(self, roads: list[int], at: Metres) -> int:
        return min(roads, key=lambda road: self.from_road(road, at))


@cache
def china() -> tuple[tuple[str, str], ...]:
    """Provinces and prefectures: GB/T 2260 code and name."""
    lines = (DATA / "cities.txt").read_text("utf-8").splitlines()
    return tuple((line[:6], line[7:]) for line in lines if not line.startswith("#"))


def _on(road: Road, at: Metres) -> Metres:
    line, along, _ = road.nearest(at)
    spot = line.interpolate(along)
    return Metres(spot.x, spot.y)


def _cities(own: set[str]) -> Iterable[tuple[str, Name]]:
    """Names that say home or away: 太原市 is home in Taiyuan, 郑州市 is away."""
    homes = own | {code[:2] + "00" for code in own}
    for code, name in china():
        kind = HOME if code[:4] in homes or not own else AWAY
        yield name, Name(kind, int(code), name, NOWHERE)


def _middle(places: list[Point]) -> Point:
    """A point near the city's middle that does not hang on the order of the names."""
    if not places:
        return Point(112.55, 37.87)
    lons, lats = sorted(at[0] for at in places), sorted(at[1] for at in places)
    return Point(round(lons[len(lons) // 2], 2), round(lats[len(lats) // 2], 2))
