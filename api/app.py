"""The application's frame: one request, one transaction."""

from typing import Any

from flask import Flask, g

from city.db import transaction


class App(Flask):
    """Flask, with one transaction around each request's view."""

    def dispatch_request(self, *ctx: Any) -> Any:
        """One request, one transaction: committed before the answer leaves, or not at all."""
        with transaction() as g.session:
            return super().dispatch_request(*ctx)
