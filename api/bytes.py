"""Objects of the store as answers: whole or in part, streamed, or by a short-lived address."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from flask import Response, redirect, request
from werkzeug.datastructures import ContentRange
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from api import here
from city.errors import Missing
from media.store import Missing as NoObject

WALLS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What a stranger's bytes are served with, so that no browser makes more of them."""
ADDRESS_LASTS = timedelta(minutes=2)


def served(
    key: str, content_type: str, etag: str, headers: Mapping[str, str], size: int | None = None
) -> Response:
    """The object called `key` under its ETag: 304, 206 for one range, or 200. Raises Missing.

    With its `size` in bytes it is streamed; a small one comes in one piece without.
    """
    if request.if_none_match.contains(etag):
        answer = Response(status=304)
    else:
        answer = _by_address(key, content_type, headers) or _piece(key, content_type, etag, size)
    if answer.status_code != 302:
        answer.set_etag(etag)
        answer.headers.update(headers)
    return answer


def _by_address(key: str, content_type: str, headers: Mapping[str, str]) -> Response | None:
    """Where phones reach the store: its address of this object, good for a moment."""
    store = here.doorstep()
    if store is None:
        return None
    kept = {"Content-Type": content_type} | {
        name: headers[name] for name in ("Content-Disposition", "Cache-Control") if name in headers
    }
    away: Response = redirect(store.address(key, ADDRESS_LASTS, kept), 302)  # type: ignore[assignment]
    away.cache_control.private = True
    away.cache_control.no_store = True
    return away


def _piece(key: str, content_type: str, etag: str, size: int | None) -> Response:
    body: bytes | Iterator[bytes]
    try:
        whole = here.store().get(key) if size is None else b""
        length = len(whole) if size is None else size
        start, end = _part(length, etag)
        body = whole[start:end] if size is None else here.store().stream(key, start, end)
    except NoObject:
        raise Missing(what="photo") from None
    is_part = end - start < length
    answer = Response(body, 206 if is_part else 200, WALLS, content_type=content_type)
    answer.content_length = end - start
    answer.accept_ranges = "bytes"
    if is_part:
        answer.content_range = ContentRange("bytes", start, end, length)
    return answer


def _part(size: int, etag: str) -> tuple[int, int]:
    """Which bytes are asked for; all of them where the range is several or of another version.

    Raises RequestedRangeNotSatisfiable.
    """
    asked = request.range
    if asked is None or (request.if_range.etag and request.if_range.etag != etag):
        return 0, size
    if asked.units != "bytes" or len(asked.ranges) != 1:
        return 0, size
    found = asked.range_for_length(size)
    if found is None:
        raise RequestedRangeNotSatisfiable(size)
    return found
