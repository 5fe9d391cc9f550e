"""A try of each channel that can be tried: through its own code, writing nothing."""

from collections.abc import Callable
from typing import NamedTuple

from api import here
from city.hotline import reading, sources
from city.intake import clients
from city.intake.model import Channel
from city.tables.sheet import Unreadable


class Trial(NamedTuple):
    """Whether it went well, and what was found, in the caller's language."""

    is_well: bool
    words: str


SAMPLE = "工单编号,受理时间,内容描述\nTRY1,2026-01-01 08:00,试一下\n".encode("gb18030")


def hotline() -> Trial:
    """A small file goes through the child that reads tables, with the source's own mapping."""
    source = sources.named(here.session())
    try:
        (sheet,) = reading.look(SAMPLE, source.mapping, here.zone())
    except Unreadable as why:
        return _said(False, f"读不了试验文件：{why.code}", f"The sample cannot be read: {why.code}")
    return _said(
        not sheet["missing"], f"读到 {sheet['rows']} 行", f"The reader works: {sheet['rows']} row"
    )


def signed() -> Trial:
    """Whether there is a client that could call, and its secret can be opened."""
    found = [one for one in clients.every(here.session()) if one.revoked_at is None]
    clients.opened(here.settings(), found)
    return _said(bool(found), f"{len(found)} 个接入方", f"{len(found)} clients")


TRIALS: dict[Channel, Callable[[], Trial]] = {
    Channel.HOTLINE: hotline,
    Channel.APP: signed,
    Channel.SENSOR: signed,
}


def _said(is_well: bool, zh: str, en: str) -> Trial:
    return Trial(is_well, zh if here.language() == "zh" else en)
