"""WeChat: who is looking, what they grant, and the signature of pages."""

from flask import Response, request

from api import here
from api.auth import SENDERS
from api.blueprint import Blueprint
from api.schemas.wechat import CodeSchema, GrantsSchema, PageSignatureSchema, PageUrlArgs
from city.errors import Missing
from city.intake.reports import sender_of
from city.notices import templates
from city.notices.errors import WechatRefused
from city.notices.kinds import Carrier
from city.wechat import users
from city.wechat.platform import Platform, Refused, Signature

blp = Blueprint("wechat", __name__, url_prefix="/api/v1/wechat", description="微信")


@blp.route("/session", methods=["POST"], allow=SENDERS)
@blp.arguments(CodeSchema())
@blp.response(204)
@blp.alt_response(404, description="The city has no app")
@blp.alt_response(409, description="The platform does not take the code")
def begin(args: dict[str, str]) -> Response:
    """The mini-program's log-in code: this device, or this member of staff, is that user"""
    _count()
    try:
        openid = _platform().openid(args["code"])
    except Refused as refused:
        raise WechatRefused(code=refused.code) from None
    users.known(here.session(), openid, here.actor())
    return Response(status=204)


@blp.route("/grants", methods=["POST"], allow=SENDERS)
@blp.arguments(GrantsSchema())
@blp.response(204)
@blp.alt_response(404, description="The city has no app, or does not know this user there")
def grant(args: dict[str, list[str]]) -> Response:
    """The user tapped “allow”: one more message of each template that the city has"""
    _count()
    _platform()
    openid = users.openid_of(here.session(), here.actor())
    if openid is None:
        raise Missing(what="wechat")
    ours = templates.codes(here.session(), Carrier.WECHAT)
    users.granted(here.session(), openid, ours & set(args["templates"]))
    return Response(status=204)


@blp.route("/signature", allow=SENDERS)
@blp.arguments(PageUrlArgs(), location="query")
@blp.response(200, PageSignatureSchema())
@blp.alt_response(404, description="The city has no app, or the page is not the city's")
def sign(args: dict[str, str]) -> Signature:
    """What `wx.config` takes on one of the city's own pages"""
    _count()
    platform = _platform(for_pages=True)
    if not args["url"].startswith(f"{here.settings().origin}/"):
        raise Missing(what="page")
    try:
        return platform.signature(here.session(), args["url"])
    except Refused as refused:
        raise WechatRefused(code=refused.code) from None


def _count() -> None:
    """The platform counts what the city asks: nobody may use that up. Raises TooMany."""
    here.limits().asking(sender_of(here.actor()), request.remote_addr or "")


def _platform(for_pages: bool = False) -> Platform:
    """Pages are the official account's where the city has one: `wx.config` takes no other's."""
    told = here.settings().channels
    app = (told.account if for_pages else None) or told.mini
    if app is None:
        raise Missing(what="wechat")
    return Platform(told, app)
