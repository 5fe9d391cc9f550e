"""Laws about the catalogue that comes with the product."""

import re
from collections import Counter

import pytest

from city.catalogue.load import CatalogueBroken, categories, conditions
from city.catalogue.model import Handling, Kind, View

CATEGORIES = categories()
CONDITIONS = conditions()
SOURCES = {"GB/T 30428.2-2013", "运城市立案标准", "运城市扩展小类", "太原市公开时限"}


def test_it_has_the_size_that_is_worked_with() -> None:
    kinds = {row["code"]: row["kind"] for row in CATEGORIES}
    classes = Counter(kind for kind, _ in {(row["kind"], row["class_code"]) for row in CATEGORIES})
    assert classes == {Kind.COMPONENT: 5, Kind.OCCURRENCE: 6, Kind.SERVICE: 7}
    assert Counter(kinds.values()) == {
        Kind.COMPONENT: 159,
        Kind.OCCURRENCE: 108,
        Kind.SERVICE: 22,
    }
    conditions = Counter(kinds[row["category"]] for row in CONDITIONS)
    assert conditions == {Kind.COMPONENT: 550, Kind.OCCURRENCE: 162, Kind.SERVICE: 100}


def test_what_goes_by_itself() -> None:
    alone = {row["code"] for row in CATEGORIES if row["automatic"]}
    beside = [row for row in CONDITIONS if row["automatic"]]
    assert (len(alone), len(beside)) == (117, 36)
    assert all(row["category"] not in alone for row in beside)


def test_everything_has_an_english_name_of_its_own() -> None:
    names = [(row["kind"], row["name_en"]) for row in CATEGORIES]
    assert len(set(names)) == len(names)
    for _, name in names:
        assert name
        assert not any("一" <= sign <= "鿿" for sign in name)


def test_photos_and_handling_are_said() -> None:
    for row in CONDITIONS:
        assert set(row["photos"]) <= set(View)
        assert row["handling"] in Handling
        assert row["photos"] or row["category"].startswith("service")
    assert {row["handling"] for row in CONDITIONS} == set(Handling)


def test_seasons_and_what_must_be_stopped_are_there() -> None:
    assert {row["handling"] for row in CONDITIONS if row["season"]} == {Handling.PLANT}
    stopped = [row for row in CONDITIONS if row["limit_label"].endswith("制止")]
    assert [row["handling"] for row in stopped] == [Handling.STOP]


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
        "category,ordinal,text,limit,photos,closing,handling,automatic,source\n"
        "component-0101,1,坏了,尽快,near,修好,repair,false,待核对\n",
        encoding="utf-8",
    )
    with pytest.raises(CatalogueBroken, match=r"filing_conditions\.csv:2: .*尽快"):
        conditions(tmp_path)
