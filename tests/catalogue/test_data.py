"""Laws about the catalogue that comes with the product."""

import re
from collections import Counter

import pytest

from city.catalogue.load import CatalogueBroken, categories, conditions
from city.catalogue.model import Kind

CATEGORIES = categories()
CONDITIONS = conditions()
SOURCES = {"GB/T 30428.2-2013", "运城市立案标准", "运城市扩展小类", "太原市公开时限"}


def test_it_is_large_enough_and_covers_the_three_books() -> None:
    counts = Counter(row["kind"] for row in CATEGORIES)
    assert len(CATEGORIES) >= 90
    assert set(counts) == {kind.value for kind in Kind}
    assert counts["component"] > 40
    assert counts["occurrence"] > 40


def test_codes_are_unique_and_agree_with_book_and_class() -> None:
    codes = [row["code"] for row in CATEGORIES]
    assert len(set(codes)) == len(codes)
    for row in CATEGORIES:
        assert re.fullmatch(r"(component|occurrence|service)-\d{4}", row["code"])
        assert row["code"].startswith(f"{row['kind']}-{row['class_code']}")


def test_a_class_has_one_name() -> None:
    names = {(row["kind"], row["class_code"], row["class_name"]) for row in CATEGORIES}
    assert len({name[:2] for name in names}) == len(names)


def test_names_are_unique_within_a_book() -> None:
    names = [(row["kind"], row["name"]) for row in CATEGORIES]
    assert len(set(names)) == len(names)


def test_every_category_has_conditions_in_order() -> None:
    ordinals: dict[str, list[int]] = {row["code"]: [] for row in CATEGORIES}
    for row in CONDITIONS:
        ordinals[row["category"]].append(row["ordinal"])
    assert all(found == list(range(1, len(found) + 1)) and found for found in ordinals.values())


def test_every_condition_says_what_is_seen_and_when_it_is_done() -> None:
    assert all(row["text"] and row["closing"] for row in CONDITIONS)


def test_every_row_names_its_source_or_says_that_it_must_be_checked() -> None:
    for row in CATEGORIES + CONDITIONS:
        assert row["source"] in SOURCES or "待核对" in row["source"], row


def test_twelve_are_common_and_can_be_found_by_everyday_words() -> None:
    common = [row for row in CATEGORIES if row["common"]]
    assert len(common) == 12
    assert all(len(row["synonyms"]) >= 3 for row in common)
    assert all(row["synonyms"] for row in CATEGORIES)


def test_a_row_that_cannot_be_read_is_named_by_its_line(tmp_path) -> None:
    (tmp_path / "filing_conditions.csv").write_text(
        "category,ordinal,text,limit,closing,source\ncomponent-0101,1,坏了,尽快,修好,待核对\n",
        encoding="utf-8",
    )
    with pytest.raises(CatalogueBroken, match=r"filing_conditions\.csv:2: .*尽快"):
        conditions(tmp_path)
