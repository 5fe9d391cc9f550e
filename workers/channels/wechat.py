"""WeChat's subscribe messages: one for each grant, in the fields of a template of the platform."""

from collections.abc import Iterator, Sequence

from city.channels import Channels, WechatApp
from city.db import transaction
from city.notices.model import Outcome
from city.notices.outgoing import Letter, Sent
from city.notices.plan import Said
from city.notices.templates import fields
from city.settings import Settings
from city.wechat import users
from city.wechat.platform import BUSY, Platform, Refused

SEND = "/cgi-bin/message/subscribe/send"
NOT_GRANTED = 43101
PASSING = BUSY | {43108}
"""Busy, or two at once: it may go well later."""


def sender(told: Settings) -> "Wechat | None":
    """The city's sender of subscribe messages; None where it has no mini-program."""
    app = told.channels.mini
    return Wechat(told.channels, app) if app else None


class Wechat:
    """Sends letters to users of the mini-program."""

    def __init__(self, told: Channels, app: WechatApp) -> None:
        self._told = told
        self._platform = Platform(told, app)

    def send(self, letters: Sequence[Letter]) -> Iterator[Sent]:
        """Send each letter whose reader has granted one of its template."""
        for letter in letters:
            said = self._one(letter) if letter.to else Said(Outcome.NO_ADDRESS)
            yield Sent(letter, said)

    def _one(self, letter: Letter) -> Said:
        openid, template = str(letter.to), letter.message.code
        with transaction() as session:
            if not users.spend(session, openid, template):
                return Said(Outcome.NO_ADDRESS, "no grant")
        body = {
            "touser": openid,
            "template_id": template,
            "page": f"pages/index/index?to={letter.path}",
            "miniprogram_state": self._told.wechat_state,
            "lang": "zh_CN",
            "data": fields(letter.message.words),
        }
        try:
            found = self._platform.tell(SEND, body)
        except Refused as refused:
            return self._refused(refused.code, openid, template)
        return Said(Outcome.SENT, "0", str(found.get("msgid") or letter.id))

    def _refused(self, code: int, openid: str, template: str) -> Said:
        with transaction() as session:
            if code == NOT_GRANTED:
                users.forget_grants(session, openid, template)
            else:
                users.granted(session, openid, [template])  # nothing was sent: it is not spent
        return Said(Outcome.FAILED, str(code), is_final=code not in PASSING)
