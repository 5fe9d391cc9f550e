"""Who asks: staff by a server-side session, citizens by the token that their phone made."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask import g, request
from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from api import here
from city import clock, signing
from city.errors import ForgedRequest, NotAllowed, NotSignedIn, WrongPassword
from city.intake import clients
from city.people import Actor, Person, Role, StaffSession, acting, citizen

COOKIE = "xunjie_session"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
TOKEN_LENGTHS = range(32, 129)
KEPT = (
    select(StaffSession, Person)
    .join(Person, Person.id == StaffSession.person_id)
    .where(
        StaffSession.secret_hash == bindparam("secret"),
        StaffSession.expires_at > bindparam("now"),
        Person.disabled_at.is_(None),
    )
)
STAFF_ROLES = frozenset(Role) - {Role.CITIZEN, Role.SYSTEM}


@dataclass(frozen=True, slots=True)
class Allow:
    """Who may call a route: anybody, whoever sends reports, signed clients, staff by `roles`."""

    roles: frozenset[Role] = frozenset()
    devices: bool = False
    anybody: bool = False
    clients: bool = False

    @property
    def scheme(self) -> str | None:
        """The name of the security scheme in the API's document."""
        if self.anybody:
            return None
        return "client" if self.clients else "sender" if self.devices else "staff"


ANYBODY = Allow(anybody=True)
SENDERS = Allow(roles=STAFF_ROLES, devices=True)
STAFF = Allow(roles=STAFF_ROLES)
CLIENTS = Allow(clients=True)


def only(*roles: Role) -> Allow:
    """Staff with one of these roles."""
    return Allow(roles=frozenset(roles))


def identify() -> Actor:
    """The caller. Raises ForgedRequest when a session's unsafe request lacks its CSRF token."""
    signed = signing.read(request.headers.get("Authorization", ""))
    if signed:
        return _client(signed)
    kept = _kept_session(request.cookies.get(COOKIE)) if "Cookie" in request.headers else None
    if kept:
        row, person = kept
        if request.method not in SAFE and not _same(request.headers.get("X-CSRF-Token"), row.csrf):
            raise ForgedRequest
        g.staff = kept
        return acting(person)
    token = request.authorization.token if request.authorization else None
    return citizen(_hash(token) if token and len(token) in TOKEN_LENGTHS else None)


def admit(actor: Actor, allow: Allow) -> None:
    """Raises NotSignedIn for a stranger, NotAllowed for somebody without the role."""
    if allow.anybody or actor.has(*allow.roles):
        return
    if actor.client is not None and allow.clients:
        return
    if actor.person_id is not None or actor.client is not None:
        raise NotAllowed
    if not (allow.devices and actor.device):
        raise NotSignedIn


def sign_in(session: Session, username: str, password: str) -> tuple[str, StaffSession, Person]:
    """A new session and its secret. Raises WrongPassword, in the same time for an unknown name."""
    person = session.scalar(select(Person).where(Person.username == username))
    usable = person if person and not person.disabled_at else None
    if not _verify(usable.password_hash if usable else _nobodys_hash(), password) or not usable:
        raise WrongPassword
    secret = secrets.token_urlsafe(32)
    now = clock.now()
    row = StaffSession(
        secret_hash=_hash(secret),
        person_id=usable.id,
        csrf=secrets.token_urlsafe(24),
        created_at=now,
        expires_at=now + timedelta(seconds=here.settings().session_seconds),
    )
    session.execute(delete(StaffSession).where(StaffSession.expires_at <= now))
    session.add(row)
    return secret, row, usable


def sign_out(session: Session) -> None:
    """End the caller's session, if there is one."""
    session.execute(
        delete(StaffSession).where(
            StaffSession.secret_hash == _hash(request.cookies.get(COOKIE, ""))
        )
    )


def present() -> tuple[StaffSession, Person] | None:
    """The caller's session, if they are signed in."""
    return getattr(g, "staff", None)


def _client(signed: signing.Signed) -> Actor:
    """A program that signed its request, body and all; it is known by its key, as a phone is."""
    target = request.full_path if request.query_string else request.path
    told, session = here.settings(), here.session()
    client = clients.caller(session, told, signed, request.method, target, request.get_data)
    if g.channel:
        clients.require(client, g.channel)
    return Actor(device=clients.device(client), name=client.name, client=client.key)


def role_names(roles: Iterable[str]) -> list[str]:
    """Roles in a settled order, the first being the main one."""
    return [role.value for role in Role if role.value in set(roles)]


def _kept_session(secret: str | None) -> tuple[StaffSession, Person] | None:
    if not secret:
        return None
    row = here.session().execute(KEPT, {"secret": _hash(secret), "now": clock.now()}).first()
    return (row[0], row[1]) if row else None


def _same(given: str | None, kept: str) -> bool:
    return given is not None and hmac.compare_digest(given.encode(), kept.encode())


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _verify(kept: str, password: str) -> bool:
    try:
        return PasswordHasher().verify(kept, password)
    except VerificationError:
        return False


@cache
def _nobodys_hash() -> str:
    """What an unknown name is checked against, so that it takes as long as a known one."""
    return PasswordHasher().hash(secrets.token_urlsafe(16))
