"""Which heaps of work each role has before it. Pure."""

from typing import NamedTuple

from city.cases.stages import Stage
from city.people import Role


class Worklist(NamedTuple):
    """A heap: its stages, who has it, and whether the oldest comes first."""

    name: str
    words: dict[str, str]
    stages: tuple[Stage, ...]
    roles: frozenset[Role]
    oldest_first: bool = True


_DESK = frozenset({Role.OPERATOR, Role.DUTY_CHIEF})
_LOOKING = frozenset({Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR})
_BRANCH = frozenset({Role.DEPARTMENT, Role.MAINTAINER})

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
        "under_way",
        {"zh": "办理中", "en": "Under way"},
        (Stage.DISPATCHED, Stage.HANDLING, Stage.HANDLED, Stage.CHECKING),
        frozenset({Role.DUTY_CHIEF, Role.DISPATCHER}) | _LOOKING,
    ),
    Worklist(
        "checking",
        {"zh": "核查中", "en": "Being checked"},
        (Stage.HANDLED, Stage.CHECKING, Stage.CHECKED),
        _BRANCH,
    ),
    Worklist(
        "closed",
        {"zh": "已结案", "en": "Closed"},
        (Stage.CLOSED, Stage.REVISITED),
        _DESK | _LOOKING | _BRANCH,
        oldest_first=False,
    ),
    Worklist(
        "declined",
        {"zh": "不予立案", "en": "Declined"},
        (Stage.DECLINED,),
        _DESK | _LOOKING,
        oldest_first=False,
    ),
)


def lists_of(roles: frozenset[Role]) -> list[Worklist]:
    """The worklists of somebody with these roles, in the order of the work."""
    return [heap for heap in WORKLISTS if not heap.roles.isdisjoint(roles)]
