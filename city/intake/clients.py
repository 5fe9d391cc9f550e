"""Other programs that send to us: who they are, what they may, and their signatures checked."""

import hashlib
import hmac
import secrets as random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ARRAY, ForeignKey, Index, LargeBinary, String, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from city import clock, events, sealing, signing
from city.db import Base
from city.errors import Missing, NotAllowed, NotSignedIn, SignatureReplayed
from city.intake.model import Channel
from city.people import Actor
from city.settings import Settings
from city.signing import Signed

OVERLAP = timedelta(days=7)  # for which the old secret still counts after a new one was made


class Client(Base):
    """A program with a key and a secret."""

    __tablename__ = "clients"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    channels: Mapped[list[str]] = mapped_column(ARRAY(String))
    secret: Mapped[bytes] = mapped_column(LargeBinary, comment="sealed")
    before: Mapped[bytes | None] = mapped_column(LargeBinary, comment="the old secret, sealed")
    before_until: Mapped[datetime | None]
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class Nonce(Base):
    """A request that was taken: it is not taken again."""

    __tablename__ = "nonces"
    __table_args__ = (Index(None, "at"),)

    client: Mapped[str] = mapped_column(
        ForeignKey("clients.key", ondelete="CASCADE"), primary_key=True
    )
    nonce: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def make(
    session: Session, told: Settings, name: str, channels: Sequence[Channel], actor: Actor
) -> tuple[Client, str]:
    """A new client and its secret, which is said this once."""
    key, secret = f"xj{random.token_hex(8)}", random.token_urlsafe(32)
    client = Client(
        key=key, name=name, channels=[channel.value for channel in channels],
        secret=sealing.seal(told, secret.encode(), key), made_at=clock.now(),
    )  # fmt: skip
    session.add(client)
    events.record(session, actor, "client.made", client=key, channels=client.channels)
    return client, secret


def rotate(session: Session, told: Settings, key: str, actor: Actor) -> str:
    """A new secret; the old one counts for a week more. Raises Missing."""
    client, secret = get(session, key), random.token_urlsafe(32)
    client.before, client.before_until = client.secret, clock.now() + OVERLAP
    client.secret = sealing.seal(told, secret.encode(), key)
    events.record(session, actor, "client.rotated", client=key)
    return secret


def revoke(session: Session, key: str, actor: Actor) -> None:
    """From now on it is nobody. Raises Missing."""
    get(session, key).revoked_at = clock.now()
    events.record(session, actor, "client.revoked", client=key)


def get(session: Session, key: str) -> Client:
    """A client. Raises Missing."""
    found = session.get(Client, key)
    if found is None:
        raise Missing(what="client")
    return found


def every(session: Session) -> Sequence[Client]:
    """All clients, by name."""
    return session.scalars(select(Client).order_by(Client.name, Client.key)).all()


def caller(
    session: Session,
    told: Settings,
    signed: Signed,
    method: str,
    target: str,
    body: Callable[[], bytes],
) -> Client:
    """Who signed this request; its body is read for nobody but a client that we know.

    Raises NotSignedIn (forged, unknown, late), SignatureReplayed.
    """
    if abs(clock.now().timestamp() - signed.time) > signing.SKEW:
        raise NotSignedIn
    client = session.get(Client, signed.client)
    if client is None or client.revoked_at is not None:
        raise NotSignedIn
    said = signing.canonical(method, target, signed.time, signed.nonce, body())
    if not any(signing.is_right(one, said, signed.signature) for one in _secrets(told, client)):
        raise NotSignedIn
    fresh = insert(Nonce).values(client=client.key, nonce=signed.nonce, at=clock.now())
    if not session.scalar(fresh.on_conflict_do_nothing().returning(Nonce.nonce)):
        raise SignatureReplayed
    return client


def require(client: Client, channel: Channel | None) -> None:
    """Raises NotAllowed unless the client may send by this channel."""
    if channel is None or channel.value not in client.channels:
        raise NotAllowed


def knows(told: Settings, client: Client, secret: str) -> bool:
    """Whether somebody who says this secret outright is this client; for Open311's `api_key`."""
    if client.revoked_at is not None:
        return False
    return any(hmac.compare_digest(one, secret.encode()) for one in _secrets(told, client))


def device(client: Client) -> str:
    """What a client is known by as a sender, as a phone is by the hash of its token."""
    return hashlib.sha256(f"client:{client.key}".encode()).hexdigest()


def forget_nonces(session: Session) -> int:
    """Nonces of requests that would be too late anyway; returns how many."""
    before = clock.now() - timedelta(seconds=2 * signing.SKEW)
    gone = session.execute(delete(Nonce).where(Nonce.at < before).returning(Nonce.nonce))
    return len(gone.all())


def _secrets(told: Settings, client: Client) -> list[bytes]:
    found = [sealing.unseal(told, client.secret, client.key)]
    if client.before and client.before_until and clock.now() < client.before_until:
        found.append(sealing.unseal(told, client.before, client.key))
    return found


def opened(told: Settings, found: Sequence[Client]) -> int:
    """How many of their secrets the city's key opens. Raises SealBroken where it does not."""
    return sum(len(_secrets(told, client)) for client in found)
