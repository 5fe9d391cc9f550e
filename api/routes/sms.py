"""SMS: the provider's receipts, and what people write to the city's number."""

import hmac
from typing import Any

from flask import Response, json, request

from api import here
from api.auth import ANYBODY, CLIENTS
from api.blueprint import Blueprint
from api.schemas.notices import SmsReceiptSchema, TokenArgs
from api.schemas.sms import SmsSchema, SmsTakenSchema
from city import keys
from city.errors import Missing
from city.intake import callers, letters
from city.intake.letters import Letter
from city.intake.model import Channel
from city.intake.reports import Receipt
from city.notices import outgoing

blp = Blueprint("sms", __name__, url_prefix="/api/v1/sms", description="短信")


@blp.route("/receipts", methods=["POST"], allow=ANYBODY)
@blp.arguments(TokenArgs(), location="query")
@blp.arguments(SmsReceiptSchema(many=True))
@blp.response(200)
@blp.alt_response(404, description="The token is not the city's")
def receive(query: dict[str, str], args: list[dict[str, str]]) -> Response:
    """Tencent Cloud tells what became of messages; it signs nothing, so the address is a secret"""
    token = here.settings().channels.sms_receipt_token
    if not token or not hmac.compare_digest(query["token"].encode(), token.encode()):
        raise Missing(what="page")
    for one in args:
        delivered = one["report_status"] == "SUCCESS"
        outgoing.confirm(here.session(), one["sid"], one["errmsg"], delivered=delivered)
    return Response(json.dumps({"result": 0, "errmsg": "OK"}), content_type="application/json")


@blp.route("/messages", methods=["POST"], allow=CLIENTS, channel=Channel.SMS)
@blp.arguments(SmsSchema())
@blp.response(200, SmsTakenSchema())
@blp.alt_response(201, schema=SmsTakenSchema(), description="Written down for the first time")
@blp.alt_response(409, description="The id is known with other words, or a replayed request")
def hear(args: dict[str, Any]) -> tuple[Receipt, int]:
    """A message that somebody sent to the city's number; its gateway signs, and may repeat it"""
    told, phone = here.settings(), callers.plain(args["phone"])
    key = keys.signing(told.channels.secret_key, told.var)
    # A gateway's ids are its own: two of them never share one.
    own_id = f"{here.actor().client}\n{args['id']}"
    said = Letter(Channel.SMS, own_id, phone, args["words"], args["at"], phone=phone)
    by = letters.actor(key, said)
    here.limits().intake(by.device or "", request.remote_addr or "")
    receipt, _, is_new = letters.take(here.session(), key, said, here.zone())
    return receipt, 201 if is_new else 200
