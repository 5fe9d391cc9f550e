"""Which filing condition of a category the words meet best. Pure."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick

from city.places.normal import plain

# Words for one state of a thing, as handbooks and as people say it.
_SAME = (
    "丢失 缺失 丢 没了 不见 被偷 被盗 少了 缺 没有盖 无盖 偷走 遗失 没盖",
    "错位 移位 裂开 裂 断裂 断 碎 移 断成",
    "破损 破 坏 损坏 烂 破口 缺角 碎了 掉块 破洞 窟窿",
    "弹跳 作响 响 异响 咣 哐 哐当 咣当 噪声 翘起 翘 松动 松 晃 垫",
    "高差 下陷 沉 隆起 凸 凹 高出 低 塌 沉降",
    "倾倒 歪斜 歪 斜 倒 变形 撞弯 倾斜",
    "锈蚀 锈 生锈 老化 掉漆",
    "积灰 污渍 脏 脏污 不洁 油污 污迹 灰",
    "乱贴乱画 小广告 乱贴 涂 喷 广告 乱涂 贴",
    "堵住 堵 堵塞 不通 淤 杂物 糊住",
    "冒 溢 外溢 冒出 返水 返 横流 漫 涌",
    "裸露 外露 露 外露 漏电 敞开 没锁 门开 敞",
    "不亮 熄 灭 不开 黑 没亮",
    "白天 常亮 早 晚 时间",
    "废弃 残桩 残 不用 没拆 废",
    "枯死 枯 死 死亡 缺株",
    "遮挡 挡 遮 压 修剪 长到",
    "倒伏 刮倒 横在 压着 刮断 砸",
    "漏 漏水 跑水 渗 滴 爆 破裂 喷",
    "异味 味 臭 难闻 气味",
    "占用 占 占道 挡路 堵路 停在 停到",
    "正在 在建 施工中 连夜 正 立即 制止",
    "已经建成 建成 早就 多年 建好 盖好",
    "夜 凌晨 半夜 午休 中午 晚上 不按",
    "坑 坑洼 大坑 落差 深",
    "积水 淹 存水 水深",
    "没有通知 无预告 突然 没通知 未通知 没有任何通知",
    "抢修 恢复 没恢复 超过 说好 还没来 到现在",
    "收费 费用 计费 多收 涨 争议 标准 不合理 价格",
    "态度 服务 恶劣 骂 不文明",
    "拒载 绕路 议价 打表 一口价",
    "不热 室温 温度 冷 度 凉",
    "整栋 大面积 全 一片 都",
    "困 被困 困人 关在",
    "停运 坏 停用 停了",
    "异响 抖动 下坠 坠 抖",
    "检验 年检 过期 超期",
    "加装 安装电梯",
    "高层 加压 十楼 顶楼",
    "清洗 水箱 清",
    "表 水表 电表 燃气表 气表 不走 空转",
    "安检 入户 上门",
    "报装 开通 开户 新装 通气 初装 报停 停供 过户",
    "退费 退 不达标",
)
CONCEPTS: dict[str, int] = {
    word: at for at, words in reversed(list(enumerate(_SAME))) for word in words.split()
}
_STATES = sorted(CONCEPTS)
_AUTOMATON = CharwiseDoubleArrayAhoCorasick(_STATES)


class Condition(NamedTuple):
    """A filing condition of a category, as far as it is chosen by."""

    id: int
    text: str
    urgent: bool


def best(text: str, conditions: Sequence[Condition], is_urgent: bool) -> Condition | None:
    """The condition that a plain text meets best; the first of equals, None where there is none.

    Words for one state count alike, pairs of characters in common a little; where there is danger
    an urgent condition goes before.
    """
    said, pairs = _read(text)

    def worth(condition: Condition) -> float:
        wanted = plain(condition.text)
        concepts, own = _read(wanted)
        shared = len(said & concepts) / (len(concepts) ** 0.5 or 1)
        alike = len(pairs & own) / max(4, len(wanted))
        return shared + alike + (0.3 if is_urgent and condition.urgent else 0)

    return max(conditions, key=worth, default=None)


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[frozenset[int], frozenset[str]]:
    """The states that a plain text tells of, and its pairs; conditions are asked for often."""
    return _concepts(text), _pairs(text)


def _concepts(text: str) -> frozenset[int]:
    found = _AUTOMATON.find_overlapping(text.encode("utf-8", "replace").decode())
    return frozenset(CONCEPTS[_STATES[at]] for _, _, at in found)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
