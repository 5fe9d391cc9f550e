"""What is said of a row and of a whole import, in both languages."""

OUTCOMES: dict[str, dict[str, str]] = {
    "filed": {"zh": "已受理", "en": "Received"},
    "updated": {"zh": "已有，内容更新", "en": "Known, updated"},
    "untouched": {"zh": "已有，没有变化", "en": "Known, unchanged"},
    "duplicate": {"zh": "重复", "en": "Duplicate"},
    "refused": {"zh": "退回修改", "en": "Refused: mend and send again"},
    "left_out": {"zh": "不在工单表中，未读", "en": "In no sheet of orders: left out"},
}
REASONS: dict[str, dict[str, str]] = {
    "no_number": {"zh": "没有工单编号", "en": "No order number"},
    "long_number": {"zh": "工单编号超过 64 个字", "en": "The order number is longer than 64 signs"},
    "rounded": {
        "zh": "工单编号被表格软件取整，末几位已丢失；请把该列设为文本后重新导出",
        "en": "A spreadsheet rounded the order number; export that column as text",
    },
    "no_words": {"zh": "没有内容描述", "en": "No description"},
    "long_words": {"zh": "内容超过 10000 字", "en": "The description is longer than 10,000 signs"},
    "made_at": {"zh": "受理时间看不懂", "en": "The time of acceptance is unclear"},
    "future": {"zh": "受理时间在将来", "en": "The time of acceptance lies in the future"},
    "no_orders": {
        "zh": "这个工作表没有工单编号或内容描述",
        "en": "This sheet has no order numbers or no descriptions",
    },
    "same": {"zh": "与第 {row} 行是同一工单", "en": "The same order as in row {row}"},
    "differs": {
        "zh": "与第 {row} 行工单编号相同但内容不同，以第 {row} 行为准",
        "en": "The number of row {row} with other content; row {row} counts",
    },
}
NOTES: dict[str, dict[str, str]] = {
    "as_number": {"zh": "工单编号是数字格式", "en": "The order number is a number cell"},
    "zeros": {"zh": "工单编号补回了开头的 0", "en": "Leading zeros of the order number put back"},
    "phone_zero": {"zh": "电话补回了区号的 0", "en": "The area code's zero was put back"},
    "phone_rounded": {"zh": "电话被取整，未采用", "en": "The telephone was rounded: left out"},
    "phone_unclear": {"zh": "电话看不懂，未采用", "en": "The telephone is unclear: left out"},
    "turned": {"zh": "经纬度写反了，已对调", "en": "Longitude and latitude were swapped back"},
    "no_position": {"zh": "坐标不对，未采用", "en": "The position is not in China: left out"},
    "no_time": {"zh": "没有受理时间，按收到时间计", "en": "No time of acceptance: as received"},
    "due_at": {"zh": "办理时限看不懂，未采用", "en": "The deadline is unclear: left out"},
}


def reason(code: str, language: str, row: int | None = None) -> str:
    """Why a row ended as it did."""
    return REASONS[code][language].format(row=row)
