"""Long messages: the matter in the middle of who, when, what it does to whom, and what was tried.

Their form is that of letters and work orders that cities publish; the sentences are ours. What
stands around the matter may be said of any matter, so that it teaches nothing.
"""

from random import Random

WHO = (
    "我是附近小区的居民，在这里住了二十多年",
    "本人在旁边的学校上班，每天来回都要经过",
    "我家住二楼，家里有八十多岁的老人和刚出生的孩子",
    "我是一名快递员，一天要从这里过几十趟",
    "尊敬的领导：您好",
    "各位领导辛苦了，我是一名普通市民",
    "我今年七十六了，不会写字，让孙女帮着打的",
    "我每天接送孩子上学放学都走这里",
    "我们是沿街做小生意的",
    "来电人系该处住户",
    "诉求人自称为附近商铺经营者",
    "市民通过网上信箱反映",
    "我在医院上夜班，白天要休息",
    "实名反映一个问题",
)
WHEN = (
    "从去年国庆到现在",
    "差不多有三四个月了",
    "今天早上七点多送孩子去幼儿园的时候",
    "最近这一个星期",
    "11月初以来",
    "昨天下班路过发现",
    "入冬以后",
    "每逢周末和节假日",
    "自2025年9月15日起",
    "每天早晚高峰",
)
HARM = (
    "严重影响周边居民的正常生活",
    "老人和学生出行很不方便",
    "孩子写作业、老人休息都受影响",
    "影响了我们市的文明城市形象",
    "附近有小学和幼儿园，家长们意见很大",
    "来往行人车辆都要小心",
    "街坊邻居天天念叨",
    "给大家的出行带来不便",
    "商户的生意也受影响",
    "外地来的游客看了也不好",
    "上班族每天都很烦",
)
TRIED = (
    "之前打过两次12345，回复说已转相关部门，一直没有下文",
    "找过物业，物业说不归他们管；找社区，社区让找城管",
    "打过110，民警来了说要找主管部门",
    "多次向街道办事处反映，均未得到解决",
    "在业主群里说了也没用",
    "给区里写过信，答复说在研究",
    "上次工单显示已办结，实际根本没人来过",
    "问了环卫、园林和自来水公司，都说不是自己的事",
    "交警也来看过，让我打热线",
    "听说去年开会讨论过，后来没消息",
    "居委会主任答应协调，换届以后没人管了",
)
WANT = (
    "希望相关部门尽快处理，给老百姓一个满意的答复",
    "恳请领导派人到现场看一看，谢谢",
    "现要求职能部门核实处理并电话回复（市民方便接听部门电话）",
    "望有关单位依法依规处理（信息保密，无需回复）",
    "请问这个事情到底归谁管",
    "盼复",
    "诉求：尽快解决。",
    "祝领导工作顺利，身体健康",
    "不然我只能找电视台曝光了",
    "麻烦尽快安排，谢谢了",
    "请贵单位核实办理，并将结果告知来电人",
)
AREAS = ("城东区", "高新区", "滨河区", "云山县", "新华区", "南湖新区")
STREETS = ("太平街道", "青年路街道", "东关街道", "柳林镇", "和平街道", "凤凰岭乡")
QUARTERS = ("光明社区", "桂花社区", "西关村", "学府社区", "铁路社区", "三里桥村")


def told(sentence: str, place: str, rng: Random) -> str:
    """A sentence in the middle of a long message, in one of the ways that such are written."""
    area = f"{rng.choice(AREAS)}{rng.choice(STREETS)}{rng.choice(QUARTERS)}"
    before = [rng.choice(book) for book in (WHO, WHEN) if rng.random() < 0.6]
    after = [rng.choice(book) for book in (HARM, TRIED, WANT) if rng.random() < 0.65]
    if rng.random() < 0.3:
        before.insert(rng.randrange(len(before) + 1), rng.choice(TRIED))
    where = rng.choice((f"位于{area}", f"地址是{area}{place}", area + place, f"在{place}这边"))
    middle = [where, sentence] if rng.random() < 0.7 else [sentence]
    mark = rng.choice(("，", "，", "。", " ", ""))
    return mark.join([*before, *middle, *after])
