"""The life of a case, as a table: (stage, action) → next stage, who may, what it needs."""

from functools import cache

from city.cases.rows import Step
from city.cases.rows import back_to as _undo
from city.cases.rows import to as _step
from city.cases.terms import ACTION_WORDS, NEED_WORDS, STAGE_WORDS, Action, Guard, Need, Stage
from city.errors import StageForbids
from city.people import Role

__all__ = ["ACTION_WORDS", "ENDS", "NEED_WORDS", "OPEN", "STAGE_WORDS", "STEPS", "Action"]
__all__ += ["Guard", "Need", "Stage", "Step", "open_to", "step", "takers"]


_DESK = (Role.OPERATOR, Role.DUTY_CHIEF)
_HOLDERS = (Role.DEPARTMENT, Role.MAINTAINER)
_SENDING = (Role.OPERATOR, Role.DISPATCHER)
_AT_WORK = (*_HOLDERS, Role.MEMBER)
_TWO_LEVELS = (Role.DUTY_CHIEF, Role.LEADER)
_NOTE, _PHOTO = {Need.NOTE}, {Need.PHOTO}
_BRANCH = {Guard.BRANCH}
_THEIRS = {Guard.BRANCH, Guard.GIVEN}
_UNDONE = 24  # hours in which a decision may be taken back (待核对)

_DECLINE = _step(Stage.DECLINED, *_DESK, needs=_NOTE)
_SELF_HANDLE = _step(
    Stage.CHECKED,
    Role.INSPECTOR,
    needs={Need.CONDITION, Need.PHOTO},
    guards={Guard.OWN_REPORT, Guard.SEEN_BEFORE},
)
_RETURN = _step(Stage.FILED, *_HOLDERS, needs=_NOTE, guards={Guard.BRANCH, Guard.NOT_DELEGATED})
_HAND_BACK = _step(Stage.HANDLING, *_HOLDERS, needs=_NOTE, guards={Guard.BRANCH, Guard.DELEGATED})
_TAKE_BACK = _step(
    Stage.HANDLING, Role.DEPARTMENT, needs=_NOTE, guards={Guard.DELEGATED, Guard.ABOVE}
)
_RESUME = _step(Stage.HANDLING, *_HOLDERS, Role.DUTY_CHIEF, Role.SYSTEM, guards=_BRANCH)

Table = dict[tuple[Stage, Action], Step]

_ROAD: Table = {
    (Stage.RECEIVED, Action.ACCEPT): _step(Stage.ACCEPTED, *_DESK),
    (Stage.RECEIVED, Action.DECLINE): _DECLINE,
    (Stage.RECEIVED, Action.FILE): _step(
        Stage.FILED, *_DESK, needs={Need.CONDITION}, guards={Guard.VERIFIED}
    ),
    (Stage.RECEIVED, Action.SELF_HANDLE): _SELF_HANDLE,
    (Stage.ACCEPTED, Action.FILE): _step(Stage.FILED, *_DESK, needs={Need.CONDITION}),
    (Stage.ACCEPTED, Action.SEND_VERIFY): _step(Stage.VERIFYING, *_DESK, guards={Guard.UNVERIFIED}),
    (Stage.ACCEPTED, Action.DECLINE): _DECLINE,
    (Stage.ACCEPTED, Action.SELF_HANDLE): _SELF_HANDLE,
    (Stage.VERIFYING, Action.CONFIRM): _step(Stage.ACCEPTED, Role.INSPECTOR),
    (Stage.VERIFYING, Action.REFUTE): _step(Stage.DECLINED, Role.INSPECTOR, needs=_NOTE),
    (Stage.VERIFYING, Action.UNDO): _undo(Stage.ACCEPTED, *_DESK, of={Action.SEND_VERIFY}),
    (Stage.DECLINED, Action.UNDO): _undo(
        Stage.ACCEPTED, *_DESK, of={Action.DECLINE, Action.REFUTE}, hours=_UNDONE
    ),
    (Stage.FILED, Action.DISPATCH): _step(
        Stage.DISPATCHED, Role.DISPATCHER, Role.SYSTEM, needs={Need.ORGANISATION}
    ),
    (Stage.FILED, Action.UNDO): _undo(Stage.ACCEPTED, *_DESK, of={Action.FILE}),
    (Stage.DISPATCHED, Action.SIGN_FOR): _step(Stage.HANDLING, *_HOLDERS, guards=_BRANCH),
    (Stage.DISPATCHED, Action.RETURN): _RETURN,
    (Stage.DISPATCHED, Action.HAND_BACK): _HAND_BACK,
    (Stage.DISPATCHED, Action.TAKE_BACK): _TAKE_BACK,
    (Stage.DISPATCHED, Action.UNDO): _undo(
        Stage.FILED, Role.DISPATCHER, of={Action.DISPATCH}, guards={Guard.NOT_DELEGATED}
    ),
    (Stage.HANDLING, Action.HANDLE): _step(Stage.HANDLED, *_AT_WORK, needs=_PHOTO, guards=_THEIRS),
    (Stage.HANDLING, Action.ASSIGN): _step(
        Stage.HANDLING, *_HOLDERS, needs={Need.MEMBER}, guards={Guard.OWN}
    ),
    (Stage.HANDLING, Action.UNASSIGN): _step(
        Stage.HANDLING, *_HOLDERS, guards={Guard.OWN, Guard.ASSIGNED}
    ),
    (Stage.HANDLING, Action.GIVE_BACK): _step(
        Stage.HANDLING, Role.MEMBER, needs=_NOTE, guards={Guard.GIVEN}
    ),
    (Stage.HANDLING, Action.DELEGATE): _step(
        Stage.DISPATCHED, Role.DEPARTMENT, needs={Need.ORGANISATION}, guards=_BRANCH
    ),
    (Stage.HANDLING, Action.RETURN): _RETURN,
    (Stage.HANDLING, Action.HAND_BACK): _HAND_BACK,
    (Stage.HANDLING, Action.TAKE_BACK): _TAKE_BACK,
    (Stage.HANDLING, Action.EXTEND): _step(
        Stage.HANDLING,
        *_HOLDERS,
        needs={Need.NOTE, Need.AMOUNT},
        guards={Guard.BRANCH, Guard.IN_TIME},
        approvals=(Role.DISPATCHER, Role.DUTY_CHIEF),
        most=2,
    ),
    (Stage.HANDLING, Action.SUSPEND): _step(
        Stage.SUSPENDED,
        *_HOLDERS,
        needs={Need.NOTE, Need.UNTIL},
        guards=_BRANCH,
        approvals=(Role.DUTY_CHIEF,),
        most=1,
    ),
    (Stage.HANDLING, Action.DEFER): _step(
        Stage.DEFERRED,
        *_HOLDERS,
        needs={Need.NOTE, Need.UNTIL},
        guards=_BRANCH,
        approvals=(Role.DISPATCHER,),
    ),
    (Stage.SUSPENDED, Action.RESUME): _RESUME,
    (Stage.DEFERRED, Action.RESUME): _RESUME,
    (Stage.HANDLED, Action.SEND_CHECK): _step(
        Stage.CHECKING, Role.DISPATCHER, Role.DUTY_CHIEF, Role.SYSTEM
    ),
    (Stage.HANDLED, Action.UNDO): _undo(
        Stage.HANDLING, *_AT_WORK, of={Action.HANDLE}, guards=_THEIRS
    ),
    (Stage.CHECKING, Action.PASS): _step(Stage.CHECKED, Role.INSPECTOR, guards={Guard.OTHERS_WORK}),
    (Stage.CHECKING, Action.FAIL): _step(Stage.HANDLING, Role.INSPECTOR, needs=_NOTE),
    (Stage.CHECKING, Action.UNDO): _undo(
        Stage.HANDLED, Role.DISPATCHER, Role.DUTY_CHIEF, of={Action.SEND_CHECK}
    ),
    (Stage.CHECKED, Action.CLOSE): _step(Stage.CLOSED, Role.DUTY_CHIEF, guards={Guard.OTHERS_WORK}),
    (Stage.CHECKED, Action.REWORK): _step(
        Stage.HANDLING, Role.DUTY_CHIEF, needs=_NOTE, guards={Guard.HELD}
    ),
    (Stage.CHECKED, Action.UNDO): _undo(Stage.ACCEPTED, *_DESK, of={Action.SELF_HANDLE}),
    (Stage.CLOSED, Action.REVISIT): _step(
        Stage.REVISITED, Role.CITIZEN, Role.OPERATOR, needs={Need.SATISFIED}
    ),
    (Stage.CLOSED, Action.REOPEN): _step(Stage.FILED, Role.DUTY_CHIEF, needs=_NOTE, most=1),
    (Stage.REVISITED, Action.REOPEN): _step(
        Stage.FILED, *_DESK, needs=_NOTE, guards={Guard.GROUNDS}, most=1
    ),
    (Stage.CLOSED, Action.UNDO): _undo(
        Stage.CHECKED, Role.DUTY_CHIEF, of={Action.CLOSE}, hours=_UNDONE
    ),
    # A merged case goes back to where it stood; the table names the first of those stages.
    (Stage.MERGED, Action.UNMERGE): _step(Stage.RECEIVED, *_DESK, needs=_NOTE),
}

ENDS = frozenset({Stage.DECLINED, Stage.REVISITED, Stage.VOIDED, Stage.MERGED})
"""What is left by undo, by reopening or by parting alone."""
OPEN = tuple(stage for stage in Stage if stage not in ENDS and stage is not Stage.CLOSED)


def _merged() -> Table:
    """What may join another case: what the desk has; from the department's, a duty chief's word."""
    desk = (Stage.RECEIVED, Stage.ACCEPTED, Stage.VERIFYING)
    field = (Stage.FILED, Stage.DISPATCHED, Stage.HANDLING)
    return {
        (stage, Action.MERGE): _step(Stage.MERGED, *roles, Role.SYSTEM, needs={Need.CASE})
        for stages, roles in ((desk, _DESK), (field, (Role.DUTY_CHIEF,)))
        for stage in stages
    }


def _everywhere() -> Table:
    """What may be done to every open case."""
    return {
        key: row
        for stage in OPEN
        for key, row in {
            (stage, Action.SUPERVISE): _step(
                stage, Role.LEADER, Role.DUTY_CHIEF, needs={Need.NOTE, Need.UNTIL}
            ),
            (stage, Action.ANSWER): _step(
                stage,
                *(Role.OPERATOR, Role.DISPATCHER, *_HOLDERS),
                needs=_NOTE,
                guards={Guard.ORDERED, Guard.BRANCH},
            ),
            (stage, Action.URGE): _step(stage, *_DESK, Role.DISPATCHER, Role.LEADER),
            (stage, Action.VOID): _step(
                Stage.VOIDED, *_SENDING, needs=_NOTE, approvals=(Role.DUTY_CHIEF,)
            ),
        }.items()
    }


def _filed() -> Table:
    """What may be done to every case that was filed and goes on, and to those closed too late."""
    forced = _step(Stage.CLOSED, *_SENDING, needs=_NOTE, approvals=_TWO_LEVELS)
    closing = {(stage, Action.FORCE_CLOSE): forced for stage in OPEN[OPEN.index(Stage.FILED) :]}
    appealing = {
        (stage, Action.APPEAL): _step(
            stage,
            *_HOLDERS,
            needs=_NOTE,
            guards={Guard.BRANCH, Guard.LATE},
            approvals=_TWO_LEVELS,
            most=1,
            heard_once=True,
        )
        for stage in (Stage.CLOSED, Stage.REVISITED)
    }
    return closing | appealing


def _decided(asked: Table) -> Table:
    """Wherever something may be asked for, it may be approved, refused and withdrawn."""
    found: Table = {}
    turn = {Guard.PENDING, Guard.THEIR_TURN, Guard.NOT_ASKER}
    for at in Stage:
        rows = [row for (stage, _), row in asked.items() if stage is at and row.approvals]
        deciders = {role for row in rows for role in row.approvals}
        askers = {role for row in rows for role in row.roles}
        if rows:
            found[at, Action.APPROVE] = _step(at, *deciders, guards=turn)
            found[at, Action.REFUSE] = _step(at, *deciders, needs=_NOTE, guards=turn)
            found[at, Action.WITHDRAW] = _step(at, *askers, guards={Guard.PENDING, Guard.ASKER})
    return found


_ASKED = _ROAD | _merged() | _everywhere() | _filed()
STEPS: Table = _ASKED | _decided(_ASKED)


@cache
def takers(action: Action) -> frozenset[Role]:
    """Who may take this action at some stage: whoever may not is told of no stage."""
    return frozenset(role for (_, one), row in STEPS.items() if one is action for role in row.roles)


def step(stage: Stage, action: Action) -> Step:
    """The row for this stage and action. Raises StageForbids when there is none."""
    try:
        return STEPS[stage, action]
    except KeyError:
        raise StageForbids(stage=STAGE_WORDS[stage], action=ACTION_WORDS[action]) from None


def open_to(stage: Stage, roles: frozenset[Role]) -> list[Action]:
    """What these roles may do to a case at this stage, if nothing stands against it."""
    return [
        action
        for (start, action), row in STEPS.items()
        if start is stage and not row.roles.isdisjoint(roles)
    ]
