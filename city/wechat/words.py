"""What the official account says, in both languages; one code for each."""

from collections.abc import Sequence

HOW_ZH = "发一段文字说明情况，再发照片和位置（“+”→“位置”），顺序随意，10 分钟内算同一件。"
HOW_EN = "Send words, a photo and a place (“+” → “Location”), in any order, within 10 minutes."
SAID: dict[str, dict[str, str]] = {
    "welcome": {
        "zh": f"您好，这里是城市管理上报。{HOW_ZH}发“进度”可查询。",
        "en": f"Hello, this is where the city is told of its problems. {HOW_EN} Send “progress”"
        " to hear how far it is.",
    },
    "how": {"zh": HOW_ZH, "en": HOW_EN},
    "kept": {
        "zh": "已收到{kept}。还可以补充{missing}；没有的话，回复“提交”即可。",
        "en": "Kept: {kept}. You may still send: {missing}. If there is none, answer “done”.",
    },
    "filed": {
        "zh": "已受理，编号 {number}（{kept}已保存）。谢谢您！发“进度”可随时查询。",
        "en": "Received as {number} ({kept} kept). Thank you! Send “progress” at any time.",
    },
    "known": {
        "zh": "已受理，编号 {number}。发“进度”可随时查询。",
        "en": "Received as {number}. Send “progress” at any time.",
    },
    "place_alone": {
        "zh": "位置已收到。请再用一句话或一张照片说明是什么问题。",
        "en": "Your place is kept. Please say in a sentence, or by a photo, what is wrong.",
    },
    "dropped": {
        "zh": "好的，没有上报，刚才的内容已删除。",
        "en": "All right: nothing was reported, and what you sent is deleted.",
    },
    "cannot": {
        "zh": "这类消息暂时收不了，请用文字、照片或位置告诉我们；之前发来的都还在。",
        "en": "We cannot take this kind of message: please send words, a photo or a place."
        " What you sent before is kept.",
    },
    "enough_photos": {
        "zh": "已有 9 张照片，这一张没有收下；之前的都已保存。回复“提交”即可。",
        "en": "There are 9 photos, this one was not taken; the others are kept. Answer “done”.",
    },
    "too_long": {
        "zh": "文字已超过 2000 字，这一段没有收下；之前的都已保存。回复“提交”即可。",
        "en": "That is more than 2,000 characters: this part was not taken, all before it is kept."
        " Answer “done”.",
    },
    "progress": {
        "zh": "您最近的上报 {number}：{stage}。",
        "en": "Your last report {number}: {stage}.",
    },
    "no_report": {
        "zh": f"还没有您的上报。{HOW_ZH}",
        "en": f"You have not reported anything yet. {HOW_EN}",
    },
    "closed": {
        "zh": "公众号上报暂停，刚才这条没有收下。请拨打 12345，或稍后再发。",
        "en": "Reports by this account are paused, and this one was not taken. Please call 12345.",
    },
    "too_many": {
        "zh": "发得太快了，刚才这条没有收下，请 {seconds} 秒后再发；之前的都已保存。",
        "en": "That was too fast, and this one was not taken; try again in {seconds} seconds."
        " What came before is kept.",
    },
}
PARTS: dict[str, dict[str, str]] = {
    "words": {"zh": "文字", "en": "words"},
    "place": {"zh": "位置", "en": "a place"},
    "photo": {"zh": "照片", "en": "a photo"},
}


def say(
    code: str,
    language: str,
    kept: Sequence[str] = (),
    missing: Sequence[str] = (),
    **facts: object,
) -> str:
    """The sentence; `kept` and `missing` are codes of PARTS."""
    named = {"kept": listed(kept, language), "missing": listed(missing, language)}
    return SAID[code][language].format_map({**named, **facts})


def listed(parts: Sequence[str], language: str) -> str:
    """文字、照片."""
    return ("、" if language == "zh" else ", ").join(PARTS[part][language] for part in parts)


def language_of(words: str, before: str) -> str:
    """English for whoever writes letters and no Chinese; else as before."""
    if any("一" <= sign <= "鿿" for sign in words):
        return "zh"
    return "en" if sum(sign.isascii() and sign.isalpha() for sign in words) > 2 else before
