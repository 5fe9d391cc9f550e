"""Words around a name that say what part it plays: crossing, corner, direction, distance, role."""

import re
from typing import NamedTuple

from city.places.numerals import number

WAYS = {"东北": 45, "东南": 135, "西南": 225, "西北": 315, "北东": 45, "南东": 135, "南西": 225,
        "北西": 315, "北": 0, "东": 90, "南": 180, "西": 270}  # fmt: skip
WAY_WORDS = {
    0: "北",
    45: "东北",
    90: "东",
    135: "东南",
    180: "南",
    225: "西南",
    270: "西",
    315: "西北",
}
_WAY = "东北|东南|西北|西南|[东西南北]"
_NUM = r"\d+(?:\.\d+)?|[零一二两三四五六七八九十百千半几]+"
_UNIT = "公里|千米|km|米|m|里地?|步"

CROSS = re.compile(
    r"(?:的|这个|那个|大)*(?:交叉路口|交叉口|交叉处|交叉点|交叉|交汇路口|交汇口|交汇处|交汇|交会处|交会|"
    r"相交处|相交的?路口|相交|交接处|交界处|交界|交口|十字路口|十字口|十字街头|十字|丁字路口|丁字口|丁字街口?|"
    r"丁字|三岔路口|三叉路口|三岔口|岔路口|岔口|红绿灯路口|红绿灯|路口|道口|街口|巷口|口子|口(?!腔|味|罩|岸)|"
    r"拐角处?|转角处?|拐弯处|转弯处|大?转盘|环岛|立交桥?|高架桥?|天桥|地下通道|桥)(?:处|这儿|这里|那儿|那里)?"
)
OFFSET = re.compile(
    rf"[,的处再]*(?:以|往|向|朝|靠|沿路|顺路)*正?(?P<way>{_WAY})(?:侧|边|面|方向|方|走|行|去|头)*"
    rf"(?:大约|大概|约|差不多|近|不到|有|的|个)*(?P<metres>{_NUM})(?:多|余|来|几|十)?(?P<unit>{_UNIT})"
    r"(?:左右|处|远|的地方|地方|的位置|位置|开外|的)*"
)
AWAY = re.compile(
    rf"[,的]*(?:距离?|离|相距)?(?:这个|该)?(?:路口|十字)?(?:处|口)?(?:还有|有)?(?:大约|大概|约)*"
    rf"(?P<metres>{_NUM})(?:多|余|来)?(?P<unit>公里|千米|米|m|里地)"
)
SOME_WAY = re.compile(
    rf"[,的]*(?:以|往|向|朝)(?P<way>{_WAY})(?:侧|边|面|方向|方|一点|不远|走|行)*(?:处|的)*"
)
CORNER = re.compile(
    r"[,的]*(?:靠|偏|在)?(?P<way>东北|东南|西北|西南|北东|南东|南西|北西|[东西南北](?=侧|边|面|角|方|口))"
    r"(?![街路大门])(?:侧|边|面|方向|方|口)*(?P<angle>拐?角)?"
)
SIDE = re.compile(
    r"[,的处]*(?:(?:道路|马路|公路|路|街|大街|桥)的?(?P<one>[东西南北])(?:侧|边|面)?|"
    r"(?P<two>[东西南北])(?:侧|边|面)(?:的)?(?:人行道|便道|辅路|慢车道|非机动车道|路边)?|"
    r"(?:辅路|便道|人行道)的?(?P<three>[东西南北])(?:侧|边|面))"
)
HOUSE = re.compile(
    r"(?:的|,|\()?(?:门牌)?(?P<also>甲|乙|丙|丁|附|特)?(?P<number>\d{1,4}|[零一二三四五六七八九十百]{1,5})"
    r"(?:(?:-|之|附)\d{1,3})?(?:号院|号大院|号(?!线|机|桩|杆|井|车|出|入|登)|弄)"
)
RELATION = re.compile(
    r"[,的()]*(?P<gate>(?:正|侧|大|后|前|[东西南北]{1,2})*门(?:口|前|外|内|附近|处)*)?"
    r"(?P<part>[\da-z一二三四五六七八九十]{1,4}(?:号|栋|幢|座|期|区)?(?:楼|栋|幢|座|单元|号院|区|期)+)*"
    r"(?P<where>斜?对面|对过|马路对面|对门|旁边?|边上?|隔壁|附近|周边|周围|一带|后面|后门|背后|后身|前面|"
    r"前边|前|楼下|楼前|楼后|院内|院里|里面|里|内|地下车库|车库|停车场|门房|围墙外?|墙外|外面|外|处|这里|那里)?"
)
BUILDING = re.compile(r"[\da-z一二三四五六七八九十]{1,4}(?:号楼|号|栋|幢|座)|\d+单元")
LINK = re.compile(
    r"(?P<part>(?:[东西南北两](?:侧|边|面)|辅路|辅道|便道|人行道|非机动车道|机动车道|慢车道|快车道|主路|"
    r"沿线|全线|全段|(?:[上下出入]口?)?匝道(?:口|处)?|高架桥?下?|桥[上下])*)"
    r"(?P<first>(?:路口|交叉口|交汇处|口|路段|区间|之间|中间|段)?)"
    r"(?:[,的]?(?P<range>(?:一直)?(?:至|到|-+>?)到?)|[,的(]*(?P<origin>从|由|自)|"
    r"(?:以|的)?(?P<way>[东西南北])(?:侧|边|面)?[,、与和]?|"
    r"[,(]?(?:与|和|同|跟|及|、|/|&|\+|x|×|\.|·|,|靠近|近|临近|靠|的|上的|上|\(|交)?)"
)
RANGE_END = re.compile(
    r"(?:路口|交叉口|口)?[)]?(?:的)?(?:路段|区间|之间|中间|段|沿线|这一段|一段|全段|止)"
)
CALLER = re.compile(
    r"(?:家住|居住|住在?|住址|家在?|户籍(?:地|所在地)?|联系地址|家庭(?:住址|地址)|工作单位|单位|通讯地址|来自|"
    r"就职|上班|任职|老家|快递(?:地址)?|小区是|本人是|我是|我们是|市民[^,。;]{0,3}住)(?:在|于|址|是|为|:|地址)*$"
)
# The last characters of all that CALLER, HEADING and DISTANT may find: a quick look before a slow.
ENDS = frozenset("住在址家地位自职班是于为:往向朝奔到离距递从由打")
PREFIXES = frozenset("新老旧大小东西南北")
HEADING = re.compile(r"(?:往|向|朝|奔|直到)$")
JOINER = re.compile(r"(?:路口|口|路|街)?(?:与|和|同|跟|及|、|-|/|ORIGIN = |\+)")
ORIGIN = re.compile(r"(?:从|由|自|打)$")
LEAVING = re.compile(r"(?:出发|出来|开车|坐车|骑车|步行|[往向去坐骑开驶乘沿到至]|前往|回)")
AT_HOME = re.compile(
    r"楼下|楼上|楼道|单元|小区(?:里|内|门|院|的|北|南|东|西|楼|物业|没|停|有|路|绿|广)|院里|院内|院子|我们|我家|家里|物业|业主|车库|电梯"
)
PHASE = re.compile(r"[零一二三四五六七八九十\d]+期|[东南西北中]区")
DISTANT = re.compile(r"(?:距离|距|离|相距)$")
PROBLEM = re.compile(
    r"(?:问题|事发|发生|案发|具体|详细|反映|投诉|举报|现场|故障|所在)(?:地点|地址|位置|地)?(?:是|为|在|位于|:)*$"
    r"|(?:位于|地点|地址|位置|坐落(?:于|在)?)(?:是|为|在|于|:)*$"
)
ONWARD = re.compile(
    rf"(?:方向)?(?:走|行|行驶|去|的)*(?:大约|大概|约)*(?P<metres>{_NUM})(?:多|余|来)?(?P<unit>{_UNIT})"
)
AGENCY = re.compile(
    r"(?:\d+|[一二三四五六七八九十])?(?:社区|街道(?!路)|街办|办事处|派出所|居委|小学|中学|学校|幼儿园|医院|卫生|"
    r"支行|分行|银行|分理处|信用社|分店|店|小区|菜市场|农贸|市场|物业|公司|宾馆|酒店|大酒店|饭店|大厦|广场|花园|家园|苑|"
    r"公园|加油站|宿舍|供热|城管|工商|税务|邮|收费站|超市|药店|药房|商场|支队|大队|中队|交警|法院|检察|政府|管委|"
    r"消防|车站|养老|文化|便民|书店|停车场|公交|地铁|面馆|火锅|理发)"
)
AT_SAME = re.compile(r"(?:小区|生活区|社区|停车场|公交|地铁|物业|业委|门店|车站|家属|宿舍|住宅)")
LONGER = re.compile(
    r"[东西南北中内外上下前后]{0,2}(?:大街|大道|街(?![道边上面头])|路(?![口边上面灯段牌东西南北中旁])|巷(?!子)|胡同|立交|桥(?!下|上|头|边)|桥下)"
)
STRANGE_AREA = re.compile(r"(?:[^小校园社景厂片辖地城市老新街生发住务工商开高]区|[^本我全各一]县)$")
PREFIXED = re.compile(
    r"(?:[新老旧大小]|(?<![往向朝以路街口角偏靠从由段至到、,。)区市])[东西南北])$"
)


class Tail(NamedTuple):
    """What follows a place: `way` and `side` in degrees from north, `metres` along the way."""

    end: int
    crossing: bool = False
    way: float | None = None
    metres: float | None = None
    corner: float | None = None
    side: float | None = None


def tail(text: str, at: int) -> Tail:
    """Read crossing words, a corner, a direction with a distance and a side from `at` on."""
    end, crossing = at, False
    if found := CROSS.match(text, end):
        end, crossing = found.end(), True
    way = measured = corner = side = None
    if not (moved := OFFSET.match(text, end)) and (found := CORNER.match(text, end)):
        end, corner = found.end(), float(WAYS[found["way"]])
        moved = OFFSET.match(text, end)
    if moved:
        end, way, measured = moved.end(), float(WAYS[moved["way"]]), metres(moved)
    elif corner is None and (found := SOME_WAY.match(text, end)):
        end, way = found.end(), float(WAYS[found["way"]])
    if found := SIDE.match(text, end):
        end, side = found.end(), float(WAYS[found["one"] or found["two"] or found["three"]])
    return Tail(end, crossing, way, measured, corner, side)


def metres(found: re.Match[str]) -> float | None:
    """The distance that a match of OFFSET, AWAY or ONWARD tells, in metres."""
    text, unit = found["metres"], found["unit"]
    if text in ("几", "半") or "几" in text or "半" in text:
        value: float | None = {"几": 5.0, "半": 0.5, "几十": 50.0, "几百": 300.0}.get(text)
    else:
        value = float(text) if text[0].isascii() else number(text)
    if value is None:
        return None
    factor = 1000.0 if unit in ("公里", "千米", "km") else 500.0 if unit[0] == "里" else 1.0
    return value * (0.7 if unit == "步" else factor)


def is_related(relation: re.Match[str] | None, tail: Tail) -> bool:
    """Whether a name is told by what stands at it: 门口, 对面, a corner, a side, a way."""
    told = relation and (relation["where"] or relation["gate"] or relation["part"])
    return bool(told) or tail.corner is not None or tail.way is not None or tail.side is not None


def between(way: int, tail: Tail) -> float:
    """南 and 西 → 西南; one alone stays."""
    other = tail.corner if tail.corner is not None else tail.side
    if other is None or abs(other - way) % 180 == 0:
        return float(way)
    turn = (other - way + 180) % 360 - 180
    return (way + turn / 2) % 360
