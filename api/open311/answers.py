"""Answers and errors in the two forms of GeoReport v2."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import orjson
from flask import Response
from werkzeug.exceptions import HTTPException

from api.errors import STATUS
from city.errors import CityError

TYPES = {"json": "application/json", "xml": "text/xml; charset=utf-8"}
Row = Mapping[str, Any]


class Wrong(Exception):
    """An error as the specification numbers it."""

    def __init__(self, status: int, words: str) -> None:
        self.status, self.words = status, words
        super().__init__(words)


def answer(form: str, names: tuple[str, str], rows: Sequence[Row], status: int = 200) -> Response:
    """Rows as a list of objects, or as elements `names[1]` within `names[0]`."""
    if form == "json":
        return Response(orjson.dumps(rows, default=str), status, content_type=TYPES[form])
    root = Element(names[0])
    for row in rows:
        _fill(SubElement(root, names[1]), row)
    return _xml(root, status)


def single(form: str, name: str, row: Row) -> Response:
    """One object, or one element."""
    if form == "json":
        return Response(orjson.dumps(row, default=str), content_type=TYPES[form])
    root = Element(name)
    _fill(root, row)
    return _xml(root, 200)


def speaking(view: Callable[..., Response]) -> Callable[..., Response]:
    """A view whose refusals are in the form that was asked for; all others are our common ones."""

    @wraps(view)
    def spoken(form: str, **given: Any) -> Response:
        if form not in TYPES:
            return wrong("xml", 404, "Only .xml and .json")
        try:
            return view(form, **given)
        except Wrong as told:
            return wrong(form, told.status, told.words)
        except CityError as told:
            status = STATUS[type(told)]  # the specification knows no 422
            return wrong(form, 400 if status == 422 else status, told.said("zh"))
        except HTTPException as told:
            return wrong(form, told.code or 400, str(told.description))

    return spoken


def wrong(form: str, status: int, words: str) -> Response:
    """A refusal: code and description."""
    rows = [{"code": status, "description": words}]
    return answer(form, ("errors", "error"), rows, status)


def _fill(element: Element, row: Row) -> None:
    for name, value in row.items():
        below = SubElement(element, name)
        if isinstance(value, list):
            for one in value:
                _fill(SubElement(below, _single(name)), one)
        elif isinstance(value, dict):
            _fill(below, value)
        elif isinstance(value, bool):
            below.text = str(value).lower()
        elif value is not None:
            below.text = _clean(str(value))


def _single(name: str) -> str:
    return {"values": "value", "attributes": "attribute", "formats": "format"}.get(
        name, name.rstrip("s")
    )


def _clean(text: str) -> str:
    """Without the signs that no XML may hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n\r")


def _xml(root: Element, status: int) -> Response:
    body = b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="utf-8")
    return Response(body, status, content_type=TYPES["xml"])
