"""How much a name alone says: 图书馆 or 11号楼 is no place by itself, 麦当劳 is many. Pure."""

import re

WEAK = 0.6  # below the bar, whatever stands beside it but a road or an estate
SHORT = 0.65  # of two characters: only with 门口, 对面 or the like
ROADLIKE = 0.5  # a stop or a point that is named as its road is

_GENERIC = re.compile(
    r"(?:[\d.a-z零一二三四五六七八九十]+(?=号|栋|幢|座|单元|楼|层|室|教|区|期|食堂|公寓|学生|宿舍|门|车库)|第|号|栋|幢|座|单元|楼|层|室|教|区|期|[东西南北中上下前后左右内外正侧大小新老旧主总分]|"
    r"学生|教师|教工|男生|女生|研究生|教学|阶梯|教室|宿舍|公寓|食堂|餐厅|图书|体育|游泳|馆|医院|校医|"
    r"操场|球场|篮球|排球|网球|足球|羽毛球|运动|健身|器材|草坪|草地|花园|广场|水塔|凉亭|喷泉|雕像|"
    r"停车|车库|车棚|地下|场|公共|卫生间|厕所|洗手间|公厕|浴室|浴池|开水房|锅炉|配电|机房|泵站|"
    r"传达|收发|值班|门卫|岗亭|岗楼|保安|门|出口|入口|行政|办公|综合|实验|培训|信息|活动|服务|接待|"
    r"中心|大厅|多功能|厅|剧场|礼堂|会堂|主席台|社区|居委会|村委会|物业|站|点|亭|充电|加油|公交|地铁|"
    r"招待所|宾馆|酒店|饭店|商店|超市|便利店|药店|银行|市场|菜|小卖部|理发|快递|驿站|文具|打印|"
    r"工作|生活|家属|院|幼儿园|小学|中学|学校|校区|校园|国际|原|规划|派出所|邮局|邮政所|储蓄所)+"
)
_CHAIN = re.compile(
    r"(?:中国)?(?:工商|农业|建设|交通|招商|光大|民生|中信|浦发|兴业|华夏|邮政储蓄|邮储|农商)银行|中国(?:银行|移动|联通|电信|邮政)|"
    r"麦当劳|肯德基|星巴克|必胜客|汉堡王|吉野家|赛百味|永和大王|真功夫|德克士|华莱士|蜜雪冰城|一点点|瑞幸咖啡?|"
    r"coco都可|西贝莜面村|呷哺呷哺|海底捞|味多美|好利来|桂林米粉|兰州拉面|沙县小吃|黄焖鸡米饭|重庆小面|萨莉亚|"
    r"如家(?:快捷)?酒店|速8酒店|7天酒店|汉庭酒店|海友酒店|锦江之星|全季酒店|超市发|物美|沃尔玛|家乐福|永辉超市|"
    r"全家|罗森|7-11|美宜佳|便利蜂|同仁堂|老百姓大药房|国大药房|小米之家|华为|苹果|中石化|中石油|加油站|"
    r"菜鸟驿站|近邻宝|丰巢|顺丰速运|京东便民|链家|我爱我家"
)
_ROADLIKE = re.compile(r".+(?:大街|大道|胡同|街|路|巷|高速|[一二三四五六]环|线)$")
_AREALIKE = re.compile(r".+(?:街道|社区|乡|镇|地区|办事处)$")
STRONG = frozenset({"road", "estate", "district", "subdistrict", "community", "village", "asset"})


def weight(kind: str, name: str) -> float:
    """1 for a name that is a place by itself, less for one that needs another beside it."""
    if kind in STRONG:
        return WEAK if kind == "estate" and _GENERIC.fullmatch(name) else 1.0
    if _GENERIC.fullmatch(name) or _CHAIN.fullmatch(name):
        return WEAK
    if _ROADLIKE.fullmatch(name) or _AREALIKE.fullmatch(name):
        return ROADLIKE
    return SHORT if len(name) < 3 else 1.0
