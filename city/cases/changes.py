"""What each step changes in the case beside its stage, and what its event says of it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from city.calendars import calendar
from city.cases import branch, explained, ticking
from city.cases.clocks import Span
from city.cases.deciding import approved, refused, withdrawn
from city.cases.evidence import photos
from city.cases.given import Act
from city.cases.model import Dispatching
from city.cases.terms import ACTION_WORDS, Action
from city.catalogue.model import FilingCondition
from city.crews.members import member
from city.errors import Missing
from city.intake.model import PhotoKind
from city.people import Organisation, OrganisationKind, Person
from city.triage.corpus import places_elsewhere

LANGUAGES = ("zh", "en")
Said = dict[str, Any]
Change = Callable[[Act], Said]


def nothing(act: Act) -> Said:
    """Where the stage is all that changes."""
    return {}


def _file(act: Act) -> Said:
    condition = act.session.get(FilingCondition, act.given.condition)
    if condition is None or condition.valid_to:
        raise Missing(what="filing condition")
    case = act.case
    case.condition_id, case.category_id = condition.id, condition.category_id
    case.condition = condition  # kept at hand: the clock asks for it next
    case.urgent = condition.urgent
    return {"condition": condition.text, "limit": condition.limit_label}


def _confirm(act: Act) -> Said:
    act.case.verified = True
    return photos(PhotoKind.CHECK)(act)


def _decline(act: Act) -> Said:
    elsewhere = act.given.elsewhere
    if elsewhere and elsewhere not in places_elsewhere():
        raise Missing(what="place elsewhere")
    return {"elsewhere": elsewhere} if elsewhere else {}


def _dispatch(act: Act) -> Said:
    given, case = act.given, act.case
    organisation = act.session.get(Organisation, given.organisation)
    if organisation is None or organisation.kind is OrganisationKind.CENTRE:
        raise Missing(what="department")
    case.organisation_id, case.chain = organisation.id, []
    sent = {"case_id": case.id, "at": act.at, "rule_id": given.rule}
    act.session.add(Dispatching(**sent, organisation_id=organisation.id))
    said = {"why": dict(given.why), "rule": given.rule} if given.why else {}
    return {"to": organisation.name, "to_id": organisation.id, **said}


def _return(act: Act) -> Said:
    case = act.case
    returned, case.organisation_id = case.organisation_id, None
    last = select(Dispatching).where(Dispatching.case_id == case.id).order_by(Dispatching.id.desc())
    sent = act.session.scalar(last.limit(1))
    if sent:
        sent.returned_at = act.at
    return {"from_id": returned, "rule": sent.rule_id if sent else None}


def _delegate(act: Act) -> Said:
    case = act.case
    target = branch.below(act.session, case.organisation_id, act.given.organisation)
    assert case.organisation_id is not None  # below() raised Missing otherwise
    case.chain = [*case.chain, case.organisation_id]
    case.organisation_id = target.id
    return {"to": target.name, "to_id": target.id, "from_id": case.chain[-1]}


def _hand_up(act: Act) -> Said:
    case = act.case
    *rest, up = case.chain
    handed, case.organisation_id, case.chain = case.organisation_id, up, rest
    to = act.session.get_one(Organisation, up)
    return {"from_id": handed, "to": to.name, "to_id": up}


def _assign(act: Act) -> Said:
    person, crew = member(act.session, act.case.organisation_id, act.given.person)
    was, act.case.member_id = act.case.member_id, person.id
    return {"to": person.name, "to_id": person.id, "crew": crew.name, "from_id": was}


def _unassign(act: Act) -> Said:
    was = act.session.get_one(Person, act.case.member_id)
    act.case.member_id = None
    return {"from": was.name, "from_id": was.id}


def _handle(act: Act) -> Said:
    act.case.handled_by_id = act.actor.person_id
    return photos(PhotoKind.AFTER, of_condition=True)(act)


def _self_handle(act: Act) -> Said:
    return _file(act) | _handle(act)


def _extend(act: Act) -> Said:
    condition = act.session.get_one(FilingCondition, act.case.condition_id)
    more, limit = Span(act.given.amount or 0, condition.limit_unit), ticking.limit_of(condition)
    ticking.extend(act.case, more, act.at, limit, calendar(act.session, act.zone))
    return {"more": {language: explained.limit(more, language) for language in LANGUAGES}}


def _put_off(act: Act) -> Said:
    act.case.until = act.given.until
    return {"until": _written(act)}


def _supervise(act: Act) -> Said:
    act.case.answer_by = act.given.until
    return {"until": _written(act)}


def _answer(act: Act) -> Said:
    act.case.answer_by = None
    return {}


def _revisit(act: Act) -> Said:
    act.case.satisfied = act.given.satisfied
    return {"satisfied": act.given.satisfied}


def _reopen(act: Act) -> Said:
    """Given to a department anew, with a clock anew; that it was late before stays."""
    case = act.case
    was, case.organisation_id, case.chain = case.organisation_id, None, []
    case.clock, case.satisfied = {}, None
    return {"from_id": was}


def _appeal(act: Act) -> Said:
    act.case.exempt = True
    return {}


def _undo(act: Act) -> Said:
    case = act.case
    undone = Action(case.last or "")
    if undone is Action.DISPATCH:
        _return(act)
    elif undone in (Action.FILE, Action.SELF_HANDLE):
        case.condition_id, case.urgent, case.handled_by_id = None, False, None
    return {"undone": ACTION_WORDS[undone]}


def _written(act: Act) -> str:
    until = act.given.until
    return f"{until.astimezone(act.zone):%Y-%m-%d %H:%M}" if until else ""


CHANGES: dict[Action, Change] = {
    Action.CONFIRM: _confirm,
    Action.REFUTE: photos(PhotoKind.CHECK),
    Action.DECLINE: _decline,
    Action.FILE: _file,
    Action.DISPATCH: _dispatch,
    Action.RETURN: _return,
    Action.DELEGATE: _delegate,
    Action.HAND_BACK: _hand_up,
    Action.TAKE_BACK: _hand_up,
    Action.ASSIGN: _assign,
    Action.UNASSIGN: _unassign,
    Action.GIVE_BACK: _unassign,
    Action.HANDLE: _handle,
    Action.SELF_HANDLE: _self_handle,
    Action.EXTEND: _extend,
    Action.SUSPEND: _put_off,
    Action.DEFER: _put_off,
    Action.PASS: photos(PhotoKind.CHECK),
    Action.FAIL: photos(PhotoKind.CHECK),
    Action.REVISIT: _revisit,
    Action.REOPEN: _reopen,
    Action.APPEAL: _appeal,
    Action.SUPERVISE: _supervise,
    Action.ANSWER: _answer,
    Action.UNDO: _undo,
    Action.APPROVE: approved,
    Action.REFUSE: refused,
    Action.WITHDRAW: withdrawn,
}
