"""Why two are thought to be one, in sentences: every figure and every quote is checked in tests."""

import re
from typing import Any

from city.cases.duplicates import wording
from city.cases.duplicates.likeness import Likeness, Part
from city.cases.duplicates.sighting import Sighting
from city.triage.personal import STAR, masked

HAN = re.compile(r"[\u4e00-\u9fff]")
NAME, BETWEEN = 4, frozenset("在到从于的是映诉和与及对离")
"""Characters of a name that a mark may lack at its front; what stands before names."""
NAMES = frozenset({"house", "crossing", "estate", "stop", "shop", "landmark"})
ALIKE_FROM = 0.2  # share of words from which they are called alike
KINDS = {
    "plate": ("车牌", "plate"), "pole": ("杆号", "pole number"), "code": ("部件编码", "code"),
    "chainage": ("里程桩号", "chainage"), "house": ("门牌", "house number"),
    "building": ("楼号", "building"), "unit": ("单元", "entrance"), "floor": ("楼层", "floor"),
    "room": ("房号", "room"), "exit": ("出入口", "exit"), "gate": ("门", "gate"),
    "side": ("方位", "side"), "lane": ("行车方向", "direction"), "way": ("距离方向", "way"),
    "crossing": ("路口", "crossing"), "estate": ("地点", "place"), "stop": ("站点", "stop"),
    "shop": ("店名", "shop"), "route": ("公交线路", "bus route"),
    "landmark": ("标志物", "landmark"),
    "state": ("状况", "condition"), "thing": ("对象", "thing"),
}  # fmt: skip
CATEGORY = {
    "same": {"zh": "类别相同", "en": "same category"},
    "class": {"zh": "同一大类的相近类别", "en": "categories of one class"},
    "book": {"zh": "类别不同", "en": "different categories"},
    "other": {"zh": "部件、事件、服务事项不同", "en": "different books of the catalogue"},
    "unknown": {"zh": "有一方没有类别", "en": "one has no category"},
}


def all_told(found: Likeness, one: Sighting, other: Sighting) -> list[dict[str, Any]]:
    """The parts as people read them, the weightiest first; no common words that weigh nothing."""
    return [told(part, one, other) for part in found.parts if part.weight or part.name != "name"]


def told(part: Part, one: Sighting, other: Sighting) -> dict[str, Any]:
    """A part as people read it: its name, its weight, and a sentence in Chinese and English."""
    kind = part.name.removeprefix("mark.")
    if kind in KINDS:
        words = _mark(kind, part.facts, one, other)
    else:
        words = SENTENCES[part.name](part, one, other)
    return {"name": part.name, "weight": round(part.weight, 2), "words": words}


def _mark(kind: str, facts: dict[str, Any], one: Sighting, other: Sighting) -> dict[str, str]:
    zh, en = KINDS[kind]
    written = facts["one"], facts["other"]
    if kind in NAMES:
        written = _whole(*written, one.told.words, other.told.words)
    mine, theirs = _quoted(written[0], one), _quoted(written[1], other)
    both = f"“{mine}”与“{theirs}”", f"“{mine}”, “{theirs}”"
    if facts.get("akin"):
        return {"zh": f"{zh}相近：{both[0]}", "en": f"like {en}: {both[1]}"}
    if not facts["agrees"]:
        return {"zh": f"{zh}不同：{both[0]}", "en": f"different {en}: {both[1]}"}
    if mine == theirs:
        both = f"“{mine}”", f"“{mine}”"
    return {"zh": f"{zh}一致：{both[0]}", "en": f"same {en}: {both[1]}"}


def _whole(mine: str, theirs: str, here: str, there: str) -> tuple[str, str]:
    """Both with what stands before them in both texts, so that 育路小学 is told as 体育路小学."""
    for _ in range(NAME):
        before = here[: here.find(mine)][-1:], there[: there.find(theirs)][-1:]
        if before[0] != before[1] or not HAN.match(before[0]) or before[0] in BETWEEN:
            break
        mine, theirs = before[0] + mine, before[1] + theirs
    return mine, theirs


def _quoted(written: str, sighting: Sighting) -> str:
    """What stands in a text, or stars where a part of it is somebody's own: a plate, a door."""
    return written if written in masked(sighting.told.words) else STAR * len(written)


def _category(part: Part, one: Sighting, other: Sighting) -> dict[str, str]:
    return CATEGORY[str(part.facts["how"])]


def _place(part: Part, one: Sighting, other: Sighting) -> dict[str, str]:
    metres, doubt = part.facts["metres"], part.facts["doubt"]
    if metres is None:
        return {"zh": "有一方没有坐标，只比地名", "en": "one has no position: by names alone"}
    return {
        "zh": f"相距 {metres} 米（两处误差合计约 {doubt} 米）",
        "en": f"{metres} m apart (both doubts together about {doubt} m)",
    }


def _time(part: Part, one: Sighting, other: Sighting) -> dict[str, str]:
    minutes = part.facts["minutes"]
    if int(str(minutes)) < 60:
        return {"zh": f"相隔 {minutes} 分钟", "en": f"{minutes} minutes apart"}
    hours = part.facts["hours"]
    return {"zh": f"相隔 {hours} 小时", "en": f"{hours} hours apart"}


def _words(part: Part, one: Sighting, other: Sighting) -> dict[str, str]:
    share = round(float(str(part.facts["share"])) * 100)
    texts = [_without_persons(each) for each in (one, other)]
    quoted = [quote for quote in wording.quotes(*texts) if STAR not in quote]
    zh, en = f"说法相近 {share} %", f"words alike: {share} %"
    if share < ALIKE_FROM * 100:
        zh, en = f"说法不同（相近 {share} %）", f"different words (alike: {share} %)"
    if quoted:
        phrases = "”“".join(quoted)
        return {"zh": f"{zh}，都说“{phrases}”", "en": f"{en}; both say “{phrases}”"}
    return {"zh": zh, "en": en}


def _without_persons(sighting: Sighting) -> wording.Wording:
    told = sighting.told
    return wording.Wording.of(masked(told.words), told.sort.called, sighting.marks)


def _person(part: Part, one: Sighting, other: Sighting) -> dict[str, str]:
    if part.facts["again"]:
        return {"zh": "同一个人，说法相近", "en": "the same sender, in like words"}
    return {"zh": "同一个人，说的是另一件事", "en": "the same sender, about something else"}


def _photos(part: Part, one: Sighting, other: Sighting) -> dict[str, str]:
    bits = part.facts["bits"]
    return {
        "zh": f"照片相似（64 位中差 {bits} 位）",
        "en": f"photos alike ({bits} of 64 bits differ)",
    }


def _anew(part: Part, one: Sighting, other: Sighting) -> dict[str, str]:
    written = part.facts["written"]
    return {
        "zh": f"后一份说“{written}”，像是新发生的",
        "en": f"the later says “{written}”: it is new",
    }


def _still(part: Part, one: Sighting, other: Sighting) -> dict[str, str]:
    written = part.facts["written"]
    return {
        "zh": f"后一份说“{written}”，像是还没有解决",
        "en": f"the later says “{written}”: it is still so",
    }


def _name(part: Part, one: Sighting, other: Sighting) -> dict[str, str]:
    written = _quoted(str(part.facts["written"]), one)
    return {"zh": f"都提到“{written}”", "en": f"both name “{written}”"}


SENTENCES = {"category": _category, "place": _place, "time": _time, "words": _words,
             "person": _person, "photos": _photos, "anew": _anew, "still": _still,
             "name": _name}  # fmt: skip
