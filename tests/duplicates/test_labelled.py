"""How well it does on our own pairs; docs/duplicates.md tells the figures, and what they hide."""

from collections import Counter

from city.cases.duplicates import fit
from city.cases.duplicates.judging import judge, score
from city.cases.duplicates.labelled import pairs, strangers, tellings
from city.cases.duplicates.weights import weights
from tests.duplicates.proposed import proposed

HARD = {"next_building", "next_number", "next_day", "crossing_sides", "same_person"}


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
    found = score(judge(pairs("test")))
    assert found.told >= 0.9
    assert found.recall >= 0.85
    assert found.false <= 0.005


def test_families_that_nothing_was_made_to_fit_are_shown_at_least() -> None:
    found = score(judge(pairs("fresh")))
    assert found.told >= 0.78
    assert found.false <= 0.025


def test_strangers_are_not_joined() -> None:
    assert score(judge(strangers("test"))).falsely == 0


def test_the_weights_are_those_that_the_pairs_give() -> None:
    known = list(weights().values())
    learned = fit.fit(fit.learned_from("train", [one.name for one in known]), known)
    for old, new in zip(known, learned, strict=True):
        assert abs(old.weight - new.weight) <= 0.02, old.name
        assert old.least <= new.weight <= old.most, old.name


def test_what_triage_reads_in_the_tellings_is_what_is_written_there() -> None:
    some = tellings()[::25]
    written = [[(sort.code, share) for sort, share in one.sighting.told.likely] for one in some]
    read = [proposed(one.sighting.told.words) for one in some]
    assert [", ".join(f"{code} {share:.2f}" for code, share in each) for each in written] == read
