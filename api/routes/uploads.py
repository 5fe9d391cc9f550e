"""Photos by tus 1.0.0: creation, creation-with-upload, checksum, expiration, termination."""

from collections.abc import Mapping
from email.utils import format_datetime
from uuid import UUID

from flask import Response, request, url_for
from werkzeug.exceptions import ClientDisconnected

from api import here
from api.auth import ANYBODY, SENDERS
from api.blueprint import Blueprint
from city.cases import alone, tasks
from city.errors import UploadRefused
from city.intake import photos
from city.intake.model import Photo, PhotoKind, PhotoState, Upload
from city.intake.photos import Owner
from city.intake.reports import sender_of
from city.surveys import finding
from media import uploads as tus

blp = Blueprint("uploads", __name__, url_prefix="/api/v1/uploads", description="照片上传 (tus)")


@blp.route("", methods=["OPTIONS"], allow=ANYBODY)
@blp.response(204)
def abilities() -> Response:
    """What this tus server can do"""
    return _answer(
        204,
        {
            "Tus-Version": tus.VERSION,
            "Tus-Extension": tus.EXTENSIONS,
            "Tus-Max-Size": str(here.settings().upload_bytes),
            "Tus-Checksum-Algorithm": ",".join(tus.ALGORITHMS),
        },
    )


@blp.route("", methods=["POST"], allow=SENDERS)
@blp.response(201)
@blp.alt_response(409, description="Nobody asked for this photo")
def create() -> Response:
    """Begin an upload of a photo that a report promised or a case needs; with its bytes at will"""
    tus.check_version(request.headers.get("Tus-Resumable"))
    asked = tus.creation(request.headers, here.settings().upload_bytes)
    here.limits().intake(sender_of(here.actor()), request.remote_addr or "")
    photo = _photo(asked)
    if photo.state is not PhotoState.WANTED:
        return _answer(201, _where(photo, photo.size))
    body = _body() if request.content_length else b""
    here.limits().bytes(photo.sender, len(body))
    if len(body) == asked.length:
        _check_whole(photo.sha256)
        tus.put_whole(here.store(), body, photo.sha256)
        photos.finish(here.session(), photo, here.actor(), in_parts=False)
        return _answer(201, _where(photo, photo.size))
    _check(body)
    upload = photos.begin(here.session(), photo, here.settings().upload_seconds)
    if body:
        upload = photos.hold(here.session(), photo.id, here.actor())
    if body and not upload.received:
        _append(upload, body)
    return _answer(201, _where(photo, upload.received) | _until(upload))


@blp.route("/<uuid:photo_id>", methods=["HEAD"], allow=SENDERS)
@blp.response(200)
def offset(photo_id: UUID) -> Response:
    """How much of an upload is safe"""
    tus.check_version(request.headers.get("Tus-Resumable"))
    photo, upload = photos.offset(here.session(), photo_id, here.actor())
    safe = upload.received if upload else photo.size
    until = _until(upload) if upload else {}
    sizes = {"Upload-Offset": str(safe), "Upload-Length": str(photo.size)}
    return _answer(200, {**sizes, **until, "Cache-Control": "no-store"})


@blp.route("/<uuid:photo_id>", methods=["PATCH"], allow=SENDERS)
@blp.response(204)
@blp.alt_response(409, description="The offset is not where the upload stopped")
@blp.alt_response(423, description="Another request holds this upload")
def append(photo_id: UUID) -> Response:
    """Go on with an upload; at its end the whole SHA-256 must be the promised one"""
    tus.check_version(request.headers.get("Tus-Resumable"))
    tus.check_type(request.headers.get("Content-Type"))
    at = tus.offset(request.headers.get("Upload-Offset"))
    session, actor = here.session(), here.actor()
    photo, under_way = photos.offset(session, photo_id, actor)
    if under_way is None:
        return _answer(204, {"Upload-Offset": str(photo.size)})
    upload = photos.hold(session, photo_id, actor)
    photos.must_go_on_at(upload, at)
    body = _body()
    _check(body)
    here.limits().bytes(photo.sender, len(body))
    _append(upload, body)
    if upload.received < photo.size:
        return _answer(204, {"Upload-Offset": str(upload.received)} | _until(upload))
    return _complete(upload)


@blp.route("/<uuid:photo_id>", methods=["DELETE"], allow=SENDERS)
@blp.response(204)
def give_up(photo_id: UUID) -> Response:
    """End an upload and forget its bytes; the report still wants the photo"""
    tus.check_version(request.headers.get("Tus-Resumable"))
    upload = photos.hold(here.session(), photo_id, here.actor())
    tus.discard(here.store(), photo_id, upload.parts)
    photos.give_up(here.session(), upload)
    return _answer(204, {})


def _photo(asked: tus.Creation) -> Photo:
    session, actor = here.session(), here.actor()
    try:
        report = asked.metadata.get("report")
        if report:
            return photos.promised(session, UUID(report), asked.sha256, asked.length, actor)
        owner = _owner(asked.metadata)
    except ValueError:
        raise tus.BadUpload("bad_metadata") from None
    kind = _may_add(owner)
    return photos.added(session, owner, kind, asked.sha256, asked.length, actor)


def _owner(metadata: Mapping[str, str]) -> Owner:
    """What the photo belongs to; `handled`: the case of one's own report. Raises ValueError."""
    task, report = metadata.get("survey_task"), metadata.get("handled")
    if task:
        return Owner(survey_task_id=UUID(task))
    if report:
        return Owner(case_id=alone.case_of(here.session(), UUID(report), here.actor()))
    return Owner(case_id=UUID(metadata.get("case", "")))


def _may_add(owner: Owner) -> PhotoKind:
    """What a photo shows that the actor adds now. Raises Missing, NotAllowed."""
    session, actor = here.session(), here.actor()
    if owner.survey_task_id:
        return finding.may_add_photo(session, owner.survey_task_id, actor)
    assert owner.case_id is not None  # one of the two, as it was read
    _, kind = tasks.may_add_photo(session, owner.case_id, actor)
    return kind


def _body() -> bytes:
    """As much of the body as arrived: what a cut connection brought is kept, unless checksummed."""
    request.max_content_length = here.settings().upload_bytes
    pieces: list[bytes] = []
    try:
        while piece := request.stream.read(2**16):
            pieces.append(piece)
    except (ClientDisconnected, OSError):
        if "Upload-Checksum" in request.headers:
            raise
    return b"".join(pieces)


def _check(body: bytes) -> None:
    checksum = tus.checksum(request.headers.get("Upload-Checksum"))
    if checksum and body:
        checksum.check(body)


def _check_whole(sha256: str) -> None:
    """A body that is the whole photo is hashed once, when it is kept: both promises must agree."""
    checksum = tus.checksum(request.headers.get("Upload-Checksum"))
    if checksum and checksum.algorithm == "sha256" and checksum.digest.hex() != sha256:
        raise tus.ChecksumMismatch("part")


def _append(upload: Upload, body: bytes) -> None:
    if upload.received + len(body) > upload.photo.size:
        raise UploadRefused
    if body:
        tus.append(here.store(), upload.photo_id, upload.received, body)
        photos.grow(upload, len(body))


def _complete(upload: Upload) -> Response:
    """All bytes are here: the photo is received, or the upload begins again."""
    photo, parts = upload.photo, upload.parts
    try:
        tus.assemble(here.store(), photo.id, parts, photo.size, photo.sha256)
    except tus.BadUpload as wrong:
        tus.discard(here.store(), photo.id, parts)
        photos.begin_again(upload)
        return _answer(460, {"Upload-Offset": "0"}, wrong.words(here.language()))
    photos.finish(here.session(), photo, here.actor())
    return _answer(204, {"Upload-Offset": str(photo.size)})


def _where(photo: Photo, safe: int) -> dict[str, str]:
    address = url_for("uploads.offset", photo_id=photo.id)
    return {"Location": address, "Upload-Offset": str(safe)}


def _until(upload: Upload) -> dict[str, str]:
    return {"Upload-Expires": format_datetime(upload.expires_at, usegmt=True)}


def _answer(status: int, headers: dict[str, str], words: str = "") -> Response:
    return Response(words, status, {"Tus-Resumable": tus.VERSION, **headers})
