"""Changes that may arrive twice: a view asks `first_time()`, and the answer names the change."""

import hashlib
from uuid import UUID

from flask import Flask, Response, g, request
from werkzeug.exceptions import BadRequest

from api import here
from city import deeds
from city.intake.reports import sender_of

HEADER = "Idempotency-Key"


def first_time() -> bool:
    """False when this very change was made before; without a key always True.

    Raises DeedDiffers when the key was used for something else, BadRequest when it is no UUID.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return True
    try:
        g.deed = UUID(key)
    except ValueError:
        raise BadRequest from None
    asked = f"{request.method} {request.path}\n".encode() + request.get_data(cache=True)
    fingerprint = hashlib.sha256(asked).hexdigest()
    return deeds.is_first(here.session(), g.deed, sender_of(here.actor()), fingerprint)


def register(app: Flask) -> None:
    """A success names the change that it stands for: no captive portal can do that."""

    @app.after_request
    def _name(response: Response) -> Response:
        if "deed" in g and response.status_code < 300:
            response.headers[HEADER] = str(g.deed)
        return response
