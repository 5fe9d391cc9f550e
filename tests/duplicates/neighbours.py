"""Several people who report what may be one thing, each in a quarter of their own."""

from itertools import count
from math import cos, radians
from typing import Any

from deploy.walk import until
from tests.house import City
from tests.stories.journey import Journey, somewhere

COVER = "component-0102"
_quarters = count()


def quarter(city: City) -> dict[str, Any]:
    """A corner of the walked beat where no other story plays."""
    at = somewhere(city)
    number = next(_quarters)
    return shifted(at, 400 + 160 * (number % 12), -400 - 160 * (number // 12))


def shifted(at: dict[str, Any], east: float, north: float = 0.0) -> dict[str, Any]:
    """So many metres away."""
    wide = 111_195 * cos(radians(at["lat"]))
    return at | {"lon": at["lon"] + east / wide, "lat": at["lat"] + north / 111_195}


def telling(city: City, at: dict[str, Any], words: str, **more: Any) -> Journey:
    """Somebody new reports it from there, and it has been placed."""
    road = Journey(city, **{"category": COVER, "position": at, "words": words} | more)
    until(lambda: road.seen()["case_number"], "triage", seconds=100)
    return road
