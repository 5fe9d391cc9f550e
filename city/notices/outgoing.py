"""What goes outside now: taken from the table as letters, and what came of them written back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from city import clock
from city.db import new_id
from city.notices import addresses
from city.notices.kinds import KINDS, Carrier, Kind
from city.notices.model import Attempt, Delivery, DeliveryState, Notice, Outcome
from city.notices.plan import Said, after, next_rung
from city.notices.preferences import DEFAULT, wishes
from city.notices.readers import Reader
from city.notices.subscriptions import prune
from city.notices.tell import wording
from city.notices.templates import Message, fill, wordings

LEASE = timedelta(minutes=5)
"""For so long a letter is its sender's; what a killed sender leaves is sent again after it."""
AS_THEY_ARE = {"synchronize_session": False}
"""Rows that were read are not looked at again in this transaction."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one reader by one carrier; `to` is what the carrier needs of an address."""

    id: UUID
    notices: tuple[UUID, ...]
    reader: Reader
    carrier: Carrier
    message: Message
    kind: Kind
    path: str
    to: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter and what its carrier said; of web push, also which browsers are gone or took it."""

    letter: Letter
    said: Said
    gone: Collection[UUID] = ()
    well: Collection[UUID] = ()


def take(session: Session, most: int) -> list[Letter]:
    """The letters that are due, at most so many; each belongs to the caller for the lease.

    What was sent and not confirmed in time goes on to its next carrier here.
    """
    now = clock.now()
    open_ones = Delivery.state.in_([DeliveryState.WAITING, DeliveryState.SENT])
    due = select(Delivery, Notice).join(Notice).where(open_ones, Delivery.due_at <= now)
    due = due.order_by(Delivery.due_at, Delivery.notice_id).limit(most)
    found = session.execute(due.with_for_update(of=Delivery, skip_locked=True)).all()
    taken = [row for row in found if not _is_over(row[0], now)]
    session.flush()
    mine = update(Delivery).where(Delivery.notice_id.in_([one.notice_id for one, _ in taken]))
    session.execute(mine.values(due_at=now + LEASE), execution_options=AS_THEY_ARE)
    return _letters(session, taken)


def _is_over(delivery: Delivery, now: datetime) -> bool:
    """Whether the chain has come to its end; a carrier that was too slow makes way for the next."""
    if delivery.state is DeliveryState.SENT:
        step = next_rung(delivery.chain, delivery.rung, now)
        delivery.state, delivery.rung, delivery.tries, delivery.due_at = step
    return delivery.state is DeliveryState.UNDELIVERED


Taken = Row[Delivery, Notice]


def _letters(session: Session, taken: Sequence[Taken]) -> list[Letter]:
    heaps: dict[tuple[Any, ...], list[Taken]] = defaultdict(list)
    for row in taken:
        delivery, notice = row
        own = None if delivery.is_digest else notice.id
        reader = Reader(notice.device, notice.person_id)
        heaps[reader, Carrier(delivery.chain[delivery.rung]), own].append(row)
    about = {Reader(one.device, one.person_id): one.report_id for _, one in taken}
    known, wanted = wordings(session), wishes(session, about)
    ways = _addresses(session, about, {carrier for _, carrier, _ in heaps})
    letters = []
    for (reader, carrier, _), rows in heaps.items():
        notices = [notice for _, notice in rows]
        wish = wanted.get(reader, DEFAULT)
        kind, facts = _said_together(notices)
        words = wording(known, kind, carrier, wish.language)
        letters.append(
            Letter(
                id=new_id(),
                notices=tuple(one.id for one in notices),
                reader=reader,
                carrier=carrier,
                message=fill(words, facts) if words else Message("", "", "", ()),
                kind=KINDS[kind],
                path=_path(notices),
                to=ways[carrier].get(reader) if words else None,
            )
        )
    return letters


def _said_together(notices: Sequence[Notice]) -> tuple[str, dict[str, Any]]:
    """One notice says its own; several say how many they are."""
    if len(notices) > 1:
        return "digest", {"count": len(notices)}
    (notice,) = notices
    return notice.kind, notice.facts


def _path(notices: Sequence[Notice]) -> str:
    """Where in the app it is told more of."""
    if len(notices) > 1:
        return "/notices"
    (notice,) = notices
    if notice.case_id:
        return f"/desk/cases/{notice.case_id}"
    return (
        f"/reports/{notice.report_id}"
        if notice.report_id
        else KINDS[notice.kind].page or "/notices"
    )


def _addresses(
    session: Session, about: addresses.Reports, carriers: Collection[Carrier]
) -> dict[Carrier, Mapping[Reader, Any]]:
    return {carrier: LOOK_UP[carrier](session, about) for carrier in carriers}


LOOK_UP: dict[Carrier, Any] = {
    Carrier.PUSH: addresses.browsers,
    Carrier.SMS: addresses.phones,
    Carrier.EMAIL: addresses.emails,
    Carrier.WECHAT: addresses.openids,
    Carrier.ACCOUNT: addresses.accounts,
}


def settle(session: Session, sent: Iterable[Sent]) -> None:
    """Write down what came of these letters, and what follows for each of their notices."""
    sent = list(sent)
    now = clock.now()
    ids = [notice for one in sent for notice in one.letter.notices]
    locked = select(Delivery).where(Delivery.notice_id.in_(ids)).order_by(Delivery.notice_id)
    deliveries = {one.notice_id: one for one in session.scalars(locked.with_for_update())}
    attempts, steps = [], defaultdict(list)
    for one in sent:
        for notice_id in one.letter.notices:
            attempts.append(_attempt(one, notice_id, now, len(one.letter.notices) == 1))
            delivery = deliveries[notice_id]
            if delivery.state is not DeliveryState.DELIVERED:
                step = after(delivery.chain, delivery.rung, delivery.tries, one.said, now)
                steps[step].append(notice_id)
    if attempts:
        session.execute(insert(Attempt), attempts)
    for step, some in steps.items():
        goes_on = update(Delivery).where(Delivery.notice_id.in_(some))
        session.execute(goes_on.values(step._asdict()), execution_options=AS_THEY_ARE)
    prune(
        session,
        [gone for one in sent for gone in one.gone],
        [well for one in sent for well in one.well],
    )


def _attempt(sent: Sent, notice_id: UUID, now: datetime, is_alone: bool) -> dict[str, Any]:
    letter, said = sent.letter, sent.said
    return {
        "id": letter.id if is_alone else new_id(),
        "notice_id": notice_id,
        "carrier": letter.carrier,
        "at": now,
        "address": _shown(letter),
        "outcome": said.outcome,
        "code": said.code,
        "reference": said.reference,
    }


def _shown(letter: Letter) -> str:
    """The address as it may be kept: masked; of web push, the services' hosts."""
    if letter.to is None:
        return ""
    if letter.carrier is Carrier.PUSH:
        return ", ".join(sorted({one.endpoint.split("/")[2] for one in letter.to}))
    return addresses.masked(str(letter.to))


def is_awaited(session: Session, reference: str, carrier: Carrier) -> bool:
    """Whether a letter of this carrier went out whose receipt, first or again, this is."""
    asked = select(Attempt.id).where(Attempt.reference == reference, Attempt.carrier == carrier)
    return session.scalar(asked.limit(1)) is not None


def confirm(session: Session, reference: str, receipt: str, delivered: bool) -> int:
    """A carrier's receipt: delivered, or not, and then the next in the chain is asked. How many."""
    asked = update(Attempt).where(Attempt.reference == reference, Attempt.receipt_at.is_(None))
    noted = asked.values(receipt_at=clock.now(), receipt=receipt[:200])
    told = session.scalars(noted.returning(Attempt.notice_id)).all()
    if told:
        open_ones = update(Delivery).where(
            Delivery.notice_id.in_(told),
            Delivery.state.in_([DeliveryState.WAITING, DeliveryState.SENT]),
        )
        state = {"state": DeliveryState.DELIVERED} if delivered else {"due_at": clock.now()}
        session.execute(open_ones.values(**state))
    return len(told)


__all__ = ["Letter", "Outcome", "Sent", "confirm", "is_awaited", "settle", "take"]
