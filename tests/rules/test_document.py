"""Laws about the API's document and pages: complete, valid, and asking nobody outside."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
import schemathesis
import urllib3

from tests.house import City
from tests.rules.sources import ROOT

OUTSIDE = re.compile(
    r"(?:src|href|url|import|@import)\W{0,3}\s*[\"'(]?\s*((?:https?:)?//[^\"')\s]+)"
)
METHODS = {"get", "put", "post", "delete", "options", "head", "patch"}


@pytest.fixture(scope="module")
def document(city: City) -> dict[str, Any]:
    found: dict[str, Any] = city.citizen().must("GET", "/openapi.json")
    return found


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if method in METHODS:
                yield f"{method.upper()} {path}", operation


def test_it_is_openapi(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.")
    schemathesis.openapi.from_dict(document).validate()
    names = re.findall(r'"\$ref": "#/components/(\w+)/([^"]+)"', json.dumps(document))
    assert names
    for kind, name in names:
        assert name in document["components"][kind], name


def test_every_operation_says_in_a_line_what_it_does(document: dict[str, Any]) -> None:
    found = dict(_operations(document))
    assert len(found) > 20
    assert [name for name, operation in found.items() if not operation.get("summary")] == []


def test_every_good_answer_has_a_shape(document: dict[str, Any]) -> None:
    for name, operation in _operations(document):
        for status, answer in operation["responses"].items():
            content = answer.get("content", {})
            if status.startswith("2") and "application/json" in content:
                assert content["application/json"].get("schema"), name


def test_every_operation_but_the_open_ones_says_who_may_call_it(document: dict[str, Any]) -> None:
    schemes = document["components"]["securitySchemes"].keys()
    secured = [operation["security"] for _, operation in _operations(document)
               if operation.get("security")]  # fmt: skip
    assert len(secured) > 15
    assert {name for ways in secured for way in ways for name in way} == schemes


def test_the_phones_copy_is_the_servers_own(document: dict[str, Any]) -> None:
    kept = json.loads((ROOT / "pwa" / "src" / "api" / "openapi.json").read_text())
    assert kept == document, "run: flask --app api openapi write pwa/src/api/openapi.json"


def test_the_pages_for_people_load_nothing_from_outside(city: City) -> None:
    found = urllib3.request("GET", f"{city.url}/api/docs/")
    assert found.status == 200
    page = found.data.decode()
    assert OUTSIDE.findall(page) == []
    for part in re.findall(r"(?:src|href)=\"([^\"]+\.(?:js|css))\"", page):
        asset = urllib3.request("GET", urljoin(f"{city.url}/api/docs/", part))
        assert asset.status == 200, part
        assert re.findall(r"@import[^;]+//", asset.data.decode()[:100_000]) == []


def test_the_phones_page_loads_nothing_from_outside(city: City) -> None:
    found = urllib3.request("GET", f"{city.url}/")
    if found.status == 503:
        assert "make run" in found.data.decode()
        return
    assert found.status == 200
    assert OUTSIDE.findall(found.data.decode()) == []
    policy = found.headers["Content-Security-Policy"]
    assert "http" not in policy
    assert "default-src 'self'" in policy
    deep = urllib3.request("GET", f"{city.url}/any/page/of/the/app")
    assert (deep.status, deep.headers["Content-Security-Policy"]) == (200, policy)
    assert OUTSIDE.findall(deep.data.decode()) == []
    assert urllib3.request("GET", f"{city.url}/mine").data == deep.data
    for page in (found, deep):  # the first page is drawn before any script, the others by one
        assert b'id="app"' in page.data
