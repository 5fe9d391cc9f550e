"""What came with a wish is enough, and within its bounds."""

from datetime import timedelta

from city.cases.given import Act, Given
from city.cases.refusals import OutOfRange
from city.cases.rows import Step
from city.cases.terms import ACTION_WORDS, NEED_WORDS, Action, Need, Words
from city.catalogue.model import FilingCondition
from city.errors import NeedsMissing

LONGEST = {
    Action.SUSPEND: timedelta(days=365),  # domain: at most a year
    Action.DEFER: timedelta(days=30),  # 待核对
    Action.SUPERVISE: timedelta(days=30),  # 待核对
}
DAYS = {"zh": "{n} 天", "en": "{n} days"}


def require(action: Action, step: Step, given: Given) -> None:
    """Raises NeedsMissing, naming all that the step asks for and that did not come."""
    has = {
        Need.NOTE: bool(given.note.strip()),
        Need.CONDITION: given.condition is not None,
        Need.ORGANISATION: given.organisation is not None,
        Need.PHOTO: bool(given.photos),
        Need.AMOUNT: given.amount is not None,
        Need.UNTIL: given.until is not None,
        Need.MEMBER: given.person is not None,
        Need.SATISFIED: given.satisfied is not None,
        Need.CASE: given.into is not None,
    }
    missing = [need for need in sorted(step.needs) if not has[need]]
    if missing:
        raise NeedsMissing(
            action=ACTION_WORDS[action], needs=[NEED_WORDS[need] for need in missing]
        )


def fit(act: Act) -> None:
    """Raises OutOfRange for an extension beyond the original limit, or a day too far or past."""
    if act.action is Action.EXTEND:
        limit = act.session.get_one(FilingCondition, act.case.condition_id).limit_amount
        if not 1 <= (act.given.amount or 0) <= limit:
            raise OutOfRange(what=NEED_WORDS[Need.AMOUNT], least=1, most=limit)
    longest, until = LONGEST.get(act.action), act.given.until
    if longest and until and not timedelta() < until - act.at <= longest:
        raise OutOfRange(what=NEED_WORDS[Need.UNTIL], least=_days(0), most=_days(longest.days))


def _days(n: int) -> Words:
    return {language: said.format(n=n) for language, said in DAYS.items()}
