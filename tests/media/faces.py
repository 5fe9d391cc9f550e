"""A face that nobody has: drawn, shaded and blurred until it is taken for one."""

from PIL import Image, ImageDraw, ImageFilter


def portrait(size: tuple[int, int] = (800, 600), face: int = 160) -> Image.Image:
    """A head of about so many pixels' height in the middle of a grey picture."""
    image = Image.new("RGB", size, "#9aa3a8")
    draw = ImageDraw.Draw(image)
    x, y, r = size[0] / 2, size[1] / 2, face / 2

    def oval(cx: float, cy: float, rx: float, ry: float, fill: str) -> None:
        box = (x + (cx - rx) * r, y + (cy - ry) * r, x + (cx + rx) * r, y + (cy + ry) * r)
        draw.ellipse(box, fill=fill)

    oval(0, 2.2, 1.5, 1.1, "#2c3e66")
    oval(0, 1.0, 0.35, 0.5, "#c08a6c")
    oval(0, -0.2, 0.86, 1.05, "#241a15")
    oval(0, 0.05, 0.72, 0.98, "#d6a283")
    oval(-0.1, 0.1, 0.55, 0.8, "#dfae90")
    for side in (-1, 1):
        oval(side * 0.74, 0.05, 0.09, 0.2, "#c58f72")
        oval(side * 0.3, -0.2, 0.17, 0.045, "#3a2a22")
        oval(side * 0.3, -0.05, 0.15, 0.075, "#f4efe9")
        oval(side * 0.3, -0.05, 0.075, 0.075, "#2b1d14")
        oval(side * 0.09, 0.33, 0.05, 0.035, "#7d4f3b")
    oval(0, 0.2, 0.06, 0.2, "#e8bfa4")
    oval(0, 0.58, 0.26, 0.07, "#a34b48")
    oval(0, 0.55, 0.22, 0.02, "#7a2f30")
    return image.filter(ImageFilter.GaussianBlur(max(1, face / 90)))
