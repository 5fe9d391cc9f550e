"""The application's frame: one request, one transaction."""

from typing import Any

from flask import Flask, g

from api.cli import Commands
from city.db import transaction


class App(Flask):
    """Flask, with one transaction around each request's view."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cli = Commands(self.name)

    def dispatch_request(self, *ctx: Any) -> Any:
        """One request, one transaction: committed before the answer leaves, or not at all."""
        with transaction() as g.session:
            return super().dispatch_request(*ctx)
