"""How a case stood before it was merged: kept as JSON, and put back to the letter."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from city.cases.model import Case, Task
from city.cases.stages import Stage
from city.duty.asked import TaskState

MOMENTS = ("stage_at", "clock_from", "yellow_at", "due_at", "turn_at")


def snapshot(session: Session, case: Case) -> dict[str, Any]:
    """What merging changes of a case; its open task is recalled."""
    task = session.scalar(
        select(Task).where(Task.case_id == case.id, Task.state == TaskState.OPEN).with_for_update()
    )
    if task:
        task.state = TaskState.RECALLED
    moments = {name: getattr(case, name) for name in MOMENTS}
    return {
        "stage": case.stage.value,
        "clock": case.clock or {},
        "task": str(task.id) if task else None,
        **{name: at and at.isoformat() for name, at in moments.items()},
    }


def stand_still(case: Case, stage: Stage) -> Stage:
    """Put a case at `stage` with no clock running; returns where it stood."""
    start = case.stage
    case.stage, case.clock = stage, {}
    case.clock_from = case.yellow_at = case.due_at = case.turn_at = None
    return start


def restore(session: Session, case: Case, before: dict[str, Any]) -> None:
    """Put a case back as `before` says, with the task that was out."""
    case.stage, case.clock = Stage(before["stage"]), before["clock"]
    for name in MOMENTS:
        at = before[name]
        setattr(case, name, at and datetime.fromisoformat(at))
    if before["task"]:
        session.get_one(Task, UUID(before["task"])).state = TaskState.OPEN
