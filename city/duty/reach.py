"""Whether a phone was where it had to be, and when: by its own doubtful word. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from shapely import Point as Spot
from shapely import union_all
from shapely.geometry import shape

from city.db import Point
from city.intake.reports import Position
from city.places.coordinates import distance
from city.places.streets import Metres, Plane

MOST_DOUBT = 100.0  # metres: a position with more doubt proves no more than one with this
AHEAD = timedelta(minutes=2)  # how far a phone's clock may be ahead


class Told(NamedTuple):
    """The moment that counts, and whether the phone's own could not be believed."""

    at: datetime
    doubtful: bool


def stood(sent: Position | None) -> tuple[Point | None, float | None]:
    """Degrees WGS-84 and metres of doubt of what a phone sent, if it sent any."""
    return (sent.wgs84(), sent.accuracy) if sent else (None, None)


def moment(made_at: datetime, received_at: datetime, oldest: timedelta) -> Told:
    """When something happened, by a phone that says `made_at` and was heard at `received_at`.

    A time ahead of ours, or further back than `oldest`, is not believed: ours counts.
    """
    if received_at - oldest <= made_at <= received_at:
        return Told(made_at, False)
    return Told(received_at, not received_at < made_at <= received_at + AHEAD)


def apart(at: Point | None, doubt: float | None, goal: Point, goal_doubt: float | None) -> float:
    """Metres that surely lie between two doubtful points; infinite where one is not known."""
    if at is None:
        return float("inf")
    return max(0.0, distance(at, goal) - _least(doubt) - _least(goal_doubt))


def outside(at: Point | None, doubt: float | None, areas: Sequence[Mapping[str, Any]]) -> float:
    """Metres that surely lie between a doubtful point and the areas (GeoJSON); infinite: unknown.

    No areas at all: 0, since nothing says where one should be.
    """
    if not areas:
        return 0.0
    if at is None:
        return float("inf")
    plane = Plane(at)
    whole = union_all([_in_metres(area, plane) for area in areas])
    return max(0.0, float(whole.distance(Spot(0.0, 0.0))) - _least(doubt))


def out_of_beats(away: float) -> dict[str, str]:
    """How far somebody is outside their beats, in words; infinite: nobody knows."""
    if away == float("inf"):
        return {"zh": "没有定位", "en": "There is no position"}
    return {
        "zh": f"您在责任网格外约 {away:.0f} 米",
        "en": f"You are about {away:.0f} m outside your beats",
    }


def _least(doubt: float | None) -> float:
    return min(doubt or 0.0, MOST_DOUBT)


def _in_metres(area: Mapping[str, Any], plane: Plane) -> Any:
    def moved(ring: Sequence[Sequence[float]]) -> list[Metres]:
        return [plane.to_metres(Point(*corner[:2])) for corner in ring]

    polygons = [area["coordinates"]] if area["type"] == "Polygon" else area["coordinates"]
    return shape(
        {
            "type": "MultiPolygon",
            "coordinates": [[moved(ring) for ring in polygon] for polygon in polygons],
        }
    )
