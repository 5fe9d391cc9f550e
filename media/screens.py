"""Whether a photo is of a screen: its grid of lamps, or the moiré of it, is a peak in the spectrum.

What a camera sees in a street has a spectrum that falls off smoothly; a screen's lamps stand in a
grid finer than almost all there, and leave sharp peaks off the axes in every part of the picture.
The measure: in tiles of 256 x 256 pixels, the highest peak of the power spectrum over its
surroundings, as a natural logarithm, off the axes, where edges of walls and JPEG's blocks lie. A
peak that is the overtone of something slower is a fence's or a wall's, and does not count; nor does
one that has no twin at a right angle: lamps stand as far apart across as down, and bricks do not. A
grid as coarse as a mesh or a grille may be must be of colours, as lamps side by side are. Pure.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

SIDE, TILES = 256, 3  # pixels; tiles a row and a column
LOWEST, HIGHEST = 0.12, 0.48  # cycles a pixel: slower is fences and bricks, faster is noise
AXIS = 2.5  # bins beside an axis that do not count
AROUND = 31  # bins a side over which a peak's surroundings are taken
PEAK = 7.0  # e ** 7: a thousand times its surroundings
ENOUGH, GIVEN_UP = 5, 3  # of nine tiles
OVERTONES, SLOWEST = 12, 3.5  # how often slower a wall's period is looked for, to which bin
TWIN = 6.0  # of the peak at a right angle over its ring: e ** 6
COARSE = 0.165  # cycles a pixel: up to here a screen's own red and blue lie apart for a camera
GROUND = 4.0  # of a slower peak over its ring: e ** 4, then what is faster is its overtone

Floats = NDArray[np.float32]


def _counting() -> NDArray[np.bool_]:
    """Which bins of a tile's shifted spectrum count: half of a ring, without the axes."""
    across = np.fft.fftshift(np.fft.fftfreq(SIDE))[None, :]
    down = across.T
    radius = np.hypot(across, down)
    near = (np.abs(across) < AXIS / SIDE) | (np.abs(down) < AXIS / SIDE)
    return (radius >= LOWEST) & (radius <= HIGHEST) & ~near & (down > 0)


COUNTING = _counting()
RADIUS = np.hypot(*(np.mgrid[0:SIDE, 0:SIDE] - SIDE // 2))
WINDOW = np.outer(np.hanning(SIDE), np.hanning(SIDE)).astype(np.float32)


def is_screen(pixels: NDArray[np.uint8]) -> float | None:
    """How sharp the peaks are in most tiles of a picture, where that says a screen; else None.

    `pixels`: height x width [x 3], as decoded, before anything is made smaller. A picture of less
    than two tiles' side is not judged. An ordinary one is known by its first three tiles.
    """
    found: list[float] = []
    missed = 0
    for tile in _tiles(pixels):
        height = _peak(tile)
        if height >= PEAK:
            found.append(height)
        else:
            missed += 1
        if missed > TILES**2 - ENOUGH or (missed == GIVEN_UP and not found):
            return None
    return round(sorted(found)[-ENOUGH], 1) if len(found) >= ENOUGH else None


def _tiles(pixels: NDArray[np.uint8]) -> Iterator[NDArray[np.uint8]]:
    """Nine places of the picture."""
    height, width = pixels.shape[:2]
    if min(height, width) < 2 * SIDE:
        return
    for top in np.linspace(0.1, 0.9, TILES) * (height - SIDE):
        for left in np.linspace(0.1, 0.9, TILES) * (width - SIDE):
            tile = pixels[int(top) : int(top) + SIDE, int(left) : int(left) + SIDE]
            yield tile


def _peak(tile: NDArray[np.uint8]) -> float:
    """The highest peak of a tile over its surroundings, as a natural logarithm; 0 for a wall's."""
    grey = tile if tile.ndim == 2 else cv2.cvtColor(tile[..., :3], cv2.COLOR_RGB2GRAY)
    power = _power(grey.astype(np.float32))
    above = np.where(COUNTING, power - cv2.blur(power, (AROUND, AROUND)), 0.0)
    down, across = np.unravel_index(above.argmax(), above.shape)
    height = float(above[down, across])
    place = int(down) - SIDE // 2, int(across) - SIDE // 2
    return height if height < PEAK or _is_of_lamps(tile, power, *place) else 0.0


def _power(plane: Floats) -> Floats:
    """The power spectrum of a plane of a tile, as natural logarithms, the slowest in the middle."""
    parts = cv2.dft((plane - plane.mean()) * WINDOW, flags=cv2.DFT_COMPLEX_OUTPUT)
    return np.fft.fftshift(np.log(parts[..., 0] ** 2 + parts[..., 1] ** 2 + 1e-3))


def _is_of_lamps(tile: NDArray[np.uint8], power: Floats, down: int, across: int) -> bool:
    """Whether the peak there is a screen's: no overtone, with a twin, and coloured where coarse."""
    if _is_overtone(power, down, across):
        return False
    down, across = _slowest(power, down, across)
    if _stands_out(power, -across, down) < TWIN:
        return False
    if np.hypot(down, across) >= COARSE * SIDE:
        return True
    return tile.ndim == 3 and _is_coloured(tile, down, across)


def _is_coloured(tile: NDArray[np.uint8], down: int, across: int) -> bool:
    """Whether red and blue differ in this step, or in the one at a right angle to it."""
    power = _power(tile[..., 0].astype(np.float32) - tile[..., 2])
    return max(_stands_out(power, down, across), _stands_out(power, -across, down)) >= GROUND


def _slowest(power: Floats, down: int, across: int) -> tuple[int, int]:
    """The slowest peak in this direction: overtones of bricks have twins, their courses none."""
    for times in (3, 2):
        y, x = round(down / times), round(across / times)
        if _stands_out(power, y, x) >= GROUND:
            return y, x
    return down, across


def _stands_out(power: Floats, down: int, across: int) -> float:
    """How far the highest bin at or beside a place is above the median of its ring."""
    y, x = SIDE // 2 + down, SIDE // 2 + across
    there = power[y - 2 : y + 3, x - 2 : x + 3].max()
    return float(there - np.median(power[np.abs(RADIUS - np.hypot(down, across)) < 1.5]))


def _is_overtone(power: Floats, down: int, across: int) -> bool:
    """Whether something slower in the same direction stands out of its ring."""
    for times in range(2, OVERTONES + 1):
        radius = np.hypot(down, across) / times
        if SLOWEST <= radius < LOWEST * SIDE:
            y, x = SIDE // 2 + round(down / times), SIDE // 2 + round(across / times)
            there = power[y - 1 : y + 2, x - 1 : x + 2].max()
            if there - np.median(power[np.abs(RADIUS - radius) < 1.5]) >= GROUND:
                return True
    return False
