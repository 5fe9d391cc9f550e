"""Content checks: what users of the mini-program send is held against the platform's judgement.

`msgSecCheck` 2.0 answers at once; `mediaCheckAsync` 2.0 answers by a message within half an hour.
Both take only users who were seen there in the last two hours (61010 for others).
"""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from city import clock, keys, logs
from city.db import transaction
from city.events import Event
from city.intake import checks
from city.intake.checks import ContentCheck, Subject, Verdict
from city.intake.model import Photo, Report
from city.people import Actor
from city.wechat import judged, links, users
from city.wechat.platform import BUSY, Platform, Refused, word
from workers.fetch import tries
from workers.tools import tools

WORDS, MEDIA = "/wxa/msg_sec_check", "/wxa/media_check_async"
VERSION, PICTURE = 2, 2
SCENE = 3  # 论坛: what may be seen by all
LONGEST = 2500  # characters
MOST_TRIES = 8  # for a trace that we know nothing of: with the waits between, some minutes

log = logs.logger("content")


class NotYet(RuntimeError):
    """The platform is busy, or its answer came before our question was kept: it is done later."""


def words(session: Session, report: Report) -> None:
    """The words of a report are to be checked, where its sender is known to the platform."""
    if report.words and _is_wanted(session, report):
        checks.owe(session, report, Subject.WORDS)


def photo(session: Session, photo: Photo) -> None:
    """The public version of a photo was made: it is to be checked."""
    report = session.get(Report, photo.report_id) if photo.report_id else None
    if report and _is_wanted(session, report):
        checks.owe(session, report, Subject.PHOTO, photo)


def comment(session: Session, event: Event) -> None:
    """Its sender said what they think of the result: that is to be checked."""
    report = session.get(Report, event.report_id) if event.report_id else None
    is_own = report and event.data.get("note") and event.actor_device == report.device
    if report and is_own and _is_wanted(session, report):
        checks.owe(session, report, Subject.COMMENT, said_in=event.id)


def check(session: Session, event: Event) -> None:
    """Ask the platform, once. Raises NotYet where it is busy: then it is asked later."""
    one = session.get_one(ContentCheck, UUID(event.data["check"]), with_for_update=True)
    app = tools().settings.channels.mini
    if one.asked_at or one.told_at or app is None:
        return
    openid = users.openid_of(session, _sender(session.get_one(Report, one.report_id)))
    if openid is None:
        checks.failed(one, "no_user")
        return
    try:
        _ask(session, Platform(tools().settings.channels, app), one, openid)
    except Refused as refused:
        if refused.code in BUSY:
            raise NotYet(f"errcode {refused.code}") from None
        checks.failed(one, str(refused.code))
        log.warning("not checked", check=str(one.id), errcode=refused.code)


def settle(session: Session, event: Event) -> None:
    """The platform's answer for a photo. Raises NotYet while its question is not kept."""
    one = checks.traced(session, event.data["trace_id"])
    if one is None:
        if tries(session, event, "content.settle") < MOST_TRIES:
            raise NotYet("no such trace")
        log.warning("nobody asked", trace_id=event.data["trace_id"])
        return
    if event.data["verdict"] is None:
        checks.failed(one, event.data["error"])
        return
    checks.told(session, one, Verdict(event.data["verdict"]), event.data["label"])


def ask_again() -> int:
    """Ask anew for what the platform was silent about; how often."""
    with transaction() as session:
        return checks.ask_again(session)


def _is_wanted(session: Session, report: Report) -> bool:
    """Cheap where there is no mini-program: no question is asked at all."""
    if tools().settings.channels.mini is None:
        return False
    known = users.openid_of(session, _sender(report))
    return known is not None and checks.is_wanted(session, report.channel)


def _sender(report: Report) -> Actor:
    return Actor(device=report.device, person_id=report.reporter_id)


def _ask(session: Session, platform: Platform, one: ContentCheck, openid: str) -> None:
    asked: dict[str, Any] = {"version": VERSION, "scene": SCENE, "openid": openid}
    if one.subject is Subject.PHOTO and one.photo_id:
        told = tools().settings
        key = keys.signing(told.channels.secret_key, told.var)
        address = told.origin + links.path(key, one.photo_id, clock.now())
        asked |= {"media_url": address, "media_type": PICTURE}
        checks.asked(one, word(platform.tell(MEDIA, asked), "trace_id"))
        return
    found = platform.tell(WORDS, {**asked, "content": _said(session, one)})
    verdict = judged.verdict_of(found)
    if verdict is None:
        raise Refused(0)
    checks.asked(one, word(found, "trace_id"))
    checks.told(session, one, *verdict)


def _said(session: Session, one: ContentCheck) -> str:
    if one.said_in is not None:
        return str(session.get_one(Event, one.said_in).data["note"])[:LONGEST]
    report = session.get_one(Report, one.report_id)
    return f"{report.words}\n{report.place_words}".strip()[:LONGEST]
