"""The short dialogue with a user of the official account: pure."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from city.wechat.messages import Message
from city.wechat.talk import MOST_PHOTOS, Draft, turn
from city.wechat.words import PARTS, SAID, language_of, say

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
MEDIA = Message("k", "o", "gh", NOW, "image", media_id="m1")
PLACE = Message("k", "o", "gh", NOW, "location", "柳巷", lat=37.87, lon=112.56)


def _text(words: str) -> Message:
    return Message("k", "o", "gh", NOW, "text", words)


@pytest.mark.parametrize("order", list(permutations([_text("井盖破了"), MEDIA, PLACE])))
def test_words_photo_and_place_are_filed_in_any_order(order: tuple[Message, ...]) -> None:
    draft: Draft | None = None
    for at, one in enumerate(order):
        taken = turn(draft, one, NOW)
        draft = taken.draft
        assert taken.is_filed == (at == 2)
        assert draft
        assert len(draft.missing) == 2 - at
    assert draft == Draft(NOW, "井盖破了", "柳巷", 37.87, 112.56, ("m1",))


def test_who_has_no_more_says_so() -> None:
    draft = turn(None, _text("井盖破了"), NOW).draft
    for words in ("没有了", "提交。", "Done"):
        assert turn(draft, _text(words), NOW).is_filed
    alone = turn(None, PLACE, NOW).draft
    assert turn(alone, _text("提交"), NOW) == (alone, False, "place_alone")
    assert turn(None, _text("提交"), NOW) == (None, False, "how")
    assert turn(draft, _text("取消"), NOW) == (None, False, "dropped")
    assert turn(None, _text("没有井盖"), NOW).draft == Draft(NOW, "没有井盖")


def test_what_cannot_be_taken_costs_nothing_of_what_was() -> None:
    draft = Draft(NOW, "井盖破了", media=("m",) * MOST_PHOTOS)
    for bad, said in ((MEDIA, "enough_photos"), (_text("长" * 2000), "too_long"),
                      (MEDIA._replace(kind="video"), "cannot"), (_text(""), "cannot"),
                      (PLACE._replace(lat=None), "cannot")):  # fmt: skip
        assert turn(draft, bad, NOW) == (draft, False, said)
        assert turn(None, bad._replace(kind="link"), NOW) == (None, False, "cannot")


def test_events_are_answered_or_passed_over() -> None:
    event = Message("k", "o", "gh", NOW, "event")
    said = [
        *(("subscribe", "", "welcome"), ("unsubscribe", "", ""), ("click", "REPORT", "how")),
        *(("click", "PROGRESS", "progress"), ("location_select", "PLACE", ""), ("x", "", "")),
    ]
    draft = Draft(NOW, "井盖破了")
    for name, button, code in said:
        taken = turn(draft, event._replace(event=name, button=button), NOW)
        assert taken == (draft, False, code)


def test_ten_minutes_are_ten_minutes() -> None:
    draft = Draft(NOW, "井盖破了")
    assert not draft.is_over(NOW + timedelta(minutes=10, seconds=-1))
    assert draft.is_over(NOW + timedelta(minutes=10))


def test_what_is_said_is_said_in_both_languages() -> None:
    facts = {"number": "1", "stage": "x", "seconds": 3}
    for code, words in SAID.items():
        assert set(words) == {"zh", "en"}
        for language in words:
            kept = say(code, language, ("words", "place"), ("photo",), **facts)
            assert len(kept.encode()) < 2048
            assert "{" not in kept
    assert {tuple(sorted(one)) for one in PARTS.values()} == {("en", "zh")}
    assert language_of("the cover is broken", "zh") == "en"
    assert (language_of("ok", "zh"), language_of("井盖 broken", "en")) == ("zh", "zh")
