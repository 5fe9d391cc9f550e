"""Questions of a survey: answers that fit, what is refused in words, and sums."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from city.surveys import questions
from city.surveys.errors import AnswerUnfit
from city.surveys.questions import LARGEST, Answer, Kind, Question, Tally, fitting, tallies

COUNT = Question("q1", Kind.COUNT, "损坏几个")
STATE = Question("q2", Kind.CONDITION, "状况", choices=("完好", "破损", "缺失"))
LIT = Question("q3", Kind.YES_NO, "是否亮灯", needed=False)
SEEN = Question("q4", Kind.PHOTOS, "现场照片")
ALL = [COUNT, STATE, LIT, SEEN]
GOOD: dict[str, Answer] = {"q1": 3, "q2": "破损", "q3": True}


def test_what_fits_is_kept_and_what_was_not_asked_is_not() -> None:
    assert fitting(ALL, GOOD | {"other": "x"}, photos=1) == GOOD
    assert fitting(ALL, {"q1": 0, "q2": "完好"}, photos=2) == {"q1": 0, "q2": "完好"}


@pytest.mark.parametrize(
    ("given", "photos", "why"),
    [
        ({"q1": None}, 1, "“损坏几个”还没有回答"),
        ({"q1": -1}, 1, "要填 0 到"),
        ({"q1": LARGEST + 1}, 1, "要填 0 到"),
        ({"q1": 2.5}, 1, "要填 0 到"),
        ({"q1": True}, 1, "要填 0 到"),
        ({"q2": "还行"}, 1, "“状况”没有这个选项"),
        ({"q2": ["破损"]}, 1, "没有这个选项"),
        ({"q3": "yes"}, 1, "要答是或否"),
        ({"q3": 1}, 1, "要答是或否"),
        ({}, 0, "“现场照片”要有照片"),
    ],
)
def test_what_does_not_fit_is_said(given: dict[str, Answer], photos: int, why: str) -> None:
    with pytest.raises(AnswerUnfit) as refused:
        fitting(ALL, GOOD | given, photos)
    assert why in refused.value.said("zh")
    assert refused.value.said("en")


def test_the_row_keeps_what_was_asked() -> None:
    assert questions.read(questions.kept(ALL)) == ALL


def test_sums_by_kind() -> None:
    found = [(GOOD, 2), ({"q1": 4, "q2": "破损", "q3": False}, 1), ({"q1": 0, "q2": "完好"}, 0)]
    assert tallies(ALL, found) == [
        Tally("q1", 3, 7, {}),
        Tally("q2", 3, 0, {"完好": 1, "破损": 2, "缺失": 0}),
        Tally("q3", 2, 0, {"yes": 1, "no": 1}),
        Tally("q4", 2, 3, {}),
    ]


@given(
    st.lists(
        st.tuples(
            st.fixed_dictionaries({}, optional={"q1": st.integers(0, 9), "q3": st.booleans()}),
            st.integers(0, 3),
        )
    ),
    st.integers(0, 20),
)
def test_parts_add_up_to_the_whole(found: list[tuple[dict[str, Answer], int]], cut: int) -> None:
    whole, first, rest = (tallies(ALL, some) for some in (found, found[:cut], found[cut:]))
    for one, left, right in zip(whole, first, rest, strict=True):
        assert one.answered == left.answered + right.answered
        assert one.sum == left.sum + right.sum
        assert sum(one.shares.values()) == (0 if not one.shares else one.answered)
        assert {name: left.shares[name] + right.shares[name] for name in one.shares} == one.shares
