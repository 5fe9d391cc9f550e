"""Channels: last heard of, their errors, a switch and a try for each."""

from typing import Any

from api import heard, here
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.channels import ChannelSchema, ChannelsSchema, ChannelTrialSchema, SwitchSchema
from api.trials import TRIALS, Trial
from city.errors import Missing
from city.intake import channels
from city.intake.model import Channel
from city.people import Role

blp = Blueprint("channels", __name__, url_prefix="/api/v1/channels", description="渠道")

READERS = only(Role.OPERATOR, Role.DUTY_CHIEF, Role.ADMINISTRATOR)
KEEPERS = only(Role.ADMINISTRATOR)


@blp.route("", allow=READERS)
@blp.response(200, ChannelsSchema())
def every() -> dict[str, Any]:
    """All channels, with what was heard of each"""
    heard.tell()
    return {"items": channels.every(here.session())}


@blp.route("/<string:name>", methods=["PATCH"], allow=KEEPERS)
@blp.arguments(SwitchSchema())
@blp.response(200, ChannelSchema())
def switch(args: dict[str, Any], name: str) -> channels.ChannelState:
    """Open or close a channel, have it checked or not; recorded"""
    channel = _named(name)
    if "is_open" in args:
        channels.switch(here.session(), channel, args["is_open"], here.actor())
    if "is_checked" in args:
        channels.have_checked(here.session(), channel, args["is_checked"], here.actor())
    return next(one for one in channels.every(here.session()) if one.channel is channel)


@blp.route("/<string:name>/trials", methods=["POST"], allow=READERS)
@blp.response(200, ChannelTrialSchema())
def attempt(name: str) -> Trial:
    """Try a channel; nothing is written"""
    trial = TRIALS.get(_named(name))
    if trial is None:
        raise Missing(what="channel")
    return trial()


def _named(name: str) -> Channel:
    try:
        return Channel(name)
    except ValueError:
        raise Missing(what="channel") from None
