"""Whatever strangers send, the server keeps its feet: no answer is its own fault."""

import random
from typing import Any
from urllib.parse import quote

from deploy.walk import Caller
from tests.house import City
from tests.stories.duty import signed_off
from tests.stories.journey import Journey

REQUESTS = 2000  # as many on any machine, so that the city is left alike
SEED = 20261122
STRINGS = (
    *(
        "",
        " ",
        "x",
        "\0",
        "\ud800",
        "井盖",
        "𠮷🚧",
        "null",
        "../../etc/passwd",
        "'; drop table cases;--",
    ),
    *(
        "x" * 3000,
        "%00",
        "2026-11-22T09:00:00+08:00",
        "2026-02-30T00:00:00Z",
        "0001-01-01T00:00:00Z",
    ),
    *("9999-12-31T23:59:59-23:59", "component-0101", "citizen", "inspector", "accept", "0" * 64),
    *("to_accept", "W10", "WzFd", "e30", "!!!!", "Infinity", "NaN", "1e400", "-1"),
)
NUMBERS = (0, -1, 1, 112.5, 37.8, 2**31, 2**63, 10**400, -(2**63), 1e308, 0.1, float("inf"))


def _value(rng: random.Random, depth: int = 0) -> Any:
    kind = rng.randrange(8 if depth < 3 else 5)
    if kind < 2:
        return rng.choice(STRINGS)
    if kind < 4:
        return rng.choice(NUMBERS)
    if kind == 4:
        return rng.choice((None, True, False))
    if kind == 5:
        return [_value(rng, depth + 1) for _ in range(rng.randrange(4))]
    return {rng.choice(STRINGS): _value(rng, depth + 1) for _ in range(rng.randrange(4))}


class Fuzz:
    """Requests after the document's own shapes, with one thing or another gone wrong."""

    def __init__(self, document: dict[str, Any], ids: list[str]) -> None:
        self.document, self.ids, self.rng = document, ids, random.Random(SEED)

    def shaped(self, schema: dict[str, Any]) -> Any:
        """A value of this schema, or, one time in eight, of none."""
        rng = self.rng
        if "$ref" in schema:
            schema = self.document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        if rng.random() < 0.12:
            return _value(rng)
        if "enum" in schema:
            return rng.choice(schema["enum"])
        if "properties" in schema:
            kept = {name: one for name, one in schema["properties"].items() if rng.random() < 0.9}
            return {name: self.shaped(one) for name, one in kept.items()}
        if "allOf" in schema:
            return self.shaped(rng.choice(schema["allOf"]))
        if schema.get("type") == "array":
            return [self.shaped(schema.get("items", {})) for _ in range(rng.randrange(3))]
        plain = {
            "string": lambda: rng.choice((*STRINGS, *self.ids)),
            "number": lambda: rng.choice(NUMBERS),
            "integer": lambda: rng.choice((1, 5, 2**31, 2**63, -1)),
            "boolean": lambda: rng.random() < 0.5,
        }
        kind = schema.get("type")
        return plain.get(kind if isinstance(kind, str) else "", lambda: _value(rng))()

    def path(self, template: str, parameters: list[dict[str, Any]]) -> str:
        """The path with ids and a query."""
        rng, query = self.rng, []
        path = template.removeprefix("/api/v1")
        for one in parameters:
            text = str(self.shaped(one["schema"]))
            if one["in"] == "path":
                known = rng.choice(self.ids) if rng.random() < 0.9 else text or "x"
                path = path.replace(f"{{{one['name']}}}", _quoted(known))
            elif one["in"] == "query" and rng.random() < 0.9:
                query.append(f"{one['name']}={_quoted(text)}")
        return f"{path}?{'&'.join(query)}"

    def headers(self, path: str) -> dict[str, str]:
        """Headers that a broken client might send."""
        rng = self.rng
        if not path.startswith("/uploads"):
            return {"Accept-Language": rng.choice(("en", "zh", "*;q=x", "", "ru,,;;"))}
        values = ("0", "1", "-1", "x", "9" * 20, "sha256 AAAA", "report", "report =,sha256 !")
        names = ("Upload-Offset", "Upload-Length", "Upload-Metadata", "Upload-Checksum")
        chosen = {name: rng.choice(values) for name in names if rng.random() < 0.8}
        return chosen | {
            "Tus-Resumable": rng.choice(("1.0.0", "1.0.0", "0.1")),
            "Content-Type": "application/offset+octet-stream",
        }


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def test_no_request_makes_the_server_fail(city: City) -> None:
    road = Journey(city)
    fuzz = Fuzz(
        road.citizen.must("GET", "/openapi.json"),
        [str(road.id), road.case_id, "01a20270-0000-7000-8000-000000000000"],
    )
    inspector = city.crew.sign_in("inspector")
    callers: list[Caller] = [road.citizen, Caller(city.url), inspector]
    callers += [city.crew.sign_in(name) for name in ("operator", "department")]
    operations = [
        (method.upper(), path, operation, above.get("parameters", []))
        for path, above in fuzz.document["paths"].items()
        for method, operation in above.items()
        if method != "parameters" and not (method == "delete" and path.endswith("/session"))
    ]
    for sent in range(1, REQUESTS + 1):
        method, template, operation, shared = fuzz.rng.choice(operations)
        path = fuzz.path(template, [*shared, *operation.get("parameters", [])])
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        body = fuzz.shaped(content["schema"]) if content else None
        raw = (
            body if isinstance(body, dict) or body is None else str(body).encode("utf-8", "replace")
        )
        headers = fuzz.headers(path)
        if isinstance(raw, bytes):
            headers["Content-Type"] = "application/json"
        answer = fuzz.rng.choice(callers).ask(method, path, raw, headers)
        assert answer.status < 500, f"request {sent}: {method} {path} {body!r} {headers}"
        if answer.status >= 400 and method != "HEAD":
            assert answer.headers["Content-Type"] == "application/problem+json" or (
                answer.status == 460
            ), (method, path, answer.status)
    signed_off(inspector)
