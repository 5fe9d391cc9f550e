"""The platform's answer for a photo that it was to check (`wxa_media_check`), heard."""

from typing import Any

from sqlalchemy.orm import Session

from city import events
from city.intake.checks import Verdict
from city.people import SYSTEM
from city.wechat.envelope import Fields
from city.wechat.messages import legible

EVENT = "wxa_media_check"
LONGEST_LABEL = 8  # digits


def hear(session: Session, fields: Fields) -> None:
    """Record the answer; a job settles it, since it may come before our question is kept."""
    if str(fields.get("Event", "")).lower() == EVENT and fields.get("trace_id"):
        events.record(session, SYSTEM, "wechat.media_checked", **_told(fields))


def _told(fields: Fields) -> dict[str, Any]:
    """Its trace, and the verdict with its label, or the error that it ended with."""
    verdict, label = verdict_of(fields) or (None, None)
    return {
        "trace_id": legible(str(fields["trace_id"]))[:100],
        "verdict": verdict,
        "label": label,
        "error": legible(str(fields.get("errcode") or "unreadable"))[:20],
    }


def verdict_of(fields: Fields) -> tuple[Verdict, int] | None:
    """The verdict with its label, as `result` names them; None for what names none."""
    result = fields.get("result")
    said = result if isinstance(result, dict) else {}
    verdict, label = str(said.get("suggest", "")), str(said.get("label", ""))
    if verdict not in set(Verdict) or not label.isdecimal() or len(label) > LONGEST_LABEL:
        return None
    return Verdict(verdict), int(label)
