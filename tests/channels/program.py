"""Another program that signs its requests, as a city app or the hotline does."""

import json
import secrets
import time
from typing import Any

from city import db, signing
from city import settings as settled
from city.db import transaction
from city.intake import clients
from city.intake.model import Channel
from city.people import Actor
from deploy.walk import Answer, Caller
from tests.house import City


class Program(Caller):
    """A client with its key and secret."""

    def __init__(self, url: str, key: str, secret: str) -> None:
        super().__init__(url)
        self.key, self.secret = key, secret

    def signed(
        self, method: str, path: str, body: Any = None, *, late: int = 0, nonce: str = "",
        secret: str = "",
    ) -> Answer:  # fmt: skip
        """A signed request; `late` seconds old, with its own nonce, or with a wrong secret."""
        raw = (
            body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        )
        target = f"/api/v1{path}"
        made = (int(time.time()) - late, nonce or secrets.token_urlsafe(16), raw)
        proof = signing.header(self.key, (secret or self.secret).encode(), method, target, *made)
        headers = {"Authorization": proof}
        if body is not None and not isinstance(body, bytes):
            headers["Content-Type"] = "application/json"
        return self.ask(method, path, raw or None, headers)


def program(city: City, *channels: Channel) -> Program:
    """A new client of the city that may send by these channels."""
    told = settled.read(city.settings)
    engine = db.connect(told.database_url)
    try:
        with transaction() as session:
            client, secret = clients.make(session, told, "试用程序", channels, Actor(name="test"))
    finally:
        engine.dispose()
    return Program(city.url, client.key, secret)
