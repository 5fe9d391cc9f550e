"""Whatever a stranger sends, it is refused or right; nothing crashes, nothing runs away."""

import io
import time
from collections.abc import Iterator

import pytest
from PIL import Image

from media.picture import Prepared, Refused
from media.safely import Child
from media.words import WORDS
from tests.media.hostile import Sample, corpus
from tests.media.pictures import assert_clean, assert_quarters, shown

MOST_SECONDS = 30.0
CORPUS = list(corpus())


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    one = Child()
    yield one
    one.end()


def test_corpus_is_large_and_each_name_stands_once() -> None:
    names = [sample.name for sample in CORPUS]
    assert len(names) == len(set(names))
    assert len(names) >= 300


@pytest.mark.parametrize("sample", CORPUS, ids=lambda sample: sample.name)
def test_hostile(child: Child, sample: Sample) -> None:
    start = time.monotonic()
    became = outcome(child, sample.body)
    assert time.monotonic() - start < MOST_SECONDS
    if isinstance(became, Refused):
        assert sample.fate not in ("right", "white"), became
        assert became.code in WORDS
        assert became.code != "crashed"
        assert sample.code in (None, became.code), became
    else:
        assert sample.fate != "refused", sample.name
        assert_sound(became)
        if sample.fate == "right":
            assert_quarters(shown(became), grey=sample.grey)
        if sample.fate == "white":
            assert shown(became).convert("L").getextrema()[0] >= 250


def outcome(child: Child, body: bytes) -> Prepared | Refused:
    """What became of a file."""
    try:
        return child.prepare(body)
    except Refused as why:
        return why


def assert_sound(made: Prepared) -> None:
    """What every prepared photo is, whatever it came from."""
    assert_clean(made.display)
    assert_clean(made.thumbnail)
    with Image.open(io.BytesIO(made.display)) as image:
        assert image.size == (made.width, made.height)
        assert max(image.size) <= 1600
    with Image.open(io.BytesIO(made.thumbnail)) as image:
        assert max(image.size) <= 320
    assert made.placeholder.startswith("data:image/webp;base64,")
    assert len(made.placeholder) <= 400
    assert 0 <= made.fingerprint < 2**63
