"""What stands against a step: the guards of its row, how often it was taken, what it undoes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from city.cases.approval import Approval
from city.cases.model import Case
from city.cases.refusals import Prevented
from city.cases.rows import Step
from city.cases.terms import ACTION_WORDS, GUARD_WORDS, Action, Guard, Words
from city.errors import NotAllowed
from city.intake.model import Photo, PhotoKind, PhotoState, Report
from city.people import Actor, Role, branch

HOLDERS = frozenset({Role.DEPARTMENT, Role.MAINTAINER})
SAFE = (PhotoState.RECEIVED, PhotoState.READY)
TOO_OFTEN = {"zh": "每件案件最多 {n} 次", "en": "at most {n} times a case"}
OTHER_STEP = {"zh": "上一步不能这样撤销", "en": "the last step is not taken back like this"}
TOO_OLD = {"zh": "已经超过 {n} 小时", "en": "more than {n} hours have gone by"}


@dataclass(frozen=False)
class Situation:
    """A case, who would act on it, and when; all else is looked up where a guard asks for it."""

    session: Session
    case: Case
    actor: Actor
    at: datetime

    @cached_property
    def branch(self) -> set[int]:
        """The actor's organisation and all below it."""
        return branch(self.session, self.actor.organisation_id)

    @cached_property
    def approval(self) -> Approval | None:
        """The request that waits."""
        waits = self.case.approval_id
        return self.session.get(Approval, waits) if waits else None

    @cached_property
    def reporter_id(self) -> int | None:
        """The member of staff who reported it."""
        return self.session.scalar(
            select(Report.reporter_id).where(Report.id == self.case.report_id)
        )

    @cached_property
    def seen_before(self) -> bool:
        """Whether a photo of the report has arrived."""
        photos = select(Photo.id).where(
            Photo.report_id == self.case.report_id,
            Photo.kind == PhotoKind.BEFORE,
            Photo.state.in_(SAFE),
        )
        return self.session.scalar(photos.limit(1)) is not None


def _theirs(now: Situation, role: Role) -> bool:
    return now.approval is not None and now.approval.decider is role


def _not_asker(now: Situation, role: Role) -> bool:
    asked = now.approval
    own = now.actor.person_id
    return asked is not None and own not in (asked.asked_by_id, asked.first_by_id)


def _asker(now: Situation, role: Role) -> bool:
    return now.approval is not None and now.approval.asked_by_id == now.actor.person_id


def _own(now: Situation, role: Role) -> bool:
    own = now.actor.organisation_id
    return own is not None and now.case.organisation_id == own


def _given(now: Situation, role: Role) -> bool:
    own = now.actor.person_id
    return role is not Role.MEMBER or (own is not None and now.case.member_id == own)


def _in_time(now: Situation, role: Role) -> bool:
    return now.case.due_at is not None and now.at <= now.case.due_at


def _own_report(now: Situation, role: Role) -> bool:
    return now.actor.person_id is not None and now.reporter_id == now.actor.person_id


def _others_work(now: Situation, role: Role) -> bool:
    return now.case.handled_by_id is None or now.case.handled_by_id != now.actor.person_id


MET: dict[Guard, Callable[[Situation, Role], bool]] = {
    Guard.BRANCH: lambda now, role: role not in HOLDERS or now.case.organisation_id in now.branch,
    Guard.DELEGATED: lambda now, role: bool(now.case.chain),
    Guard.NOT_DELEGATED: lambda now, role: not now.case.chain,
    Guard.ABOVE: lambda now, role: bool(now.case.chain) and now.case.chain[-1] in now.branch,
    Guard.OWN: _own,
    Guard.ASSIGNED: lambda now, role: now.case.member_id is not None,
    Guard.GIVEN: _given,
    Guard.HELD: lambda now, role: now.case.organisation_id is not None,
    Guard.IN_TIME: _in_time,
    Guard.LATE: lambda now, role: now.case.late and not now.case.exempt,
    Guard.UNVERIFIED: lambda now, role: not now.case.verified,
    Guard.VERIFIED: lambda now, role: bool(now.case.verified),
    Guard.OWN_REPORT: _own_report,
    Guard.SEEN_BEFORE: lambda now, role: now.seen_before,
    Guard.OTHERS_WORK: _others_work,
    Guard.GROUNDS: lambda now, role: role is Role.DUTY_CHIEF or now.case.satisfied is False,
    Guard.ORDERED: lambda now, role: now.case.answer_by is not None,
    Guard.PENDING: lambda now, role: now.case.approval_id is not None,
    Guard.NOTHING_PENDING: lambda now, role: now.case.approval_id is None,
    Guard.THEIR_TURN: _theirs,
    Guard.NOT_ASKER: _not_asker,
    Guard.ASKER: _asker,
}


def acting_as(now: Situation, action: Action, step: Step) -> Role:
    """The role in which the actor may take the step. Raises NotAllowed, Prevented with the why."""
    why: Words | None = None
    for role in sorted(now.actor.roles & step.roles):
        why = why_not(now, action, step, role)
        if why is None:
            return role
    if why is None:
        raise NotAllowed
    raise Prevented(action=ACTION_WORDS[action], why=why)


def why_not(now: Situation, action: Action, step: Step, role: Role) -> Words | None:
    """What stands against it, in words; None where nothing does."""
    for guard in Guard:
        if guard in step.guards and not MET[guard](now, role):
            return GUARD_WORDS[guard]
    if step.most is not None and (now.case.taken or {}).get(action.value, 0) >= step.most:
        return _filled(TOO_OFTEN, step.most)
    if step.undoes and now.case.last not in step.undoes:
        return OTHER_STEP
    if step.within is not None and now.at - now.case.stage_at > step.within:
        return _filled(TOO_OLD, step.within // timedelta(hours=1))
    return None


def _filled(words: Words, n: int) -> Words:
    return {language: said.format(n=n) for language, said in words.items()}
