"""Sensors' alarms of industry systems: water, heat, gas, lighting, drainage."""

from typing import Any

from flask import request

from api import here
from api.auth import CLIENTS
from api.blueprint import Blueprint
from api.schemas.sensors import KeptReadingsSchema, ReadingsSchema
from city.intake import sensors
from city.intake.model import Channel

blp = Blueprint("sensors", __name__, url_prefix="/api/v1/sensors", description="感知设备")


@blp.route("/readings", methods=["POST"], allow=CLIENTS, channel=Channel.SENSOR)
@blp.arguments(ReadingsSchema())
@blp.response(200, KeptReadingsSchema())
def take(args: dict[str, Any]) -> dict[str, Any]:
    """Readings, at most 1000; one that is beyond its bounds for long enough becomes a report"""
    actor = here.actor()
    here.limits().intake(actor.device or "", request.remote_addr or "")
    return {"items": sensors.take(here.session(), args["readings"], actor, here.zone())}
