"""Orders into the database: new ones by COPY, a table at a time; known ones changed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from city import clock, copying, events
from city.copying import NULL, cell
from city.db import new_id
from city.hotline.changes import changes
from city.hotline.checking import Order
from city.hotline.model import HotlineOrder, HotlineSource
from city.hotline.orders import Decided
from city.intake.model import Channel, Contact, Report
from city.intake.numbers import day_and_start
from city.people import Actor
from city.places.coordinates import Datum, to_wgs84

HOTLINE = Actor(name="12345")
LOCK = 12345
KNOWN = text(
    "select number, digest from hotline_orders where source_id = :source and number = any(:numbers)"
)
SERIALS = text("select nextval('report_numbers') from generate_series(1, :count)")
COPIES = {
    "reports": "id number channel fingerprint words place_words position sent_position"
    " made_at received_at",
    "contacts": "report_id name phone address",
    "hotline_orders": "report_id source_id number digest state urged returned joint due_at facts",
    "events": "at name report_id actor_name data request_id relayed_at",
}


class Written(NamedTuple):
    """The report that an order is; its number is what callers are told."""

    report_id: str
    number: str


def hold(session: Session, source: HotlineSource) -> None:
    """One writer a source until the transaction ends, so that no order is filed twice."""
    lock = text("select pg_advisory_xact_lock(:room, :source)")
    session.execute(lock, {"room": LOCK, "source": source.id})


def known(session: Session, source: HotlineSource, numbers: Sequence[str]) -> dict[str, str]:
    """Number → digest of those orders that are there."""
    rows = session.execute(KNOWN, {"source": source.id, "numbers": list(numbers)})
    return {row.number: row.digest for row in rows}


def file(
    session: Session,
    source: HotlineSource,
    decided: Iterable[Decided],
    zone: ZoneInfo,
    placed_later: bool,
) -> dict[str, Written]:
    """Write the orders that are to be filed as reports; order number → report.

    `placed_later`: whoever calls sees to it that they are placed, all at once; else each is by its
    event.
    """
    fresh = [one.order for one in decided if one.outcome == "filed" and one.order]
    if not fresh:
        return {}
    now = clock.now()
    day, start = day_and_start(now, zone)
    serials = session.scalars(SERIALS, {"count": len(fresh)})
    written = {
        order.number: Written(str(new_id()), f"{day}-{serial - start:05d}")
        for order, serial in zip(fresh, serials, strict=True)
    }
    at, relayed_at = now.isoformat(), now.isoformat() if placed_later else None
    tables = {
        "reports": (_report(one, written[one.number], source, at) for one in fresh),
        "contacts": (_contact(one.contact, written[one.number]) for one in fresh if one.contact),
        "hotline_orders": (_order(one, written[one.number], source) for one in fresh),
        "events": (_received(one, written[one.number], at, relayed_at) for one in fresh),
    }
    for table, lines in tables.items():
        copying.lines(session, table, COPIES[table].split(), lines)
    return written


def change(session: Session, source: HotlineSource, decided: Iterable[Decided]) -> None:
    """Take over what a known order says now; what it said before stands in the trail."""
    for one in decided:
        if one.outcome == "updated" and one.order:
            _change(session, source, one.order)


def reports(session: Session, source: HotlineSource, numbers: Sequence[str]) -> dict[str, str]:
    """Order number → report number, of orders that are there."""
    asked = (
        select(HotlineOrder.number, Report.number)
        .join(Report, Report.id == HotlineOrder.report_id)
        .where(HotlineOrder.source_id == source.id, HotlineOrder.number.in_(numbers))
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def _change(session: Session, source: HotlineSource, order: Order) -> None:
    held = session.scalars(
        select(HotlineOrder)
        .where(HotlineOrder.source_id == source.id, HotlineOrder.number == order.number)
        .with_for_update()
    ).one()
    report = session.get_one(Report, held.report_id)
    said = changes(held, report, order)
    about = {"report_id": report.id, "case_id": report.case_id}
    for name, data in said:
        events.record(session, HOTLINE, name, **about, **data)
    values: dict[str, Any] = {name: getattr(order, name) for name in _SAME}
    values |= {"facts": orjson.loads(order.facts), "due_at": _moment(order.due_at)}
    session.execute(
        update(HotlineOrder).where(HotlineOrder.report_id == held.report_id).values(**values)
    )
    if order.contact:
        _name, _phone, _home = order.contact
        session.merge(
            Contact(
                report_id=report.id, name=_name or None, phone=_phone or None, address=_home or None
            )
        )


_SAME = ("digest", "state", "urged", "returned", "joint")


def _report(order: Order, written: Written, source: HotlineSource, now: str) -> str:
    at = sent = NULL
    if order.at:
        lon, lat = order.at
        there = to_wgs84(lon, lat, Datum(source.datum))
        at = f"({there[0]},{there[1]})"
        sent = f'{{"lon":{lon},"lat":{lat},"datum":"{source.datum}","accuracy":null}}'
    return (
        f"{written.report_id}\t{written.number}\t{Channel.HOTLINE.value}\t{order.digest}"
        f"\t{cell(order.words)}\t{cell(place_words(order))}\t{at}\t{sent}"
        f"\t{order.made_at or now}\t{now}\n"
    )


def _contact(said: Sequence[str], written: Written) -> str:
    name, phone, home = (cell(part or None) for part in said)
    return f"{written.report_id}\t{name}\t{phone}\t{home}\n"


def place_words(order: Order) -> str:
    """Where it is, as the order says; at least the street and the community."""
    if order.place:
        return order.place
    facts = orjson.loads(order.facts)
    return f"{facts.get('street', '')}{facts.get('community', '')}"


def _order(order: Order, written: Written, source: HotlineSource) -> str:
    return (
        f"{written.report_id}\t{source.id}\t{cell(order.number)}\t{order.digest}"
        f"\t{cell(order.state)}\t{order.urged}\t{order.returned}\t{order.joint}"
        f"\t{order.due_at or NULL}\t{cell(order.facts)}\n"
    )


def _received(order: Order, written: Written, now: str, relayed_at: str | None) -> str:
    data = orjson.dumps({"number": written.number, "order": order.number}).decode()
    return (
        f"{now}\treport.received\t{written.report_id}\t{HOTLINE.name}\t{cell(data)}"
        f"\t{cell(events.request_id.get())}\t{cell(relayed_at)}\n"
    )


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
