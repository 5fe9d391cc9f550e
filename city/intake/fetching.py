"""Photos that other programs only name: their addresses, until a job has brought the bytes."""

import enum
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from city import events
from city.db import Base, new_id
from city.intake.model import Photo, PhotoKind, PhotoState
from city.intake.photos import finish
from city.people import Actor


class FetchState(enum.StrEnum):
    """wanted → fetched or refused."""

    WANTED = "wanted"
    FETCHED = "fetched"
    REFUSED = "refused"


class PhotoFetch(Base):
    """A photo's address, as a client gave it with a report."""

    __tablename__ = "photo_fetches"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"), index=True)
    url: Mapped[str]
    state: Mapped[FetchState]
    why: Mapped[str | None] = mapped_column(comment="why it was refused, a code")


def want(
    session: Session, report_id: UUID, urls: Sequence[str], actor: Actor, way: str = "photo.named"
) -> None:
    """These photos are to be brought; the event `way` says by whom."""
    for url in dict.fromkeys(urls):
        fetch = PhotoFetch(id=new_id(), report_id=report_id, url=url, state=FetchState.WANTED)
        session.add(fetch)
        events.record(session, actor, way, report_id=report_id, fetch=str(fetch.id))


def urls(session: Session, report_id: UUID) -> list[str]:
    """The addresses that came with a report."""
    asked = select(PhotoFetch.url).where(PhotoFetch.report_id == report_id)
    return list(session.scalars(asked.order_by(PhotoFetch.id)))


def of(session: Session, report_id: UUID) -> Sequence[PhotoFetch]:
    """The photos that were named with a report, and what became of each."""
    asked = select(PhotoFetch).where(PhotoFetch.report_id == report_id)
    return session.scalars(asked.order_by(PhotoFetch.id)).all()


def brought(session: Session, fetch: PhotoFetch, sha256: str, size: int, actor: Actor) -> None:
    """The bytes are safe in the store: the photo is received. Once for the same bytes."""
    fetch.state = FetchState.FETCHED
    same = select(Photo).where(
        Photo.report_id == fetch.report_id,
        Photo.sha256 == sha256,
        Photo.kind == PhotoKind.BEFORE,
    )
    photo = session.scalar(same)
    if photo is None:
        photo = Photo(
            id=new_id(), report_id=fetch.report_id, kind=PhotoKind.BEFORE, sha256=sha256,
            sender=actor.device or actor.name, size=size, state=PhotoState.WANTED,
        )  # fmt: skip
        session.add(photo)
        session.flush()
    finish(session, photo, actor, in_parts=False)


def refuse(session: Session, fetch: PhotoFetch, why: str, actor: Actor) -> None:
    """It is not brought, and why; the rest of the report goes on."""
    fetch.state, fetch.why = FetchState.REFUSED, why
    events.record(session, actor, "photo.not_brought", report_id=fetch.report_id, why=why)
