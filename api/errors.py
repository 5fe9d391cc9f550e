"""Every refusal as a problem document (RFC 9457) in the caller's language."""

from typing import Any

from flask import Flask, Response, json, request
from flask_smorest import Api
from marshmallow import Schema, ValidationError, fields
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException

from api import here
from api.words import HTTP, in_chinese
from city import errors as city
from city.cases import refusals
from city.crews import errors as crews
from city.duty import errors as duty
from city.events import request_id
from city.logs import logger
from city.notices import errors as notices
from city.surveys import errors as surveys
from media.store import StoreDown
from media.uploads import BadUpload, ChecksumMismatch

STATUS: dict[type[city.CityError], int] = {
    city.Missing: 404,
    city.NotSignedIn: 401,
    city.WrongPassword: 401,
    city.ForgedRequest: 403,
    city.NotAllowed: 403,
    city.ReportDiffers: 409,
    city.DeedDiffers: 409,
    city.AlreadyDecided: 409,
    city.StageForbids: 409,
    refusals.MergeRefused: 409,
    refusals.MergedAlready: 409,
    refusals.Prevented: 409,
    refusals.CaseChanged: 412,
    refusals.OutOfRange: 422,
    refusals.PhotosMissing: 422,
    city.NeedsMissing: 422,
    city.UnknownCategory: 422,
    city.RulesUnclear: 422,
    notices.SubscriptionUnfit: 422,
    notices.TemplateUnfit: 422,
    notices.AlreadyAnswered: 409,
    notices.WechatRefused: 409,
    city.NameUnfit: 422,
    duty.DutyForbids: 409,
    duty.AnswerDiffers: 409,
    duty.ShiftOverlaps: 409,
    duty.HandsFull: 409,
    duty.ReasonNeeded: 422,
    duty.SettingUnfit: 422,
    duty.SheetUnclear: 422,
    crews.CrewForbids: 409,
    surveys.SurveyUnfit: 422,
    surveys.AnswerUnfit: 422,
    city.UploadRefused: 409,
    city.OffsetDiffers: 409,
    city.UploadExpired: 410,
    city.UploadBusy: 423,
    city.NotYetCase: 423,
    city.SignatureReplayed: 409,
    city.TableUnreadable: 422,
    city.ColumnsUnclear: 422,
    city.ChannelClosed: 403,
    city.TooMany: 429,
    city.Unready: 503,
}
UPLOAD_STATUS = {"too_large": 413, "wrong_type": 415, "wrong_version": 412}
RETRY_SECONDS = 2


class ProblemSchema(Schema):
    """What every refusal looks like (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True, metadata={"description": "May be shown as it is"})
    code = fields.String(required=True)
    request_id = fields.String()
    fields_ = fields.Dict(data_key="fields", attribute="fields")


def register(app: Flask, api: Api) -> None:
    """Answer every error of the business, of media and of HTTP itself with a problem."""
    app.register_error_handler(city.CityError, _refused)
    app.register_error_handler(BadUpload, _bad_upload)
    app.register_error_handler(ValidationError, _invalid)
    app.register_error_handler(StoreDown, _engine_away)
    app.register_error_handler(OperationalError, _engine_away)
    app.register_error_handler(NoConnection, _engine_away)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)
    api.ERROR_SCHEMA = ProblemSchema


def problem(
    status: int,
    code: str,
    detail: str,
    wrong: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """A problem document. `wrong`: field → messages."""
    body = {
        "type": "about:blank",
        "title": HTTP.get(status, HTTP[500])[here.language()],
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": request_id.get(),
        **({"fields": wrong} if wrong else {}),
    }
    answer = Response(json.dumps(body), status, content_type="application/problem+json")
    answer.headers.update(headers or {})
    answer.headers["Vary"] = "Accept-Language"
    return answer


def _refused(error: city.CityError) -> Response:
    headers = {}
    if isinstance(error, city.TooMany):
        headers["Retry-After"] = str(error.facts["seconds"])
    if isinstance(error, city.Unready | city.UploadBusy | city.NotYetCase):
        headers["Retry-After"] = str(RETRY_SECONDS)
    if isinstance(error, city.OffsetDiffers):
        headers["Upload-Offset"] = str(error.facts["offset"])
    return problem(STATUS[type(error)], error.code, error.said(here.language()), None, headers)


def _bad_upload(error: BadUpload) -> Response:
    status = 460 if isinstance(error, ChecksumMismatch) else UPLOAD_STATUS.get(error.code, 400)
    return problem(status, error.code, error.words(here.language()))


def _invalid(error: ValidationError) -> Response:
    detail = HTTP[422][here.language()]
    return problem(422, "invalid", detail, _flat(error.normalized_messages()))


def _engine_away(error: Exception) -> Response:
    logger("web").warning("an engine is away", why=type(error).__name__)
    headers = {"Retry-After": str(RETRY_SECONDS)}
    return problem(503, "unready", city.Unready().said(here.language()), None, headers)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    detail = HTTP.get(status, HTTP[500])[here.language()]
    sent = getattr(error, "data", None) or {}
    headers = dict(sent.get("headers") or {})
    if status == 405 and getattr(error, "valid_methods", None):
        headers["Allow"] = ", ".join(error.valid_methods)  # type: ignore[attr-defined]
    wrong = _flat(sent.get("messages") or {})
    code = "invalid" if wrong else f"http_{status}"
    return problem(status, code, detail, wrong, headers)


def _fault(error: Exception) -> Response:
    rule = request.url_rule.rule if request.url_rule else "none"
    logger("web").error("fault", method=request.method, route=rule, exc_info=error)
    return problem(500, "fault", HTTP[500][here.language()])


def _flat(messages: Any, path: str = "") -> dict[str, list[str]]:
    """Marshmallow's nested messages as `photos.0.sha256` → messages in the caller's language."""
    if isinstance(messages, dict):
        found: dict[str, list[str]] = {}
        for key, below in messages.items():
            nested = path if key in {"json", "query"} and not path else f"{path}.{key}".lstrip(".")
            found |= _flat(below, nested)
        return found
    said = [str(one) for one in (messages if isinstance(messages, list) else [messages])]
    return {path: [in_chinese(one) for one in said] if here.language() == "zh" else said}
