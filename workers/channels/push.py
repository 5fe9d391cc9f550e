"""Web push: encrypted for each browser (RFC 8291), signed once for each service (RFC 8292)."""

import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock
from typing import NamedTuple
from uuid import UUID

import orjson
from webpush.vapid import VAPID

from city import clock
from city.channels import Channels
from city.notices.model import Outcome, PushSubscription
from city.notices.outgoing import Letter, Sent
from city.notices.plan import Said
from city.notices.subscriptions import may_be_told
from city.notices.vapid import Vapid, vapid
from city.settings import Settings
from workers.channels.aes128gcm import encrypt
from workers.channels.line import Silent
from workers.channels.outward import Outward, Place, Unreachable, Waiting, place
from workers.outside import seconds_of

LASTS = 12 * 3600  # seconds of a token; RFC 8292 allows 24 hours
RENEWED = 3600  # seconds before its end at which a token is made anew
AT_ONCE = 16  # requests under way
GONE = frozenset({404, 410})


def sender(told: Settings) -> "Push":
    """The city's sender of web push."""
    return Push(told.channels, vapid(told.channels, told.var))


class Tokens(VAPID):  # type: ignore[misc]
    """The library's, but one token for each origin, its port included, as long as it lasts."""

    def __init__(self, key: Vapid) -> None:
        super().__init__(key.private_pem, key.public_pem)
        self._made: dict[str, tuple[float, str]] = {}
        self._lock = Lock()

    def get_authorization_header(self, endpoint: Place, subscriber: str, expiration: int) -> str:
        """The header for the service at `endpoint`: the one that was made for it, or a new one."""
        with self._lock:
            ends, header = self._made.get(endpoint.origin, (0.0, ""))
            if ends - RENEWED <= time.time():
                ends = time.time() + expiration
                named = _Audience(endpoint.scheme, endpoint.origin.partition("://")[2])
                header = super().get_authorization_header(named, subscriber, expiration)
                self._made[endpoint.origin] = ends, header
        return header


class _Audience(NamedTuple):
    """An origin as the library takes it: `host` has the port where that is not the usual one."""

    scheme: str
    host: str


class Parcel(NamedTuple):
    """What one browser is sent."""

    subscription: UUID
    there: Place
    headers: dict[str, str]
    body: bytes


class Push:
    """Sends letters to browsers."""

    def __init__(self, told: Channels, key: Vapid) -> None:
        self._told = told
        self._tokens = Tokens(key)
        self._outward = Outward(told.lets_loopback)

    def send(self, letters: Sequence[Letter]) -> Iterator[Sent]:
        """Send each letter to all browsers of its reader; it is sent where one of them took it.

        One thread, AT_ONCE requests under way: while services answer the next are encrypted, and
        no thread waits for another's turn.
        """
        under_way: deque[tuple[Letter, UUID, Waiting | Said]] = deque()
        answers: dict[UUID, dict[UUID, Said]] = {}
        for letter in letters:
            answers[letter.id] = {}
            for one in letter.to or ():
                under_way.append((letter, one.id, self._ask(letter, one)))
                if len(under_way) >= AT_ONCE:
                    self._hear(under_way, answers)
        while under_way:
            self._hear(under_way, answers)
        for letter in letters:
            yield _sent(letter, answers[letter.id])

    def _hear(
        self,
        under_way: "deque[tuple[Letter, UUID, Waiting | Said]]",
        answers: dict[UUID, dict[UUID, Said]],
    ) -> None:
        """Wait for the answer that was asked for first."""
        letter, subscription, asked = under_way.popleft()
        answers[letter.id][subscription] = self._answer(letter, asked)

    def _ask(self, letter: Letter, subscription: PushSubscription) -> Waiting | Said:
        try:
            parcel = self.parcel(letter, subscription)
            return self._outward.asked("POST", parcel.there, parcel.body, parcel.headers)
        except Unreachable:
            return Said(Outcome.FAILED, "unreachable")
        except Silent as silence:
            return Said(Outcome.FAILED, str(silence), is_final=False)

    def _answer(self, letter: Letter, asked: Waiting | Said) -> Said:
        if isinstance(asked, Said):
            return asked
        try:
            answer = self._outward.heard(asked)
        except Unreachable:
            return Said(Outcome.FAILED, "unreachable")
        except Silent as silence:
            return Said(Outcome.FAILED, str(silence), is_final=False)
        return _read(answer.status, answer.headers.get("retry-after"), str(letter.id))

    def parcel(self, letter: Letter, subscription: PushSubscription) -> Parcel:
        """The request that tells this browser. Raises Unreachable."""
        there = place(subscription.endpoint, self._told.lets_loopback)
        if not (self._told.lets_loopback or may_be_told(there.host, self._told.known_hosts)):
            raise Unreachable(f"{there.host} is no known push service")
        contact = self._told.vapid_contact
        headers = {
            "authorization": self._tokens.get_authorization_header(there, contact, LASTS),
            "content-encoding": "aes128gcm",
            "ttl": str(letter.kind.seconds),
            "content-type": "application/octet-stream",
            "urgency": letter.kind.urgency.value,
            "topic": letter.notices[0].hex,
        }
        body = encrypt(payload(letter), subscription.p256dh, subscription.auth)
        return Parcel(subscription.id, there, headers, body)


def _sent(letter: Letter, answers: Mapping[UUID, Said]) -> Sent:
    """What became of a letter, by what became of it at each browser."""
    if not answers:
        return Sent(letter, Said(Outcome.NO_ADDRESS))
    gone = [one for one, said in answers.items() if said.code in {str(code) for code in GONE}]
    well = [one for one, said in answers.items() if said.outcome is Outcome.SENT]
    return Sent(letter, min(answers.values(), key=_rank), gone, well)


def payload(letter: Letter) -> bytes:
    """What the service worker reads: title, body, url, tag, receipt. Nothing personal is in it."""
    said = {
        "title": letter.message.title,
        "body": letter.message.words,
        "url": letter.path,
        "tag": str(letter.notices[0]),
        "receipt": str(letter.id),
    }
    return orjson.dumps(said)


def _read(status: int, retry_after: str | None, reference: str) -> Said:
    """RFC 8030, sections 5 and 8.4."""
    if status in (200, 201, 202):
        return Said(Outcome.SENT, str(status), reference)
    if status == 429 or status >= 500:
        wait = seconds_of(retry_after, clock.now())
        return Said(Outcome.FAILED, str(status), wait=wait, is_final=False)
    return Said(Outcome.FAILED, str(status))


def _rank(said: Said) -> int:
    """Sent is best; then what may yet be sent."""
    return 0 if said.outcome is Outcome.SENT else 2 if said.is_final else 1
