"""Which way a notice goes, and when: decided here, from values to values."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from city.notices.kinds import Carrier, Kind, Urgency
from city.notices.model import DeliveryState, Outcome
from city.notices.preferences import Wish

PATIENCE = {
    Carrier.PUSH: timedelta(minutes=10),
    Carrier.WECHAT: timedelta(minutes=10),
    Carrier.ACCOUNT: timedelta(minutes=10),
    Carrier.SMS: timedelta(minutes=30),
    Carrier.EMAIL: timedelta(minutes=30),
}
"""How long each carrier has to deliver before the next is asked. The city's own choice: 待核对."""
AGAIN = timedelta(seconds=60)
MOST_TRIES = 3


class Plan(NamedTuple):
    """By which carriers, in their order, from when on; whether with others in one message."""

    chain: tuple[str, ...]
    due_at: datetime
    is_digest: bool


def plan(
    kind: Kind, wish: Wish, usable: Collection[str], now: datetime, zone: ZoneInfo
) -> Plan | None:
    """How a notice of `kind` goes to a reader; None where it is told in the app alone.

    `usable`: carriers that the city has, that have words for the kind, and that lead to the reader.
    """
    chain = tuple(one for one in wish.chain if one in usable)
    if not chain or kind.category in wish.off:
        return None
    if kind.urgency is Urgency.HIGH:
        return Plan(chain, now, is_digest=False)
    if wish.digest_at is not None:
        return Plan(chain, next_at(wish.digest_at, now, zone), is_digest=True)
    return Plan(chain, awake(wish, now, zone), is_digest=False)


def awake(wish: Wish, now: datetime, zone: ZoneInfo) -> datetime:
    """`now`, or the end of the reader's quiet hours if they last."""
    begins, ends = wish.quiet_from, wish.quiet_to
    if begins is None or ends is None or begins == ends:
        return now
    local = now.astimezone(zone).time()
    inside = begins <= local < ends if begins < ends else local >= begins or local < ends
    return next_at(ends, now, zone) if inside else now


def next_at(wanted: time, now: datetime, zone: ZoneInfo) -> datetime:
    """The next moment at which the city's clocks show `wanted`."""
    local = now.astimezone(zone)
    today = local.replace(hour=wanted.hour, minute=wanted.minute, second=0, microsecond=0, fold=0)
    return today if today >= local else today + timedelta(days=1)


class Step(NamedTuple):
    """Where a delivery stands after an attempt."""

    state: DeliveryState
    rung: int
    tries: int
    due_at: datetime


class Said(NamedTuple):
    """What a carrier answered; `wait` where it asked to be left alone for so long."""

    outcome: Outcome
    code: str = ""
    reference: str | None = None
    wait: timedelta | None = None
    is_final: bool = True


def after(chain: Collection[str], rung: int, tries: int, said: Said, now: datetime) -> Step:
    """What follows on an attempt by the carrier at `rung`.

    Sent: wait for its receipt. Failed for good, or no address: the next carrier at once. Failed
    for now: the same again when it may, at most MOST_TRIES times.
    """
    carrier = Carrier(list(chain)[rung])
    if said.outcome is Outcome.SENT:
        return Step(DeliveryState.SENT, rung, tries + 1, now + PATIENCE[carrier])
    if not said.is_final and tries + 1 < MOST_TRIES:
        return Step(DeliveryState.WAITING, rung, tries + 1, now + (said.wait or AGAIN))
    return next_rung(chain, rung, now)


def next_rung(chain: Collection[str], rung: int, now: datetime) -> Step:
    """The next carrier, now; after the last one it is given up."""
    if rung + 1 < len(chain):
        return Step(DeliveryState.WAITING, rung + 1, 0, now)
    return Step(DeliveryState.UNDELIVERED, rung, 0, now)
