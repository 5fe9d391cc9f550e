"""SMS: the provider's receipts."""

import hmac

from flask import Response, json

from api import here
from api.auth import ANYBODY
from api.blueprint import Blueprint
from api.schemas.notices import SmsReceiptSchema, TokenArgs
from city.errors import Missing
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
