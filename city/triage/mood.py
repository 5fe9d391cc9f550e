"""How people feel about it, for opinion items: from the words alone. Pure."""

from functools import cache
from typing import NamedTuple

from city.triage.lexicon import Entry, Hit, Lexicon

_WORDS = {
    "angry": (
        "气愤 愤怒 太过分 岂有此理 忍无可忍 欺负人 不要脸 恶心 垃圾单位 无耻 骗子 "
        "黑心 坑人 坑老百姓 形同虚设 不作为 踢皮球 推诿 敷衍 糊弄 没人管 谁来管 "
        "管不管 投诉无门 要个说法 给个说法 曝光 严惩 太不像话 霸道 猖狂 无法无天 "
        "气死 气人 受够 忍受不了 受不了 三番五次 屡次 多次反映 多次投诉 屡教不改 "
        "屡禁不止 丧尽天良 草菅人命 强烈要求 强烈谴责 岂能 凭什么 吃干饭 摆设 糟心 "
    ),
    "negative": (
        "不满 失望 影响 困扰 扰民 难受 难闻 苦不堪言 无奈 担心 害怕 危险 投诉 "
        "举报 太脏 太差 太乱 太吵 太臭 不便 麻烦 闹心 烦 没法 睡不着 不合理 "
        "不公平 不合格 损失 隐患 差评 堵得 恶劣 严重 可怕 遭罪 心烦 没解决 "
        "未解决 至今没有 迟迟 糟糕 难看 "
    ),
    "positive": (
        "感谢 谢谢你们 表扬 点赞 好评 满意 很好 真好 真不错 及时处理 处理得很快 "
        "效率高 辛苦了 给力 热心 负责任 暖心 周到 赞扬 锦旗 致谢 好人好事 "
        "拾金不昧 漂亮 变美 越来越好 为民 贴心 竖大拇指 棒 "
    ),
    "no": (
        "不满意 没有及时处理 不是很好 不够满意 未及时处理 不负责任 谁也不负责任 "
        "不漂亮 不及时处理 感谢您的来电 希望领导重视谢谢 "
    ),
}
FEW = 2.0  # what negative words are worth before a text counts as angry


class Mood(NamedTuple):
    """angry, negative, neutral or positive; from -1 to 1; and the words that said so."""

    name: str
    worth: float
    hits: tuple[Hit, ...]


NAMES: dict[str, dict[str, str]] = {
    "angry": {"zh": "强烈不满", "en": "Angry"},
    "negative": {"zh": "不满", "en": "Dissatisfied"},
    "neutral": {"zh": "平和", "en": "Neutral"},
    "positive": {"zh": "肯定", "en": "Positive"},
}


@cache
def _lexicon() -> Lexicon:
    entries = (Entry(name, word) for name, words in _WORDS.items() for word in words.split())
    return Lexicon(entries, whole=True)


def mood(text: str) -> Mood:
    """The mood of a plain text. 不满意 is not 满意: the longer word alone counts."""
    hits = _lexicon().hits(text)
    counts = {name: sum(hit.code == name for hit in hits) for name in _WORDS}
    bad = 2 * counts["angry"] + counts["negative"] + counts["no"]
    worth = (1.5 * counts["positive"] - bad) / (1.5 * counts["positive"] + bad + 1)
    if worth > 0:
        name = "positive"
    elif counts["angry"] and bad >= FEW:
        name = "angry"
    else:
        name = "negative" if worth < -0.4 else "neutral"
    told = {"positive": ("positive",), "neutral": ()}.get(name, ("angry", "negative", "no"))
    return Mood(name, round(worth, 2), tuple(hit for hit in hits if hit.code in told)[:3])
