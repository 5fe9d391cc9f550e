"""What is said of surveys."""

from city.duty.asked import TaskState

STATE_WORDS: dict[TaskState, dict[str, str]] = {
    TaskState.WAITING: {"zh": "待派人", "en": "Waits for somebody"},
    TaskState.OPEN: {"zh": "进行中", "en": "Under way"},
    TaskState.DONE: {"zh": "已完成", "en": "Done"},
    TaskState.LAPSED: {"zh": "已转他人", "en": "Passed on"},
    TaskState.RECALLED: {"zh": "已撤回", "en": "Taken back"},
}
NOT_ACCEPTED = {"zh": "待接受", "en": "Not yet accepted"}
YES_NO = {"yes": {"zh": "是", "en": "Yes"}, "no": {"zh": "否", "en": "No"}}
HEADINGS: dict[str, tuple[str, ...]] = {
    "zh": ("责任网格", "网格编码", "监督员", "时间", "类别"),
    "en": ("Beat", "Code", "Inspector", "Time", "Category"),
}
MORE_HEADINGS: dict[str, tuple[str, ...]] = {
    "zh": ("说明", "照片数", "经度", "纬度", "网格外米数", "不在网格内的原因", "上报编号"),
    "en": ("Note", "Photos", "Longitude", "Latitude", "Metres outside", "Why", "Report"),
}
BEAT_HEADINGS: dict[str, tuple[str, ...]] = {
    "zh": ("责任网格", "网格编码", "监督员", "进度", "记录数", "完成时间", "说明"),
    "en": ("Beat", "Code", "Inspector", "Progress", "Findings", "Done", "Note"),
}
SHEETS = {"zh": ("记录", "按网格"), "en": ("Findings", "By beat")}
