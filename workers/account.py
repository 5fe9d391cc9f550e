"""The official account's jobs: photos are brought, drafts end, and users are told of it."""

from uuid import UUID

from sqlalchemy.orm import Session

from city import logs
from city.db import transaction
from city.events import Event
from city.intake import fetching
from city.intake.fetching import FetchState, PhotoFetch
from city.wechat import talks
from city.wechat.platform import BUSY, Platform, Refused, TooLarge
from city.wechat.words import say
from media.picture import Refused as NoPicture
from media.sniff import kind
from workers import fetch
from workers.outside import NotNow
from workers.tools import tools

TELL = "/cgi-bin/message/custom/send"
"""客服消息: words to somebody who wrote within the last two days."""

log = logs.logger("account")


def bring(session: Session, event: Event) -> None:
    """Bring a photo that a user sent, or note why not. Raises NotNow, StoreDown: tried again."""
    wanted = session.get_one(PhotoFetch, UUID(event.data["fetch"]), with_for_update=True)
    platform = _platform()
    if wanted.state is not FetchState.WANTED or platform is None:
        return
    actor = fetch.sender(event)
    try:
        media_id = wanted.url.removeprefix(talks.SCHEME)
        body = platform.media(media_id, tools().settings.photo_bytes)
        kind(body)
    except TooLarge:
        fetching.refuse(session, wanted, "too_large", actor)
    except NoPicture as why:
        fetching.refuse(session, wanted, why.code, actor)
    except Refused as refused:
        is_last = fetch.tries(session, event, "account.bring") >= fetch.TRIES
        if refused.code in BUSY and not is_last:
            raise NotNow(f"errcode {refused.code}") from None
        fetching.refuse(session, wanted, f"errcode_{refused.code}", actor)
    else:
        fetch.keep(session, wanted, body, actor)


def tell(session: Session, event: Event) -> None:
    """Tell a user that their draft was filed when its time was over.

    They may have heard of a later one since, or the platform may no longer let us: then not.
    """
    talk = talks.of_report(session, event.report_id) if event.report_id else None
    platform = _platform()
    if talk is None or talk.left_at is not None or platform is None:
        return
    words = say("known", talk.language, number=event.data["number"])
    body = {"touser": talk.openid, "msgtype": "text", "text": {"content": words}}
    try:
        platform.tell(TELL, body)
    except Refused as refused:
        if refused.code in BUSY and fetch.tries(session, event, "account.tell") < fetch.TRIES:
            raise NotNow(f"errcode {refused.code}") from None
        log.info("not told", number=event.data["number"], errcode=refused.code)


def end_due() -> int:
    """File the drafts whose ten minutes are over; how many became reports."""
    with transaction() as session:
        return len(talks.end_due(session, tools().settings))


def forget() -> int:
    """Forget answers that nobody will ask for again; how many."""
    with transaction() as session:
        return talks.forget(session)


def _platform() -> Platform | None:
    told = tools().settings.channels
    return Platform(told, told.account) if told.account else None
