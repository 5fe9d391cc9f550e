"""What is written on a copy can be read there."""

import io

import numpy as np
import pytest
from PIL import Image

from media import lettering
from media.eyes import Eyes
from media.watermark import mark
from tests.media.pictures import saved

LINES = ["2026-11-22 08:30", "迎泽区柳巷街道", "14010620261122000017"]


def test_time_place_and_number_stand_at_the_foot() -> None:
    plain = saved(Image.new("RGB", (1200, 900), "#7f8890"), "JPEG", quality=90)
    marked = Image.open(io.BytesIO(mark(plain, LINES)))
    assert marked.size == (1200, 900)
    assert np.asarray(marked)[:700].std(axis=(0, 1)).max() < 3
    read = "".join(line.text for line in Eyes().words(np.asarray(marked)[:, :, ::-1].copy()))
    assert "08:30" in read
    assert "迎泽区柳巷街道" in read
    assert "14010620261122000017" in read


def test_a_long_line_loses_its_end_and_a_small_picture_is_survived() -> None:
    small = saved(Image.new("RGB", (120, 60), "#7f8890"), "JPEG", quality=90)
    assert Image.open(io.BytesIO(mark(small, ["很长的地址" * 30]))).size == (120, 60)


def test_no_font_is_said_so() -> None:
    with pytest.raises(lettering.NoFont):
        lettering.font_file("no_such_package", ())
