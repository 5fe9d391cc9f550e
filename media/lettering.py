"""Letters for pictures: an open font with Chinese signs, from a wheel or from the system."""

import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

PACKAGE, FILE = "cvttf_NotoSansCJK_Regular", "NotoSansCJKtc-Regular.otf"
SYSTEM = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),
)


class NoFont(Exception):
    """No font with Chinese signs: neither the extra `vision` nor the system's Noto is there."""


def font_file(package: str = PACKAGE, system: Sequence[Path] = SYSTEM) -> Path:
    """Noto Sans CJK (SIL Open Font License 1.1) of the wheel, or a font of Debian's. NoFont."""
    spec = importlib.util.find_spec(package)
    inside = (
        [Path(place) / FILE for place in (spec.submodule_search_locations or ())] if spec else []
    )
    for path in (*inside, *system):
        if path.is_file():
            return path
    raise NoFont


@lru_cache(maxsize=8)
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font at so many pixels. Raises NoFont."""
    return ImageFont.truetype(font_file(), size)
