"""Who sends orders; and taking in their rows, whichever way these came."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city import clock, events
from city.errors import Missing
from city.hotline import orders, write
from city.hotline.checking import Checked
from city.hotline.fields import FIELDS
from city.hotline.model import HotlineSource
from city.hotline.orders import Before, Decided
from city.people import Actor
from city.places.coordinates import Datum

DEFAULT = "12345"


def named(session: Session, name: str = DEFAULT) -> HotlineSource:
    """The source of this name; made when there is none, with nothing known of its columns."""
    fresh = insert(HotlineSource).values(
        name=name, mapping={}, datum=Datum.WGS84.value, created_at=clock.now()
    )
    session.execute(fresh.on_conflict_do_nothing(index_elements=[HotlineSource.name]))
    return session.scalars(select(HotlineSource).where(HotlineSource.name == name)).one()


def get(session: Session, source_id: int) -> HotlineSource:
    """A source. Raises Missing."""
    found = session.get(HotlineSource, source_id)
    if found is None:
        raise Missing(what="source")
    return found


def every(session: Session) -> list[HotlineSource]:
    """All sources, by name."""
    return list(session.scalars(select(HotlineSource).order_by(HotlineSource.name)))


def save(
    session: Session, source: HotlineSource, mapping: Mapping[str, str], datum: Datum, actor: Actor
) -> None:
    """Remember how this source's columns are read: plain heading → field, or "" for none."""
    source.mapping = {key: name for key, name in mapping.items() if not name or name in FIELDS}
    source.datum = datum.value
    events.record(session, actor, "hotline.mapping_saved", source=source.name)


def answer_to(
    session: Session, source: HotlineSource, url: str, client: str, secret: bytes, actor: Actor
) -> None:
    """Where this source's answers are posted; `secret` is sealed."""
    source.answer_url, source.answer_client, source.answer_secret = url, client, secret
    events.record(session, actor, "hotline.answers_sent_to", source=source.name, url=url)


def take(
    session: Session,
    source: HotlineSource,
    checked: Checked,
    zone: ZoneInfo,
    seen: Mapping[str, Before],
    label: str = "",
    placed_later: bool = True,
) -> tuple[list[Decided], dict[str, str]]:
    """Decide on checked rows and write what follows; the decisions, and order → report number."""
    write.hold(session, source)
    held = write.known(session, source, orders.numbers(checked))
    decided = orders.decide(checked, held, seen, label)
    written = write.file(session, source, decided, zone, placed_later)
    write.change(session, source, decided)
    others = [one.number for one in decided if one.order and one.number not in written]
    found = {number: report.number for number, report in written.items()}
    return decided, found | (write.reports(session, source, others) if others else {})
