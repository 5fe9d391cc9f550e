"""What a GeoReport client asks: keys, jurisdiction, moments, filters, and the report it posts."""

import re
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import orjson
from flask import g, request

from api import here
from api.open311.answers import Wrong
from city import clock
from city.cases.requests import Wanted
from city.intake import clients
from city.intake.model import Channel
from city.intake.reports import Position, SentReport
from city.people import Actor
from city.places.coordinates import Datum

OURS = UUID("01a20270-7a8c-7000-8000-6f70656e3331")
LONGEST = {"description": 4000, "address_string": 200, "first_name": 25, "last_name": 25}
PHONE = re.compile(r"[0-9+() -]{3,20}")
MOST_IDS, MOST = 100, 1000
SPAN = timedelta(days=90)
UNQUOTED = re.compile(r" (\d{2}:?\d{2})$")  # `+08:00` whose sign was read as a space
ATTRIBUTE = re.compile(r"attribute\[(\w{1,40})\](?:\[\])?")


def jurisdiction() -> None:
    """Raises Wrong for a jurisdiction that is not this city's, or what no column of ours holds."""
    if any("\0" in said for said in request.values.values()):
        raise Wrong(400, "NUL is no character of any parameter")
    said = request.values.get("jurisdiction_id", "")
    if said and said != here.settings().jurisdiction:
        raise Wrong(404, "jurisdiction_id provided was not found")


def caller(must: bool) -> Actor:
    """Who asks, by `api_key`. Raises Wrong 403 for a wrong key, or none where there must be."""
    said = request.values.get("api_key", "")
    if not said and not must:
        return Actor()
    key, _, secret = said.partition(".")
    client = here.session().get(clients.Client, key) if secret else None
    if client is None or not clients.knows(here.settings(), client, secret):
        raise Wrong(403, "Missing or invalid api_key")
    if Channel.OPEN311.value not in client.channels:
        raise Wrong(403, "This api_key may not be used here")
    g.actor = Actor(device=clients.device(client), name=client.name, client=client.key)
    return g.actor  # type: ignore[no-any-return]


def wanted() -> Wanted:
    """The filters of GET requests. Raises Wrong 400 for what cannot be read.

    Who names no beginning is told of ninety days, who asks for no page of the first thousand.
    """
    asked = request.args
    ids = [_uuid(one) for one in asked.get("service_request_id", "").split(",") if one.strip()]
    if len(ids) > MOST_IDS:
        raise Wrong(400, f"At most {MOST_IDS} service_request_id")
    status = {one.strip() for one in asked.get("status", "").split(",") if one.strip()}
    if not status <= {"open", "closed"}:
        raise Wrong(400, "status must be open or closed")
    since, until = moment("start_date"), moment("end_date")
    if since is None:
        since = (until or clock.now()) - SPAN
    return Wanted(
        ids=ids,
        codes=[one.strip() for one in asked.get("service_code", "").split(",") if one.strip()],
        since=since,
        until=until,
        is_open=None if len(status) != 1 else "open" in status,
        page=_count("page", 1, 10_000),
        size=_count("page_size", 50 if "page" in asked else MOST, MOST),
    )


def moment(name: str) -> datetime | None:
    """A moment by W3C's profile of ISO 8601; one without an offset is the city's."""
    said = request.values.get(name, "")
    if not said:
        return None
    try:
        found = datetime.fromisoformat(UNQUOTED.sub(r"+\1", said) if "T" in said else said)
    except ValueError:
        raise Wrong(400, f"{name} is no moment as 2026-01-01T00:00:00Z") from None
    found = found if found.tzinfo else found.replace(tzinfo=here.zone())
    if not clock.is_of_calendar(found):
        raise Wrong(400, f"{name} is no moment of this calendar")
    return found


def posted(actor: Actor) -> tuple[UUID, SentReport]:
    """The report in a form, and its id: what is posted again is the same report."""
    said = {name: request.form.get(name, "").strip() for name in _FIELDS}
    for name, most in LONGEST.items():
        if len(said[name]) > most:
            raise Wrong(400, f"{name} is longer than {most}")
    more = {match[1]: value for name, value in request.form.items()
            if (match := ATTRIBUTE.fullmatch(name))}  # fmt: skip
    position = _position(said["lat"], said["long"])
    place = said["address_string"] or more.get("place_words", "")[:200]
    if position is None and not place and not said["address_id"]:
        raise Wrong(400, "lat and long, address_string or address_id must be provided")
    if said["phone"] and not PHONE.fullmatch(said["phone"]):
        raise Wrong(400, "phone is no telephone number")
    content = orjson.dumps([actor.client, said, sorted(more.items())])
    name = f"{said['last_name']}{said['first_name']}"
    sent = SentReport(
        channel=Channel.OPEN311,
        made_at=moment("requested_datetime") or clock.now(),
        words=_words(said["description"], more),
        category=said["service_code"],
        place_words=place or said["address_id"],
        position=position,
        contact={"name": name, "phone": said["phone"]} if name or said["phone"] else None,
    )
    return uuid5(OURS, content.hex()), sent


_FIELDS = (
    *("service_code", "lat", "long", "address_string", "address_id", "email", "device_id"),
    *("account_id", "first_name", "last_name", "phone", "description", "media_url"),
)


def _words(description: str, more: dict[str, str]) -> str:
    told = [f"{name}：{value}" for name, value in more.items() if value and name != "place_words"]
    return "\n".join([description, *told]).strip()[:4000] or "（Open311）"


def _position(lat: str, long: str) -> Position | None:
    if not lat and not long:
        return None
    try:
        found = Position(float(long), float(lat), Datum.WGS84)
    except ValueError:
        raise Wrong(400, "lat and long must be numbers") from None
    if not (-180 <= found.lon <= 180 and -90 <= found.lat <= 90):
        raise Wrong(400, "lat and long are out of range")
    return found


def _uuid(said: str) -> UUID:
    try:
        return UUID(said.strip())
    except ValueError:
        raise Wrong(404, f"service_request_id {said[:50]} was not found") from None


def _count(name: str, default: int, most: int) -> int:
    said = request.args.get(name, "")
    if not said:
        return default
    if not said.isdecimal() or len(said) > 6 or not 1 <= int(said) <= most:
        raise Wrong(400, f"{name} must be from 1 to {most}")
    return int(said)
