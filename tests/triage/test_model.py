"""The shipped model, and learning another."""

from random import Random

import numpy as np
import pytest

from city.triage import corpus, learning, linear
from city.triage.judging import judge
from city.triage.lexicon import Lexicon
from city.triage.linear import ModelUnfit, packed, unpacked
from city.triage.propose import propose
from tests.triage import phrasebook, town
from tests.triage.slips import slipped

FEW = ("component-0137", "occurrence-0110", "service-0201", "elsewhere-labour")


def test_the_texts_are_the_ones_that_the_families_make() -> None:
    assert [dict(row) for row in phrasebook.rows()] == [
        {
            "family": one.family, "part": one.part, "code": one.code,
            "urgent": "1" if one.urgent else "", "style": one.style, "words": one.words,
        }
        for one in corpus.texts()
    ]  # fmt: skip


def test_no_family_is_both_learned_and_tried() -> None:
    texts = corpus.texts()
    learned = {one.family for one in texts if one.part in corpus.LEARNED}
    assert learned.isdisjoint(one.family for one in texts if one.part not in corpus.LEARNED)
    assert len(texts) >= 800
    codes = {one.code for one in texts}
    assert {code for code in town.codes() if code.startswith("service-")} <= codes
    assert len({code for code in codes if code[0] in "co"}) >= 80
    assert sum(one.code.startswith("elsewhere-") for one in texts) >= 150
    styles = {"hotline", "citizen", "inspector", "letter", "slips", "whole"}
    assert styles == {one.style for one in texts}


def test_texts_of_which_only_sums_were_looked_at_are_read_too() -> None:
    found = judge(town.known(), town.part("blind"))
    assert found.f1 > 0.8
    assert found.not_ours < 0.08
    assert found.missed < 0.08


def test_it_holds_what_the_page_says_of_it() -> None:
    """A loose bound: exact figures are printed by the benchmark and told in docs/triage.md."""
    found = judge(town.known(), town.part("test")[::4])
    assert found.f1 > 0.6
    assert found.not_ours < 0.1
    assert found.missed < 0.1


def test_slips_of_the_pen_do_not_throw_it() -> None:
    rng = Random(11)
    found = judge(town.known(), [slipped(one, rng) for one in town.part("test")[::4]])
    assert found.f1 > 0.6
    assert found.not_ours < 0.1


def test_what_is_mended_is_quoted_as_it_was_written() -> None:
    written = "下雨天乌水井盖翘起来了"
    made = propose(town.known(), written)
    assert made.choices[0].code == "component-0102"
    assert any(reason.words == "乌水井盖" for reason in made.choices[0].reasons)
    for choice in made.choices:
        assert all(written[one.start : one.end] == one.words for one in choice.reasons)


def test_it_works_before_anything_was_learned() -> None:
    made = propose(town.known(with_model=False), "迎泽大街路灯不亮好几天了")
    assert made.choices[0].code == "component-0137"
    assert made.sure


def test_a_new_model_is_learned_from_few_texts_and_comes_back_from_bytes() -> None:
    lexicon = Lexicon(one for one in town.entries() if one.code in FEW)
    weights = learning.learn(
        [one for one in corpus.texts() if one.code in FEW], lexicon, sorted(FEW)
    )
    back = unpacked(packed(weights))
    assert back.codes == weights.codes
    known = town.known_by(lexicon)._replace(weights=back, codes=tuple(sorted(FEW)))
    tried = [one for one in town.part("test") if one.code in FEW]
    assert judge(known, tried).in_three > 0.8


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"\x80\x04K\x01."])
def test_bytes_that_are_no_model_are_refused(raw: bytes) -> None:
    with pytest.raises(ModelUnfit):
        unpacked(raw)


def test_a_model_with_code_in_it_is_never_run(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "evil.npz"
    np.savez(file, codes=np.array([{"run": print}], dtype=object))
    with pytest.raises(ModelUnfit):
        linear.unpacked(file.read_bytes())
