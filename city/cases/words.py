"""What people read of a case's past: one line for each event, for staff and for the sender."""

from collections.abc import Mapping
from typing import Any

Words = Mapping[str, str]

STAFF: dict[str, Words] = {
    "report.received": {"zh": "收到上报 {number}", "en": "Report {number} received"},
    "photo.ready": {"zh": "照片已处理", "en": "Photo made ready"},
    "photo.refused": {"zh": "有一张照片不能使用", "en": "A photo could not be used"},
    "photo.box_drawn": {"zh": "照片添加遮挡", "en": "A place in a photo was veiled"},
    "photo.box_removed": {"zh": "照片取消遮挡", "en": "A place in a photo was unveiled"},
    "photo.exported": {"zh": "导出带水印的照片", "en": "A watermarked photo was exported"},
    "photo.removed": {"zh": "照片按保存期限删除", "en": "A photo was removed after its time"},
    "content.held": {
        "zh": "微信内容检测：公众暂不可见，待人工查看",
        "en": "Content check: not public until somebody has looked",
    },
    "content.decided": {
        "zh": "微信内容检测：已人工查看",
        "en": "Content check: somebody has looked",
    },
    "case.received": {"zh": "已定位：{place}", "en": "Placed: {place}"},
    "case.placed": {"zh": "由照片中的标牌定位：{place}", "en": "Placed by a sign: {place}"},
    "component.read": {"zh": "照片上读到部件编号 {code}", "en": "A photo shows component {code}"},
    "case.accept": {"zh": "受理", "en": "Accepted"},
    "case.decline": {"zh": "不予立案", "en": "Declined"},
    "case.send_verify": {"zh": "发核实任务", "en": "Verify task sent"},
    "case.confirm": {"zh": "核实属实", "en": "Verified: it is so"},
    "case.refute": {"zh": "核实不属实，不予立案", "en": "Verified: it is not so; declined"},
    "case.file": {"zh": "立案：{condition}（{limit}）", "en": "Filed: {condition} ({limit})"},
    "case.dispatch": {"zh": "派遣到{to}", "en": "Dispatched to {to}"},
    "case.return": {"zh": "退回", "en": "Returned"},
    "case.sign_for": {"zh": "签收", "en": "Signed for"},
    "case.delegate": {"zh": "二级派遣到{to}", "en": "Delegated to {to}"},
    "case.hand_back": {"zh": "退回上级{to}", "en": "Handed back up to {to}"},
    "case.take_back": {"zh": "{to}收回自办", "en": "Taken back by {to}"},
    "case.assign": {"zh": "派工给{crew}{to}", "en": "Assigned to {to}, {crew}"},
    "case.unassign": {"zh": "取消对{from}的派工", "en": "Taken back from {from}"},
    "case.give_back": {"zh": "{from}交回派工", "en": "Given back by {from}"},
    "case.handle": {"zh": "处置完成", "en": "Handled"},
    "case.self_handle": {"zh": "自处理：{condition}", "en": "Handled on the spot: {condition}"},
    "case.extend": {"zh": "延期 {more}", "en": "Extended by {more}"},
    "case.suspend": {"zh": "挂账至 {until}", "en": "Suspended until {until}"},
    "case.defer": {"zh": "缓办至 {until}", "en": "Deferred until {until}"},
    "case.resume": {"zh": "恢复办理", "en": "Resumed"},
    "case.send_check": {"zh": "发核查任务", "en": "Check task sent"},
    "case.pass": {"zh": "核查通过", "en": "Check passed"},
    "case.fail": {"zh": "核查不通过，返工", "en": "Check failed: rework"},
    "case.rework": {"zh": "返工", "en": "Sent back for rework"},
    "case.close": {"zh": "结案", "en": "Closed"},
    "case.revisit": {"zh": "回访", "en": "Revisited"},
    "case.reopen": {"zh": "重新办理", "en": "Reopened"},
    "case.merge": {"zh": "并入案件 {into}", "en": "Merged into case {into}"},
    "case.joined": {
        "zh": "案件 {number} 并入（上报 {reports} 份）",
        "en": "Case {number} joined (reports: {reports})",
    },
    "case.unmerge": {"zh": "撤销并案，与案件 {from} 分开", "en": "Parted again from case {from}"},
    "case.parted": {
        "zh": "案件 {number} 撤销并案（上报 {reports} 份）",
        "en": "Case {number} left again (reports: {reports})",
    },
    "case.repeat": {
        "zh": "同一地点同类问题再次出现：案件 {number} 在 {days} 天前结案",
        "en": "The same problem is back: case {number} was closed {days} days ago",
    },
    "case.mass": {
        "zh": "群体反映：短时间内收到 {reports} 份上报",
        "en": "Mass event: {reports} reports within a short time",
    },
    "case.appeal": {"zh": "超时申诉成立，评价时不计", "en": "Appeal heard: not counted as late"},
    "case.supervise": {"zh": "督办，{until} 前回复", "en": "Order: answer by {until}"},
    "case.answer": {"zh": "督办回复", "en": "Order answered"},
    "case.urge": {"zh": "催办", "en": "Urged"},
    "case.void": {"zh": "作废", "en": "Voided"},
    "case.force_close": {"zh": "强制结案", "en": "Force-closed"},
    "case.undo": {"zh": "撤销“{undone}”", "en": "Undone: “{undone}”"},
    "case.ask": {"zh": "申请{what}", "en": "Asked: “{what}”"},
    "case.approve": {
        "zh": "同意{what}（第 {level} 级）",
        "en": "Approved, level {level}: “{what}”",
    },
    "case.refuse": {"zh": "不同意{what}", "en": "Refused: “{what}”"},
    "case.withdraw": {"zh": "撤回申请：{what}", "en": "Withdrawn: “{what}”"},
    "case.lapse": {"zh": "申请失效：{what}", "en": "Lapsed, the case went on: “{what}”"},
    "clock.yellow": {"zh": "时限已用八成，{due} 到期", "en": "Four fifths used up; due {due}"},
    "clock.reckoned": {
        "zh": "工作日历变了，时限由 {old} 改为 {new}",
        "en": "The working days changed: due {new}, no longer {old}",
    },
    "clock.red": {"zh": "已超时，应于 {due} 前完成", "en": "Overdue since {due}"},
    "report.added": {"zh": "上报人补充：{words}", "en": "The sender adds: {words}"},
    "hotline.urged": {"zh": "12345 第 {times} 次催办", "en": "12345 urges, {times} times by now"},
    "hotline.sent_back": {"zh": "12345 退单", "en": "12345 sent the order back"},
    "hotline.changed": {"zh": "12345 更新了{what}", "en": "12345 changed: {what}"},
    "hotline.answer_owed": {"zh": "应向 12345 回传结果", "en": "12345 is to be answered"},
    "hotline.answered": {"zh": "12345 已收到回传", "en": "12345 has our answer"},
    "triage.confirmed": {"zh": "分类与建议一致", "en": "Filed as proposed"},
    "triage.corrected": {"zh": "人工更正了分类", "en": "The proposed category was corrected"},
    "words.seen": {"zh": "查看原文", "en": "The words were looked at unmasked"},
    "revisit.asked": {"zh": "已请上报人评价", "en": "The reporter was asked"},
    "revisit.answered": {"zh": "上报人已评价", "en": "The reporter has answered"},
    "task.sent": {"zh": "任务交给{to}", "en": "The task goes to {to}"},
    "task.waiting": {"zh": "没有可派的监督员，等待值班长", "en": "Nobody to ask; it waits"},
    "task.accepted": {"zh": "接受任务", "en": "Task accepted"},
    "task.lapsed": {"zh": "{from}未及时办理，任务转他人", "en": "{from} let it lie; passed on"},
    "task.recalled": {"zh": "任务从{from}处收回", "en": "The task was taken from {from}"},
    "task.stuck": {"zh": "任务超时，没有别人可转", "en": "The task lies; nobody else to ask"},
    "task.cannot": {"zh": "现场无法判断", "en": "It cannot be told on the spot"},
    "task.late": {"zh": "迟到的回答，作为证据保存", "en": "A late answer, kept as evidence"},
    "contact.seen": {"zh": "查看联系方式", "en": "Contact was looked at"},
    "contact.withdrawn": {"zh": "上报人删除了联系方式", "en": "The sender deleted their contact"},
}

SENDER: dict[str, Words] = {
    "report.received": {
        "zh": "我们收到了您的上报，编号 {number}",
        "en": "We have your report; its number is {number}",
    },
    "photo.refused": {
        "zh": "有一张照片打不开，其余内容照常办理",
        "en": "One photo could not be opened; the rest goes on",
    },
    "case.received": {"zh": "已定位到{place}，等待受理", "en": "Placed at {place}; waiting"},
    "case.placed": {"zh": "已由照片定位到{place}", "en": "Your photo shows the place: {place}"},
    "case.accept": {"zh": "已受理", "en": "Accepted"},
    "case.decline": {"zh": "未立案：{note}", "en": "Not filed: {note}"},
    "case.send_verify": {"zh": "已派监督员到现场核实", "en": "An inspector goes to look"},
    "case.confirm": {"zh": "现场核实属实", "en": "An inspector has seen it"},
    "case.refute": {"zh": "现场核实，未立案：{note}", "en": "Looked at, not filed: {note}"},
    "case.file": {"zh": "已立案，将交有关部门处置", "en": "Filed; it goes to a department"},
    "case.dispatch": {"zh": "已交{to}处置", "en": "Given to {to}"},
    "case.return": {"zh": "正在重新确定处置单位", "en": "Being given to another department"},
    "case.sign_for": {"zh": "处置单位已签收", "en": "The department has signed for it"},
    "case.handle": {"zh": "处置完成，等待现场核查", "en": "Handled; to be checked on the spot"},
    "case.fail": {"zh": "核查未通过，正在返工", "en": "The check failed; it is being redone"},
    "case.pass": {"zh": "现场核查通过", "en": "The check on the spot passed"},
    "case.self_handle": {"zh": "监督员已现场处理", "en": "The inspector put it right"},
    "case.suspend": {"zh": "暂时不能处置，{until} 前恢复", "en": "Put off until {until}"},
    "case.defer": {"zh": "缓办，{until} 前恢复", "en": "Put off until {until}"},
    "case.resume": {"zh": "恢复处置", "en": "Work on it goes on"},
    "case.reopen": {"zh": "正在重新办理", "en": "It is taken up again"},
    "case.void": {"zh": "已终止办理：{note}", "en": "Ended without result: {note}"},
    "case.force_close": {"zh": "已结案：{note}", "en": "Closed: {note}"},
    "case.undo": {"zh": "“{undone}”已撤销", "en": "“{undone}” was taken back"},
    "case.rework": {"zh": "正在返工", "en": "It is being redone"},
    "case.close": {"zh": "已结案，结果您满意吗？", "en": "Closed. Are you satisfied?"},
    "case.revisit": {"zh": "感谢您的评价", "en": "Thank you for your answer"},
    "contact.withdrawn": {"zh": "您的联系方式已删除", "en": "Your contact was deleted"},
    "report.joined": {
        "zh": "与其他人反映的是同一问题，已合并办理（案件 {to}），进展会一并告诉您",
        "en": "Others reported the same; it goes on as case {to}, and you will be told",
    },
    "report.in_mass": {
        "zh": "已有 {count} 人反映同一问题，正在统一处置（案件 {to}），进展会及时告诉您",
        "en": "{count} others reported this; it is in hand as case {to}, and you will be told",
    },
    "report.parted": {
        "zh": "经核对是另一个问题，改为单独办理（案件 {to}）",
        "en": "It turned out to be another problem and goes on by itself as case {to}",
    },
}

TOLD = frozenset(
    {"case.file", "case.decline", "case.refute", "case.close"}
    | {"case.void", "case.force_close", "case.reopen"}
    | {"report.joined", "report.in_mass", "report.parted"}
)
"""The events at which the sender is told without asking."""


class _Gaps(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def line(words: Words, language: str, data: Mapping[str, Any]) -> str:
    """The sentence in `language`, filled from an event's data, which may have words in each."""
    told = {name: fact[language] if _is_words(fact) else fact for name, fact in data.items()}
    return words[language].format_map(_Gaps(told))


def _is_words(fact: object) -> bool:
    return isinstance(fact, dict) and fact.keys() == {"zh", "en"}
