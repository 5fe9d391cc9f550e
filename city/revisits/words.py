"""What people read of a revisit."""

from city.revisits.model import Way, Why

WHY_WORDS: dict[Why, dict[str, str]] = {
    Why.NOT_DONE: {"zh": "没有处理", "en": "Nothing was done"},
    Why.AGAIN: {"zh": "又出现了", "en": "It has come back"},
    Why.OTHER_PLACE: {"zh": "处理的不是我说的地方", "en": "Another place was dealt with"},
    Why.QUALITY: {"zh": "处理得不好", "en": "It was not done well"},
    Why.SLOW: {"zh": "太慢", "en": "It took too long"},
    Why.ATTITUDE: {"zh": "态度不好", "en": "They were not polite"},
    Why.OTHER: {"zh": "其他", "en": "Something else"},
}
WAY_WORDS: dict[Way, dict[str, str]] = {
    Way.LINK: {"zh": "短信链接", "en": "By the link of a message"},
    Way.APP: {"zh": "应用内", "en": "In the app"},
    Way.CALL: {"zh": "电话回访", "en": "By telephone"},
}
