"""What is drawn is seen: a face, a plate, words; and the child that looks stays warm."""

import pytest
from PIL import Image

from media import sight
from media.picture import Refused
from tests.media.faces import portrait
from tests.media.pictures import saved
from tests.media.plates import parked


def jpeg(image: object) -> bytes:
    return saved(image, "JPEG", quality=90)  # type: ignore[arg-type]


def test_nothing_is_missing_where_the_house_is_installed_whole() -> None:
    assert sight.missing() == []


def test_a_face_is_seen_where_it_is() -> None:
    (face,) = (box for box in sight.look(jpeg(portrait(face=300))).boxes if box.kind == "face")
    assert face.left < 0.5 < face.right
    assert face.top < 0.5 < face.bottom
    assert face.right - face.left < 0.4


def test_a_plate_is_seen_and_read() -> None:
    seen = sight.look(jpeg(parked("晋A·12345")))
    (plate,) = seen.boxes
    assert plate.kind == "plate"
    assert plate.left < 0.5 < plate.right
    assert plate.top < 0.5 < plate.bottom
    (line,) = seen.words
    assert "12345" in line.text
    assert set(seen.ms) == {"faces", "plates", "words"}


def test_an_empty_wall_has_nothing_to_veil() -> None:
    assert sight.look(jpeg(Image.new("RGB", (800, 600), "#8d949a"))).boxes == []


def test_what_is_no_picture_does_not_end_the_house() -> None:
    with pytest.raises(Refused):
        sight.look(b"no picture")
    assert len(sight.look(jpeg(parked())).boxes) == 1


def test_without_the_extra_it_says_what_is_missing() -> None:
    """A whole house without it stands in tests/photos/test_without_eyes.py."""
    assert sight.missing((*sight.NEEDED, "no_such_eyes")) == ["no_such_eyes"]
