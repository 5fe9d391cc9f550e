"""Places as the API shows them."""

from typing import Any

from api import here
from api.schemas.common import wgs84
from city.db import Point
from city.places.coordinates import distance
from city.places.geocoder import GPS_DOUBT, Answer, Found
from city.places.grid import NOWHERE, Grid, Located
from city.places.lexicon import Name
from city.places.nearby import Near

KINDS = {
    "road": {"zh": "道路", "en": "Road"},
    "landmark": {"zh": "标志性建筑", "en": "Landmark"},
    "estate": {"zh": "小区", "en": "Estate"},
    "point": {"zh": "地点", "en": "Place"},
    "stop": {"zh": "公交站", "en": "Bus stop"},
    "village": {"zh": "自然村", "en": "Village"},
    "asset": {"zh": "设施编号", "en": "Asset number"},
    "district": {"zh": "区", "en": "District"},
    "subdistrict": {"zh": "街道", "en": "Subdistrict"},
    "community": {"zh": "社区", "en": "Community"},
    "campaign": {"zh": "专项活动", "en": "Campaign"},
    "responsibility": {"zh": "责任主体", "en": "Responsible"},
}


def suggestion(name: Name) -> dict[str, Any]:
    """A name while typing."""
    return {
        "kind": name.kind,
        "name": name.name,
        "position": wgs84(name.at, None),
        "words": KINDS[name.kind][here.language()],
    }


def located(found: Located) -> dict[str, Any]:
    """The areas around a point."""
    return {**found._asdict(), "words": found.words}


def answer(said: Answer, grid: Grid, at: Point | None, accuracy: float | None) -> dict[str, Any]:
    """What a text says, in which areas, and how far from where the sender stood."""
    best = said.best
    between = distance(at, best.at) if best and at else None
    doubt = (accuracy or GPS_DOUBT) + (best.radius if best else 0.0)
    return {
        "best": best and candidate(best),
        "guesses": [candidate(each) for each in said.guesses],
        "matched": said.matched,
        "areas": located(grid.locate(best.at) if best else NOWHERE),
        "apart": round(between) if between is not None and between > doubt else None,
    }


def candidate(found: Found) -> dict[str, Any]:
    """A place that words may mean."""
    return {
        "kind": found.kind,
        "position": wgs84(found.at, found.radius),
        "radius": found.radius,
        "score": found.score,
        "names": found.names,
        "role": found.role,
        "words": found.reason[here.language()],
    }


def near(found: Near) -> dict[str, Any]:
    """Something near a point."""
    return {
        "kind": found.kind,
        "name": found.name,
        "metres": found.metres,
        "position": wgs84(found.at, None),
    }
