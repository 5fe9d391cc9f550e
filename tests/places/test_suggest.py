"""Names while typing."""

import pytest

from city.places.suggest import Suggestions
from tests.places.town import centre, names


@pytest.fixture(scope="module")
def suggestions() -> Suggestions:
    return Suggestions(names(centre()))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("迎泽", "迎泽大街"),
        ("yzdj", "迎泽大街"),
        ("YZDJ", "迎泽大街"),
        ("yingzeda", "迎泽大街"),
        ("迎澤大", "迎泽大街"),
    ],
)
def test_what_is_meant_comes_first(suggestions: Suggestions, typed: str, first: str) -> None:
    assert suggestions.find(typed)[0].name == first


def test_what_only_holds_the_words_comes_after(suggestions: Suggestions) -> None:
    found = [name.name for name in suggestions.find("大街", most=20)]
    assert found
    assert all("大街" in name for name in found)
    assert len(found) == len(set(found))


def test_nothing_typed_is_nothing_found(suggestions: Suggestions) -> None:
    assert suggestions.find("  ") == []
    assert suggestions.find("没有这样的名字") == []
