"""How a reader wants to be told: by which carriers, when not, and of what not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city.notices.kinds import Carrier
from city.notices.model import Preference
from city.notices.readers import Reader, is_of


@dataclass(frozen=True, slots=True)
class Wish:
    """One reader's; the defaults are the city's: by day, the cheapest carrier first."""

    language: str = "zh"
    chain: Sequence[str] = tuple(one for one in Carrier if one is not Carrier.IN_APP)
    off: Sequence[str] = ()
    quiet_from: time | None = time(22)
    quiet_to: time | None = time(7)
    digest_at: time | None = None
    email: str | None = None


DEFAULT = Wish()


def wish_of(session: Session, reader: Reader) -> Wish:
    """The reader's own wish, or the city's default."""
    return wishes(session, [reader]).get(reader, DEFAULT)


def wishes(session: Session, readers: Iterable[Reader]) -> Mapping[Reader, Wish]:
    """Those of these readers who have said what they wish."""
    asked = list(readers)
    people = [one.person_id for one in asked if one.person_id is not None]
    devices = [one.device for one in asked if one.device is not None]
    mine = or_(Preference.person_id.in_(people), Preference.device.in_(devices))
    return {
        Reader(row.device, row.person_id): _read(row)
        for row in session.scalars(select(Preference).where(mine))
    }


def keep(session: Session, reader: Reader, wish: Wish) -> None:
    """Put this wish in the place of the reader's last."""
    values: dict[str, Any] = {
        "language": wish.language,
        "chain": list(wish.chain),
        "off": list(wish.off),
        "quiet_from": wish.quiet_from,
        "quiet_to": wish.quiet_to,
        "digest_at": wish.digest_at,
        "email": wish.email,
    }
    written = insert(Preference).values(**reader._asdict(), **values)
    session.execute(
        written.on_conflict_do_update(index_elements=["device", "person_id"], set_=values)
    )


def email_of(session: Session, reader: Reader) -> str | None:
    """The reader's e-mail address, if they gave one."""
    return session.scalar(select(Preference.email).where(is_of(Preference, reader)))


def _read(row: Preference) -> Wish:
    return Wish(
        language=row.language,
        chain=tuple(row.chain),
        off=tuple(row.off),
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        digest_at=row.digest_at,
        email=row.email,
    )
