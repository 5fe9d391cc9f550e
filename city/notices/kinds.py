"""The kinds of notices: what each is about, how much it presses, how long it is worth telling."""

import enum
from typing import NamedTuple


class Carrier(enum.StrEnum):
    """By what a notice is carried to its reader."""

    IN_APP = "in_app"
    PUSH = "push"
    WECHAT = "wechat"
    ACCOUNT = "wechat_account"
    SMS = "sms"
    EMAIL = "email"


class Urgency(enum.StrEnum):
    """RFC 8030, section 5.3; what is high breaks a reader's quiet hours and is in no digest."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Kind(NamedTuple):
    """`category` can be switched off by the reader; `seconds` is the time to live of a push.

    `page` is where it leads that is about no case and no report.
    """

    category: str
    urgency: Urgency
    seconds: int
    words: dict[str, str]
    page: str = ""


HOUR, DAY = 3600, 86400
KINDS: dict[str, Kind] = {
    "case.file": Kind("progress", Urgency.NORMAL, 3 * DAY, {"zh": "立案", "en": "Filed"}),
    "case.decline": Kind("progress", Urgency.NORMAL, 3 * DAY, {"zh": "未立案", "en": "Not filed"}),
    "case.close": Kind("progress", Urgency.NORMAL, 3 * DAY, {"zh": "结案", "en": "Closed"}),
    "case.refute": Kind("progress", Urgency.NORMAL, 3 * DAY, {"zh": "不属实", "en": "Not so"}),
    "case.void": Kind("progress", Urgency.NORMAL, 3 * DAY, {"zh": "作废", "en": "Voided"}),
    "case.force_close": Kind(
        "progress", Urgency.NORMAL, 3 * DAY, {"zh": "强制结案", "en": "Force-closed"}
    ),
    "case.reopen": Kind("progress", Urgency.NORMAL, 3 * DAY, {"zh": "重办", "en": "Reopened"}),
    "revisit.asked": Kind("revisit", Urgency.LOW, 3 * DAY, {"zh": "回访", "en": "Revisit"}),
    "report.joined": Kind("progress", Urgency.NORMAL, 3 * DAY, {"zh": "并案", "en": "Merged"}),
    "report.in_mass": Kind(
        "progress", Urgency.NORMAL, 3 * DAY, {"zh": "群体反映", "en": "Mass event"}
    ),
    "report.parted": Kind(
        "progress", Urgency.NORMAL, 3 * DAY, {"zh": "单独办理", "en": "Goes on by itself"}
    ),
    "case.merge": Kind("work", Urgency.NORMAL, 6 * HOUR, {"zh": "已并案", "en": "Merged away"}),
    "task.sent": Kind("work", Urgency.HIGH, 6 * HOUR, {"zh": "任务", "en": "Task"}),
    "case.dispatch": Kind("work", Urgency.HIGH, 6 * HOUR, {"zh": "待签收", "en": "To sign for"}),
    "case.delegate": Kind("work", Urgency.HIGH, 6 * HOUR, {"zh": "上级转派", "en": "Given down"}),
    "case.hand_back": Kind("work", Urgency.NORMAL, 6 * HOUR, {"zh": "退回", "en": "Handed back"}),
    "case.assign": Kind("work", Urgency.HIGH, 6 * HOUR, {"zh": "派工", "en": "Assigned"}),
    "case.give_back": Kind(
        "work", Urgency.NORMAL, 6 * HOUR, {"zh": "交回派工", "en": "Given back"}
    ),
    "case.supervise": Kind("work", Urgency.HIGH, 12 * HOUR, {"zh": "督办", "en": "Order"}),
    "case.urge": Kind("work", Urgency.NORMAL, 6 * HOUR, {"zh": "催办", "en": "Urged"}),
    "case.fail": Kind("work", Urgency.HIGH, 6 * HOUR, {"zh": "核查不通过", "en": "Check failed"}),
    "case.rework": Kind("work", Urgency.HIGH, 6 * HOUR, {"zh": "返工", "en": "Rework"}),
    "approval.waits": Kind("work", Urgency.NORMAL, 12 * HOUR, {"zh": "待审批", "en": "To approve"}),
    "approval.granted": Kind("work", Urgency.NORMAL, DAY, {"zh": "审批同意", "en": "Approved"}),
    "approval.refused": Kind("work", Urgency.NORMAL, DAY, {"zh": "审批不同意", "en": "Refused"}),
    "leave.asked": Kind(
        "duty", Urgency.NORMAL, DAY, {"zh": "请假待审批", "en": "Leave to decide"}, "/desk/duty"
    ),
    "leave.approved": Kind(
        "duty", Urgency.NORMAL, DAY, {"zh": "请假批准", "en": "Leave approved"}, "/tasks/duty"
    ),
    "leave.refused": Kind(
        "duty", Urgency.NORMAL, DAY, {"zh": "请假未批准", "en": "Leave refused"}, "/tasks/duty"
    ),
    "roll.called": Kind(
        "duty", Urgency.HIGH, HOUR // 2, {"zh": "点名", "en": "Roll-call"}, "/tasks/duty"
    ),
    "clock.yellow": Kind("clock", Urgency.NORMAL, 6 * HOUR, {"zh": "快到时限", "en": "Due soon"}),
    "clock.red": Kind("clock", Urgency.HIGH, 12 * HOUR, {"zh": "超时", "en": "Overdue"}),
    "announcement.posted": Kind(
        "announcement", Urgency.NORMAL, DAY, {"zh": "通知公告", "en": "Announcement"}
    ),
    "opinion.burst": Kind(
        "work", Urgency.HIGH, 6 * HOUR, {"zh": "舆情集中", "en": "Many write of it"}
    ),
    "digest": Kind("progress", Urgency.NORMAL, DAY, {"zh": "汇总", "en": "Digest"}),
    "push.test": Kind("test", Urgency.HIGH, 60, {"zh": "试发", "en": "Test"}),
}

CATEGORIES: dict[str, dict[str, str]] = {
    "progress": {"zh": "上报办理进展", "en": "How my reports fare"},
    "revisit": {"zh": "结案回访", "en": "Questions after closing"},
    "work": {"zh": "新的任务和案件", "en": "New tasks and cases"},
    "duty": {"zh": "点名和请假", "en": "Roll-calls and leave"},
    "clock": {"zh": "时限提醒", "en": "Time limits"},
    "announcement": {"zh": "通知公告", "en": "Announcements"},
}
"""What a reader may switch off; the in-app notice is there in any case."""

CARRIER_WORDS: dict[Carrier, dict[str, str]] = {
    Carrier.IN_APP: {"zh": "应用内", "en": "In the app"},
    Carrier.PUSH: {"zh": "推送", "en": "Push"},
    Carrier.WECHAT: {"zh": "微信", "en": "WeChat"},
    Carrier.ACCOUNT: {"zh": "微信公众号", "en": "WeChat official account"},
    Carrier.SMS: {"zh": "短信", "en": "SMS"},
    Carrier.EMAIL: {"zh": "邮件", "en": "E-mail"},
}
