"""Places in a picture, the words read there, and which of them are number plates."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
# GA 36-2018: province, office, five signs (six for new-energy cars); no I and no O among them
PLATE = re.compile(f"[{PROVINCES}][A-HJ-NP-Z][A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳领]")
# the same with its province's sign misread or lost, as small plates are
LIKELY = re.compile(r"[^A-Z0-9]{0,2}[A-HJ-NP-Z](?=(?:[A-Z]*[0-9]){3})[A-HJ-NP-Z0-9]{5,6}")
NO_SIGNS = re.compile(r"[\s·.•:：、，,\-—_*'\"|]")
HAN = re.compile("[\u4e00-\u9fff]")
SURE, MANY = 0.8, 3  # of a reader's 0 to 1; Han signs in a line: a plate has two at most
NUMBER, NAME = re.compile("[0-9]{8}"), re.compile("[^0-9]*[A-Za-z]{5}[^0-9]*")
SHORTEST, LONGEST = 0.8, 8.0  # of a plate's width to its height: two rows seen slantwise, one row
FILLED = 0.25  # of a sign's area by its name; a dealer's name on a plate's frame fills less
SAME = 0.5  # of the smaller box: two detectors found one plate


@dataclass(frozen=True)
class Box:
    """A place in an upright picture, in shares of its width and height, 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float
    kind: str = "hand"
    """What was found there: "face", "plate", or "hand" where a person drew it."""
    score: float | None = None
    """How sure the model is, 0 to 1."""


@dataclass(frozen=True)
class Words:
    """A line of writing in a picture, and where it stands, in shares of width and height."""

    text: str
    score: float
    left: float
    top: float
    right: float
    bottom: float


def plates_in(words: Iterable[Words]) -> list[Box]:
    """The lines that read as a Chinese number plate; O and I are taken for 0 and 1."""
    return [
        Box(one.left, one.top, one.right, one.bottom, "plate", one.score)
        for one in words
        if is_plate(one.text)
    ]


def is_plate(text: str) -> bool:
    """Whether a line holds what a number plate says, or nearly: rather one veil too many."""
    plain = NO_SIGNS.sub("", text.upper())
    plain = plain[:2] + plain[2:].replace("O", "0").replace("I", "1")
    return PLATE.search(plain) is not None or LIKELY.fullmatch(plain) is not None


def without_signs(plates: Iterable[Box], words: Iterable[Words]) -> list[Box]:
    """Boxes taken for plates, but for those in which something else was surely read."""
    names = [
        Box(one.left, one.top, one.right, one.bottom)
        for one in words
        if one.score >= SURE and _is_sign(one.text)
    ]
    return [box for box in plates if not any(_covered(box, name) > FILLED for name in names)]


def _is_sign(text: str) -> bool:
    """Whether a line is a name or a telephone number: many Han signs or digits, letters alone."""
    if is_plate(text):
        return False
    plain = NO_SIGNS.sub("", text)
    many = len(HAN.findall(plain)) >= MANY
    return many or NUMBER.search(plain) is not None or NAME.fullmatch(plain) is not None


def long_enough(boxes: Iterable[Box], width: int, height: int) -> list[Box]:
    """Boxes that a plate may fill in a picture of so many pixels: a fence's bar stands upright."""
    return [
        box
        for box in boxes
        if SHORTEST <= (box.right - box.left) * width / ((box.bottom - box.top) * height) <= LONGEST
    ]


def joined(boxes: Iterable[Box]) -> list[Box]:
    """Boxes without those that lie mostly within a box before them."""
    kept: list[Box] = []
    for box in boxes:
        if not any(_shared(box, other) > SAME for other in kept):
            kept.append(box)
    return kept


def _shared(one: Box, other: Box) -> float:
    """How much of the smaller of two boxes lies in the other."""
    return _common(one, other) / min(_area(one), _area(other))


def _covered(one: Box, other: Box) -> float:
    """How much of the first box the other covers."""
    return _common(one, other) / _area(one)


def _common(one: Box, other: Box) -> float:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, width) * max(0.0, height)


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top) or 1e-12
