"""What stands around a sentence: places of the demo city, formulas, slips of the pen."""

from random import Random

SPANS = ("三天", "一个多星期", "快一个月", "半个月", "好几天", "两天多", "半年", "几个月")
ROADS = (
    *(
        "迎泽大街",
        "解放路",
        "并州北路",
        "南内环街",
        "双塔西街",
        "菜园街",
        "水西门街",
        "府西街",
        "府东街",
        "柳巷",
        "文昌巷",
    ),
    *(
        "平远巷",
        "兴德街",
        "春乐胡同",
        "青德北路",
        "康顺二巷",
        "桃园南路",
        "长治路",
        "体育路",
        "滨河东路",
        "桥东街",
        "建设南路",
    ),
)
ESTATES = (
    *(
        "金狮小区",
        "望湖花园",
        "紫荆苑",
        "丹桂佳苑",
        "海棠家园",
        "兰亭雅居",
        "银杏公寓",
        "石榴新村",
        "鹿鸣苑",
        "枫林小区",
        "翠竹名邸",
    ),
    *("机车宿舍", "纺织厂宿舍", "王家峰村", "南庄村"),
)
MARKS = (
    "公交站",
    "十字路口",
    "小学门口",
    "加油站旁",
    "菜市场对面",
    "桥头",
    "超市门口",
    "地铁口",
    "医院北门",
    "公园南门",
)
SIDES = ("东侧", "西侧", "路南", "路北", "东北角", "往南五十米", "附近", "门口", "路东")

HOTLINE = {
    "train": (
        "市民来电反映：{p}，{s}，希望相关部门尽快处理，请核实。",
        "来电人反映{s}。{p}，请职能部门及时处理并回复。",
        "市民来电：位于{p}，{s}，来电人认为存在安全隐患，要求尽快解决。",
        "诉求人称，{p}，{s}，现来电投诉，烦请核实处理。（来电人要求保密）",
        "市民{n}反映：{s}。地址：{p}。诉求：望相关单位予以解决。联系电话{f}",
        "反映{p}存在以下问题：{s}，已多次反映未果，望有关部门重视。",
        "【投诉】{p}，{s}。市民对此不满，要求给予答复。",
        "群众来电：自{d}开始，{s}，影响居民正常生活，{p}。请转相关单位办理，并将结果告知市民。",
        "市民致电12345反映，{s}，位置在{p}，希望核查。",
        "来电人咨询并反映：{s}，想了解什么时候能够处理，{p}。",
        "重复来电，上次工单已办结但未解决：{s}，{p}，市民表示不认可，要求重新办理。",
        "求助：{s}。具体位置{p}，来电人{n}，请尽快联系。",
    ),
    "test": (
        "市民{n}来电称{p}{s}，对周边群众造成不便，恳请贵单位派员查看处置，谢谢。",
        "诉求内容：{s}；事发地点：{p}；期望：妥善处理并电话回复（{f}）。",
        "热线转办：群众反映{s}。地点位于{p}，此情况已持续一段时间，盼复。",
        "来电人表示其为附近居民，{p}{s}，曾向社区反映，社区回复不归其管，现请求协调。",
        "{d}市民通过热线反映{s}，请属地街道及责任部门依职责办理，{p}。",
    ),
}
CITIZEN = {
    "train": (
        "{s}",
        "{p}，{s}",
        "{s}，{p}",
        "你好，{p}{s}，麻烦处理一下",
        "{s}！！！{p}",
        "{p}这边{s}，啥时候能管管",
        "领导好，我是{p}的住户，{s}，求解决",
        "@城管 {s} {p}",
        "{s}，咋没人管咧，{p}",
        "各位领导，{p}，{s}，都反映好几回了",
        "拍到的：{s}",
        "请问{s}归谁管？{p}",
    ),
    "test": (
        "{p} {s}",
        "我想反映个事，{s}，就在{p}",
        "{s}。。在{p}，请看图",
        "俺们这{p}，{s}，给弄弄吧",
        "您好！关于{s}的问题，地点{p}，望回复",
    ),
}
INSPECTOR = {
    "train": ("{s}", "{s}。已拍照上报", "网格员上报：{s}", "日常巡查：{p}，{s}"),
    "test": ("监督员上报，{s}，请处置", "{d}巡查情况：{s}"),
}
NAMES = ("王先生", "李女士", "张先生", "赵女士", "刘先生", "陈女士", "郭先生", "杨女士", "匿名")
DAYS = ("11月3日", "上周五", "昨晚", "前天", "今年国庆后", "10月28日", "近日", "近期")
SLIPS = dict(
    pair.split("→")
    for pair in (
        "箅→篦 垃圾→拉圾 噪音→燥音 污水→无水 井盖→井该 的→滴 没→莫 停车→亭车 堵→赌 暖气→暧气"
        " 电梯→电剃 物业→务业 摆摊→摆滩 路灯→路登 已经→以经 影响→影向 安全→安金"
    ).split()
)


def place(rng: Random) -> str:
    """Somewhere in the demo city, as people say it."""
    return rng.choice(
        (
            lambda: f"{rng.choice(ROADS)}与{rng.choice(ROADS)}交叉口{rng.choice(SIDES)}",
            lambda: f"{rng.choice(ROADS)}{rng.randrange(1, 220)}号{rng.choice(SIDES)}",
            lambda: f"{rng.choice(ESTATES)}{rng.randrange(1, 30)}号楼",
            lambda: f"{rng.choice(ESTATES)}{rng.choice(('南门', '北门', '西门', '里面', '院内'))}",
            lambda: f"{rng.choice(ROADS)}{rng.choice(MARKS)}",
            lambda: rng.choice(ROADS) + rng.choice(SIDES),
        )
    )()


def worded(sentence: str, beside: str, style: str, part: str, rng: Random) -> str:
    """A sentence as it comes in: by which way, with a second matter or none, with slips."""
    whole = sentence if not beside else f"{sentence}。另外{beside}"
    book = {"hotline": HOTLINE, "citizen": CITIZEN, "inspector": INSPECTOR}[style]
    frame = rng.choice(book[part])
    given = "" if whole.count("，") and _has_place(whole) else place(rng)
    filled = frame.format(
        s=whole.rstrip("。"),
        p=given or rng.choice(("该处", "此处", "附近")),
        n=rng.choice(NAMES),
        d=rng.choice(DAYS),
        f=f"1380000{rng.randrange(10_000):04d}",
    )
    if style == "citizen" and rng.random() < 0.15:
        filled = filled.replace("，", rng.choice((" ", ",", "")))
    return _slipped(filled, rng) if rng.random() < 0.12 else filled


def _has_place(text: str) -> bool:
    return any(name in text for name in (*ROADS, *ESTATES))


def _slipped(text: str, rng: Random) -> str:
    known = [word for word in SLIPS if word in text]
    if known and rng.random() < 0.7:
        word = rng.choice(known)
        return text.replace(word, SLIPS[word], 1)
    at = rng.randrange(len(text))
    return text[:at] + text[at + 1 :]
