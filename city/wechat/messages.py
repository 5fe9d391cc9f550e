"""What users of the official account send, and what they are answered. Pure."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from city.wechat.envelope import Fields, Unreadable

LONGEST = 600  # characters of a reply; the platform cuts at 2,048 bytes
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Message(NamedTuple):
    """A message or an event. `key` is the same when it is sent again.

    `lat` and `lon` are degrees in GCJ-02, as the platform's map has them. `job` is the message of
    ours that an event tells of, `status` what became of it.
    """

    key: str
    openid: str
    account: str
    at: datetime
    kind: str
    words: str = ""
    media_id: str = ""
    lat: float | None = None
    lon: float | None = None
    event: str = ""
    button: str = ""
    job: str = ""
    status: str = ""


def read(fields: Fields) -> Message:
    """A message of its fields. Raises Unreadable."""
    said = {name: value for name, value in fields.items() if isinstance(value, str | int | float)}
    text = {name: legible(str(value)).strip() for name, value in said.items()}
    kind = text.get("MsgType", "").lower()
    openid, made = text.get("FromUserName", ""), text.get("CreateTime", "")
    if not (kind and openid and made.isdecimal() and len(made) < 12):
        raise Unreadable
    told_by = text.get("MsgId") or f"{made} {text.get('Event', '')} {text.get('EventKey', '')}"
    words = text.get("Recognition" if kind == "voice" else "Label" if kind == "location"
                     else "Content", "")  # fmt: skip
    return Message(
        key=f"{openid} {told_by}"[:300],
        openid=openid[:64],
        account=text.get("ToUserName", ""),
        at=datetime.fromtimestamp(int(made), UTC),
        kind=kind,
        words=words,
        media_id=text.get("MediaId", "")[:200],
        lat=_degrees(text.get("Location_X"), 90),
        lon=_degrees(text.get("Location_Y"), 180),
        event=text.get("Event", "").lower(),
        button=text.get("EventKey", ""),
        job=text.get("MsgID", ""),
        status=text.get("Status", ""),
    )


def answer(message: Message, words: str, now: datetime) -> str:
    """A reply in words, as the platform's XML."""
    return (
        f"<xml><ToUserName>{_cdata(message.openid)}</ToUserName>"
        f"<FromUserName>{_cdata(message.account)}</FromUserName>"
        f"<CreateTime>{int(now.timestamp())}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content>{_cdata(words[:LONGEST])}</Content></xml>"
    )


def legible(text: str) -> str:
    """The same without what XML and a column of ours cannot hold."""
    return NOT_XML.sub("", text)


def _cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def _degrees(said: str | None, most: int) -> float | None:
    try:
        found = float(said or "")
    except ValueError:
        return None
    return found if -most <= found <= most else None
