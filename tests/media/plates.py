"""A street with a number plate in it, drawn."""

from PIL import Image, ImageDraw

from media.lettering import font


def parked(plate: str = "晋A·12345", height: int = 60) -> Image.Image:
    """A dark car's back with this blue plate, so many pixels high, in the middle of 800 x 600."""
    image = Image.new("RGB", (800, 600), "#8d949a")
    draw = ImageDraw.Draw(image)
    width = height * 440 // 140
    draw.rectangle((150, 120, 650, 480), fill="#23262b")
    left, top = 400 - width // 2, 300 - height // 2
    draw.rectangle((left, top, left + width, top + height), fill="#0a3ea1", outline="white")
    draw.text((400, 298), plate, "white", font(height * 74 // 140), anchor="mm")
    return image
