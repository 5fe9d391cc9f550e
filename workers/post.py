"""The post: takes what is due, hands it to its carrier, writes down what came of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Protocol

from sqlalchemy.orm import Session

from city import logs
from city.db import transaction
from city.events import Event
from city.notices import outgoing
from city.notices.kinds import Carrier
from city.notices.model import Outcome
from city.notices.outgoing import Letter, Sent
from city.notices.plan import Said
from workers.tools import tools

BATCH = 500

log = logs.logger("post")


class Sender(Protocol):
    """A carrier: letters in, what became of each out."""

    def send(self, letters: Sequence[Letter]) -> Iterator[Sent]:
        """Send these letters; one answer for each."""
        ...


@cache
def sender(carrier: Carrier) -> Sender | None:
    """Who sends by this carrier, of the module of its name; None where the city has none.

    Imported when it is first needed: the clock sends this job, and needs no cryptography for it.
    """
    told = tools().settings
    if carrier not in told.channels.carriers:
        return None
    found: Sender = import_module(f"workers.channels.{carrier}").sender(told)
    return found


def deliver(session: Session, event: Event) -> None:
    """Something is due: send it, and whatever else is."""
    deliver_due()


def deliver_due() -> int:
    """Send all that is due; how many letters. Each batch is taken and settled by itself."""
    count = 0
    while True:
        with transaction() as session:
            letters = outgoing.take(session, BATCH)
        if not letters:
            return count
        sent = list(post(letters))
        with transaction() as session:
            outgoing.settle(session, sent)
        count += len(letters)
        log.info("posted", letters=len(letters))


def post(letters: Iterable[Letter]) -> Iterator[Sent]:
    """Hand letters to their carriers."""
    heaps: dict[Carrier, list[Letter]] = defaultdict(list)
    for letter in letters:
        heaps[letter.carrier].append(letter)
    for carrier, some in heaps.items():
        found = sender(carrier)
        if found:
            yield from found.send(some)
        else:
            yield from (Sent(one, Said(Outcome.NO_ADDRESS, "off")) for one in some)
