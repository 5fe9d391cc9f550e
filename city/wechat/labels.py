"""What the platform's numbers of content mean (msgSecCheck and mediaCheckAsync, 2.0: `label`)."""

NORMAL = 100
LABEL_WORDS: dict[int, dict[str, str]] = {
    NORMAL: {"zh": "正常", "en": "Nothing found"},
    10001: {"zh": "广告", "en": "Advertising"},
    20001: {"zh": "时政", "en": "Politics"},
    20002: {"zh": "色情", "en": "Pornography"},
    20003: {"zh": "辱骂", "en": "Abuse"},
    20006: {"zh": "违法犯罪", "en": "Crime"},
    20008: {"zh": "欺诈", "en": "Fraud"},
    20012: {"zh": "低俗", "en": "Vulgarity"},
    20013: {"zh": "版权", "en": "Copyright"},
    21000: {"zh": "其他", "en": "Something else"},
}


def said(label: int | None, language: str) -> str:
    """A label for people; an unknown number is something else."""
    return LABEL_WORDS.get(label or NORMAL, LABEL_WORDS[21000])[language]
