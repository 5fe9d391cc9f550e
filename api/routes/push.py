"""Web push: a browser says how it is told, and that it was."""

import re
from typing import Any
from uuid import UUID

from flask import Response, request
from marshmallow import ValidationError

from api import here
from api.auth import ANYBODY, SENDERS
from api.blueprint import Blueprint
from api.schemas.notices import (
    PushKeySchema,
    SubscribeSchema,
    SubscriptionSchema,
    SubscriptionsSchema,
)
from city import events
from city.errors import Missing
from city.notices import outgoing, subscriptions
from city.notices.kinds import Carrier
from city.notices.model import PushSubscription
from city.notices.readers import reader_of
from city.notices.vapid import vapid

blp = Blueprint("push", __name__, url_prefix="/api/v1/push", description="推送")

LARGEST = 1024  # bytes of a receipt, which has none
RECEIPT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@blp.route("/key", allow=ANYBODY)
@blp.response(200, PushKeySchema())
def key() -> dict[str, str]:
    """The key that a browser subscribes with"""
    told = here.settings()
    return {"key": vapid(told.channels, told.var).public}


@blp.route("/subscriptions", allow=SENDERS)
@blp.response(200, SubscriptionsSchema())
def mine() -> dict[str, Any]:
    """One's browsers that are told"""
    return {"items": subscriptions.of(here.session(), reader_of(here.actor()))}


@blp.route("/subscriptions", methods=["PUT"], allow=SENDERS)
@blp.arguments(SubscribeSchema())
@blp.response(200, SubscriptionSchema())
def subscribe(args: dict[str, Any]) -> PushSubscription:
    """Be told in this browser; the same endpoint again renews it"""
    return subscriptions.subscribe(
        here.session(),
        reader_of(here.actor()),
        args["endpoint"],
        args["keys"],
        args["language"],
        here.settings().channels,
    )


@blp.route("/subscriptions/<uuid:subscription_id>", methods=["DELETE"], allow=SENDERS)
@blp.response(204)
def unsubscribe(subscription_id: UUID) -> Response:
    """Be told in that browser no more"""
    subscriptions.unsubscribe(here.session(), reader_of(here.actor()), subscription_id)
    return Response(status=204)


@blp.route("/test", methods=["POST"], allow=SENDERS)
@blp.response(202)
def test() -> Response:
    """Be told something now, to see that it works"""
    actor = here.actor()
    here.limits().push_test(actor.device or f"person:{actor.person_id}")
    events.record(here.session(), actor, "push.test")
    return Response(status=202)


@blp.route("/receipts/<string:receipt>", methods=["POST"], allow=ANYBODY, largest=LARGEST)
@blp.response(204)
@blp.alt_response(404, description="No such message was sent, or not yet: say it again later")
@blp.alt_response(422, description="A receipt says nothing but its id")
def receive(receipt: str) -> Response:
    """The service worker has shown a message; its id is known to nobody else"""
    here.limits().receipt(request.remote_addr or "")
    if request.get_data():
        raise ValidationError("A receipt has no body.", "body")
    if not RECEIPT.fullmatch(receipt):
        raise Missing(what="message")
    if not outgoing.is_awaited(here.session(), receipt, Carrier.PUSH):
        raise Missing(what="message")
    outgoing.confirm(here.session(), receipt, "shown", delivered=True)
    return Response(status=204)
