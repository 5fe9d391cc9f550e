"""The bytes of a feed → what it holds: RSS and Atom (feedparser), JSON Feed 1 and 1.1. Pure."""

import hashlib
from calendar import timegm
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import feedparser
import orjson

from city.clock import is_of_calendar
from city.pages import plain

MOST = 200  # items of one reading
LONGEST_TITLE, LONGEST_WORDS, LONGEST_URL = 300, 4000, 1000


class NoFeed(ValueError):
    """These bytes are no feed."""


class Entry(NamedTuple):
    """One item: what the feed knows it by (a digest), its address, its words without tags."""

    guid: str
    url: str
    title: str
    words: str
    published_at: datetime | None


def entries(body: bytes) -> list[Entry]:
    """What a feed holds, in its order; what has neither title nor words is left out.

    Raises NoFeed.
    """
    found = _json(body) if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml(body)
    return [one for one in found if one.title or one.words][:MOST]


def _json(body: bytes) -> Iterator[Entry]:
    """https://www.jsonfeed.org/version/1.1/"""
    try:
        told = orjson.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except ValueError:
        raise NoFeed("json") from None
    if not str(told.get("version", "")).startswith("https://jsonfeed.org/version/1"):
        raise NoFeed("version")
    items = told.get("items")
    for one in items if isinstance(items, list) else ():
        if isinstance(one, dict):
            words = one.get("content_text") or plain(
                _text(one.get("content_html")) or _text(one.get("summary"))
            )
            moment = _moment(_text(one.get("date_published")))
            yield _entry(one.get("id"), one.get("url"), one.get("title"), words, moment)


def _xml(body: bytes) -> Iterator[Entry]:
    told = feedparser.parse(body)
    if not told.get("version"):
        raise NoFeed("xml")
    for one in told.entries:
        contents = [_text(each.get("value")) for each in one.get("content", ())]
        words = plain(max([*contents, _text(one.get("summary"))], key=len))
        parsed = one.get("published_parsed") or one.get("updated_parsed")
        moment = datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
        yield _entry(one.get("id"), one.get("link"), plain(_text(one.get("title"))), words, moment)


def _entry(guid: Any, url: Any, title: Any, words: Any, at: datetime | None) -> Entry:
    address = _address(_text(url))
    title, words = plain(_text(title))[:LONGEST_TITLE], " ".join(_text(words).split())
    known = _text(guid) or address or f"{title}\n{words}"
    digest = hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()
    at = at if at and is_of_calendar(at) else None
    return Entry(digest, address, _whole(title), _whole(words[:LONGEST_WORDS]), at)


def _address(said: str) -> str:
    """Only what a browser may be sent to."""
    with suppress(ValueError):
        if len(said) <= LONGEST_URL and urlsplit(said).scheme in ("http", "https"):
            return said
    return ""


def _moment(said: str) -> datetime | None:
    with suppress(ValueError):
        found = datetime.fromisoformat(said)
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def _text(said: Any) -> str:
    return said if isinstance(said, str) else str(said) if isinstance(said, int | float) else ""


def _whole(said: str) -> str:
    """Without what no database takes: NUL, and halves of characters."""
    return said.replace("\0", "").encode("utf-8", "replace").decode()
