"""What the environment says of the channels on which the city speaks; each is off until named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

AES_KEY = re.compile("[A-Za-z0-9]{43}")  # 消息加解密说明: EncodingAESKey


@dataclass(frozen=True, slots=True)
class WechatApp:
    """An app of the city on the WeChat platform, and how messages from there prove themselves."""

    id: str
    secret: str = field(repr=False)
    token: str | None = field(default=None, repr=False)
    aes_key: str | None = field(default=None, repr=False)
    prefix: str = ""
    """Before the names of its kept tokens."""


@dataclass(frozen=True, slots=True)
class Channels:
    """Keys and addresses. `outward_loopback` lets tests send to 127.0.0.1, nothing else does."""

    vapid_private_key: str | None = field(default=None, repr=False)
    vapid_contact: str = "postmaster@example.org"
    push_hosts: str = ""
    outward_loopback: str = ""
    secret_key: str | None = field(default=None, repr=False)
    smtp_host: str | None = None
    smtp_port: str = "465"
    smtp_user: str | None = None
    smtp_password: str | None = field(default=None, repr=False)
    smtp_from: str = ""
    smtp_security: str = "tls"
    imap_host: str | None = None
    imap_port: str = "993"
    imap_user: str | None = None
    imap_password: str | None = field(default=None, repr=False)
    imap_folder: str = "INBOX"
    imap_security: str = "tls"
    sms_endpoint: str = "https://sms.tencentcloudapi.com"
    sms_secret_id: str | None = None
    sms_secret_key: str | None = field(default=None, repr=False)
    sms_app: str = ""
    sms_sign: str = ""
    sms_region: str = "ap-guangzhou"
    sms_receipt_token: str | None = field(default=None, repr=False)
    wechat_endpoint: str = "https://api.weixin.qq.com"
    wechat_app: str | None = None
    wechat_secret: str | None = field(default=None, repr=False)
    wechat_state: str = "formal"
    wechat_token: str | None = field(default=None, repr=False)
    wechat_aes_key: str | None = field(default=None, repr=False)
    wechat_account_app: str | None = None
    wechat_account_secret: str | None = field(default=None, repr=False)
    wechat_account_token: str | None = field(default=None, repr=False)
    wechat_account_aes_key: str | None = field(default=None, repr=False)

    @property
    def mini(self) -> WechatApp | None:
        """The city's mini-program."""
        if not (self.wechat_app and self.wechat_secret):
            return None
        return WechatApp(
            self.wechat_app, self.wechat_secret, self.wechat_token, self.wechat_aes_key
        )

    @property
    def account(self) -> WechatApp | None:
        """The city's official account."""
        if not (self.wechat_account_app and self.wechat_account_secret):
            return None
        return WechatApp(
            self.wechat_account_app,
            self.wechat_account_secret,
            self.wechat_account_token,
            self.wechat_account_aes_key,
            "account_",
        )

    @property
    def carriers(self) -> frozenset[str]:
        """By what this city can tell people; web push needs nothing but its own key."""
        named = {
            "push": True,
            "email": bool(self.smtp_host),
            "sms": bool(self.sms_secret_id and self.sms_secret_key),
            "wechat": self.mini is not None,
            "wechat_account": self.account is not None,
        }
        return frozenset(carrier for carrier, is_there in named.items() if is_there)

    @property
    def lets_loopback(self) -> bool:
        """Whether a test may send to this machine."""
        return self.outward_loopback == "1"

    @property
    def known_hosts(self) -> tuple[str, ...]:
        """The only hosts (or, with a leading dot, domains) for web push; empty: any public one."""
        return tuple(self.push_hosts.replace(",", " ").split())


class KeyUnfit(RuntimeError):
    """A key in the environment that cannot be one; its value is not told."""


def read(environ: Mapping[str, str]) -> Channels:
    """The channels that `environ` names, each variable being the field in capitals.

    Raises KeyUnfit: better no start than a fault at each message.
    """
    names = (one.name for one in fields(Channels))
    given: dict[str, Any] = {name: environ.get(name.upper()) for name in names}
    for name in ("wechat_aes_key", "wechat_account_aes_key"):
        if given[name] and not AES_KEY.fullmatch(given[name]):
            raise KeyUnfit(f"{name.upper()} is no EncodingAESKey: 43 letters and digits")
    return Channels(**{name: value for name, value in given.items() if value})
