"""Web push: encrypted for each browser (RFC 8291), signed once for each service (RFC 8292)."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
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
from workers.channels.outward import Outward, Place, Silent, Unreachable, place

LASTS = 12 * 3600  # seconds of a token; RFC 8292 allows 24 hours
RENEWED = 3600  # seconds before its end at which a token is made anew
AT_ONCE = 4
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
        """Send each letter to all browsers of its reader; it is sent where one of them took it."""
        shares = [letters[at::AT_ONCE] for at in range(min(AT_ONCE, len(letters)))]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for share in pool.map(self._share, shares):
                yield from share

    def _share(self, letters: Sequence[Letter]) -> list[Sent]:
        """What one thread sends, over one connection to each service."""
        return [self._one(letter) for letter in letters]

    def _one(self, letter: Letter) -> Sent:
        if not letter.to:
            return Sent(letter, Said(Outcome.NO_ADDRESS))
        answers = {one.id: self._tell(letter, one) for one in letter.to}
        gone = [one for one, said in answers.items() if said.code in {str(code) for code in GONE}]
        well = [one for one, said in answers.items() if said.outcome is Outcome.SENT]
        best = min(answers.values(), key=_rank)
        return Sent(letter, best, gone, well)

    def _tell(self, letter: Letter, subscription: PushSubscription) -> Said:
        try:
            parcel = self.parcel(letter, subscription)
            answer = self._outward.send("POST", parcel.there, parcel.body, parcel.headers)
        except Unreachable:
            return Said(Outcome.FAILED, "unreachable")
        except Silent as silence:
            return Said(Outcome.FAILED, str(silence), is_final=False)
        return _read(answer.status, answer.headers.get("Retry-After"), str(letter.id))

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


def seconds_of(retry_after: str | None, now: datetime) -> timedelta | None:
    """Retry-After as a span, given as seconds or as a date (RFC 9110, 10.2.3); at most a day."""
    if not retry_after:
        return None
    if retry_after.isdigit():
        wait = timedelta(seconds=int(retry_after[:6]))
    else:
        try:
            then = parsedate_to_datetime(retry_after)
        except ValueError:
            return None
        wait = (then if then.tzinfo else then.replace(tzinfo=UTC)) - now
    return min(max(wait, timedelta()), timedelta(days=1))


def _rank(said: Said) -> int:
    """Sent is best; then what may yet be sent."""
    return 0 if said.outcome is Outcome.SENT else 2 if said.is_final else 1
