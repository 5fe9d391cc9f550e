"""What is sent as a moment or a number: only what a row can tell again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from marshmallow import Schema, ValidationError, fields
from werkzeug.exceptions import HTTPException

from api import create_app
from api.reading import Parser
from api.schemas.common import Day, Moment
from city.settings import Settings
from tests.house import City


@pytest.mark.parametrize(
    "said",
    ["9999-12-31T23:59:59-23:59", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+23:59",
     "0001-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-22T09:00:00",
     "2026-11-22T09:00:00+23:59", "", "x"],
)  # fmt: skip
def test_what_no_row_could_tell_again_is_no_moment(said: str) -> None:
    with pytest.raises(ValidationError):
        Moment().deserialize(said)


@pytest.mark.parametrize("said", ["1970-01-01T08:00:00+08:00", "2026-11-22T09:00:00Z"])
def test_a_clock_may_be_wrong_by_many_years(said: str) -> None:
    assert Moment().deserialize(said).isoformat() == said.replace("Z", "+00:00")


@pytest.mark.parametrize(
    "said", ["9999-12-31", "0001-01-01", "2026-02-30", "20261122T09", "0", "x", "99999-01-01"]
)
def test_what_has_no_days_around_it_is_no_day(said: str) -> None:
    with pytest.raises(ValidationError):
        Day().deserialize(said)


def test_days_at_the_ends_of_the_calendar_are_answered(city: City) -> None:
    chief = city.crew.sign_in("duty_chief")
    for day in ("0000-01-01", "0001-01-01", "0002-01-01", "9998-12-31", "9999-12-31", "1e9", "-1"):
        for path in ("/shifts?since={}", "/shifts?until={}", "/duty/attendance?day={}",
                     "/duty/diary?day={}", "/duty/tracks?day={}", "/duty/coverage?beat=1&day={}",
                     "/opinion/briefs/{}"):  # fmt: skip
            found = chief.ask("GET", path.format(day))
            assert found.status in (200, 403, 404, 422), (path, day, found.body)


def test_every_moment_and_day_that_any_route_takes_is_such_a_one() -> None:
    nowhere = Settings("postgresql+psycopg://nowhere", "redis://x", "http://x", *"abc", Path("x"))
    taken = list(_taken(create_app(nowhere)))
    assert len(taken) > 100
    plain = [
        (name, type(one).__name__)
        for name, one in taken
        if isinstance(one, fields.DateTime | fields.Date) and not isinstance(one, Moment | Day)
    ]
    assert plain == []
    assert sum(isinstance(one, Moment) for _, one in taken) > 10


def _taken(app: Flask) -> Iterator[tuple[str, fields.Field[Any]]]:
    """Every field of every argument of every view, with those within it."""
    for rule in app.url_map.iter_rules():
        view: Any = app.view_functions[rule.endpoint]
        classed = getattr(view, "view_class", None)
        methods = [getattr(classed, one.lower(), None) for one in rule.methods or ()]
        for handler in methods if classed else [view]:
            told = getattr(handler, "_apidoc", {}).get("arguments", {}).get("parameters", ())
            for one in told:
                if isinstance(one.get("schema"), Schema):
                    yield from _within(one["schema"], f"{rule.rule} ")


def _within(schema: Schema, path: str) -> Iterator[tuple[str, fields.Field[Any]]]:
    for name, field in schema.load_fields.items():
        inner = field.inner if isinstance(field, fields.List) else field
        yield f"{path}{name}", inner
        if isinstance(inner, fields.Nested):
            yield from _within(inner.schema, f"{path}{name}.")


@pytest.mark.parametrize(
    "said",
    ["NaN", "-Infinity", '[{"a": Infinity}]', "[" * 700 + '"\\u0000"' + "]" * 700,
     "[" * 50_000 + "]" * 50_000],
)  # fmt: skip
def test_what_is_no_json_of_the_standard_or_without_end_is_refused(said: str) -> None:
    body = f'{{"a": {said}}}'
    with (
        Flask("x").test_request_context(method="POST", data=body, content_type="application/json"),
        pytest.raises(HTTPException) as refused,
    ):
        Parser().parse({"a": fields.Raw()}, request)
    assert refused.value.code == 400
    with Flask("x").test_request_context(
        method="POST", data=b'{"a": "NaN, Infinity"}', content_type="application/json"
    ):
        assert Parser().parse({"a": fields.Raw()}, request) == {"a": "NaN, Infinity"}
