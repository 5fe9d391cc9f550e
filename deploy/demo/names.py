"""Made-up names that sound right: of roads, estates, landmarks and people."""

from collections.abc import Iterator
from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = "永兴安康泰和文锦瑞福长龙凤云青清金玉春晨晋汾并平富祥"
SECOND = "宁华泽源乐昌盛景恒阳丰远霖德顺新朋明义庆"

# Well-known names of the centre, for its main roads from south to north and from west to east.
MAIN_EASTWARD = ("南内环街", "双塔西街", "菜园街", "水西门街", "迎泽大街", "府西街", "府东街")
MAIN_NORTHWARD = ("新建路", "解放路", "并州北路", "五一路", "建设北路", "东岗路", "太行路")
SIDE_EASTWARD = ("钟楼街", "桥头街", "云路街", "朝阳街", "起凤街", "开化寺街", "海边街", "水西关街")
SIDE_NORTHWARD = ("柳巷", "青年路", "桃园路", "新民街", "校尉营", "食品街", "南肖墙", "康乐街")
LANDMARKS = ("五一广场", "迎泽公园", "文庙", "双塔寺", "开化寺", "钟楼", "湖滨会堂", "火车站西广场")

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英建华文玉兰斌辉宇浩凯欣晨雪梅志国红鹏"

ESTATE_ENDS = ("小区", "苑", "花园", "家园", "新村", "公寓", "佳苑", "雅居", "名邸", "宿舍")
ESTATE_PARTS = ("", "", "", "一期", "二期", "东区", "西区", "南区", "北区")
ROAD_SIDE = _words(
    "小学 中学 幼儿园 邮政所 加油站 菜市场 派出所 卫生服务站 农贸市场 消防站 公交站 停车场 "
    "药店 超市 文化站 养老院 便民服务中心 储蓄所 书店 加气站"
)
BIG = _words("大厦 商场 医院 宾馆 酒店 广场 饭店 影城 写字楼 公园 体育馆 科技园")
SHOPS = _words("超市 药房 便利店 面馆 理发店 火锅店 快递驿站 家电城 眼镜店 茶楼 口腔诊所 健身房")


def pairs(rng: Random) -> Iterator[str]:
    """Every two-character name once, in a random order."""
    found = [one + two for one in FIRST for two in SECOND]
    rng.shuffle(found)
    return iter(found)


def pair(rng: Random) -> str:
    """Any two-character name."""
    return rng.choice(FIRST) + rng.choice(SECOND)


def person(rng: Random) -> str:
    """A person's name of two or three characters."""
    given = rng.choice(GIVEN) + (rng.choice(GIVEN) if rng.random() < 0.7 else "")
    return rng.choice(SURNAMES) + given


def phone(rng: Random) -> str:
    """Eleven digits that look like a mobile number and, beginning with 120, are nobody's."""
    return f"120{rng.randrange(10**8):08d}"


def estate(rng: Random) -> str:
    """A housing estate."""
    return pair(rng) + rng.choice(ESTATE_ENDS) + rng.choice(ESTATE_PARTS)


def landmark(rng: Random, road: str) -> str:
    """A building or shop that people steer by, on this road."""
    kind = rng.random()
    if kind < 0.45:
        return road + rng.choice(ROAD_SIDE)
    if kind < 0.6:
        return pair(rng) + rng.choice(BIG)
    return f"{pair(rng)}{rng.choice(SHOPS)}（{road}店）"
