"""回传: what the hotline is told of each order, once something was decided about its case."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from city import clock, events
from city.db import new_id
from city.events import Event
from city.hotline.model import AnswerState, HotlineAnswer, HotlineOrder, HotlineSource
from city.intake.model import Report
from city.people import SYSTEM

SOLVED, UNSOLVED, IN_PART, SENT_BACK = range(4)
"""办理结果 of the 12345 interface: 0 解决, 1 未解决, 2 部分解决, 3 不办理退单."""
DISSATISFIED, SATISFIED = 0, 2
"""满意度 of the same: 0 不满意, 1 理解, 2 满意, 3 非常满意."""
REPLIES = {
    "case.close": "您反映的问题已处置完成并经现场核查。{note}",
    "case.decline": "您反映的问题未予立案：{note}",
    "case.void": "您反映的问题经核实不予办理：{note}",
    "case.force_close": "您反映的问题已结案：{note}",
    "revisit.answered": "已回访诉求人。{note}",
}
RESULTS = {"case.decline": SENT_BACK, "case.void": SENT_BACK, "case.force_close": UNSOLVED}
LONGEST = 1000


class Due(NamedTuple):
    """An answer with all that sending it needs."""

    answer: HotlineAnswer
    order: HotlineOrder
    source: HotlineSource

    def said(self) -> dict[str, Any]:
        """As it is sent: the interface's own names."""
        return {
            "id": str(self.answer.id),
            "taskId": self.order.number,
            "banliResult_12345": self.answer.result,
            "replyPoint": self.answer.reply,
            "publicSatisfaction": self.answer.satisfaction,
            "time": self.answer.at.isoformat(),
        }


def owe(session: Session, event: Event) -> list[UUID]:
    """What this event of a case means to the hotline: an answer for each of the case's orders.

    Once an event, however often it is called.
    """
    asked = (
        select(HotlineOrder.report_id)
        .join(Report, Report.id == HotlineOrder.report_id)
        .where(Report.case_id == event.case_id)
    )
    if event.name == "revisit.answered":  # one reporter's word about their own order
        asked = asked.where(HotlineOrder.report_id == event.report_id)
    made = []
    for report_id in session.scalars(asked.order_by(HotlineOrder.report_id)):
        answer = HotlineAnswer(
            id=new_id(), report_id=report_id, at=event.at, state=AnswerState.OWED,
            **decided(event.name, event.data, _handled(session, event)),
        )  # fmt: skip
        session.add(answer)
        about = {"report_id": report_id, "case_id": event.case_id, "answer": str(answer.id)}
        events.record(session, SYSTEM, "hotline.answer_owed", **about)
        made.append(answer.id)
    return made


def decided(name: str, data: dict[str, Any], handled: str) -> dict[str, Any]:
    """Result 0–3, reply and satisfaction 0–3 that follow from a closing event."""
    satisfied = data.get("satisfied")
    result = UNSOLVED if data.get("solved") is False else RESULTS.get(name, SOLVED)
    note = data.get("note") or (handled if name == "case.close" else "")
    return {
        "result": result,
        "reply": REPLIES[name].format(note=note)[:LONGEST],
        "satisfaction": None if satisfied is None else SATISFIED if satisfied else DISSATISFIED,
    }


def get(session: Session, answer_id: UUID) -> Due:
    """An answer, its order and its source."""
    answer = session.get_one(HotlineAnswer, answer_id)
    order = session.get_one(HotlineOrder, answer.report_id)
    return Due(answer, order, session.get_one(HotlineSource, order.source_id))


def owed(session: Session, limit: int = 10_000) -> Sequence[Due]:
    """What no hotline has acknowledged yet, the oldest first."""
    asked = (
        select(HotlineAnswer, HotlineOrder, HotlineSource)
        .join(HotlineOrder, HotlineOrder.report_id == HotlineAnswer.report_id)
        .join(HotlineSource, HotlineSource.id == HotlineOrder.source_id)
        .where(HotlineAnswer.state == AnswerState.OWED)
    )
    return [Due(*row) for row in session.execute(asked.order_by(HotlineAnswer.id).limit(limit))]


def acknowledged(session: Session, due: Due) -> None:
    """The hotline has it."""
    due.answer.state, due.answer.acknowledged_at = AnswerState.ACKNOWLEDGED, clock.now()
    events.record(
        session,
        SYSTEM,
        "hotline.answered",
        report_id=due.answer.report_id,
        answer=str(due.answer.id),
    )


def refused(due: Due, why: str) -> None:
    """The hotline will not have it; somebody must look."""
    due.answer.state, due.answer.error = AnswerState.REFUSED, why[:100]


def failed(session: Session, answer_id: UUID, why: str) -> None:
    """One more try in vain."""
    session.execute(
        update(HotlineAnswer)
        .where(HotlineAnswer.id == answer_id)
        .values(tries=HotlineAnswer.tries + 1, error=why[:100])
    )


def _handled(session: Session, event: Event) -> str:
    """What the department said when it had handled the case."""
    asked = select(Event.data).where(Event.case_id == event.case_id, Event.name == "case.handle")
    data = session.scalar(asked.order_by(Event.id.desc()).limit(1)) or {}
    return str(data.get("note") or "")
