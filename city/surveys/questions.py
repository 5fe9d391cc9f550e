"""The questions of a survey: as they are kept, whether answers fit them, and their sums. Pure."""

import enum
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from city.surveys.errors import AnswerUnfit

LARGEST = 1_000_000  # that may be counted at one spot
MOST = 12  # questions
MOST_PHOTOS = 9

Answer = bool | int | str


class Kind(enum.StrEnum):
    """What is asked: 数量, 状况 (one of some choices), 是否, 照片 (at least one)."""

    COUNT = "count"
    CONDITION = "condition"
    YES_NO = "yes_no"
    PHOTOS = "photos"


KIND_WORDS: dict[Kind, dict[str, str]] = {
    Kind.COUNT: {"zh": "数量", "en": "Count"},
    Kind.CONDITION: {"zh": "状况", "en": "Condition"},
    Kind.YES_NO: {"zh": "是否", "en": "Yes or no"},
    Kind.PHOTOS: {"zh": "照片", "en": "Photos"},
}
MISSING = {"zh": "还没有回答", "en": "is not answered"}
NO_COUNT = {"zh": "要填 0 到 1000000 的整数", "en": "must be a whole number from 0 to 1000000"}
NO_CHOICE = {"zh": "没有这个选项", "en": "there is no such choice"}
NO_YES = {"zh": "要答是或否", "en": "must be yes or no"}
NO_PHOTO = {"zh": "要有照片", "en": "needs a photo"}


class Question(NamedTuple):
    """One question: its key within the survey, what is asked, and the choices of a condition."""

    key: str
    kind: Kind
    words: str
    needed: bool = True
    choices: tuple[str, ...] = ()


class Tally(NamedTuple):
    """What the findings say together: how many answered, the sum of counts, each answer's share."""

    key: str
    answered: int
    sum: int
    shares: dict[str, int]


def kept(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """The questions as the survey's row keeps them."""
    return [{**one._asdict(), "choices": list(one.choices)} for one in questions]


def read(rows: Iterable[Mapping[str, Any]]) -> list[Question]:
    """The questions of a survey's row."""
    return [
        Question(row["key"], Kind(row["kind"]), row["words"], row["needed"], tuple(row["choices"]))
        for row in rows
    ]


def fitting(
    questions: Sequence[Question], given: Mapping[str, Any], photos: int
) -> dict[str, Answer]:
    """The answers that were asked for, by key. Raises AnswerUnfit for the first that does not fit.

    What was not asked is left out; what is not needed may be missing.
    """
    found: dict[str, Answer] = {}
    for question in questions:
        why = _wrong(question, given.get(question.key), photos)
        if why:
            raise AnswerUnfit(question=question.words, why=why)
        answer = given.get(question.key)
        if answer is not None and question.kind is not Kind.PHOTOS:
            found[question.key] = answer
    return found


def tallies(
    questions: Iterable[Question], findings: Sequence[tuple[Mapping[str, Any], int]]
) -> list[Tally]:
    """The sums of all findings, each given as its answers and its number of photos."""
    return [_tally(one, findings) for one in questions]


def _tally(question: Question, findings: Sequence[tuple[Mapping[str, Any], int]]) -> Tally:
    if question.kind is Kind.PHOTOS:
        numbers = [photos for _, photos in findings if photos]
        return Tally(question.key, len(numbers), sum(numbers), {})
    said = [answers[question.key] for answers, _ in findings if question.key in answers]
    if question.kind is Kind.COUNT:
        return Tally(question.key, len(said), sum(said), {})
    counted = Counter(_share(one) for one in said)
    possible = question.choices if question.kind is Kind.CONDITION else ("yes", "no")
    return Tally(question.key, len(said), 0, {one: counted[one] for one in possible})


def _share(answer: Answer) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return str(answer)


def _wrong(question: Question, answer: Any, photos: int) -> dict[str, str] | None:
    """What is wrong with an answer; None where nothing is."""
    if question.kind is Kind.PHOTOS:
        return NO_PHOTO if question.needed and not photos else None
    if answer is None:
        return MISSING if question.needed else None
    if question.kind is Kind.COUNT:
        whole = isinstance(answer, int) and not isinstance(answer, bool)
        return None if whole and 0 <= answer <= LARGEST else NO_COUNT
    if question.kind is Kind.YES_NO:
        return None if isinstance(answer, bool) else NO_YES
    return None if answer in question.choices else NO_CHOICE
