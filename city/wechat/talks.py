"""Hearing users of the official account: each message once, drafts that become reports."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city import clock, events
from city.cases.model import Case
from city.cases.stages import STAGE_WORDS, Stage
from city.db import new_id
from city.intake import fetching, letters
from city.intake.letters import Letter
from city.intake.model import Channel, Report
from city.intake.reports import Position, Receipt
from city.keys import signing
from city.people import Actor
from city.places.coordinates import Datum
from city.settings import Settings
from city.wechat.messages import Message
from city.wechat.model import WechatMessage, WechatTalk
from city.wechat.talk import WINDOW, Draft, turn
from city.wechat.words import language_of, say

SCHEME = "wechat:"
"""Before the media id of a photo that a user sent: an address that no stranger can send us to."""
KEPT = timedelta(days=1)
"""For which answers are kept: the platform sends again within seconds."""
BATCH = 50


def hear(session: Session, told: Settings, message: Message) -> str:
    """What the user is answered, in words; empty for nothing. Sent again, it is the same."""
    now, key = clock.now(), hashlib.sha256(message.key.encode()).hexdigest()
    fresh = insert(WechatMessage).values(key=key, at=now, said="").on_conflict_do_nothing()
    if not session.scalar(fresh.returning(WechatMessage.key)):
        return session.get_one(WechatMessage, key).said
    talk = _held(session, message.openid, now)
    talk.heard_at = now
    if message.kind != "event":
        talk.language = language_of(message.words, talk.language)
    elif message.event in ("subscribe", "unsubscribe"):
        talk.left_at = now if message.event == "unsubscribe" else None
    said = _answered(session, told, talk, message, now)
    session.get_one(WechatMessage, key).said = said
    return said


def end_due(session: Session, told: Settings) -> Sequence[Receipt]:
    """File the drafts whose time is over; each user is told by an event `wechat.filed`."""
    late = select(WechatTalk).where(WechatTalk.began_at <= clock.now() - WINDOW)
    found = session.scalars(late.limit(BATCH).with_for_update(skip_locked=True)).all()
    filed = [_file(session, told, talk) for talk in found]
    return [one for one in filed if one]


def of_report(session: Session, report_id: UUID) -> WechatTalk | None:
    """The talk whose last report it is."""
    return session.scalar(select(WechatTalk).where(WechatTalk.report_id == report_id))


def forget(session: Session) -> int:
    """Answers that nobody will ask for again; how many."""
    old = delete(WechatMessage).where(WechatMessage.at < clock.now() - KEPT)
    return len(session.execute(old.returning(WechatMessage.key)).all())


def _held(session: Session, openid: str, now: datetime) -> WechatTalk:
    fresh = insert(WechatTalk).values(openid=openid, heard_at=now)
    session.execute(fresh.on_conflict_do_nothing())
    return session.get_one(WechatTalk, openid, with_for_update=True, populate_existing=True)


def _answered(
    session: Session, told: Settings, talk: WechatTalk, message: Message, now: datetime
) -> str:
    draft = _draft(talk)
    if draft and draft.is_over(now):
        _file(session, told, talk)
        draft = None
    taken = turn(draft, message, now)
    _keep(talk, taken.draft)
    if taken.is_filed:
        receipt = _file(session, told, talk, is_told=True)
        kept = taken.draft.kept if taken.draft else ()
        return say("filed", talk.language, kept, number=receipt.number if receipt else "")
    if taken.said == "progress":
        return _progress(session, talk)
    if not taken.said:
        return ""
    after = taken.draft
    code = taken.said
    if code == "kept" and after and not after.says_something:
        code = "place_alone"
    return say(code, talk.language, after.kept if after else (), after.missing if after else ())


def _progress(session: Session, talk: WechatTalk) -> str:
    report = session.get(Report, talk.report_id) if talk.report_id else None
    if report is None:
        return say("no_report", talk.language)
    case = session.get(Case, report.case_id) if report.case_id else None
    stage = STAGE_WORDS[case.stage if case else Stage.RECEIVED][talk.language]
    return say("progress", talk.language, number=report.number, stage=stage)


def _file(
    session: Session, told: Settings, talk: WechatTalk, is_told: bool = False
) -> Receipt | None:
    """The draft as a report, its photos to be brought; a place alone is let go of."""
    draft, draft_id = _draft(talk), talk.draft_id
    _keep(talk, None)
    if draft is None or not draft.says_something:
        return None
    at = draft.lat is not None and draft.lon is not None
    letter = Letter(
        Channel.WECHAT_ACCOUNT,
        str(draft_id),
        talk.openid,
        draft.words,
        draft.began_at,
        position=Position(draft.lon or 0.0, draft.lat or 0.0, Datum.GCJ02) if at else None,
        place_words=draft.place_words,
    )
    key = signing(told.channels.secret_key, told.var)
    receipt, by, _ = letters.take(session, key, letter, told.zone)
    _want(session, receipt.id, draft.media, by)
    talk.report_id, talk.device = receipt.id, by.device
    if not is_told:
        events.record(session, by, "wechat.filed", report_id=receipt.id, number=receipt.number)
    return receipt


def _want(session: Session, report_id: UUID, media: Sequence[str], by: Actor) -> None:
    """The photos are to be brought by a job: three days long the platform has them."""
    addresses = [f"{SCHEME}{one}" for one in media]
    fetching.want(session, report_id, addresses, by, "wechat.sent_photo")


def _draft(talk: WechatTalk) -> Draft | None:
    if talk.began_at is None:
        return None
    media = tuple(talk.media)
    return Draft(talk.began_at, talk.words, talk.place_words, talk.lat, talk.lon, media)


def _keep(talk: WechatTalk, draft: Draft | None) -> None:
    """The talk's draft from now on."""
    if draft is None:
        talk.draft_id = talk.began_at = talk.lat = talk.lon = None
        talk.words, talk.place_words, talk.media = "", "", []
        return
    talk.draft_id = talk.draft_id or new_id()
    talk.began_at, talk.words, talk.place_words = draft.began_at, draft.words, draft.place_words
    talk.lat, talk.lon, talk.media = draft.lat, draft.lon, list(draft.media)
