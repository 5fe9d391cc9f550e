"""How characters sound and look: initials for those who type pinyin, and slips of the pen."""

import unicodedata
from functools import cache

from pypinyin.pinyin_dict import pinyin_dict

# Characters that are taken for one another by their shape; each group is one character's family.
_ALIKE = (
    "设没 末未 土士 己已巳 人入 太大犬 日曰 天夭 王玉 千干于 午牛 田由甲申 贝见 乌鸟 体休 住往 "
    "候侯 析折拆 晴睛 清请 辛幸 州洲 汾份 泽译 洋样 园圆 院完 坊访防 柳抑 苑宛 建健 兴光 并井 "
    "治冶 令今 夕歹 北比 东车 西酉 永水 明朋 阳阴 新薪 胜盛 双汉 塔搭 桃挑 杨扬 杏否 河何 湖糊"
).split()


def _letters(reading: str) -> str:
    """yíng → ying."""
    plain = unicodedata.normalize("NFD", reading.replace("ü", "v"))
    return "".join(char for char in plain if char.isascii() and char.isalpha())


@cache
def readings(char: str) -> tuple[str, ...]:
    """The syllables of a character, the usual one first; the character itself where it has none."""
    known = pinyin_dict.get(ord(char))
    if not known:
        return (char,)
    return tuple(dict.fromkeys(_letters(one) for one in known.split(","))) or (char,)


def sound(text: str, between: str = " ") -> str:
    """A key that homophones share: 迎泽 and 盈泽 → ying ze."""
    return between.join(map(_syllable, text))


def initials(text: str) -> tuple[str, ...]:
    """The letters yzdj for 迎泽大街; one more for each character that can sound otherwise."""
    letters = list(map(_letters_of, text))
    usual = "".join(options[0] for options in letters)
    others = [
        usual[:at] + letter + usual[at + 1 :]
        for at, options in enumerate(letters)
        for letter in options[1:3]
    ]
    return (usual, *others[:6])


@cache
def _syllable(char: str) -> str:
    return readings(char)[0]


@cache
def _letters_of(char: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one[0] for one in readings(char)))


@cache
def alike(char: str) -> tuple[str, ...]:
    """Characters that look like this one."""
    families = (family for family in _ALIKE if char in family)
    return tuple(dict.fromkeys(other for family in families for other in family if other != char))
