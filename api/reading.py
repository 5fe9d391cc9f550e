"""Reading bodies: what no column holds is dropped, and what nobody read is read to its end."""

import json
from typing import Any

from flask import Flask, Response, request
from webargs.flaskparser import FlaskParser
from werkzeug.datastructures import MultiDict

UNREAD = 2**20  # bytes of a refused body that are read, so that the connection can be kept


class Parser(FlaskParser):
    """Flask's, that takes what is sent without the characters that PostgreSQL's text cannot hold.

    A phone that cuts words in the middle of an emoji sends half of one; nobody types a NUL.
    """

    def load_querystring(self, req: Any, schema: Any) -> Any:
        """What stands after the `?`."""
        if b"%00" not in req.query_string:
            return super().load_querystring(req, schema)
        held = [(key, storable(value)) for key, value in req.args.items(multi=True)]
        return self._makeproxy(MultiDict(held), schema)

    def _raw_load_json(self, req: Any) -> Any:
        try:
            return self._json(req)
        except RecursionError:
            raise json.JSONDecodeError("nested too deeply", "[", 0) from None

    def _json(self, req: Any) -> Any:
        raw = req.get_data(cache=True)
        loaded = super()._raw_load_json(req)
        if b"NaN" in raw or b"Infinity" in raw:
            json.loads(raw, parse_constant=_no_number)
        return storable(loaded) if b"\\u" in raw else loaded


def _no_number(said: str) -> Any:
    """Python's own reader takes more than RFC 8259 knows, section 6."""
    raise json.JSONDecodeError(f"{said} is no number", said, 0)


def storable(value: Any) -> Any:
    """The same value with no NUL in its strings and `?` for half a character."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [storable(one) for one in value]
    if isinstance(value, dict):
        return {storable(key): storable(one) for key, one in value.items()}
    return value


def register(app: Flask) -> None:
    """A refusal leaves no unread bytes on a kept connection; a large rest closes it."""

    @app.after_request
    def _finish(response: Response) -> Response:
        if response.status_code >= 400 and request.content_length:
            if request.content_length > UNREAD:
                response.headers["Connection"] = "close"
            else:
                _read_rest()
        return response


def _read_rest() -> None:
    try:
        while request.environ["wsgi.input"].read(2**16):
            pass
    except OSError:
        return
