"""What the day log says of what somebody did on duty."""

from city.duty.attend import MARK_WORDS
from city.duty.present import MarkKind

DIARY: dict[str, dict[str, str]] = {
    **{f"duty.{kind.value}": MARK_WORDS[kind] for kind in MarkKind},
    "duty.settings_changed": {"zh": "修改勤务设置", "en": "Changed what is set for duty"},
    "deputies.changed": {"zh": "修改网格代班人", "en": "Changed the deputies of a beat"},
    "pattern.changed": {"zh": "修改班次 {pattern}", "en": "Changed a shift pattern: {pattern}"},
    "leave.asked": {"zh": "申请请假", "en": "Asked for leave"},
    "leave.withdrawn": {"zh": "撤回请假", "en": "Took a wish for leave back"},
    "leave.approved": {"zh": "批准请假", "en": "Approved leave"},
    "leave.refused": {"zh": "未批准请假", "en": "Refused leave"},
    "roll.called": {"zh": "发起点名", "en": "Called the roll"},
    "roll.answered": {"zh": "应答点名", "en": "Answered a roll-call"},
    "shift.planned": {"zh": "排班 {day} {pattern}", "en": "Planned a shift: {day} {pattern}"},
    "shift.removed": {"zh": "取消排班", "en": "Took a shift out of the plan"},
    "announcement.posted": {"zh": "发布公告：{title}", "en": "Announced: {title}"},
    "announcement.withdrawn": {"zh": "撤回公告", "en": "Took an announcement back"},
    "survey.begun": {"zh": "发出普查：{title}", "en": "Began a survey: {title}"},
    "survey.taken_back": {"zh": "撤回普查", "en": "Took a survey back"},
    "survey.accepted": {"zh": "接受普查任务", "en": "Accepted a survey task"},
    "survey.found": {"zh": "记下一条普查记录", "en": "Kept a finding of a survey"},
    "survey.done": {"zh": "完成一个网格的普查", "en": "Surveyed a beat"},
    "survey.lapsed": {"zh": "退回普查任务", "en": "Handed a survey task back"},
    "track.seen": {"zh": "查看轨迹", "en": "Looked at a track"},
    "phone.seen": {"zh": "查看电话", "en": "Looked at a telephone number"},
}
