"""How well it does on our own pairs; docs/duplicates.md tells the figures, and what they hide."""

from collections import Counter

from city.cases.duplicates.likeness import likeness
from city.cases.duplicates.verdict import Verdict, verdict
from tests.duplicates.labelled import Pair, pairs, tellings

HARD = {"next_building", "next_number", "next_day", "crossing_sides", "same_person"}


def _joined(found: list[Pair]) -> float:
    return sum(_verdict(pair) is Verdict.JOIN for pair in found) / len(found)


def _verdict(pair: Pair) -> Verdict:
    one, other = pair.one.sighting, pair.other.sighting
    return verdict(one, other, likeness(one, other))


def test_the_pairs_are_many_and_of_every_kind() -> None:
    labels = Counter(pair.label for pair in pairs())
    assert sum(labels.values()) >= 400
    assert labels.keys() == {"same", "different", *HARD}
    assert min(labels.values()) >= 20


def test_no_family_is_for_training_and_for_testing() -> None:
    families = {split: {one.family for one in tellings() if one.split == split}
                for split in ("train", "test")}  # fmt: skip
    assert families["train"].isdisjoint(families["test"])
    assert all(pair.one.split == pair.other.split for pair in pairs())


def test_families_that_were_not_trained_on_do_not_fall_behind() -> None:
    tested = pairs("test")
    same = [pair for pair in tested if pair.is_same]
    other = [pair for pair in tested if not pair.is_same]
    shown = sum(_verdict(pair) is not Verdict.NOTHING for pair in same) / len(same)
    assert shown >= 0.95
    assert _joined(same) >= 0.6
    assert _joined(other) <= 0.02
