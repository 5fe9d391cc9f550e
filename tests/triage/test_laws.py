"""Laws of the proposal: whatever anybody writes."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from city.places.normal import plain
from city.triage import corpus, filing, personal, urgency
from city.triage.features import grams, many
from city.triage.lexicon import Entry, Lexicon
from city.triage.propose import ELSEWHERE, LEAST, MOST, Reason, propose, propose_many
from tests.triage import town

ANYTHING = st.text(max_size=400)
PIECES = st.sampled_from([one.words for one in corpus.texts()[::40]])
TALK = st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=6).map("".join)
SLOW = settings(deadline=None, max_examples=60)


def _reasons(made) -> list[Reason]:  # type: ignore[no-untyped-def]
    choices = [*made.choices, *([made.elsewhere] if made.elsewhere else [])]
    told = [reason for one in choices for reason in one.reasons]
    return [*told, *(alarm.reason for alarm in made.alarms), *made.moved_by]


@SLOW
@given(words=st.one_of(ANYTHING, TALK), seen=st.lists(st.text(max_size=20), max_size=2))
def test_whatever_is_quoted_stands_in_the_text(words: str, seen: list[str]) -> None:
    made = propose(town.known(), words, seen)
    for reason in _reasons(made):
        source = {"words": [words], "photo": seen, "channel": []}[reason.source]
        assert any(text[reason.start : reason.end] == reason.words for text in source)
        assert reason.words


@SLOW
@given(words=TALK)
def test_shares_are_shares_and_choices_are_few_and_in_order(words: str) -> None:
    made = propose(town.known(), words)
    shares = [one.share for one in made.choices]
    assert shares == sorted(shares, reverse=True)
    assert len(shares) <= MOST
    assert all(LEAST - 0.001 <= share <= 1 for share in shares)
    assert not any(one.code.startswith(ELSEWHERE) for one in made.choices)
    assert made.elsewhere is None or made.elsewhere.code in corpus.places_elsewhere()


@pytest.mark.parametrize("char", ["市", "井盖丢了", "\n", "\U0001f600", "1", "a ", "，", "\ud800"])
def test_ten_thousand_characters_of_anything_are_read(char: str) -> None:
    words = (char * 10_000)[:10_000]
    assert propose(town.known(), words).choices is not None
    assert len(personal.masked(words)) == len(words)


@SLOW
@given(words=st.one_of(ANYTHING, TALK))
def test_what_is_found_to_be_personal_is_gone_and_the_rest_is_as_before(words: str) -> None:
    found = personal.spans(words)
    hidden = personal.masked(words)
    assert len(hidden) == len(words)
    inside = {at for one in found for at in range(one.start, one.end)}
    assert all(hidden[at] == personal.STAR for at in inside)
    assert all(hidden[at] == words[at] for at in range(len(words)) if at not in inside)
    assert personal.masked(hidden, []) == hidden


def test_a_shuffled_lexicon_says_the_same() -> None:
    shuffled = town.entries()
    random.Random(3).shuffle(shuffled)
    other = town.known_by(Lexicon(shuffled))
    for one in corpus.texts()[::60]:
        assert propose(town.known(), one.words) == propose(other, one.words)


@given(st.text(max_size=200))
def test_runs_are_the_same_for_the_same_text_and_stand_in_it(words: str) -> None:
    text = plain(words)
    once, again = grams(text), grams(text)
    assert once.buckets.tolist() == again.buckets.tolist()
    assert all(end <= len(text) for end in (once.starts + once.sizes).tolist())


@given(st.lists(st.text(max_size=50), max_size=5))
def test_runs_of_many_texts_are_each_ones_own(words: list[str]) -> None:
    texts = [plain(one) for one in words]
    for text, own in zip(texts, many(texts), strict=True):
        assert [part.tolist() for part in own] == [part.tolist() for part in grams(text)]


@pytest.mark.parametrize("with_model", [True, False])
def test_many_messages_are_each_proposed_as_alone(with_model: bool) -> None:
    known = town.known(with_model=with_model)
    told = [(one.words, ("市容环境", "路灯")[:at]) for at, one in enumerate(corpus.texts()[:3])]
    assert propose_many(known, told) == [propose(known, one, (), own) for one, own in told]
    assert propose_many(known, []) == []


@given(st.lists(st.sampled_from(["井盖", "丢", "没了", "路灯", "不亮"]), max_size=5))
def test_words_together_need_each_other(words: list[str]) -> None:
    lexicon = Lexicon([Entry("a", "井盖&丢/没了")])
    hits = lexicon.hits("".join(words))
    assert bool(hits) <= ("井盖" in words and bool({"丢", "没了"} & set(words)))


def test_every_danger_is_named_in_both_languages_and_has_words() -> None:
    known = urgency.dangers()
    assert len(known.kinds) > 10
    assert all(kind.names["zh"] and kind.names["en"] for kind in known.kinds.values())


@pytest.mark.parametrize(
    "words",
    [
        "楼道里有很浓的煤气味", "井盖没了，露着大窟窿", "电线掉在地上", "路面塌了一个大坑",
        "墙要倒了",
        "有人被困在电梯里", "广告牌要掉下来了", "房子着火了", "水管爆了水柱几米高", "高压线断了",
    ],
)  # fmt: skip
def test_danger_is_told_whatever_else(words: str) -> None:
    assert propose(town.known(), f"市民反映：{words}，请处理").urgent


DANGERS = (Path(__file__).parent / "dangers.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("mark", ["!", "."])
def test_every_wording_of_a_danger_alarms_and_few_others_do(mark: str) -> None:
    """dangers.txt: seen while the words were written, so they only hold what was reached."""
    told = [line[2:] for line in DANGERS if line[0] == mark]
    alarmed = [one for one in told if propose(town.known(), one).urgent]
    if mark == "!":
        assert set(told) == set(alarmed)
    else:
        assert len(alarmed) / len(told) < 0.05


@pytest.mark.parametrize(
    "words",
    ["闻到煤气味，燃气公司说修好了，今天又漏了", "井盖上次补好了，但是昨晚又丢了"],
)
def test_what_is_back_is_a_danger_though_it_was_seen_to(words: str) -> None:
    assert propose(town.known(), words).urgent


@pytest.mark.parametrize(
    "words",
    [
        "热线反映路灯不亮", "没有燃气味", "火车站旁垃圾没人清", "手机老是掉线", "门口有喷泉",
        "股市崩了，我的心态都要垮了", "电话线老断，打不出去", "井盖四周停满了车", "外墙掉色了",
    ],
)  # fmt: skip
def test_what_sounds_like_danger_is_not(words: str) -> None:
    assert not propose(town.known(), words).urgent


def test_the_condition_is_the_one_that_the_words_meet() -> None:
    conditions = [
        filing.Condition(1, "井盖丢失、错位或裂开，行人车辆有危险", True),
        filing.Condition(2, "车辆碾过时弹跳作响，或盖子翘起", False),
        filing.Condition(3, "污水从井口冒出", False),
    ]
    for words, wanted in (("井盖不见了", 1), ("车一压咣当响", 2), ("井里往外冒粪水", 3)):
        found = filing.best(plain(words), conditions, is_urgent=False)
        assert found is not None
        assert found.id == wanted
