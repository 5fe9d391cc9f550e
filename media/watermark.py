"""A copy of a photo with its time, place and case number written on it, for files that leave us."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from media.lettering import font

QUALITY = 88
SHARE = 32  # a line's height is the picture's longer side divided by this
SHADE = (0, 0, 0, 150)


def mark(display: bytes, lines: Sequence[str]) -> bytes:
    """A display JPEG of ours with these lines on a dark band at its foot; sizes stay.

    Raises NoFont. A line that is too long for the picture loses its end.
    """
    image = Image.open(io.BytesIO(display)).convert("RGB")
    high = max(12, max(image.size) // SHARE)
    letters = font(high)
    top = image.height - round(high * (len(lines) * 1.35 + 0.5))
    band = Image.new("RGBA", (image.width, image.height - top), SHADE)
    image.paste(band, (0, top), band)
    draw = ImageDraw.Draw(image)
    for at, line in enumerate(lines):
        y = top + high * (0.2 + at * 1.35)
        draw.text((high // 2, y), _fitting(line, letters, image.width - high), "white", letters)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _fitting(line: str, letters: ImageFont.FreeTypeFont, width: int) -> str:
    """As much of the line as there is room for, with an ellipsis where it was cut."""
    if letters.getlength(line) <= width:
        return line
    while line and letters.getlength(line + "…") > width:
        line = line[:-1]
    return line + "…"
