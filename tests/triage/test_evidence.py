"""What speaks beside the words: photos, the channel's own types; and the mood of what is said."""

import pytest

from city.triage.mood import mood
from city.triage.propose import Proposal, propose
from tests.triage import town

LAMP, COVER = "component-0137", "component-0102"
BLANK = "请尽快派人处理"


def _share(made: Proposal, code: str) -> float:
    return next((one.share for one in made.choices if one.code == code), 0.0)


def test_words_in_a_photo_speak_for_a_category_and_are_named_as_its_source() -> None:
    known = town.known(with_model=False)
    seen = propose(known, BLANK, ["污水井盖"])
    assert _share(seen, COVER) > _share(propose(known, BLANK), COVER)
    (reason,) = next(one for one in seen.choices if one.code == COVER).reasons
    assert (reason.source, reason.words) == ("photo", "污水井盖")


@pytest.mark.parametrize("is_learned", [True, False])
def test_what_a_channel_calls_it_counts_more_than_words_that_say_nothing(is_learned: bool) -> None:
    known = town.known(with_model=is_learned)
    told = propose(known, BLANK, told=[town.names()[LAMP]])
    assert told.choices[0].code == LAMP
    assert told.choices[0].share > _share(propose(known, BLANK), LAMP)
    assert {one.source for one in told.choices[0].reasons} == {"channel"}


def test_a_channel_that_names_nothing_of_ours_changes_nothing() -> None:
    plain = propose(town.known(), "巷子里路灯不亮")
    assert propose(town.known(), "巷子里路灯不亮", told=["其他", ""]) == plain


def test_danger_in_a_photo_alarms_and_a_type_of_the_channel_does_not() -> None:
    known = town.known()
    assert [one.reason.source for one in propose(known, BLANK, ["燃气泄漏"]).alarms] == ["photo"]
    assert not propose(known, BLANK, told=["燃气泄漏咨询"]).alarms


@pytest.mark.parametrize("words", ["street light is broken", "<b>x</b>", "123456", "😀", ""])
def test_what_is_in_no_chinese_is_neither_proposed_nor_sent_elsewhere(words: str) -> None:
    made = propose(town.known(), words)
    assert (made.choices, made.elsewhere, made.sure) == ((), None, False)


@pytest.mark.parametrize(
    ("words", "kind"),
    [("I smell gas in the stairwell", "gas"), ("The manhole cover is missing", "manhole"),
     ("A power line is hanging over the road", "wire"), ("The wall collapsed", "collapse")],
)  # fmt: skip
def test_the_commonest_dangers_are_known_in_english_too(words: str, kind: str) -> None:
    assert [one.kind for one in propose(town.known(), words).alarms] == [kind]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("反映多次没人管，太过分了", "angry"), ("噪声扰民，睡不着", "negative"),
        ("巷口路灯不亮", "neutral"), ("谢谢你们，处理得很快", "positive"),
        ("对处理结果不满意", "negative"), ("", "neutral"),
    ],
)  # fmt: skip
def test_how_people_feel_is_told_with_the_words_that_say_so(words: str, name: str) -> None:
    felt = mood(words)
    assert felt.name == name
    assert bool(felt.hits) == (name != "neutral")
    assert -1 <= felt.worth <= 1
