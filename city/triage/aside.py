"""What stands in a text beside the matter: where it is, and what else there is. Pure."""

import re
from functools import lru_cache

BLANK = "□"
_ROAD = r"[\u4e00-\u9fa5]{1,5}?(?:大街|大道|胡同|路|街|巷)"
_MARK = (
    r"(?:公交站|公交车站|加油站|加气站|小学|中学|高中|大学|幼儿园|学校|医院|卫生院|菜市场|农贸市场|超市|地铁口|地铁站|公园|"
    r"银行|派出所|法院|桥头|火车站|汽车站|高铁站|酒店|宾馆|饭店|商场|公厕|停车场|工地|消防队|税务局|小区|花园|广场|建行|工行|"
    r"邮局|社保局|养老院|物业|洗车店|网吧|药店|红绿灯|高速口|收费站|立交桥|高架桥|天桥|垃圾站|变电站|水厂|快递站|驿站)"
)
_SIDE = (
    r"(?:旁边|旁|对面|斜对面|门口|附近|[东西南北]{1,2}(?:门|侧|面|边|角)|后面|后边|前面|隔壁|往[东西南北]|"
    r"向[东西南北]|路口|十字路口|周边|边上|至)"
)
PLACES = re.compile(
    rf"{_ROAD}(?:与|和|跟|同){_ROAD}(?:交叉路?口|交汇处?|路口|交口|丁字口|口|处)?"
    rf"|{_ROAD}\d{{1,4}}(?:号|弄)(?:院|楼)?"
    rf"|{_ROAD}(?=[东西南北](?:侧|面|边|段|角|口)|往[东西南北]|由[东西南北]|附近|与|和)"
    rf"|{_MARK}{_SIDE}"
)
AT = re.compile(
    r"(?:的)?(?:上面|里面|中间|两侧|旁边|对面|门口|附近|上的?|里的?|内的?|下面|边上|旁|处的|口的)"
)
BESIDES = re.compile(
    r"另外|此外|另有|还有就是|另反映|同时反映|顺便|再就是|第二[,、，]|二是|2[、.．]"
)
_OFFICE = (
    r"(?:物业|社区|居委会|居委|街道办|街道|城管|派出所|民警|交警|环卫|园林|环保局|住建局|热线|"
    r"1[12][0-9]{1,3})"
)
PASSING = re.compile(
    rf"(?:向|找|给|跟|打|拨打|联系|咨询|问|致电)(?:过|了)?[^,。;!]{{0,6}}?{_OFFICE}[^,。;!]{{0,14}}"
    rf"|{_OFFICE}(?:让|说|称|答复|回复|表示|告知)[^,。;!]{{0,12}}"
    r"|(?:孩子|小孩|学生|娃娃|老人|孕妇|小朋友)们?[^,。;!]{0,6}?(?:上学|放学|上下学|写作业|学习|上课|休息|睡觉|出行)"
    r"|(?:上|放|下)学(?:路上|时间|时段|必经|高峰|的孩子|的学生)|接送?孩子(?:上学|放学)?|幼儿园的(?:小朋友|孩子)"
)
"""Who was asked before, and whom it troubles: any matter is told with these."""
SHORTEST = 8  # characters that are read before a second matter may begin
AT_WORTH, BESIDES_WORTH, PASSING_WORTH = 0.45, 0.5, 0.3


@lru_cache(maxsize=256)
def blanked(text: str) -> str:
    """The plain text with a blank for each character of roads, and of marks that only say where."""
    return PLACES.sub(lambda match: BLANK * len(match[0]), text)


def besides(text: str) -> int:
    """Where a second matter begins; the end where there is none."""
    found = BESIDES.search(text)
    return found.start() if found else len(text)


def matter(text: str) -> str:
    """The first matter of a plain text, without roads and marks: what a model reads."""
    return blanked(text)[: max(SHORTEST, besides(text))]


@lru_cache(maxsize=256)
def passing(text: str) -> tuple[tuple[int, int], ...]:
    """Where a plain text says who was asked before, and whom it troubles."""
    return tuple(match.span() for match in PASSING.finditer(text))


def is_where(text: str, end: int) -> bool:
    """Whether the word that ends at `end` says what something else is at, on or in."""
    return AT.match(text, end) is not None
