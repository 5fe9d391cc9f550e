"""The phone's own files: content-named ones kept for ever, the shell asked for anew each time."""

from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request, send_from_directory

from api import here
from city.settings import Settings

FIRST, SHELL = "index.html", "app.html"  # the citizen's first page, and the frame of all others
PACKED = {"br": ".br", "gzip": ".gz"}  # the best first, as pwa/scripts/pack.mjs makes them
FOR_EVER = 365 * 24 * 3600
OLDEST = "Oldest-App"  # that is understood, as pwa/src/api/version.ts counts
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "worker-src 'self' blob:; connect-src 'self'{tiles}; frame-ancestors 'none'; base-uri 'self'"
)


def register(app: Flask) -> None:
    """Serve the built PWA from `/`; every path that is no file is a page of the app."""
    told: Settings = app.extensions["settings"]
    folder: Path = told.pwa.resolve()
    policy = _policy(told.tiles_url)

    def page(path: str = FIRST) -> Response:
        """A file of the PWA, or its shell."""
        if path.startswith("api/"):
            abort(404)
        if not (folder / path).is_file():
            path = SHELL
        if not (folder / SHELL).is_file():
            return Response(_unbuilt(), 503, content_type="text/plain; charset=utf-8")
        return _file(folder, path)

    app.add_url_rule("/", "pwa", page)
    app.add_url_rule("/<path:path>", "pwa_file", page)

    @app.after_request
    def _close_doors(response: Response) -> Response:
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers[OLDEST] = str(told.oldest_app)
        else:
            response.headers.setdefault("Content-Security-Policy", policy)
        return response


def _file(folder: Path, path: str) -> Response:
    packed, coding = _packed(folder, path)
    kept = FOR_EVER if path.startswith("assets/") else 0
    kind = guess_type(path)[0]
    response = send_from_directory(folder, packed, mimetype=kind, max_age=kept, conditional=True)
    response.vary.add("Accept-Encoding")
    if coding:
        response.headers["Content-Encoding"] = coding
    if kept:
        response.cache_control.immutable = True
    else:
        response.cache_control.no_cache = True
    return response


def _packed(folder: Path, path: str) -> tuple[str, str | None]:
    """The file to send for `path`, and how it is packed; what was built packed is sent so."""
    for coding, ending in PACKED.items():
        if request.accept_encodings[coding] and (folder / f"{path}{ending}").is_file():
            return f"{path}{ending}", coding
    return path, None


def _policy(tiles_url: str | None) -> str:
    """Nothing from outside but the map tiles of the source that the city names."""
    source = urlsplit(tiles_url or "")
    return POLICY.format(tiles=f" {source.scheme}://{source.netloc}" if source.netloc else "")


def _unbuilt() -> str:
    words = {"zh": "页面还没有构建，请运行 make run", "en": "The pages are not built: make run"}
    return words[here.language()]
