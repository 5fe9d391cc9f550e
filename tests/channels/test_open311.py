"""Open311 GeoReport v2: by the real client, and as the specification says, in both forms."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import jsonschema_rs
import pytest
import urllib3
from georeport import GeoReport

from city import clock
from city.intake.model import Channel
from deploy.walk import until
from tests.channels.open311_forms import must_be
from tests.channels.program import Program, program
from tests.house import City
from tests.media.pictures import saved
from tests.photos.shots import street

SERVICE = "component-0101"
WORDS = "人行道上的井盖破了"
SERVED = {"service_code": "1", "service_name": "x", "metadata": True, "type": "realtime"}
ASKED = {
    "service_request_id": "1", "status": "open", "service_code": "1",
    "requested_datetime": "2026-11-22T00:00:00Z",
}  # fmt: skip
TYPES = {"string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"}


@pytest.fixture(scope="module")
def client(city: City) -> Program:
    return program(city, Channel.OPEN311)


def _key(client: Program) -> str:
    return f"{client.key}.{client.secret}"


def _get(city: City, path: str, **query: str) -> tuple[int, Any]:
    found = urllib3.request("GET", f"{city.url}/open311/v2{path}", fields=query, retries=False)
    is_json = path.endswith("json")
    return found.status, json.loads(found.data) if is_json else ElementTree.fromstring(found.data)


def _post(city: City, path: str = "/requests.json", **form: Any) -> tuple[int, Any]:
    found = urllib3.request("POST", f"{city.url}/open311/v2{path}", fields=form, retries=False)
    return found.status, json.loads(found.data) if path.endswith("json") else found.data


def _form(client: Program, **more: Any) -> dict[str, Any]:
    about = {"service_code": SERVICE, "lat": "37.87", "long": "112.55", "description": WORDS}
    return {"api_key": _key(client), **about, **more}


@pytest.mark.parametrize("form", ["json", "xml"])
def test_the_real_client_reads_services(city: City, form: str) -> None:
    there = GeoReport(f"{city.url}/open311/v2", jurisdiction="xunjie", output_format=form)
    services = there.get_service_list()
    assert len(services) > 200
    assert set(services[0]) == {
        "service_code", "service_name", "description", "metadata", "type", "keywords", "group"
    }  # fmt: skip
    told = there.get_service_definition(SERVICE)
    assert told["service_code"] == SERVICE
    attributes = told["attributes"] if form == "json" else told["attributes"]["attribute"]
    assert {one["datatype"] for one in attributes} <= TYPES


def test_a_request_goes_in_by_form_and_out_to_its_sender(city: City, client: Program) -> None:
    status, (row,) = _post(city, **_form(client, first_name="小明", phone="13800138000"))
    assert status == 201
    number = row["service_request_id"]
    again = _post(city, **_form(client, first_name="小明", phone="13800138000"))
    assert again == (201, [row]), "the same request is the same request"
    until(lambda: _own(city, client, number)["service_code"] == SERVICE, "triage", 90)
    own = _own(city, client, number)
    assert (own["description"], own["status"]) == (WORDS, "open")
    assert abs(own["lat"] - 37.87) < 1e-6
    held = "select name, phone, channel from contacts join reports on id = report_id where id = %s"
    assert city.rows(held, number) == [("小明", "13800138000", "open311")]
    assert _get(city, f"/requests/{number}.json")[0] == 404, "not yet anything for the public"
    status, (token,) = _get(city, f"/tokens/{number}.json")
    assert (status, token["service_request_id"]) == (200, number)


def _own(city: City, client: Program, number: str) -> dict[str, Any]:
    status, rows = _get(city, f"/requests/{number}.json", api_key=_key(client))
    assert status == 200, rows
    found: dict[str, Any] = rows[0]
    return found


def test_a_picture_comes_with_the_form(city: City, client: Program) -> None:
    picture = ("井盖.jpg", saved(street(), "JPEG"), "image/jpeg")
    status, (row,) = _post(city, **_form(client, description="有照片", media=picture))
    assert status == 201
    states = "select state from photos where report_id = %s"
    assert city.rows(states, row["service_request_id"])[0][0] in ("received", "ready")


def test_strangers_read_no_words_and_no_exact_place(city: City, client: Program) -> None:
    _, (row,) = _post(
        city, **_form(client, description="不公开的话", lat="37.87123", long="112.55678")
    )
    number = row["service_request_id"]
    case = until(lambda: city.rows("select case_id from reports where id = %s", number)[0][0],
                 "triage", 90)  # fmt: skip
    operator = city.crew.sign_in("operator")
    operator.must("POST", f"/cases/{case}/actions", {"action": "accept"})
    status, (told,) = _get(city, f"/requests/{number}.json")
    assert (status, told["description"], told["address"]) == (200, None, None)
    assert told["lat"] == round(told["lat"], 3)
    assert told["status_notes"] == "已受理"
    assert "不公开的话" not in json.dumps(_get(city, "/requests.json")[1])
    since = (clock.now() - timedelta(minutes=5)).isoformat()
    changes = _get(city, "/servicerequestupdates.json", start_date=since)[1]
    assert number in {one["service_request_id"] for one in changes}


def test_every_filter_is_obeyed(city: City, client: Program) -> None:
    ask = {"api_key": _key(client), "page_size": "1000"}
    every = _get(city, "/requests.json", **ask)[1]
    assert every
    for status in ("open", "closed"):
        rows = _get(city, "/requests.json", status=status, **ask)[1]
        assert {one["status"] for one in rows} <= {status}
    rows = _get(city, "/requests.json", service_code=f"{SERVICE},component-0102", **ask)[1]
    assert {one["service_code"] for one in rows} <= {SERVICE, "component-0102"}
    assert _get(city, "/requests.json", start_date="2099-01-01T00:00:00Z", **ask)[1] == []
    assert _get(city, "/requests.json", end_date="2001-01-01T00:00:00+08:00", **ask)[1] == []
    first = every[0]["service_request_id"]
    rows = _get(city, "/requests.json", service_request_id=first, status="closed", **ask)[1]
    assert [one["service_request_id"] for one in rows] == [first], "an id overrides all else"
    today = f"{datetime.now(UTC):%Y-%m-%d}T00:00:00"
    plus = f"{city.url}/open311/v2/requests.json?start_date={today}+08:00"
    assert urllib3.request("GET", plus, retries=False).status == 200, "a plus that nobody quoted"
    more = _get(city, "/requests.json", extensions="true", service_request_id=first, **ask)[1]
    assert more[0]["extended_attributes"]["stage"]
    told = _get(city, "/requests.xml", extensions="true", service_request_id=first, **ask)[1]
    assert told.findtext("request/extended_attributes/stage")
    assert "extended_attributes" not in every[0]
    root = _get(city, "/requests.xml", **ask)[1]
    assert (root.tag, root[0].tag) == ("service_requests", "request")
    assert len(root) == len(_get(city, "/requests.json", **ask)[1])


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/services.json", {"jurisdiction_id": "elsewhere"}, 404),
        ("/services/component-9999.json", {}, 404),
        ("/requests.json", {"start_date": "yesterday"}, 400),
        ("/requests.json", {"end_date": "0001-01-01T00:00:00Z"}, 400),
        ("/requests.json", {"service_code": "a\0b"}, 400),
        ("/requests.json", {"status": "asleep"}, 400),
        ("/requests.json", {"page_size": "0"}, 400),
        ("/requests.json", {"api_key": "no.body"}, 403),
        ("/requests/not-an-id.json", {}, 404),
        ("/tokens/01a20270-0000-7000-8000-000000000000.json", {}, 404),
    ],
)
def test_errors_are_as_the_specification_says(
    city: City, path: str, query: dict[str, str], status: int
) -> None:
    got, (told,) = _get(city, path, **query)
    assert (got, told["code"]) == (status, status)
    assert told["description"]
    in_xml = path.replace(".json", ".xml")
    got, root = _get(city, in_xml, **query)
    assert (got, root.tag, root[0].tag) == (status, "errors", "error")
    assert root[0].findtext("code") == str(status)


def test_what_is_posted_badly_is_told(city: City, client: Program) -> None:
    good = _form(client)
    for change, status in (
        ({"service_code": ""}, 400), ({"service_code": "component-9999"}, 400),
        ({"lat": "", "long": ""}, 400), ({"lat": "north"}, 400), ({"lat": "99"}, 400),
        ({"phone": "call me"}, 400), ({"description": "x" * 4001}, 400), ({"api_key": ""}, 403),
        ({"api_key": f"{client.key}.wrong"}, 403), ({"jurisdiction_id": "elsewhere"}, 404),
        ({"description": "a\0b"}, 400), ({"first_name": "\0"}, 400), ({"attribute[A]": "\0"}, 400),
        ({"requested_datetime": "9999-12-31T23:59:59-23:59"}, 400),
    ):  # fmt: skip
        got, told = _post(city, **{**good, **change})
        assert (got, told[0]["code"]) == (status, status), change


def test_a_sender_may_add_a_word_to_their_own(city: City, client: Program) -> None:
    _, (row,) = _post(city, **_form(client, description="第一句"))
    number = {"service_request_id": row["service_request_id"], "api_key": _key(client)}
    status, (told,) = _post(
        city, "/servicerequestupdates.json", description="还没有修", update_id="7", **number
    )
    assert (status, bool(told["update_id"])) == (200, True)
    other = program(city, Channel.OPEN311)
    number["api_key"] = _key(other)
    assert _post(city, "/servicerequestupdates.json", description="别人", **number)[0] == 404


def test_discovery_tells_where(city: City) -> None:
    found = urllib3.request("GET", f"{city.url}/open311/discovery.json").json()
    (endpoint,) = found["endpoints"]
    assert endpoint["url"].endswith("/open311/v2")
    assert endpoint["formats"] == ["text/xml", "application/json"]
    root = ElementTree.fromstring(urllib3.request("GET", f"{city.url}/open311/discovery.xml").data)
    assert root.findtext("endpoints/endpoint/specification", "").endswith("GeoReport_v2")


def test_every_answer_has_the_form_that_open311_asks(city: City, client: Program) -> None:
    status, told = _get(city, "/services.json")
    assert (status, len(told) > 200) == (200, True)
    must_be("services", told)
    for one in told[::40]:
        must_be("definition", _get(city, f"/services/{one['service_code']}.json")[1])
    status, posted = _post(city, **_form(client, description=f"{WORDS}，井圈也松了"))
    assert status == 201
    must_be("posted", posted)
    number = posted[0]["service_request_id"]
    must_be("requests", _get(city, f"/requests/{number}.json", api_key=_key(client))[1])
    status, all_of_them = _get(city, "/requests.json", api_key=_key(client))
    assert (status, len(all_of_them) > 0) == (200, True)
    must_be("requests", all_of_them)
    must_be("errors", _get(city, "/services/none.json")[1])
    must_be("errors", _post(city, service_code=SERVICE)[1])


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("services", [{**SERVED, "metadata": "true"}]),
        ("services", [{**SERVED, "colour": "red"}]),
        ("requests", [{**ASKED, "status": "filed"}]),
        ("requests", [{**ASKED, "requested_datetime": "yesterday"}]),
        ("requests", [{**ASKED, "lat": "37.8"}]),
        ("requests", [{"service_request_id": "1", "status": "open"}]),
        ("posted", []),
        ("errors", [{"code": "404", "description": "x"}]),
    ],
)  # fmt: skip
def test_the_forms_refuse_what_is_otherwise(form: str, told: list[Any]) -> None:
    with pytest.raises(jsonschema_rs.ValidationError):
        must_be(form, told)
