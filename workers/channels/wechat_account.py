"""Template messages of the official account 模板消息: word to those who wrote to us there."""

from collections.abc import Iterator, Sequence
from typing import Any

from city.db import transaction
from city.notices.model import Outcome
from city.notices.outgoing import Letter, Sent
from city.notices.plan import Said
from city.notices.templates import fields
from city.settings import Settings
from city.wechat import users
from city.wechat.platform import BUSY, Platform, Refused, receipt_of

SEND = "/cgi-bin/message/template/send"
NOT_FOLLOWING = 43004


def sender(told: Settings) -> "Account | None":
    """The city's sender of template messages; None where it has no official account."""
    app = told.channels.account
    return Account(Platform(told.channels, app)) if app else None


class Account:
    """Sends letters to followers of the official account."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def send(self, letters: Sequence[Letter]) -> Iterator[Sent]:
        """Send each letter; the platform's event `TEMPLATESENDJOBFINISH` is its receipt."""
        for letter in letters:
            said = self._one(letter) if letter.to else Said(Outcome.NO_ADDRESS)
            yield Sent(letter, said)

    def _one(self, letter: Letter) -> Said:
        openid = str(letter.to)
        try:
            found = self._platform.tell(SEND, _body(openid, letter))
        except Refused as refused:
            if refused.code == NOT_FOLLOWING:
                with transaction() as session:
                    users.gone(session, openid)
            return Said(Outcome.FAILED, str(refused.code), is_final=refused.code not in BUSY)
        return Said(Outcome.SENT, "0", receipt_of(str(found.get("msgid") or letter.id)))


def _body(openid: str, letter: Letter) -> dict[str, Any]:
    """`client_msg_id` lets the platform know what a sender that died sends again."""
    said = fields(letter.message.words)
    url = said.pop("url", None)
    return {
        "touser": openid,
        "template_id": letter.message.code,
        "client_msg_id": str(letter.notices[0]),
        "data": said,
        **({"url": url["value"]} if url else {}),
    }
