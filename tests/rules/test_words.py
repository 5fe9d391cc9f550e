"""Laws about words: whatever a person reads is there in Chinese and in English."""

from collections.abc import Iterator, Mapping
from string import Formatter

import pytest

from api import errors as http
from api.routes.places import KINDS
from api.shown.duty import VERDICTS
from api.words import HTTP
from city import errors
from city.cases import answers, passing, stages, terms, words, worklists
from city.duty import attend, leave, rules
from city.duty.words import DIARY
from city.notices.audience import AUDIENCES
from city.notices.colleagues import TASKS
from city.notices.kinds import CARRIER_WORDS, CATEGORIES, Carrier
from city.notices.kinds import KINDS as NOTICE_KINDS
from city.notices.templates import check, shipped
from city.people import ROLE_WORDS, Role
from city.revisits.words import WAY_WORDS, WHY_WORDS
from media.doubts import WORDS as DOUBT_WORDS
from media.words import WORDS as PHOTO_WORDS

SILENT = {"session.begun", "session.ended", "photo.received", "photo.original_seen"}
SILENT |= {"photo.veiled"}


def _all(kind: type[errors.CityError]) -> Iterator[type[errors.CityError]]:
    for below in kind.__subclasses__():
        yield below
        yield from _all(below)


ERRORS = sorted(set(_all(errors.CityError)), key=lambda error: error.__name__)


def _gaps(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def _assert_both(said: Mapping[str, str], but: frozenset[str] = frozenset()) -> None:
    assert set(said) == {"zh", "en"}
    assert all(said.values())
    assert _gaps(said["zh"]) == _gaps(said["en"])
    assert any("一" <= sign <= "鿿" for sign in said["zh"])
    assert not any("一" <= sign <= "鿿" for sign in said["en"])


@pytest.mark.parametrize("error", ERRORS)
def test_every_refusal_has_a_status_and_both_languages(error: type[errors.CityError]) -> None:
    assert error in http.STATUS
    assert http.STATUS[error] in HTTP
    _assert_both(error.words)


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes = [error.code for error in ERRORS]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("name", sorted(words.STAFF.keys() | words.SENDER.keys()))
def test_every_event_is_said_in_both_languages(name: str) -> None:
    for table in (words.STAFF, words.SENDER):
        if name in table:
            _assert_both(table[name])


def test_every_step_of_a_case_is_shown_to_staff() -> None:
    assert {f"case.{action}" for action in stages.Action} <= words.STAFF.keys()


def test_whoever_is_told_reads_it_in_the_timeline_too() -> None:
    assert words.SENDER.keys() >= words.TOLD
    assert SILENT.isdisjoint(words.STAFF)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (stages.Stage, stages.STAGE_WORDS),
        (stages.Action, stages.ACTION_WORDS),
        (stages.Need, stages.NEED_WORDS),
        (stages.Guard, terms.GUARD_WORDS),
        (Role, ROLE_WORDS),
    ],
)
def test_every_member_has_words(kind: type[stages.Stage], said: Mapping[str, Mapping[str, str]]):
    assert set(said) == set(kind)
    for both in said.values():
        _assert_both(both)


@pytest.mark.parametrize("name", sorted(NOTICE_KINDS.keys() - {"digest"}))
def test_whoever_is_told_is_told_in_both_languages_and_nothing_personal_leaves(name: str) -> None:
    said = {one: shipped()[name, Carrier.IN_APP, one].words for one in ("zh", "en")}
    assert all(said.values())


def test_the_words_as_shipped_could_be_saved() -> None:
    for wording in shipped().values():
        check(wording)
    assert AUDIENCES.keys() >= words.TOLD


def test_all_the_rest_has_both_languages() -> None:
    rest = [
        *HTTP.values(),
        *PHOTO_WORDS.values(),
        *DOUBT_WORDS.values(),
        *KINDS.values(),
        *TASKS.values(),
        *WHY_WORDS.values(),
        *WAY_WORDS.values(),
        *CARRIER_WORDS.values(),
        *CATEGORIES.values(),
        *(kind.words for kind in NOTICE_KINDS.values()),
    ]
    rest += [*DIARY.values(), *attend.STATES.values(), *VERDICTS.values()]
    rest += [*leave.KIND_WORDS.values(), *leave.STATE_WORDS.values(), leave.DECIDE, leave.WITHDRAW]
    rest += [known.words for known in rules.SETTINGS.values()]
    rest += [*answers.VERDICT_WORDS.values(), answers.COUNTED, answers.LATE, passing.STUCK]
    rest += [heap.words for heap in worklists.WORKLISTS]
    for both in rest:
        _assert_both(both)
