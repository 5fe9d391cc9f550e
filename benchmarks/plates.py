"""A small labelled set of our own: streets with drawn number plates, and streets with none."""

from collections.abc import Callable, Iterator, Mapping
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
    for scene, _rng in _streets(height, count, seed):
        yield scene


def hard_scenes(way: str, height: int, count: int, seed: int = 1) -> Iterator[Scene]:
    """The same as a camera sees them in one of the HARD ways."""
    for scene, rng in _streets(height, count, seed):
        yield HARD[way](scene, np.random.default_rng(rng.randrange(2**31)))


def _streets(height: int, count: int, seed: int) -> Iterator[tuple[Scene, Random]]:
    for at in range(count):
        rng = Random(f"{seed}:{height}:{at}")
        pixels = noise(WIDTH, HEIGHT, rng.randrange(2**31))
        yield Scene(pixels, [_mount(pixels, _plate(rng), height, rng)]), rng


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


def _night(scene: Scene, chance: np.random.Generator) -> Scene:
    """A sixth of the light, and a sensor's grain where there is little of it."""
    dark = scene.pixels.astype(np.float32) / 6
    grain = chance.normal(0, 6, dark.shape).astype(np.float32)
    grain = cv2.GaussianBlur(grain, (0, 0), 0.6)
    return Scene(np.clip(dark * 1.6 + grain + 4, 0, 255).astype(np.uint8), scene.plates)


def _moved(scene: Scene, chance: np.random.Generator) -> Scene:
    """Smeared along a line of nine pixels, as from a car."""
    kernel = np.zeros((9, 9), np.float32)
    lean = int(chance.integers(-2, 3))
    cv2.line(kernel, (0, 4 - lean), (8, 4 + lean), 1.0)
    return Scene(cv2.filter2D(scene.pixels, -1, kernel / kernel.sum()), scene.plates)


def _slantwise(scene: Scene, chance: np.random.Generator) -> Scene:
    """Seen from the side: the picture is pressed to half its width and sheared."""
    shear = float(chance.uniform(-0.25, 0.25))
    move = np.float32([[0.5, 0, 400], [shear, 1, -shear * WIDTH / 2]])
    pixels = cv2.warpAffine(scene.pixels, move, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT)
    return Scene(pixels, [_carried(box, move) for box in scene.plates])


def _carried(box: Box, move: np.ndarray) -> Box:
    xs, ys = (box.left * WIDTH, box.right * WIDTH), (box.top * HEIGHT, box.bottom * HEIGHT)
    there = np.array([move @ (x, y, 1) for x in xs for y in ys]) / (WIDTH, HEIGHT)
    return Box(*there.min(axis=0), *there.max(axis=0), "plate")


def _hidden(scene: Scene, chance: np.random.Generator) -> Scene:
    """A third of each plate is behind a post."""
    for box in scene.plates:
        wide = (box.right - box.left) * WIDTH
        left = int(box.left * WIDTH + wide * (0.0 if chance.random() < 0.5 else 2 / 3))
        scene.pixels[:, left : left + round(wide / 3)] = 90
    return scene


HARD: Mapping[str, Callable[[Scene, np.random.Generator], Scene]] = {
    "night": _night,
    "moved": _moved,
    "slantwise": _slantwise,
    "hidden": _hidden,
}
