"""The house Blueprint: a route that does not say who may call it cannot be imported."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import flask_smorest
from flask import g, request

from api import auth
from api.auth import Allow
from api.reading import Parser
from city.intake import channels
from city.intake.model import Channel


class Blueprint(flask_smorest.Blueprint):
    """flask-smorest's, whose `route` requires `allow=`."""

    ARGUMENTS_PARSER = Parser()

    def route(  # type: ignore[override]
        self,
        rule: str,
        *,
        allow: Allow,
        largest: int | None = None,
        channel: Channel | None = None,
        **options: Any,
    ) -> Callable[..., Any]:
        """Register a view that only those in `allow` may call.

        `largest`: bytes of a body, where it may be more than the application's limit. `channel`:
        what comes in by it is counted, and refused while the city has switched it off.
        """
        register = super().route(rule, **options)

        def guard(view: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(view)
            def guarded(*args: Any, **kwargs: Any) -> Any:
                g.channel = channel
                if largest:
                    request.max_content_length = largest
                g.actor = auth.identify()
                auth.admit(g.actor, allow)
                if channel:
                    channels.require_open(g.session, channel)
                return view(*args, **kwargs)

            guarded.allow = allow  # type: ignore[attr-defined]
            _document(guarded, allow)
            return register(guarded)

        return guard


def _document(view: Any, allow: Allow) -> None:
    schemes = {"sender": [{"device": []}, {"session": []}], "staff": [{"session": []}]}
    schemes["client"] = [{"signature": []}]
    manual = view._apidoc.setdefault("manual_doc", {}) if hasattr(view, "_apidoc") else {}
    if allow.scheme:
        manual["security"] = schemes[allow.scheme]
