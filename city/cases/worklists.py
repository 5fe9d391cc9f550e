"""Which heaps of work each role has before it. Pure."""

import enum
from typing import NamedTuple

from city.cases.stages import OPEN, STEPS, Action, Need, Stage, Step
from city.people import Role


class Only(enum.StrEnum):
    """What a heap's cases have in common beside their stages."""

    ORDERED = "ordered"
    THEIRS_TO_APPROVE = "theirs_to_approve"
    ASSIGNED = "assigned"


class Worklist(NamedTuple):
    """A heap: its stages, who has it, whether the oldest comes first, and which of them only."""

    name: str
    words: dict[str, str]
    stages: tuple[Stage, ...]
    roles: frozenset[Role]
    oldest_first: bool = True
    only: Only | None = None


_DESK = frozenset({Role.OPERATOR, Role.DUTY_CHIEF})
_LOOKING = frozenset({Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR})
_BRANCH = frozenset({Role.DEPARTMENT, Role.MAINTAINER})
_AT_WORK = _BRANCH | {Role.MEMBER}

WORKLISTS = (
    Worklist("to_accept", {"zh": "待受理", "en": "To accept"}, (Stage.RECEIVED,), _DESK),
    Worklist("to_file", {"zh": "待立案", "en": "To file"}, (Stage.ACCEPTED,), _DESK),
    Worklist("verifying", {"zh": "核实中", "en": "Being verified"}, (Stage.VERIFYING,), _DESK),
    Worklist(
        "to_dispatch",
        {"zh": "待派遣", "en": "To dispatch"},
        (Stage.FILED,),
        frozenset({Role.DISPATCHER, Role.DUTY_CHIEF}),
    ),
    Worklist("to_sign", {"zh": "待签收", "en": "To sign for"}, (Stage.DISPATCHED,), _BRANCH),
    Worklist(
        "own_jobs",
        {"zh": "派给我的", "en": "My jobs"},
        (Stage.HANDLING,),
        _AT_WORK,
        only=Only.ASSIGNED,
    ),
    Worklist("in_hand", {"zh": "处置中", "en": "In hand"}, (Stage.HANDLING,), _BRANCH),
    Worklist(
        "to_check",
        {"zh": "待发核查", "en": "To send to check"},
        (Stage.HANDLED,),
        frozenset({Role.DISPATCHER, Role.DUTY_CHIEF}),
    ),
    Worklist(
        "to_close",
        {"zh": "待结案", "en": "To close"},
        (Stage.CHECKED,),
        frozenset({Role.DUTY_CHIEF}),
    ),
    Worklist(
        "to_approve",
        {"zh": "待审批", "en": "To approve"},
        tuple(Stage),
        frozenset({Role.DISPATCHER, Role.DUTY_CHIEF, Role.LEADER}),
        only=Only.THEIRS_TO_APPROVE,
    ),
    Worklist(
        "ordered",
        {"zh": "督办待回复", "en": "Orders to answer"},
        OPEN,
        _DESK | _BRANCH | {Role.DISPATCHER, Role.LEADER},
        only=Only.ORDERED,
    ),
    Worklist(
        "put_off",
        {"zh": "挂账缓办", "en": "Put off"},
        (Stage.SUSPENDED, Stage.DEFERRED),
        _BRANCH | {Role.DUTY_CHIEF, Role.DISPATCHER},
    ),
    Worklist(
        "under_way",
        {"zh": "办理中", "en": "Under way"},
        OPEN,
        _DESK | {Role.DISPATCHER} | _LOOKING,
    ),
    Worklist(
        "checking",
        {"zh": "核查中", "en": "Being checked"},
        (Stage.HANDLED, Stage.CHECKING, Stage.CHECKED),
        _AT_WORK,
    ),
    Worklist(
        "closed",
        {"zh": "已结案", "en": "Closed"},
        (Stage.CLOSED, Stage.REVISITED),
        _DESK | _LOOKING | _AT_WORK,
        oldest_first=False,
    ),
    Worklist(
        "voided",
        {"zh": "已作废", "en": "Voided"},
        (Stage.VOIDED,),
        _DESK | _LOOKING,
        oldest_first=False,
    ),
    Worklist(
        "declined",
        {"zh": "不予立案", "en": "Declined"},
        (Stage.DECLINED,),
        _DESK | _LOOKING,
        oldest_first=False,
    ),
    Worklist(
        "merged",
        {"zh": "已并案", "en": "Merged"},
        (Stage.MERGED,),
        _DESK | _LOOKING,
        oldest_first=False,
    ),
)


def lists_of(roles: frozenset[Role]) -> list[Worklist]:
    """The worklists of somebody with these roles, in the order of the work."""
    return [heap for heap in WORKLISTS if not heap.roles.isdisjoint(roles)]


EACH_ITS_OWN = frozenset({Need.PHOTO, Need.CONDITION, Need.AMOUNT, Need.SATISFIED, Need.CASE})
ON_ONE = frozenset({Action.CONFIRM, Action.REFUTE, Action.PASS, Action.FAIL, Action.WITHDRAW})


def for_many(heap: Worklist, roles: frozenset[Role]) -> list[tuple[Action, Step]]:
    """The steps that these roles may take for many cases of a heap at once, with a row of each."""
    decides = heap.only is Only.THEIRS_TO_APPROVE
    found: dict[Action, Step] = {}
    for (stage, action), row in STEPS.items():
        fits = stage in heap.stages and not roles.isdisjoint(row.roles) and action not in ON_ONE
        if fits and row.needs.isdisjoint(EACH_ITS_OWN):
            found.setdefault(action, row)
    asked = {Action.APPROVE, Action.REFUSE}
    return [(action, row) for action, row in found.items() if (action in asked) is decides]
