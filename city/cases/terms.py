"""The words of a case's life: its stages, the actions, what they need, what stands against them."""

import enum

Words = dict[str, str]


class Stage(enum.StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    VERIFYING = "verifying"
    DECLINED = "declined"
    FILED = "filed"
    DISPATCHED = "dispatched"
    HANDLING = "handling"
    SUSPENDED = "suspended"
    DEFERRED = "deferred"
    HANDLED = "handled"
    CHECKING = "checking"
    CHECKED = "checked"
    CLOSED = "closed"
    REVISITED = "revisited"
    VOIDED = "voided"
    MERGED = "merged"


class Action(enum.StrEnum):
    """What somebody does to a case."""

    ACCEPT = "accept"
    DECLINE = "decline"
    SEND_VERIFY = "send_verify"
    CONFIRM = "confirm"
    REFUTE = "refute"
    FILE = "file"
    DISPATCH = "dispatch"
    RETURN = "return"
    SIGN_FOR = "sign_for"
    DELEGATE = "delegate"
    HAND_BACK = "hand_back"
    TAKE_BACK = "take_back"
    ASSIGN = "assign"
    UNASSIGN = "unassign"
    GIVE_BACK = "give_back"
    HANDLE = "handle"
    SELF_HANDLE = "self_handle"
    EXTEND = "extend"
    SUSPEND = "suspend"
    DEFER = "defer"
    RESUME = "resume"
    SEND_CHECK = "send_check"
    PASS = "pass"
    FAIL = "fail"
    REWORK = "rework"
    CLOSE = "close"
    REVISIT = "revisit"
    MERGE = "merge"
    UNMERGE = "unmerge"
    REOPEN = "reopen"
    APPEAL = "appeal"
    SUPERVISE = "supervise"
    ANSWER = "answer"
    URGE = "urge"
    VOID = "void"
    FORCE_CLOSE = "force_close"
    UNDO = "undo"
    APPROVE = "approve"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


class Need(enum.StrEnum):
    """What a step asks for beside the wish to take it."""

    NOTE = "note"
    CONDITION = "condition"
    ORGANISATION = "organisation"
    PHOTO = "photo"
    CASE = "case"
    AMOUNT = "amount"
    UNTIL = "until"
    SATISFIED = "satisfied"
    MEMBER = "member"


class Guard(enum.StrEnum):
    """What must be so for a step to be taken."""

    BRANCH = "branch"
    DELEGATED = "delegated"
    NOT_DELEGATED = "not_delegated"
    ABOVE = "above"
    OWN = "own"
    ASSIGNED = "assigned"
    GIVEN = "given"
    HELD = "held"
    IN_TIME = "in_time"
    LATE = "late"
    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    OWN_REPORT = "own_report"
    SEEN_BEFORE = "seen_before"
    OTHERS_WORK = "others_work"
    GROUNDS = "grounds"
    ORDERED = "ordered"
    PENDING = "pending"
    NOTHING_PENDING = "nothing_pending"
    THEIR_TURN = "their_turn"
    NOT_ASKER = "not_asker"
    ASKER = "asker"


STAGE_WORDS: dict[Stage, Words] = {
    Stage.RECEIVED: {"zh": "待受理", "en": "Received"},
    Stage.ACCEPTED: {"zh": "已受理", "en": "Accepted"},
    Stage.VERIFYING: {"zh": "核实中", "en": "Being verified"},
    Stage.DECLINED: {"zh": "不予立案", "en": "Declined"},
    Stage.FILED: {"zh": "已立案", "en": "Filed"},
    Stage.DISPATCHED: {"zh": "已派遣", "en": "Dispatched"},
    Stage.HANDLING: {"zh": "处置中", "en": "Being handled"},
    Stage.SUSPENDED: {"zh": "已挂账", "en": "Suspended"},
    Stage.DEFERRED: {"zh": "缓办中", "en": "Deferred"},
    Stage.HANDLED: {"zh": "已处置", "en": "Handled"},
    Stage.CHECKING: {"zh": "核查中", "en": "Being checked"},
    Stage.CHECKED: {"zh": "已核查", "en": "Checked"},
    Stage.CLOSED: {"zh": "已结案", "en": "Closed"},
    Stage.REVISITED: {"zh": "已回访", "en": "Revisited"},
    Stage.MERGED: {"zh": "已并案", "en": "Merged"},
    Stage.VOIDED: {"zh": "已作废", "en": "Voided"},
}

ACTION_WORDS: dict[Action, Words] = {
    Action.ACCEPT: {"zh": "受理", "en": "Accept"},
    Action.DECLINE: {"zh": "不予立案", "en": "Decline"},
    Action.SEND_VERIFY: {"zh": "发核实", "en": "Send to verify"},
    Action.CONFIRM: {"zh": "核实属实", "en": "It is so"},
    Action.REFUTE: {"zh": "核实不属实", "en": "It is not so"},
    Action.FILE: {"zh": "立案", "en": "File"},
    Action.DISPATCH: {"zh": "派遣", "en": "Dispatch"},
    Action.RETURN: {"zh": "退回", "en": "Return"},
    Action.SIGN_FOR: {"zh": "签收", "en": "Sign for"},
    Action.DELEGATE: {"zh": "二级派遣", "en": "Delegate"},
    Action.HAND_BACK: {"zh": "退回上级", "en": "Hand back up"},
    Action.TAKE_BACK: {"zh": "收回自办", "en": "Take back"},
    Action.ASSIGN: {"zh": "派工", "en": "Assign"},
    Action.UNASSIGN: {"zh": "取消派工", "en": "Take the job back"},
    Action.GIVE_BACK: {"zh": "交回派工", "en": "Give the job back"},
    Action.HANDLE: {"zh": "处置完成", "en": "Handled"},
    Action.SELF_HANDLE: {"zh": "自处理", "en": "Self-handle"},
    Action.EXTEND: {"zh": "延期", "en": "Extend"},
    Action.SUSPEND: {"zh": "挂账", "en": "Suspend"},
    Action.DEFER: {"zh": "缓办", "en": "Defer"},
    Action.RESUME: {"zh": "恢复办理", "en": "Resume"},
    Action.SEND_CHECK: {"zh": "发核查", "en": "Send to check"},
    Action.PASS: {"zh": "核查通过", "en": "Pass"},
    Action.FAIL: {"zh": "核查不通过", "en": "Fail"},
    Action.REWORK: {"zh": "返工", "en": "Rework"},
    Action.CLOSE: {"zh": "结案", "en": "Close"},
    Action.REVISIT: {"zh": "回访", "en": "Revisit"},
    Action.MERGE: {"zh": "并案", "en": "Merge"},
    Action.UNMERGE: {"zh": "撤销并案", "en": "Undo the merge"},
    Action.REOPEN: {"zh": "重新办理", "en": "Reopen"},
    Action.APPEAL: {"zh": "超时申诉", "en": "Appeal"},
    Action.SUPERVISE: {"zh": "督办", "en": "Supervise"},
    Action.ANSWER: {"zh": "督办回复", "en": "Answer the order"},
    Action.URGE: {"zh": "催办", "en": "Urge"},
    Action.VOID: {"zh": "作废", "en": "Void"},
    Action.FORCE_CLOSE: {"zh": "强制结案", "en": "Force-close"},
    Action.UNDO: {"zh": "撤销上一步", "en": "Undo the last step"},
    Action.APPROVE: {"zh": "同意", "en": "Approve"},
    Action.REFUSE: {"zh": "不同意", "en": "Refuse"},
    Action.WITHDRAW: {"zh": "撤回申请", "en": "Withdraw the request"},
}

NEED_WORDS: dict[Need, Words] = {
    Need.NOTE: {"zh": "说明理由", "en": "a reason"},
    Need.CONDITION: {"zh": "立案条件", "en": "a filing condition"},
    Need.ORGANISATION: {"zh": "处置单位", "en": "a department"},
    Need.PHOTO: {"zh": "现场照片", "en": "a photo"},
    Need.CASE: {"zh": "要并入的案件", "en": "the case to join"},
    Need.AMOUNT: {"zh": "延长多少", "en": "how much longer"},
    Need.UNTIL: {"zh": "截止时间", "en": "until when"},
    Need.MEMBER: {"zh": "队员", "en": "a member of a crew"},
    Need.SATISFIED: {"zh": "是否满意", "en": "whether they are satisfied"},
}

GUARD_WORDS: dict[Guard, Words] = {
    Guard.BRANCH: {"zh": "案件不在本单位及下级手里", "en": "it is not with your branch"},
    Guard.DELEGATED: {"zh": "案件不是上级转派来的", "en": "it was not delegated"},
    Guard.NOT_DELEGATED: {
        "zh": "案件是上级转派的，只能退回上级",
        "en": "it was delegated: hand it back up",
    },
    Guard.ABOVE: {"zh": "案件不是本单位转派出去的", "en": "your branch did not delegate it"},
    Guard.OWN: {"zh": "案件不在本单位手里", "en": "it is not with your own organisation"},
    Guard.ASSIGNED: {"zh": "案件没有派给队员", "en": "no member of a crew has it"},
    Guard.GIVEN: {"zh": "案件没有派给您", "en": "it is not assigned to you"},
    Guard.HELD: {"zh": "案件没有处置单位", "en": "no department has it"},
    Guard.IN_TIME: {"zh": "案件已经超时", "en": "it is overdue already"},
    Guard.LATE: {"zh": "案件处置没有超时", "en": "it was not handled late"},
    Guard.UNVERIFIED: {"zh": "监督员已经看过现场", "en": "an inspector has seen it already"},
    Guard.VERIFIED: {"zh": "要先受理", "en": "it must be accepted first"},
    Guard.OWN_REPORT: {"zh": "不是您自己的上报", "en": "it is not your own report"},
    Guard.SEEN_BEFORE: {"zh": "上报里没有处置前的照片", "en": "there is no photo from before"},
    Guard.OTHERS_WORK: {"zh": "自己处置的案件要由别人来看", "en": "you handled it yourself"},
    Guard.GROUNDS: {
        "zh": "市民没有不满意，要由值班长决定",
        "en": "the citizen is not dissatisfied; the duty chief decides",
    },
    Guard.ORDERED: {"zh": "没有待回复的督办", "en": "no order waits for an answer"},
    Guard.PENDING: {"zh": "没有待审批的申请", "en": "nothing waits for approval"},
    Guard.NOTHING_PENDING: {
        "zh": "已有一项申请等待审批",
        "en": "another request waits for approval",
    },
    Guard.THEIR_TURN: {"zh": "现在不由您审批", "en": "it is not yours to decide now"},
    Guard.NOT_ASKER: {
        "zh": "申请人不能审批自己的申请，也不能由同一人审批两次",
        "en": "nobody decides what they asked for, or decides twice",
    },
    Guard.ASKER: {"zh": "不是您提出的申请", "en": "it is not your request"},
}
