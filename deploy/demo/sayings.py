"""How inspectors, citizens, operators and departments put things, for the demo city's past."""

from random import Random

INSPECTOR = (
    "巡查发现{place}{thing}：{seen}，请尽快处置。",
    "{place}，{thing}，{seen}。",
    "{place}{thing}，{seen}，已拍照。",
    "巡查至{place}，见{thing}：{seen}。",
)
CITIZEN = (
    "你好，{place}{thing}，{seen}，好几天了没人管。",
    "{place}这里{seen}，{thing}，麻烦来看一下。",
    "我家住附近，{place}{thing}，{seen}，老人小孩走着不安全。",
    "{thing}！{place}，{seen}。",
    "请问{place}的{thing}谁管？{seen}。",
    "{place} {thing} {seen} 已经反映过一次了",
    "每天上下班路过{place}，{seen}，希望早点处理，谢谢",
)
NOTES: dict[str, tuple[str, ...]] = {
    "decline": (
        "经核实现场未发现问题，不予立案。",
        "该处属小区内部管理，已转告物业，不予立案。",
        "与已立案件重复，不再另立。",
        "位置和描述不清，多次联系未接通。",
        "不属于城市管理范围，建议拨打 12345。",
    ),
    "return": (
        "权属不属我单位，请改派。",
        "现场核对为其他单位管线，退回重新派遣。",
        "该路段养护已移交街道，请改派。",
    ),
    "handle": (
        "已安排养护人员现场处置完毕。",
        "已清理干净，现场恢复正常。",
        "已修复，恢复通行。",
        "已责令当事人整改，现场已恢复。",
        "已更换损坏部件，隐患消除。",
    ),
    "pass": ("现场核查，问题已解决。", "已处置到位。", "核查通过，前后照片一致。"),
    "fail": ("处置不彻底，仍有残留。", "现场仍未修复，请返工。", "只围挡未修复。"),
    "rework": ("处置照片看不出修复结果，请返工。", "市民反映问题仍在，请再处置。"),
    "suspend": (
        "需随道路大修一并处置，先行围挡。",
        "冬季不宜开挖，开春后施工。",
        "涉及产权争议，待认定后处置。",
    ),
    "defer": ("配件已订货，到货后更换。", "须夜间占道施工，已申请审批。", "近日降雪，天晴后处置。"),
    "extend": ("处置量大，需增加人手。", "配件在途，请求延期。"),
    "void": ("与已立案件重复登记，作废。", "登记有误，已另行立案。"),
    "satisfied": ("处理得很快，谢谢！", "满意", "已经好了，点赞", ""),
    "dissatisfied": ("修得不平，过两天又坏了", "等了太久", "只是清了表面"),
}


def report(rng: Random, by_inspector: bool, place: str, thing: str, seen: str) -> str:
    """What the sender wrote about `thing` at `place`, of which `seen` is to be seen."""
    said = rng.choice(INSPECTOR if by_inspector else CITIZEN)
    return said.format(place=place, thing=thing, seen=seen)


def note(rng: Random, about: str) -> str:
    """The words that go with an action; none for most."""
    return rng.choice(NOTES[about]) if about in NOTES else ""
