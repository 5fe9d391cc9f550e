"""Laws of mending: as long as before, and nothing done to what is written right."""

from hypothesis import given, settings
from hypothesis import strategies as st

from city.places.normal import plain
from city.triage import corpus
from city.triage.mending import Mender
from tests.triage import town

MENDER = Mender(town.known().lexicon.words)
WORDS = [plain(one.words) for one in corpus.texts()[::20]]


@given(st.sampled_from(WORDS) | st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_every_character_stays_where_it_stood(text: str) -> None:
    assert len(MENDER.mended(text)) == len(text)


def test_words_that_are_known_stay() -> None:
    mender = Mender(["污水井盖", "红绿灯", "坏了", "路灯不亮"])
    assert mender.mended("路口红绿灯不亮") == "路口红绿灯不亮"
    assert mender.mended("污水井盖坏了") == "污水井盖坏了"
    assert mender.mended("乌水井盖怀了") == "污水井盖怀了"  # two characters sound like too much
    assert mender.mended("红路灯虹绿灯") == "红路灯红绿灯"  # lù is no lǜ
    assert mender.mended("") == ""


def test_little_is_changed_in_what_people_wrote_right() -> None:
    changed = sum(MENDER.mended(text) != text for text in WORDS)
    assert changed / len(WORDS) < 0.03
