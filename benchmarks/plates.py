"""A small labelled set of our own: streets with drawn number plates, and streets with none."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.photo import noise
from media.boxes import PROVINCES, Box
from media.lettering import font

WIDTH, HEIGHT = 1600, 1200
COLOURS = (("#0a3ea1", "#ffffff", 5), ("#f2b90c", "#111111", 5), ("#3fb56b", "#0c0c0c", 6))
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
PLATE = (440, 140)  # GA 36-2018, millimetres: here pixels, shrunk afterwards


class Scene(NamedTuple):
    """A picture (height x width x 3, RGB) and the plates in it."""

    pixels: np.ndarray
    plates: list[Box]


def scenes(height: int, count: int, seed: int = 1) -> Iterator[Scene]:
    """Streets, each with one plate so many pixels high, a little turned, blurred and noisy."""
    for at in range(count):
        rng = Random(f"{seed}:{height}:{at}")
        pixels = noise(WIDTH, HEIGHT, rng.randrange(2**31))
        yield Scene(pixels, [_mount(pixels, _plate(rng), height, rng)])


def _plate(rng: Random) -> np.ndarray:
    ground, ink, signs = rng.choice(COLOURS)
    image = Image.new("RGB", PLATE, ground)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((5, 5, PLATE[0] - 6, PLATE[1] - 6), 10, outline=ink, width=4)
    text = rng.choice(PROVINCES) + rng.choice(SIGNS[:24])
    text += "·" + "".join(rng.choice(SIGNS) for _ in range(signs))
    draw.text((PLATE[0] / 2, PLATE[1] / 2 - 4), text, ink, font(74), anchor="mm")
    return np.asarray(image)


def _mount(pixels: np.ndarray, plate: np.ndarray, height: int, rng: Random) -> Box:
    """Hang the plate on a dark car's back; returns where."""
    width = round(height * PLATE[0] / PLATE[1])
    left = rng.randrange(width, WIDTH - 3 * width)
    top = rng.randrange(2 * height, HEIGHT - 3 * height)
    body = (rng.randrange(20, 90),) * 3
    cv2.rectangle(
        pixels, (left - width, top - 2 * height), (left + 2 * width, top + 2 * height), body, -1
    )
    small = cv2.resize(plate, (width, height), interpolation=cv2.INTER_AREA)
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    lean = rng.uniform(-0.08, 0.08) * height
    there = corners + np.float32([[left, top + lean], [left, top - lean]] * 2)
    there[2:] = corners[2:] + np.float32([[left, top - lean], [left, top + lean]])
    move = cv2.getPerspectiveTransform(corners, there)
    size = (WIDTH, HEIGHT)
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), move, size)
    hung = cv2.warpPerspective(small, move, size)
    pixels[mask > 127] = hung[mask > 127]
    area = pixels[top - height : top + 2 * height, left - height : left + width + height]
    area[:] = cv2.GaussianBlur(area, (3, 3), 0.7)
    return Box(left / WIDTH, top / HEIGHT, (left + width) / WIDTH, (top + height) / HEIGHT, "plate")
