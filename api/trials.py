"""A try of each channel that can be tried: through its own code, writing nothing."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from api import here
from city.channels import WechatApp
from city.hotline import reading, sources
from city.intake import channels, clients
from city.intake.model import Channel
from city.opinion import feeds
from city.tables.sheet import Unreadable
from city.wechat.platform import Platform, Refused


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


def signed(channel: Channel) -> Trial:
    """Whether there is a client that may send by this channel, and its secret can be opened."""
    known = (one for one in clients.every(here.session()) if one.revoked_at is None)
    found = [one for one in known if channel.value in one.channels]
    clients.opened(here.settings(), found)
    if not found:
        return _said(False, "还没有接入方，请管理员登记一个", "No client yet; have one registered")
    return _said(True, f"{len(found)} 个接入方", f"Clients: {len(found)}")


def media() -> Trial:
    """Whether any feed is read, and which of them fail."""
    found = [one for one in feeds.every(here.session()) if one.is_open]
    if not found:
        return _said(False, "还没有来源，请在舆情页添加", "No feed yet; add one under Opinion")
    failing = [one.name for one in found if one.failures]
    named = f" ({', '.join(failing)})" if failing else ""
    zh = f"{len(found)} 个来源，{len(failing)} 个读不到{named}"
    en = f"{len(found)} feeds, {len(failing)} cannot be read{named}"
    return _said(not failing, zh, en)


def mail() -> Trial:
    """Whether there is a mailbox, and how its last reading went; the worker is who signs in."""
    told = here.settings().channels
    state = next(one for one in channels.every(here.session()) if one.channel is Channel.MAIL)
    if not told.imap_host:
        return _said(False, "没有配置邮箱", "No mailbox is set")
    at = state.heard_at and f"{state.heard_at:%Y-%m-%d %H:%M} UTC"
    is_well = at is not None and state.error_at != state.heard_at
    zh, en = f"{told.imap_host}，最近读取 {at or '—'}", f"{told.imap_host}, last read {at or '-'}"
    return _said(is_well, zh, en)


def mini() -> Trial:
    """Whether the platform lends the mini-program a token."""
    return _platform(here.settings().channels.mini)


def account() -> Trial:
    """Whether the platform lends the official account a token."""
    return _platform(here.settings().channels.account)


def _platform(app: WechatApp | None) -> Trial:
    if app is None:
        return _said(False, "没有配置", "It is not set")
    try:
        Platform(here.settings().channels, app).access_token(here.session())
    except Refused as refused:
        return _said(False, f"平台拒绝：{refused.code}", f"The platform refuses: {refused.code}")
    if not app.token:
        return _said(False, "没有配置消息推送的 Token", "No token is set for its messages")
    return _said(True, "平台已响应", "The platform answers")


TRIALS: dict[Channel, Callable[[], Trial]] = {
    Channel.HOTLINE: hotline,
    Channel.APP: partial(signed, Channel.APP),
    Channel.SENSOR: partial(signed, Channel.SENSOR),
    Channel.SMS: partial(signed, Channel.SMS),
    Channel.MEDIA: media,
    Channel.MAIL: mail,
    Channel.WECHAT_MINI: mini,
    Channel.WECHAT_ACCOUNT: account,
}


def _said(is_well: bool, zh: str, en: str) -> Trial:
    return Trial(is_well, zh if here.language() == "zh" else en)
