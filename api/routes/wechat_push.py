"""What the WeChat platform pushes: users' messages to the official account, answers of checks."""

from typing import Any
from uuid import UUID

from flask import Response, g, request

from api import heard, here
from api.auth import ANYBODY
from api.blueprint import Blueprint
from api.bytes import WALLS
from api.schemas.wechat import PhotoLinkArgs, StampArgs
from city import clock
from city.channels import WechatApp
from city.errors import ChannelClosed, CityError, Missing, TooMany
from city.intake import channels
from city.intake.model import Channel, Photo
from city.keys import signing
from city.notices import outgoing
from city.wechat import envelope, judged, links, messages, talks
from city.wechat.envelope import Fields, Forged, Stamp, Unreadable
from city.wechat.messages import Message
from city.wechat.platform import receipt_of
from city.wechat.words import language_of, say
from media import keys
from media.store import Missing as NoObject

blp = Blueprint("wechat_push", __name__, url_prefix="/api/v1/wechat", description="微信推送")

LARGEST = 64 * 1024  # bytes of a message
TOLD = "templatesendjobfinish"
"""The event that says what became of a template message."""
HEARD = "success"
"""What the platform takes for an answer where nothing is said; it does not send again."""


@blp.route("/account", allow=ANYBODY)
@blp.arguments(StampArgs(), location="query")
@blp.response(200, content_type="text/plain")
@blp.alt_response(404, description="No official account, or it is not the platform that asks")
def verify_account(stamp: dict[str, str]) -> Response:
    """The platform asks whether the official account's server is the city's"""
    return _verified(here.settings().channels.account, stamp)


@blp.route("/account", methods=["POST"], allow=ANYBODY, largest=LARGEST)
@blp.arguments(StampArgs(), location="query")
@blp.response(200, content_type="text/xml")
@blp.alt_response(404, description="No official account, or it is not the platform that sends")
def hear(stamp: dict[str, str]) -> Response:
    """What a user of the official account sent; answered in words, and once"""
    app = here.settings().channels.account
    g.channel = Channel.WECHAT_ACCOUNT
    try:
        message = messages.read(_opened(app, stamp))
    except Unreadable:
        return _plain(HEARD)
    if message.event == TOLD:
        outgoing.confirm(
            here.session(), receipt_of(message.job), message.status, message.status == "success"
        )
        return _plain(HEARD)
    said = _answered(message)
    if app is None or not said:
        return _plain(HEARD)
    reply = messages.answer(message, said, clock.now())
    return Response(envelope.closed(app, reply, clock.now()), content_type="text/xml")


@blp.route("/mini", allow=ANYBODY)
@blp.arguments(StampArgs(), location="query")
@blp.response(200, content_type="text/plain")
@blp.alt_response(404, description="No mini-program, or it is not the platform that asks")
def verify_mini(stamp: dict[str, str]) -> Response:
    """The platform asks whether the mini-program's server is the city's"""
    return _verified(here.settings().channels.mini, stamp)


@blp.route("/mini", methods=["POST"], allow=ANYBODY, largest=LARGEST)
@blp.arguments(StampArgs(), location="query")
@blp.response(200, content_type="text/plain")
@blp.alt_response(404, description="No mini-program, or it is not the platform that sends")
def learn(stamp: dict[str, str]) -> Response:
    """The platform's answer for a photo that it was to check (`wxa_media_check`)"""
    g.channel = Channel.WECHAT_MINI
    try:
        fields = _opened(here.settings().channels.mini, stamp)
    except Unreadable:
        return _plain(HEARD)
    judged.hear(here.session(), fields)
    return _plain(HEARD)


@blp.route("/photos/<uuid:photo_id>", allow=ANYBODY)
@blp.arguments(PhotoLinkArgs(), location="query")
@blp.response(200, content_type="image/jpeg")
@blp.alt_response(404, description="A forged address, or one whose time is over")
def photo(args: dict[str, Any], photo_id: UUID) -> Response:
    """The public version of a photo, for the platform that is to check it"""
    told = here.settings()
    key = signing(told.channels.secret_key, told.var)
    found = here.session().get(Photo, photo_id)
    is_ours = links.is_good(key, photo_id, args["until"], args["proof"], clock.now())
    if not is_ours or found is None or found.public_sha256 is None:
        raise Missing(what="photo")
    try:
        body = here.store().get(keys.public_display(found.public_sha256))
    except NoObject:
        raise Missing(what="photo") from None
    no_store = {"Cache-Control": "no-store"}
    return Response(body, 200, WALLS | no_store, content_type="image/jpeg")


def _verified(app: WechatApp | None, stamp: dict[str, str]) -> Response:
    """Its own words back, as it wants them."""
    try:
        envelope.require(_there(app), _stamp(stamp), clock.now())
    except Forged:
        raise Missing(what="page") from None
    return _plain(stamp["echostr"])


def _opened(app: WechatApp | None, stamp: dict[str, str]) -> Fields:
    """A stranger is told that there is nothing here. Raises Missing, Unreadable."""
    try:
        return envelope.opened(_there(app), _stamp(stamp), request.get_data(), clock.now())
    except Forged:
        raise Missing(what="page") from None


def _there(app: WechatApp | None) -> WechatApp:
    if app is None:
        raise Missing(what="page")
    return app


def _stamp(said: dict[str, str]) -> Stamp:
    return Stamp(said["signature"], said["timestamp"], said["nonce"], said["msg_signature"])


def _answered(message: Message) -> str:
    """The words for a message; a user is told why one was not taken, never shown a refusal."""
    session, language = here.session(), language_of(message.words, "zh")
    try:
        channels.require_open(session, Channel.WECHAT_ACCOUNT)
        here.limits().chat(message.openid)
        return talks.hear(session, here.settings(), message)
    except ChannelClosed as refusal:
        _not_taken(refusal)
        return "" if message.kind == "event" else say("closed", language)
    except TooMany as refusal:
        _not_taken(refusal)
        return say("too_many", language, seconds=refusal.facts["seconds"])


def _not_taken(refusal: CityError) -> None:
    """Count it as refused, though the platform gets a good answer."""
    g.channel = None
    heard.note(Channel.WECHAT_ACCOUNT, False, refusal.code)


def _plain(words: str) -> Response:
    return Response(words, content_type="text/plain")
