"""Pictures drawn for the demo city: what was wrong in a street, and the same street put right."""

import io
from collections.abc import Callable
from functools import cache
from itertools import product
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from deploy.demo import scenery

VARIANTS = 1
QUALITY = 80
SIZE = (960, 720)
_WORDS: dict[str, str] = {
    "井盖 箅子 盖板": "manhole",
    "灯": "lamp",
    "树 绿 花 草 病虫": "tree",
    "垃圾箱 满溢 厕所": "bin",
    "护栏 桩 立杆 路名牌 标志牌 站亭 限高": "fence",
    "积水 管道 污水 水域 漏水 供水 停水": "water",
    "广告 标语 牌匾 外立面 宣传栏": "poster",
    "经营 游商 烧烤 市场": "stall",
    "乱停放 单车 消防通道 停车 地锁": "bikes",
    "施工 工地 围挡 渣土 扬尘 掘路": "site",
    "垃圾 不洁 遗撒 堆物 家具 焚烧 绿化弃料 积存": "rubbish",
}
OTHERS = "pothole"
SCENES = (*_WORDS.values(), OTHERS)


def about(thing: str) -> str:
    """The scene that shows a category of this name best."""
    for words, scene in _WORDS.items():
        if any(word in thing for word in words.split()):
            return scene
    return OTHERS


def titles() -> list[tuple[str, bool, int]]:
    """Every picture there is: scene, whether afterwards, variant."""
    return list(product(SCENES, (False, True), range(VARIANTS)))


def draw(scene: str, after: bool, variant: int, seed: int) -> bytes:
    """One picture, 960 × 720 pixels, as JPEG bytes; before and after show the same street."""
    rng = Random(f"{seed}:{scene}:{variant}")
    image = scenery.street(rng)
    at = rng.randint(430, 800), rng.randint(640, 760)
    _FOREGROUND[scene](ImageDraw.Draw(image, "RGBA"), at, after, rng)
    out = io.BytesIO()
    _grained(image).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


@cache
def _grain() -> NDArray[np.int16]:
    noise = np.random.default_rng(0).normal(0, 6, (SIZE[1], SIZE[0], 1))
    return noise.astype(np.int16)


def _grained(image: Image.Image) -> Image.Image:
    soft = np.asarray(image.resize(SIZE, Image.Resampling.BILINEAR), dtype=np.int16)
    return Image.fromarray(np.clip(soft + _grain(), 0, 255).astype(np.uint8))


Foreground = Callable[[ImageDraw.ImageDraw, tuple[int, int], bool, Random], None]
_FOREGROUND: dict[str, Foreground] = {
    "manhole": scenery.manhole,
    "lamp": scenery.lamp,
    "tree": scenery.tree,
    "bin": scenery.bin_,
    "fence": scenery.fence,
    "water": scenery.water,
    "poster": scenery.poster,
    "stall": scenery.stall,
    "bikes": scenery.bikes,
    "site": scenery.site,
    "rubbish": scenery.rubbish,
    "pothole": scenery.pothole,
}
