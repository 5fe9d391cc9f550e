"""The platform's answer for a photo that it was to check (`wxa_media_check`), heard."""

from typing import Any

from sqlalchemy.orm import Session

from city import events
from city.intake.checks import Verdict
from city.people import SYSTEM
from city.wechat.envelope import Fields

EVENT = "wxa_media_check"


def hear(session: Session, fields: Fields) -> None:
    """Record the answer; a job settles it, since it may come before our question is kept."""
    if str(fields.get("Event", "")).lower() == EVENT and fields.get("trace_id"):
        events.record(session, SYSTEM, "wechat.media_checked", **_told(fields))


def _told(fields: Fields) -> dict[str, Any]:
    """Its trace, and the verdict with its label, or the error that it ended with."""
    result = fields.get("result")
    said = result if isinstance(result, dict) else {}
    verdict, label = str(said.get("suggest", "")), str(said.get("label", ""))
    is_told = verdict in set(Verdict) and label.isdecimal() and len(label) < 9
    return {
        "trace_id": str(fields["trace_id"])[:100],
        "verdict": verdict if is_told else None,
        "label": int(label) if is_told else None,
        "error": str(fields.get("errcode") or "unreadable")[:20],
    }
