"""The life of a case, as a table: (stage, action) → next stage, who may, what it needs."""

import enum
from typing import NamedTuple

from city.errors import StageForbids
from city.people import Role


class Stage(enum.StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    VERIFYING = "verifying"
    DECLINED = "declined"
    FILED = "filed"
    DISPATCHED = "dispatched"
    HANDLING = "handling"
    HANDLED = "handled"
    CHECKING = "checking"
    CHECKED = "checked"
    CLOSED = "closed"
    REVISITED = "revisited"


class Action(enum.StrEnum):
    """What somebody does to a case."""

    ACCEPT = "accept"
    DECLINE = "decline"
    SEND_VERIFY = "send_verify"
    CONFIRM = "confirm"
    REFUTE = "refute"
    FILE = "file"
    DISPATCH = "dispatch"
    RETURN = "return"
    SIGN_FOR = "sign_for"
    HANDLE = "handle"
    SEND_CHECK = "send_check"
    PASS = "pass"
    FAIL = "fail"
    REWORK = "rework"
    CLOSE = "close"
    REVISIT = "revisit"


class Need(enum.StrEnum):
    """What a step asks for beside the wish to take it."""

    NOTE = "note"
    CONDITION = "condition"
    ORGANISATION = "organisation"
    PHOTO = "photo"


class Step(NamedTuple):
    """One row: where it leads, who may take it, what it needs."""

    end: Stage
    roles: frozenset[Role]
    needs: frozenset[Need] = frozenset()


def _step(end: Stage, *roles: Role, needs: set[Need] | None = None) -> Step:
    return Step(end, frozenset(roles), frozenset(needs or ()))


_DESK = (Role.OPERATOR, Role.DUTY_CHIEF)

STEPS: dict[tuple[Stage, Action], Step] = {
    (Stage.RECEIVED, Action.ACCEPT): _step(Stage.ACCEPTED, *_DESK),
    (Stage.RECEIVED, Action.DECLINE): _step(Stage.DECLINED, *_DESK, needs={Need.NOTE}),
    (Stage.ACCEPTED, Action.FILE): _step(Stage.FILED, *_DESK, needs={Need.CONDITION}),
    (Stage.ACCEPTED, Action.DECLINE): _step(Stage.DECLINED, *_DESK, needs={Need.NOTE}),
    (Stage.ACCEPTED, Action.SEND_VERIFY): _step(Stage.VERIFYING, *_DESK),
    (Stage.VERIFYING, Action.CONFIRM): _step(Stage.ACCEPTED, Role.INSPECTOR),
    (Stage.VERIFYING, Action.REFUTE): _step(Stage.DECLINED, Role.INSPECTOR, needs={Need.NOTE}),
    (Stage.FILED, Action.DISPATCH): _step(
        Stage.DISPATCHED, Role.DISPATCHER, Role.SYSTEM, needs={Need.ORGANISATION}
    ),
    (Stage.DISPATCHED, Action.SIGN_FOR): _step(Stage.HANDLING, Role.DEPARTMENT),
    (Stage.DISPATCHED, Action.RETURN): _step(Stage.FILED, Role.DEPARTMENT, needs={Need.NOTE}),
    (Stage.HANDLING, Action.RETURN): _step(Stage.FILED, Role.DEPARTMENT, needs={Need.NOTE}),
    (Stage.HANDLING, Action.HANDLE): _step(Stage.HANDLED, Role.DEPARTMENT, needs={Need.PHOTO}),
    (Stage.HANDLED, Action.SEND_CHECK): _step(
        Stage.CHECKING, Role.DISPATCHER, Role.DUTY_CHIEF, Role.SYSTEM
    ),
    (Stage.CHECKING, Action.PASS): _step(Stage.CHECKED, Role.INSPECTOR),
    (Stage.CHECKING, Action.FAIL): _step(Stage.HANDLING, Role.INSPECTOR, needs={Need.NOTE}),
    (Stage.CHECKED, Action.CLOSE): _step(Stage.CLOSED, Role.DUTY_CHIEF),
    (Stage.CHECKED, Action.REWORK): _step(Stage.HANDLING, Role.DUTY_CHIEF, needs={Need.NOTE}),
    (Stage.CLOSED, Action.REVISIT): _step(Stage.REVISITED, Role.CITIZEN),
}

ENDS = frozenset({Stage.DECLINED, Stage.REVISITED})

STAGE_WORDS: dict[Stage, dict[str, str]] = {
    Stage.RECEIVED: {"zh": "待受理", "en": "Received"},
    Stage.ACCEPTED: {"zh": "已受理", "en": "Accepted"},
    Stage.VERIFYING: {"zh": "核实中", "en": "Being verified"},
    Stage.DECLINED: {"zh": "不予立案", "en": "Declined"},
    Stage.FILED: {"zh": "已立案", "en": "Filed"},
    Stage.DISPATCHED: {"zh": "已派遣", "en": "Dispatched"},
    Stage.HANDLING: {"zh": "处置中", "en": "Being handled"},
    Stage.HANDLED: {"zh": "已处置", "en": "Handled"},
    Stage.CHECKING: {"zh": "核查中", "en": "Being checked"},
    Stage.CHECKED: {"zh": "已核查", "en": "Checked"},
    Stage.CLOSED: {"zh": "已结案", "en": "Closed"},
    Stage.REVISITED: {"zh": "已回访", "en": "Revisited"},
}

ACTION_WORDS: dict[Action, dict[str, str]] = {
    Action.ACCEPT: {"zh": "受理", "en": "Accept"},
    Action.DECLINE: {"zh": "不予立案", "en": "Decline"},
    Action.FILE: {"zh": "立案", "en": "File"},
    Action.DISPATCH: {"zh": "派遣", "en": "Dispatch"},
    Action.SEND_VERIFY: {"zh": "发核实", "en": "Send to verify"},
    Action.CONFIRM: {"zh": "核实属实", "en": "It is so"},
    Action.REFUTE: {"zh": "核实不属实", "en": "It is not so"},
    Action.RETURN: {"zh": "退回", "en": "Return"},
    Action.SIGN_FOR: {"zh": "签收", "en": "Sign for"},
    Action.HANDLE: {"zh": "处置完成", "en": "Handled"},
    Action.SEND_CHECK: {"zh": "发核查", "en": "Send to check"},
    Action.PASS: {"zh": "核查通过", "en": "Pass"},
    Action.FAIL: {"zh": "核查不通过", "en": "Fail"},
    Action.REWORK: {"zh": "返工", "en": "Rework"},
    Action.CLOSE: {"zh": "结案", "en": "Close"},
    Action.REVISIT: {"zh": "回访", "en": "Revisit"},
}

NEED_WORDS: dict[Need, dict[str, str]] = {
    Need.NOTE: {"zh": "说明理由", "en": "a reason"},
    Need.CONDITION: {"zh": "立案条件", "en": "a filing condition"},
    Need.ORGANISATION: {"zh": "处置单位", "en": "a department"},
    Need.PHOTO: {"zh": "现场照片", "en": "a photo"},
}


def step(stage: Stage, action: Action) -> Step:
    """The row for this stage and action. Raises StageForbids when there is none."""
    try:
        return STEPS[stage, action]
    except KeyError:
        raise StageForbids(stage=STAGE_WORDS[stage], action=ACTION_WORDS[action]) from None


def open_to(stage: Stage, roles: frozenset[Role]) -> list[Action]:
    """The buttons to show: what these roles may do to a case at this stage."""
    return [
        action
        for (start, action), row in STEPS.items()
        if start is stage and not row.roles.isdisjoint(roles)
    ]
