"""Photos of screens, drawn as a camera sees them; and of what only looks as regular."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.photo import noise

Pixels = NDArray[np.uint8]
WIDTH, HEIGHT, FINE = 1024, 768, 2


class Shot(NamedTuple):
    """How a screen is photographed: its lamps' distance and the blur in camera pixels, its turn."""

    pitch: float
    turn: float
    blur: float = 0.6
    grain: float = 2.0
    quality: int = 85


def of_screen(scene: Pixels, shot: Shot, rng: np.random.Generator) -> Pixels:
    """A street on a screen of red, green and blue stripes, a little turned and in perspective."""
    across, down = _plane(shot, rng)
    size = WIDTH / shot.pitch, HEIGHT / shot.pitch
    at = [
        ((place / side * 0.8 + 0.5) * pixels).astype(np.float32)
        for place, side, pixels in zip((across, down), size, scene.shape[1::-1], strict=True)
    ]
    light = (cv2.remap(scene, *at, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT) / 255) ** 2.2
    in_row, in_column = down - np.floor(down) > 0.12, across - np.floor(across)
    for lamp in range(3):
        lit = np.abs(in_column - (lamp + 0.5) / 3) < 0.11
        light[..., lamp] *= lit * in_row * 3
    light = cv2.GaussianBlur(light, (0, 0), shot.blur * FINE)
    light = cv2.resize(light, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return _developed(np.clip(light, 0, 1) ** (1 / 2.2) * 255, shot, rng)


def of_wall(kind: str, shot: Shot, rng: np.random.Generator) -> Pixels:
    """A fence, bricks, tiles, a louvre or a mesh of so many camera pixels' period."""
    across, down = (part[::FINE, ::FINE] for part in _plane(shot, rng))
    rows = np.floor(down * 3) % 2
    dark = {
        "fence": across % 1 < 0.2,
        "bricks": (down * 3 % 1 < 0.12) | ((across + rows / 2) % 1 < 0.05),
        "tiles": (across % 1 < 0.06) | (down % 1 < 0.06),
        "louvre": down % 1 < 0.5,
        "mesh": ((across + down) % 1 < 0.15) | ((across - down) % 1 < 0.15),
    }[kind]
    scene = cv2.resize(noise(256, 192, int(rng.integers(99))), (WIDTH, HEIGHT)).astype(np.float32)
    stone = cv2.GaussianBlur(rng.normal(0, 40, (HEIGHT, WIDTH)), (0, 0), 1.2)[..., None]
    drawn = scene * 0.5 + 80 + stone - dark[..., None] * 60.0
    return _developed(cv2.GaussianBlur(drawn, (0, 0), shot.blur + 0.2), shot, rng)


def _plane(shot: Shot, rng: np.random.Generator) -> tuple[NDArray[np.float32], ...]:
    """Where each fine pixel lies on what is photographed, in its own periods."""
    y, x = np.mgrid[0 : HEIGHT * FINE, 0 : WIDTH * FINE].astype(np.float32) / FINE
    x, y, turn = x - WIDTH / 2, y - HEIGHT / 2, np.radians(shot.turn)
    depth = 1 + rng.uniform(-6e-5, 6e-5) * x + rng.uniform(-6e-5, 6e-5) * y
    across = (x * np.cos(turn) + y * np.sin(turn)) / depth / shot.pitch
    down = (y * np.cos(turn) - x * np.sin(turn)) / depth / shot.pitch
    return across, down


def _developed(light: NDArray[np.floating], shot: Shot, rng: np.random.Generator) -> Pixels:
    """With the sensor's grain, through JPEG."""
    grainy = np.clip(light + rng.normal(0, shot.grain, light.shape), 0, 255).astype(np.uint8)
    _, body = cv2.imencode(".jpg", grainy, [cv2.IMWRITE_JPEG_QUALITY, shot.quality])
    return np.asarray(cv2.imdecode(body, cv2.IMREAD_COLOR), np.uint8)
