"""The labelled texts: found where they are, and nothing claimed where nothing can be."""

import pytest

from tests.places.phrasebook import HERE, Maker
from tests.places.scoring import labelled, scores, table, told
from tests.places.town import centre, gazetteer, lacking_half


def test_the_set_is_large_and_has_a_hundred_that_must_not_be_found() -> None:
    rows = labelled()
    assert len(rows) >= 600
    assert sum(row["lon"] == "none" for row in rows) >= 100


def test_the_set_is_of_this_demo_city() -> None:
    written = (HERE / "labelled.csv").read_text("utf-8").count("\n")
    made = list(Maker(centre()).rows())
    assert written == len(made) + 1
    assert [row["text"] for row in made] == [row["text"] for row in labelled()]


def test_answers_are_right_and_hardly_ever_far_off(capsys: pytest.CaptureFixture[str]) -> None:
    found = scores(told(gazetteer(), labelled()))
    with capsys.disabled():
        print("\n" + table(found))
    assert found["all"].right / found["all"].asked >= 0.92
    assert found["all"].wrong / found["all"].asked <= 0.01


def test_every_form_is_answered() -> None:
    for form, score in scores(told(gazetteer(), labelled())).items():
        assert score.right / score.asked >= 0.85, form


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_city_that_lacks_half_its_names_is_hardly_ever_wrong(seed: int) -> None:
    found = scores(told(lacking_half(seed), labelled()))["all"]
    assert found.wrong / found.asked <= 0.01
    assert found.right / found.asked >= 0.4
