"""Answers that are the same for everybody, packed with gzip.

Nothing personal is ever packed: the length of a packed answer tells of what it holds, and who can
have words of his own put into it learns the rest by trying (BREACH, 2013). So it is asked for by
the routes of maps and catalogue, and by no others; the app's own files are packed when built.
"""

import gzip

from flask import Response, request

LEAST = 1024  # bytes: what is shorter goes in one packet anyhow
OFTEN = 4  # zlib's level for what is packed each time


def is_known(version: str) -> bool:
    """Whether the caller has this version. Packed or not it is one, so its tag is a weak one."""
    return bool(request.if_none_match.contains_weak(version))


def packed(response: Response, version: str) -> Response:
    """The answer under its weak ETag, packed where the caller can unpack it."""
    response.set_etag(version, weak=True)
    if response.status_code == 200 and len(response.get_data()) >= LEAST:
        response.vary.add("Accept-Encoding")
        if _is_wanted():
            _put(response, gzip.compress(response.get_data(), OFTEN, mtime=0))
    return response


def _is_wanted() -> bool:
    return request.accept_encodings["gzip"] > 0 and "Range" not in request.headers


def _put(response: Response, small: bytes) -> None:
    response.set_data(small)
    response.content_encoding = "gzip"
