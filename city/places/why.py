"""Why a place is thought to be the one: a sentence in Chinese and in English."""

from city.places.candidates import CROSSING, NUMBER, SECTION, Candidate
from city.places.cues import WAY_WORDS
from city.places.gazetteer import Gazetteer
from city.places.normal import plain
from city.places.weight import weight

ENGLISH = {0: "north", 45: "north-east", 90: "east", 135: "south-east", 180: "south",
           225: "south-west", 270: "west", 315: "north-west"}  # fmt: skip
ROLES = {
    "caller": {"zh": "（像是反映人的住处）", "en": " (rather where the caller lives)"},
    "direction": {"zh": "（像是方向）", "en": " (rather a direction)"},
    "reference": {"zh": "（像是参照）", "en": " (rather something it is away from)"},
    "sign": {"zh": "（照片中的标牌）", "en": " (a sign in a photo)"},
}


def reason(city: Gazetteer, found: Candidate) -> dict[str, str]:
    """The sentence in each language."""
    names = [city.names[at].name for at in found.names]
    zh, en = _base(found, names)
    more_zh, more_en = _moved(found)
    if _mended(city, found):
        more_zh += "，名称与写法略有出入"
        more_en += "; the name is written a little differently"
    role = ROLES.get(found.role, {"zh": "", "en": ""})
    return {"zh": zh + more_zh + role["zh"], "en": en + more_en + role["en"]}


def _base(found: Candidate, names: list[str]) -> tuple[str, str]:
    if found.kind == CROSSING:
        return f"{names[0]}与{names[1]}交叉口", f"crossing of {names[0]} and {names[1]}"
    if found.kind == SECTION:
        own, start, end = names
        return f"{own}（{start}至{end}）中段", f"middle of {own} between {start} and {end}"
    if found.kind == NUMBER:
        return f"{names[0]}{found.number}号", f"{names[0]} no. {found.number}"
    if found.kind == "road":
        return f"只说到{names[0]}，取其中点", f"only {names[0]} is named; this is its middle"
    if found.kind == "component":
        return f"部件{found.note}", f"component {found.note}"
    return names[0], names[0]


def _moved(found: Candidate) -> tuple[str, str]:
    zh = en = ""
    tail = found.tail
    if tail.corner is not None:
        zh += _zh(tail.corner) + "角"
        en += f", {_en(tail.corner)} corner"
    if tail.way is not None and tail.metres is not None:
        zh += f"往{_zh(tail.way)}{tail.metres:.0f}米"
        en += f", {tail.metres:.0f} m {_en(tail.way)}"
    elif tail.way is not None:
        zh += f"以{_zh(tail.way)}"
        en += f", {_en(tail.way)} of it"
    if tail.side is not None:
        zh += f"路{_zh(tail.side)}"
        en += f", {_en(tail.side)} side"
    return zh, en


def _mended(city: Gazetteer, found: Candidate) -> bool:
    used = [m for span in found.spans for m in span.meanings if m.at in found.names]
    return any(m.quality < 0.95 * _best(city, m.at) for m in used)


def _best(city: Gazetteer, at: int) -> float:
    name = city.names[at]
    return weight(name.kind, plain(name.name))


def _zh(way: float) -> str:
    return WAY_WORDS[round(way / 45) * 45 % 360]


def _en(way: float) -> str:
    return ENGLISH[round(way / 45) * 45 % 360]
