"""Announcements 公告: said to staff by role and organisation, with who has read them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    String,
    and_,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from city import clock, events
from city.db import Base, new_id
from city.errors import Missing
from city.people import Actor, Organisation, Person, Role, branch

MOST = 100


class Announcement(Base):
    """One thing said to many. Empty roles or organisations: all of them."""

    __tablename__ = "announcements"
    __table_args__ = (Index(None, "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    author: Mapped[str]
    title: Mapped[str]
    words: Mapped[str]
    roles: Mapped[list[str]] = mapped_column(ARRAY(String))
    organisation_ids: Mapped[list[int]] = mapped_column(
        ARRAY(Integer), comment="with all below them"
    )
    withdrawn_at: Mapped[datetime | None]


class AnnouncementRead(Base):
    """That somebody has read it."""

    __tablename__ = "announcement_reads"

    announcement_id: Mapped[UUID] = mapped_column(ForeignKey("announcements.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    at: Mapped[datetime]


class Posted(NamedTuple):
    """An announcement, and when this reader read it."""

    announcement: Announcement
    read_at: datetime | None


class Readers(NamedTuple):
    """Who has read an announcement and who has not, by name."""

    read: list[tuple[str, datetime]]
    unread: list[str]


def post(
    session: Session,
    title: str,
    words: str,
    roles: Sequence[Role],
    organisations: Sequence[int],
    actor: Actor,
) -> Announcement:
    """Say something to the staff of the actor's branch.

    Raises Missing for an organisation outside it; none named: the whole branch.
    """
    own = branch(session, actor.organisation_id)
    if not set(organisations) <= own or actor.organisation_id is None:
        raise Missing(what="department")
    made = Announcement(
        id=new_id(),
        at=clock.now(),
        author_id=actor.person_id,
        author=actor.name,
        title=title,
        words=words,
        roles=sorted(role.value for role in roles),
        organisation_ids=sorted(set(organisations)) or [actor.organisation_id],
    )
    session.add(made)
    events.record(session, actor, "announcement.posted", announcement=str(made.id), title=title)
    session.flush()
    return made


def withdraw(session: Session, announcement_id: UUID, actor: Actor) -> None:
    """Take back what one has said. Raises Missing for another's."""
    made = session.get(Announcement, announcement_id)
    if made is None or made.author_id != actor.person_id:
        raise Missing(what="announcement")
    made.withdrawn_at = made.withdrawn_at or clock.now()
    events.record(session, actor, "announcement.withdrawn", announcement=str(made.id))


def board(session: Session, actor: Actor) -> list[Posted]:
    """What is said to the actor, and what they said themself; the newest first."""
    read = select(AnnouncementRead).where(AnnouncementRead.person_id == actor.person_id).subquery()
    wanted = select(Announcement, read.c.at).outerjoin(
        read, read.c.announcement_id == Announcement.id
    )
    mine = or_(_for(session, actor), Announcement.author_id == actor.person_id)
    wanted = wanted.where(mine, Announcement.withdrawn_at.is_(None))
    rows = session.execute(wanted.order_by(Announcement.at.desc()).limit(MOST))
    return [Posted(*row) for row in rows]


def mark_read(session: Session, announcement_id: UUID, actor: Actor) -> None:
    """Note that the actor has read it; once. Raises Missing for what was not said to them."""
    mine = select(Announcement.id).where(Announcement.id == announcement_id, _for(session, actor))
    if session.scalar(mine) is None:
        raise Missing(what="announcement")
    values = {"announcement_id": announcement_id, "person_id": actor.person_id}
    read = insert(AnnouncementRead).values(**values, at=clock.now())
    session.execute(read.on_conflict_do_nothing())


def readers(session: Session, announcement_id: UUID, actor: Actor) -> Readers:
    """Who of those it was said to has read it. Raises Missing for what another said."""
    made = session.get(Announcement, announcement_id)
    if made is None or made.author_id != actor.person_id:
        raise Missing(what="announcement")
    reached = set().union(*(branch(session, one) for one in made.organisation_ids))
    wanted = select(Person.name, AnnouncementRead.at).outerjoin(
        AnnouncementRead,
        (AnnouncementRead.person_id == Person.id) & (AnnouncementRead.announcement_id == made.id),
    )
    wanted = wanted.where(Person.organisation_id.in_(reached), Person.disabled_at.is_(None))
    if made.roles:
        wanted = wanted.where(type_coerce(Person.roles, ARRAY(String)).overlap(made.roles))
    rows = session.execute(wanted.order_by(AnnouncementRead.at, Person.name)).all()
    return Readers(
        [(row.name, row.at) for row in rows if row.at], [row.name for row in rows if not row.at]
    )


def _for(session: Session, actor: Actor) -> ColumnElement[bool]:
    """What is said to the actor: to their role, in an organisation at or above theirs."""
    above = _above(session, actor.organisation_id)
    roles = sorted(role.value for role in actor.roles)
    to_role = or_(func.cardinality(Announcement.roles) == 0, Announcement.roles.overlap(roles))
    return and_(to_role, Announcement.organisation_ids.overlap(above))


def _above(session: Session, organisation_id: int | None) -> list[int]:
    found: list[int] = []
    while organisation_id is not None:
        found.append(organisation_id)
        organisation_id = session.scalar(
            select(Organisation.parent_id).where(Organisation.id == organisation_id)
        )
    return found
