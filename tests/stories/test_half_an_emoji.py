"""NUL and half an emoji, which no column holds, do not stop anybody."""

import pytest

from tests.house import City
from tests.stories.journey import Journey


@pytest.mark.parametrize("words", ["井盖破了 \ud83d", "井\0盖"])
def test_words_that_no_column_holds_are_taken_without_them(city: City, words: str) -> None:
    road = Journey(city, words=words)
    assert "井" in road.seen()["words"]


@pytest.mark.parametrize("note", ["不是我们的 \ud83d", "不\0是"])
def test_nor_do_they_stop_a_note(city: City, note: str) -> None:
    road = Journey(city)
    operator = city.crew.sign_in("operator")
    answer = operator.ask(
        "POST", f"/cases/{road.case_id}/actions", {"action": "decline", "note": note}
    )
    assert answer.status == 200


def test_nor_a_name_at_the_door_nor_an_unknown_field(city: City) -> None:
    citizen = city.citizen()
    for body in ({"username": "a\0b", "password": "x"}, {"username": "\ud800", "password": "x"}):
        assert citizen.ask("POST", "/session", body).status == 401
    assert citizen.report(words="x", **{"\ud800": 1}).status == 422
    assert citizen.ask("GET", "/places/search?q=%00").status in (200, 422)
    operator = city.crew.sign_in("operator")
    assert operator.ask("GET", "/lexicon/names?q=%00&kind=assets").status == 200
