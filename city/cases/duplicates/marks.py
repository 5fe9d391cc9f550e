"""Place phrases and other marks that tell one thing from another: 38号, 3号楼, 东北角, 杆号, 车牌.

They are read by their form alone, so that they are found in a city whose names we do not have.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from city.places.normal import normalise
from city.places.numerals import number

_NUM = r"\d{1,5}|[零一二三四五六七八九十百]{1,5}"
_HAN = r"[\u4e00-\u9fff]"
_WAYS = {"东北": 45, "北东": 45, "东南": 135, "南东": 135, "西南": 225, "南西": 225, "西北": 315,
         "北西": 315, "北": 0, "东": 90, "南": 180, "西": 270}  # fmt: skip
_WAY = "东北|东南|西北|西南|北东|南东|北西|南西|[东南西北]"
_NO_NAME = (
    "对面|露天|附近|门口|旁边|楼下|路边|街边|沿街|流动|一家|那家|这家|有家|隔壁|底商|几家|好多|门前"
    "|夜市|马路|大型|小型|摆摊|晚上|夜里|有人|违规|的是|街上"
)
"""What stands before a kind of shop and is not its name."""
_ROAD = r"(?:大街|大道|[路街巷道])"

FORMS = {
    "plate": re.compile(
        r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新渝][a-z][·.]?([a-z0-9]{5,6})"
    ),
    "pole": re.compile(
        rf"(?:灯?杆|电线杆|路灯|井盖?|配电箱|箱变|站亭)(?:的)?(?:编?号码?|牌)(?:是|为|:)?({_HAN}{{0,3}}[a-z0-9-]{{2,12}})"
        r"|(?<![\d.])([a-z]{0,2}\d{2,6})号(?:灯杆|电线杆|杆|井盖?|配电箱)"
    ),
    "code": re.compile(r"(?<!\d)(\d{16})(?!\d)"),
    "chainage": re.compile(r"k(\d{1,4}\+\d{1,3})"),
    "house": re.compile(
        rf"(?P<tail>{_HAN}{{2}})?(?P<road>{_ROAD})(?:的)?(?P<also>[甲乙丙丁附])?(?P<number>{_NUM})(?:-\d+)?"
        r"号(?!楼|线|灯|杆|井|机|桩|门(?!口|前|外)|口|出|入|路|院\d+号?楼|电|配)"
    ),
    "building": re.compile(rf"(?<!\d)({_NUM}|[a-h])(?:号楼|栋|幢|座|#楼|号(?=\d单元))"),
    "unit": re.compile(rf"({_NUM})单元"),
    "floor": re.compile(rf"(?<!号)(?<!\d)({_NUM})(?:层|楼(?!下|上|道|前|后|顶|盘|梯|宇))"),
    "room": re.compile(r"(?<!\d)(\d{3,4})(?:室|户)"),
    "exit": re.compile(
        r"([a-h]\d?)(?:出入口|出口|入口|口)|(\d{1,2})号?(?:出入口|出口|入口)|(\d{1,2})号口"
    ),
    "gate": re.compile(
        r"(?<![大小老新水旱])([东南西北]{1,2}|正|后|侧)门(?!街|路|外街|市场|子|小区|站|桥)"
    ),
    "side": re.compile(
        rf"(?<!{_HAN}[到至往向])({_WAY})(?:侧|边|面|角|拐角)"
        r"|(?<=路|街)([东南西北])(?=的|有|边|[)(,。;]|绿|便|人|辅|座|站|停|候|电|路灯|$)"
    ),
    "lane": re.compile(r"([东南西北])(?:向|往|到|至)([东南西北])(?!侧|边|面|角|门)"),
    "way": re.compile(
        rf"(?:往|向|朝|以|路口|口)({_WAY})(?:侧|边|面|走|行|方向)?(?:大?约|差不多)?"
        r"(\d{1,4})(?:多|余)?米"
    ),
    "crossing": re.compile(
        rf"({_HAN}{{2}}{_ROAD})(?:(?:与|和|同|跟|及|、|-|/)({_HAN}{{2,8}}?{_ROAD})"
        rf"|({_HAN}{{1,4}}?{_ROAD}))(?:的)?(?:交叉|交汇|路口|十字|口|交界|相交|丁字)"
    ),
    "route": re.compile(r"(?<![\d路街])(\d{1,3})路(?=公交|车|司机|是|等|班|末|首|停|[,。;]|$)"
                        r"|等(\d{1,3})路"),
    "landmark": re.compile(
        rf"(?!号楼|.?单元|.{{0,2}}小区|.?我家|家门|.{{0,2}}路口|.?楼道|.{{0,2}}[与和])({_HAN}{{2,4}})(?:门口|门前|对面|旁|附近|楼下|后面|前面|西侧|东侧|南侧|北侧)"
    ),
    "estate": re.compile(
        rf"({_HAN}{{2}})(?:小区|花园|家园|公寓|新村|新区|新苑|宿舍|大厦|广场|公园|市场|小学|"
        r"中学|医院|幼儿园|庭院|苑|商城)"
    ),
    "stop": re.compile(
        rf"({_HAN}{{2}})(?<!公交|地铁|[到车甩]站)(?:公交|地铁)?站(?!在|着|立|点长|起|台阶|满|不|牌)"
    ),
    "shop": re.compile(
        rf"(?!{_NO_NAME})((?:(?![路街巷号一]){_HAN}){{2}})(?:饭店|烧烤|火锅|超市|药店|药房|酒店|宾馆|餐厅|面馆|便利店|理发店|"
        r"洗车行|水果店|ktv|酒吧|棋牌室|小厨|餐馆|饭馆|酒楼|食府|小馆|鞋店|药店|粮店|奶站|洗车店|汽修店|服装店|水果摊|烤肉|烤鱼|麻辣烫|米线|奶茶店|快餐|网吧|招待所)"
    ),
}  # fmt: skip
"""Each form's groups are what must be equal."""

TOPONYM = re.compile(
    rf"{_HAN}{{2,5}}?(?:大街|大道|[路街巷桥](?!面|灯|人|边|上|过|口有)|小区|公园|广场|花园|家园|"
    r"新村|苑|车站|医院|学校|小学|中学|市场|大厦|商城|游园)"
)
"""Names of places by their form, for leaving them out where words are compared."""

LIVES = re.compile(r"(?:家住|住在|住址|本人住|我住|居住)[^,。;]{0,12}$")


RARE = frozenset({"plate", "pole", "code", "chainage", "house", "crossing", "estate"})
"""Marks that few texts share, to find them by."""


class Mark(NamedTuple):
    """A mark of one kind in a text: what tells it from others, and how it was written."""

    kind: str
    key: tuple[str, ...]
    written: str


@lru_cache(maxsize=20_000)
def read(text: str) -> tuple[Mark, ...]:
    """All marks of a text, but for where a caller says that they live."""
    normal = normalise(text)
    found: list[Mark] = []
    for kind, form in FORMS.items():
        for match in form.finditer(normal.text):
            if LIVES.search(normal.text[: match.start()]):
                continue
            start, end = normal.span(*match.span())
            found.append(Mark(kind, _key(kind, match), text[start:end]))
    return tuple(found)


def angle(way: str) -> int:
    """Degrees from north of a side: 东北 → 45."""
    return _WAYS[way]


def _key(kind: str, match: re.Match[str]) -> tuple[str, ...]:
    if kind == "house":
        tail = (match["tail"] or "")[-1:] + match["road"][-1]
        return (tail, (match["also"] or "") + _plain(match["number"]))
    if kind == "crossing":
        return tuple(sorted(_tail(name) for name in match.groups() if name))
    return tuple(_plain(group) for group in match.groups() if group)


def _tail(road: str) -> str:
    """The last three characters of a road's name: what stands before it may belong to it or not."""
    return road[-3:]


def _plain(text: str) -> str:
    value = number(text)
    return text if value is None else str(value)
