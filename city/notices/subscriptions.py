"""Which browsers may be told: given by their owner, checked, and forgotten when they are gone."""

import base64
import binascii
from collections.abc import Collection, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from city import clock
from city.channels import Channels
from city.db import new_id
from city.errors import Missing
from city.notices.errors import SubscriptionUnfit
from city.notices.model import PushSubscription
from city.notices.readers import Reader, is_of

MOST = 20  # browsers of one reader; the oldest make room
LONGEST = 2048


def subscribe(
    session: Session,
    reader: Reader,
    endpoint: str,
    keys: dict[str, str],
    language: str,
    told: Channels,
) -> PushSubscription:
    """Keep a browser's subscription for its reader; the same endpoint again renews it.

    Raises SubscriptionUnfit for an address or keys that no push service gives, and for an
    endpoint that somebody else holds with other keys.
    """
    why = unfit(endpoint, keys["p256dh"], keys["auth"], told)
    if why:
        raise SubscriptionUnfit(why=why)
    same = select(PushSubscription).where(PushSubscription.endpoint == endpoint)
    found = session.scalar(same.with_for_update())
    if found is None:
        found = PushSubscription(id=new_id(), endpoint=endpoint, made_at=clock.now())
        session.add(found)
    elif found.auth != keys["auth"] and (found.device, found.person_id) != reader:
        raise SubscriptionUnfit(why=WHY["held"])
    found.p256dh, found.auth, found.language = keys["p256dh"], keys["auth"], language
    found.device, found.person_id = reader
    session.flush()
    old = select(PushSubscription.id).where(is_of(PushSubscription, reader))
    old = old.order_by(PushSubscription.made_at.desc()).offset(MOST)
    session.execute(delete(PushSubscription).where(PushSubscription.id.in_(old)))
    return found


def unsubscribe(session: Session, reader: Reader, subscription_id: UUID) -> None:
    """Forget a browser. Raises Missing for another's."""
    mine = (PushSubscription.id == subscription_id, is_of(PushSubscription, reader))
    if session.scalar(delete(PushSubscription).where(*mine).returning(PushSubscription.id)) is None:
        raise Missing(what="subscription")


def of(session: Session, reader: Reader) -> Sequence[PushSubscription]:
    """The reader's browsers, the newest first."""
    mine = select(PushSubscription).where(is_of(PushSubscription, reader))
    return session.scalars(mine.order_by(PushSubscription.made_at.desc())).all()


def prune(session: Session, gone: Collection[UUID], well: Collection[UUID]) -> None:
    """Forget the subscriptions that their push service no longer knows; note those that took."""
    if gone:
        session.execute(delete(PushSubscription).where(PushSubscription.id.in_(gone)))
    if well:
        took = update(PushSubscription).where(PushSubscription.id.in_(well))
        session.execute(took.values(ok_at=clock.now()))


WHY = {
    "address": {"zh": "推送地址不对", "en": "the address is not a push service's"},
    "keys": {"zh": "推送密钥不对", "en": "the keys are not a browser's"},
    "held": {"zh": "这个地址已由别人登记", "en": "somebody else holds this address"},
}


def unfit(endpoint: str, p256dh: str, auth: str, told: Channels) -> dict[str, str] | None:
    """Why this cannot be a subscription, in words; None where it can."""
    if not _is_address(endpoint, told):
        return WHY["address"]
    point, secret = _bytes(p256dh), _bytes(auth)
    if point is None or secret is None or len(secret) != 16 or not _is_on_curve(point):
        return WHY["keys"]
    return None


def _is_address(endpoint: str, told: Channels) -> bool:
    """Https on a public host by its name; the sender looks again at where the name leads."""
    try:
        url = urlsplit(endpoint)
        host, port = url.hostname or "", url.port
    except ValueError:
        return False
    if len(endpoint) > LONGEST or url.username or url.password or not endpoint.isascii():
        return False
    if told.lets_loopback and (url.scheme, host) == ("http", "127.0.0.1"):
        return True
    if url.scheme != "https" or port not in (None, 443) or _is_numeric(host):
        return False
    return "." in host.strip(".") and may_be_told(host, told.known_hosts)


def may_be_told(host: str, known: tuple[str, ...]) -> bool:
    """Whether `host` is one of the city's known push services; any, where none is named."""
    return not known or any(
        host.endswith(one) if one.startswith(".") else host == one for one in known
    )


def _is_numeric(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return host.replace(".", "").isdigit() or host.startswith("0x")
    return True


def _bytes(text: str) -> bytes | None:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None


def _is_on_curve(point: bytes) -> bool:
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        return False
    return len(point) == 65
