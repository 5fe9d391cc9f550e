"""Who is to handle it: the first rule that matches, and nobody where none does."""

import pytest

from city.dispatch.choose import Rule, choose

MANHOLE, LAMP, YINGZE, XINGHUALING = 1, 2, 10, 11
RULES = [
    Rule(1, MANHOLE, YINGZE, 100),
    Rule(2, MANHOLE, None, 101),
    Rule(3, None, XINGHUALING, 102),
]


@pytest.mark.parametrize(
    ("category", "district", "organisation"),
    [
        (MANHOLE, YINGZE, 100),
        (MANHOLE, XINGHUALING, 101),
        (MANHOLE, None, 101),
        (LAMP, XINGHUALING, 102),
        (None, XINGHUALING, 102),
        (LAMP, YINGZE, None),
        (None, None, None),
    ],
)
def test_the_first_that_matches(
    category: int | None, district: int | None, organisation: int | None
) -> None:
    found = choose(RULES, category, district)
    assert (found and found.organisation_id) == organisation


def test_a_rule_for_anything_matches_anything() -> None:
    anything = Rule(9, None, None, 109)
    assert choose([anything], None, None) == anything
    assert choose([*RULES, anything], LAMP, YINGZE) == anything
