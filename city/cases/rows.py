"""A row of the table of stages, and how it is written. Pure."""

from datetime import timedelta
from typing import NamedTuple

from city.cases.terms import Action, Guard, Need, Stage
from city.people import Role


class Step(NamedTuple):
    """One row: where it leads, who may take it, what it needs, and what must be so.

    `approvals`: whose consent it takes, one after the other, before it is taken. `most`: how often
    in a case's life; where `heard_once`, a refusal counts too. `undoes`: the last step that it
    takes back, `within` so much time of it.
    """

    end: Stage
    roles: frozenset[Role]
    needs: frozenset[Need] = frozenset()
    guards: frozenset[Guard] = frozenset()
    approvals: tuple[Role, ...] = ()
    most: int | None = None
    heard_once: bool = False
    undoes: frozenset[Action] = frozenset()
    within: timedelta | None = None


def to(
    end: Stage,
    *roles: Role,
    needs: set[Need] | None = None,
    guards: set[Guard] | None = None,
    approvals: tuple[Role, ...] = (),
    most: int | None = None,
    heard_once: bool = False,
) -> Step:
    """A step that leads to `end`; what needs approval waits until nothing else is asked for."""
    asks = {Guard.NOTHING_PENDING} if approvals else set()
    known = frozenset((guards or set()) | asks)
    return Step(end, frozenset(roles), frozenset(needs or ()), known, approvals, most, heard_once)


def back_to(
    end: Stage,
    *roles: Role,
    of: set[Action],
    hours: int | None = None,
    guards: set[Guard] | None = None,
) -> Step:
    """A step back to `end` from the last step, where that was one `of` these, within so long."""
    within = None if hours is None else timedelta(hours=hours)
    return Step(
        end,
        frozenset(roles),
        frozenset({Need.NOTE}),
        frozenset(guards or ()),
        undoes=frozenset(of),
        within=within,
    )
