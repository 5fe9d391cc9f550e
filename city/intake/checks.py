"""Content checks 内容检测: what the WeChat platform says of words and photos of its users.

Nothing is refused or changed for it. What is held is not shown to the public until an operator has
looked: a platform's model is no judge of what a city is told.
"""

import enum
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy import BigInteger, ColumnElement, ForeignKey, Index, exists, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from city import clock, events
from city.db import Base
from city.errors import AlreadyDecided, Missing
from city.intake.channels import ChannelState
from city.intake.model import Channel, Photo, Report
from city.people import SYSTEM, Actor

OURS = UUID("01a20270-7a8c-7000-8000-636865636b00")
"""The room in which what is checked has its id: it is checked once."""
CHECKABLE = frozenset({Channel.CITIZEN, Channel.INSPECTOR, Channel.WECHAT_MINI})
"""By these come users of the mini-program; the platform knows no others."""
BY_DEFAULT = CHECKABLE - {Channel.INSPECTOR}
PATIENCE = timedelta(hours=1)
"""The platform answers for a photo within half an hour; then it is asked again."""
MOST_TRIES = 3
MOST = 100


class Subject(enum.StrEnum):
    """What is checked: a report's words, a photo, or what its sender says of the result."""

    WORDS = "words"
    PHOTO = "photo"
    COMMENT = "comment"


class Verdict(enum.StrEnum):
    """What the platform suggests (`suggest`)."""

    PASS = "pass"
    REVIEW = "review"
    RISKY = "risky"


HELD = (Verdict.REVIEW, Verdict.RISKY)


class ContentCheck(Base):
    """One question to the platform, its answer, and what an operator made of that."""

    __tablename__ = "content_checks"
    __table_args__ = (
        Index(None, "report_id"),
        Index(None, "photo_id", postgresql_where="photo_id is not null"),
        Index("uq_content_checks_trace_id", "trace_id", unique=True),
        Index(
            "ix_content_checks_held",
            "told_at",
            postgresql_where="verdict in ('review', 'risky') and is_fit is null",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    photo_id: Mapped[UUID | None] = mapped_column(ForeignKey("photos.id"))
    subject: Mapped[Subject]
    said_in: Mapped[int | None] = mapped_column(
        BigInteger, comment="the event that has a comment's words"
    )
    tries: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime | None]
    trace_id: Mapped[str | None] = mapped_column(comment="by which an answer for a photo is known")
    told_at: Mapped[datetime | None]
    verdict: Mapped[Verdict | None]
    label: Mapped[int | None] = mapped_column(comment="the platform's number of what it found")
    error: Mapped[str | None] = mapped_column(comment="why there will be no answer, a code")
    is_fit: Mapped[bool | None] = mapped_column(comment="an operator's decision")
    decided_at: Mapped[datetime | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


def is_wanted(session: Session, channel: Channel) -> bool:
    """Whether what comes by a channel is checked; each has a switch."""
    asked = select(ChannelState.is_checked).where(ChannelState.channel == channel)
    return applies(channel, session.scalar(asked))


def applies(channel: Channel, said: bool | None) -> bool:
    """What a channel's switch means; none: as shipped."""
    return channel in BY_DEFAULT if said is None else said


def owe(
    session: Session,
    report: Report,
    subject: Subject,
    photo: Photo | None = None,
    said_in: int | None = None,
) -> None:
    """Something is to be checked, once: an event `content.owed` asks for it."""
    photo_id = photo.id if photo else None
    made = uuid5(OURS, f"{report.id} {subject} {photo_id} {said_in}")
    fresh = insert(ContentCheck).values(
        id=made, report_id=report.id, photo_id=photo_id, subject=subject, said_in=said_in, tries=0
    )
    if session.scalar(fresh.on_conflict_do_nothing().returning(ContentCheck.id)):
        _owed(session, report.id, made)


def asked(check: ContentCheck, trace_id: str) -> None:
    """The platform will answer under this trace."""
    check.asked_at, check.trace_id, check.tries = clock.now(), trace_id, check.tries + 1


def told(session: Session, check: ContentCheck, verdict: Verdict, label: int) -> None:
    """The platform answered; the first answer counts."""
    if check.verdict is not None:
        return
    check.verdict, check.label, check.told_at = verdict, label, clock.now()
    if verdict in HELD:
        about = {"report_id": check.report_id, "photo_id": check.photo_id}
        events.record(session, SYSTEM, "content.held", **about, verdict=verdict, label=label)


def failed(check: ContentCheck, why: str) -> None:
    """There will be no answer, and why."""
    check.error, check.told_at = why, clock.now()


def traced(session: Session, trace_id: str) -> ContentCheck | None:
    """The question with this trace, locked."""
    asked = select(ContentCheck).where(ContentCheck.trace_id == trace_id)
    return session.scalar(asked.with_for_update())


def ask_again(session: Session) -> int:
    """Questions whose answer did not come are owed again, at most MOST_TRIES times; how many."""
    late = ContentCheck.asked_at < clock.now() - PATIENCE
    silent = select(ContentCheck).where(late, ContentCheck.told_at.is_(None)).limit(MOST)
    found = session.scalars(silent.with_for_update(skip_locked=True)).all()
    for one in found:
        if one.tries >= MOST_TRIES:
            failed(one, "silent")
            continue
        one.asked_at = None
        _owed(session, one.report_id, one.id)
    return len(found)


def held(session: Session) -> int:
    """How much waits for an operator."""
    waits = ContentCheck.verdict.in_(HELD), ContentCheck.is_fit.is_(None)
    return session.scalar(select(func.count()).select_from(ContentCheck).where(*waits)) or 0


def decide(session: Session, check_id: UUID, is_fit: bool, actor: Actor) -> ContentCheck:
    """Whether the public may see it; the same decision again changes nothing.

    Raises Missing for what was not held, AlreadyDecided when somebody decided otherwise.
    """
    check = session.get(ContentCheck, check_id, with_for_update=True)
    if check is None or check.verdict not in HELD:
        raise Missing(what="check")
    if check.is_fit is not None:
        if check.is_fit is not is_fit:
            raise AlreadyDecided
        return check
    check.is_fit, check.decided_at, check.by_id = is_fit, clock.now(), actor.person_id
    about = {"report_id": check.report_id, "photo_id": check.photo_id}
    events.record(session, actor, "content.decided", **about, is_fit=is_fit)
    return check


def is_hidden() -> ColumnElement[bool]:
    """Of a Photo: it, or the words that it came with, are held or were found unfit."""
    its = or_(
        ContentCheck.photo_id == Photo.id,
        (ContentCheck.report_id == Photo.report_id) & (ContentCheck.subject == Subject.WORDS),
    )
    return exists().where(its, ContentCheck.verdict.in_(HELD), ContentCheck.is_fit.is_not(True))


def _owed(session: Session, report_id: UUID, check_id: UUID) -> None:
    events.record(session, SYSTEM, "content.owed", report_id=report_id, check=str(check_id))
