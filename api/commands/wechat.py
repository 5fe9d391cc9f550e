"""`flask --app api wechat …`: the official account's menu."""

import json
from typing import Any

import click
from flask.cli import AppGroup

from api import here
from city.channels import Channels
from city.wechat.platform import Platform, Refused
from city.wechat.talk import PROGRESS_BUTTON, REPORT_BUTTON

wechat = AppGroup("wechat", help="微信 · WeChat.")
CREATE = "/cgi-bin/menu/create"


@wechat.command("menu")
@click.option("--dry-run", is_flag=True, help="只显示，不创建 · show it, create nothing.")
def menu(dry_run: bool) -> None:
    """创建公众号菜单 · create the official account's menu."""
    told = here.settings().channels
    if told.account is None:
        raise click.ClickException("没有配置公众号 no account: WECHAT_ACCOUNT_APP, …_SECRET")
    made = buttons(told, here.settings().origin)
    click.echo(json.dumps(made, ensure_ascii=False, indent=2))
    if dry_run:
        return
    try:
        Platform(told, told.account).tell(CREATE, made)
    except Refused as refused:
        raise click.ClickException(f"平台拒绝 refused: errcode {refused.code}") from None
    click.echo("菜单已创建，手机上最迟 24 小时后可见 created; phones see it within a day")


def buttons(told: Channels, origin: str) -> dict[str, Any]:
    """The menu as `menu/create` takes it: three buttons, their names within 16 bytes."""
    site: dict[str, str] = {"type": "view", "name": "网页上报", "url": f"{origin}/"}
    if told.mini:
        site |= {"type": "miniprogram", "appid": told.mini.id, "pagepath": "pages/index/index"}
        site["name"] = "小程序"
    report = [
        {"type": "click", "name": "怎么上报", "key": REPORT_BUTTON},
        {"type": "pic_photo_or_album", "name": "发照片", "key": "PHOTO"},
        {"type": "location_select", "name": "发位置", "key": "PLACE"},
    ]
    return {
        "button": [
            {"name": "我要上报", "sub_button": report},
            {"type": "click", "name": "查进度", "key": PROGRESS_BUTTON},
            site,
        ]
    }
