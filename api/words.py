"""What HTTP and the schemas say, in both languages."""

import re

HTTP: dict[int, dict[str, str]] = {
    400: {"zh": "请求格式不对", "en": "The request is malformed"},
    401: {"zh": "请先登录", "en": "Please sign in"},
    403: {"zh": "没有权限", "en": "Not allowed"},
    404: {"zh": "没有找到", "en": "Not found"},
    405: {"zh": "不支持这种操作", "en": "Method not allowed"},
    409: {
        "zh": "与现状冲突，什么都没有改动",
        "en": "In conflict with what is there; nothing changed",
    },
    410: {"zh": "已经过期", "en": "Gone"},
    412: {"zh": "版本不符", "en": "Wrong version"},
    413: {
        "zh": "内容太大，没有收下；您手上的都还在，请减小后再发",
        "en": "Too large, so it was not taken; you still have it: make it smaller and send again",
    },
    415: {
        "zh": "不支持这种格式，没有收下；您手上的都还在，请换一种格式再发",
        "en": "This format is not taken; you still have it: send it in another format",
    },
    422: {
        "zh": "内容有误，请按提示修改；已填写的都还在",
        "en": "Please mend what is marked; what you filled in is kept",
    },
    423: {
        "zh": "正在处理，请稍候再试；没有丢失内容",
        "en": "Being worked on; nothing is lost, try again in a moment",
    },
    429: {
        "zh": "太频繁了，请稍后再试；未发送的内容都还在",
        "en": "Too many requests; nothing unsent is lost, try again later",
    },
    460: {"zh": "校验不符", "en": "Checksum mismatch"},
    500: {
        "zh": "服务出错，已经记录；未发送的内容都还在",
        "en": "Our fault; it was recorded, and nothing unsent is lost",
    },
    503: {
        "zh": "暂时不可用，请稍后再试；未发送的内容都还在",
        "en": "Not available for the moment; nothing unsent is lost, try again later",
    },
}

_CHINESE: list[tuple[str, str]] = [
    (r"Missing data for required field\.", "必填"),
    (r"Field may not be null\.", "不能为空"),
    (r"Unknown field\.", "不认识的字段"),
    (r"A receipt has no body\.", "回执不带内容"),
    (r"Not a valid string\.", "应为文字"),
    (r"Not a valid integer\.", "应为整数"),
    (r"Not a valid number\.", "应为数字"),
    (r"Not a valid boolean\.", "应为是或否"),
    (r"Not a valid (aware )?datetime\.", "时间格式不对，应带时区"),
    (r"Not a valid UUID\.", "编号格式不对"),
    (r"Not a valid mapping type\.", "应为对象"),
    (r"Not a valid list\.", "应为列表"),
    (r"Invalid input type\.", "类型不对"),
    (r"Not valid JSON\.", "不是有效的 JSON"),
    (r"Longer than maximum length (\d+)\.", r"最多 \1 个"),
    (r"Shorter than minimum length (\d+)\.", r"至少 \1 个"),
    (r"Length must be between (\d+) and (\d+)\.", r"应为 \1 到 \2 个"),
    (r"Must be one of: (.+)\.", r"只能是：\1"),
    (
        r"Must be greater than or equal to (.+) and less than or equal to (.+)\.",
        r"应在 \1 与 \2 之间",
    ),
    (r"Must be greater than or equal to (.+)\.", r"不能小于 \1"),
    (r"Must be less than or equal to (.+)\.", r"不能大于 \1"),
    (r"String does not match expected pattern\.", "格式不对"),
    (r"Say something or add a photo\.", "请写几句话或拍一张照片"),
    (r"Both or neither\.", "两项要么都填，要么都不填"),
    (r"Say near which point\.", "请说明在哪一点附近"),
    (r"Not a valid time\.", "时间应如 22:00"),
    (r"Not a UUIDv7\.", "编号应为 UUIDv7"),
    (r"Must end after it begins\.", "结束应晚于开始"),
    (r"Not a valid (date|time)\.", "日期或时间格式不对"),
    (r"Special numeric values .*", "应为普通数字"),
]


def in_chinese(said: str) -> str:
    """Marshmallow's sentence in Chinese; itself where we have none."""
    for pattern, chinese in _CHINESE:
        if re.fullmatch(pattern, said):
            return re.sub(pattern, chinese, said)
    return said
