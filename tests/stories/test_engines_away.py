"""An engine goes away: the house says which, keeps what it has, and goes on when it is back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3

import migrations
from city.settings import sqlalchemy_url
from deploy.walk import Citizen, beginning, new_id, promise
from tests.house import OURS, City, Engine, House, folder
from tests.stories import tus
from tests.stories.journey import photo

NAMES = {"postgres": "database", "valkey": "queue", "objects": "objects"}


@pytest.fixture(scope="module")
def apart() -> Iterator[tuple[House, dict[str, Engine]]]:
    """A web process whose three engines can be stopped one by one."""
    with folder() as place:
        made = {name: Engine(name, _room(place, name)) for name in NAMES}
        try:
            known = {key: value for engine in made.values() for key, value in engine.up().items()}
            migrations.upgrade(sqlalchemy_url(known["DATABASE_URL"]))
            house = House(known | {"SECRET_KEY": "x" * 32, "VAR": str(place)}, place)
            house.start("web")
            try:
                house.wait_ready()
                yield house, made
            finally:
                house.stop()
        finally:
            for engine in made.values():
                engine.down()


@pytest.mark.parametrize("name", list(NAMES))
def test_readyz_names_the_engine_that_is_missing(
    apart: tuple[House, dict[str, Engine]], name: str
) -> None:
    house, engines = apart
    engines[name].down()
    try:
        status, said = house.readyz()
        assert status == 503
        assert said["status"] == f"missing: {NAMES[name]}"
        assert said["engines"] == {other: other != NAMES[name] for other in NAMES.values()}
        assert urllib3.request("GET", f"{house.url}/healthz").status == 200
    finally:
        engines[name].up()
    house.wait_ready()


def test_intake_says_come_back_while_the_database_is_away(
    apart: tuple[House, dict[str, Engine]],
) -> None:
    house, engines = apart
    citizen, report_id = Citizen(house.url), new_id()
    body = {**beginning(), "words": "路灯不亮"}
    engines["postgres"].down()
    try:
        away = citizen.ask("PUT", f"/reports/{report_id}", body)
        assert (away.status, away.json["code"]) == (503, "unready")
        assert int(away.headers["Retry-After"]) >= 1
        assert "还在" in away.json["detail"]
    finally:
        engines["postgres"].up()
    house.wait_ready()
    assert citizen.ask("PUT", f"/reports/{report_id}", body).status == 201
    assert citizen.ask("PUT", f"/reports/{report_id}", body).status == 200


def test_a_photo_waits_on_the_phone_while_the_store_is_away(
    apart: tuple[House, dict[str, Engine]],
) -> None:
    house, engines = apart
    citizen, report_id, body = Citizen(house.url), new_id(), photo()
    sent = {**beginning(), "words": "墙面破损", "photos": [promise(body)]}
    assert citizen.ask("PUT", f"/reports/{report_id}", sent).status == 201
    address = tus.begin(citizen, body, report=report_id)
    assert tus.patch(citizen, address, 0, body[:5000]).status == 204
    engines["objects"].down()
    try:
        away = tus.patch(citizen, address, 5000, body[5000:])
        assert (away.status, away.json["code"]) == (503, "unready")
        assert int(away.headers["Retry-After"]) >= 1
        assert citizen.report(words="没有照片的上报").status == 201
        assert tus.offset(citizen, address) == 5000
    finally:
        engines["objects"].up()
    house.wait_ready()
    assert tus.patch(citizen, address, 5000, body[5000:]).status == 204
    again = citizen.ask("PUT", f"/reports/{report_id}", sent)
    assert again.json["photos"][0]["state"] == "received"


def test_intake_goes_on_while_the_queue_is_away(
    apart: tuple[House, dict[str, Engine]],
) -> None:
    house, engines = apart
    engines["valkey"].down()
    try:
        assert Citizen(house.url).report(words="井盖松动").status == 201
    finally:
        engines["valkey"].up()


def test_a_start_without_settings_names_all_that_are_missing(city: City) -> None:
    bare = dict.fromkeys(OURS[2:], "")
    with folder() as place:
        house = House({**city.settings, **bare}, place)
        with pytest.raises(AssertionError) as failed:
            house.finish("web", "flask --app api routes")
    assert f"settings missing from the environment: {', '.join(OURS[2:])}" in str(failed.value)


def _room(place: Path, name: str) -> Path:
    room = place / name
    room.mkdir()
    room.chmod(0o711)
    return room
