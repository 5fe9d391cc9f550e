"""What is the same for everybody travels packed; what is somebody's own never does."""

import json
from math import asinh, pi, radians, tan

import pytest

from deploy.walk import Answer, Caller
from tests.house import City
from tests.stories.journey import Journey

WANTED = {"Accept-Encoding": "gzip, deflate, br"}


def asked(caller: Caller, path: str, **headers: str) -> Answer:
    return caller.ask("GET", path, headers={**WANTED, **headers})


def test_the_catalogue_and_the_map_are_packed_and_keep_their_tags(city: City) -> None:
    citizen = city.citizen()
    ((at,),) = city.rows("select middle::text from roads where grade = '主干路' limit 1")
    lon, lat = map(float, at.strip("()").split(","))
    for path in ("/catalogue", _tile(lon, lat)):
        plain, small = citizen.ask("GET", path), asked(citizen, path)
        assert "Content-Encoding" not in plain.headers
        assert small.headers["Content-Encoding"] == "gzip"
        assert len(plain.body) > 1024
        assert small.headers["ETag"] == plain.headers["ETag"]
        assert plain.headers["ETag"].startswith("W/")
        assert "Accept-Encoding" in small.headers["Vary"]
        assert asked(citizen, path, **{"If-None-Match": small.headers["ETag"]}).status == 304
        assert int(small.headers["Content-Length"]) < len(plain.body) * 0.8
    assert json.loads(citizen.ask("GET", "/catalogue").body)["categories"]


def _tile(lon: float, lat: float, zoom: int = 14) -> str:
    y = (1 - asinh(tan(radians(lat))) / pi) / 2
    return f"/tiles/cells/{zoom}/{int((lon + 180) / 360 * 2**zoom)}/{int(y * 2**zoom)}.mvt"


@pytest.mark.parametrize("path", ["/session", "/cases?list=to_accept", "/notices", "/cases/{case}"])
def test_nothing_personal_is_packed(city: City, path: str) -> None:
    road = Journey(city, words="谁的话" * 500)
    operator = city.crew.sign_in("operator")
    answer = asked(operator, path.format(case=road.case_id))
    assert answer.status == 200
    assert "Content-Encoding" not in answer.headers
    own = asked(road.citizen, f"/reports/{road.id}")
    assert len(own.body) > 1500
    assert "Content-Encoding" not in own.headers
