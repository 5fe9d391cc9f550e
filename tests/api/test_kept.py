"""Whoever is refused is told what was kept and what to do, in both languages."""

import pytest

from api.words import HTTP

KEPT = {
    "zh": ("都还在", "没有改动", "没有丢失"),
    "en": ("still have", "is lost", "is kept", "nothing changed"),
}


@pytest.mark.parametrize("status", [409, 413, 415, 422, 423, 429, 500, 503])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_refusal_says_what_was_kept(status: int, language: str) -> None:
    assert any(words in HTTP[status][language] for words in KEPT[language])
