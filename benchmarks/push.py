"""Web push: encrypting, delivering, and telling all staff; beside pywebpush and bare crypto."""

import gc
import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import select

from benchmarks.bench import Bench
from benchmarks.push_service import push_service
from benchmarks.rounds import interleaved
from benchmarks.row import Row
from city import clock, db
from city.channels import Channels
from city.db import new_id, transaction
from city.events import Event
from city.notices import board, outgoing, tell
from city.notices.kinds import KINDS, Carrier
from city.notices.model import PushSubscription
from city.notices.outgoing import Letter
from city.notices.readers import Reader
from city.notices.templates import Message
from city.notices.vapid import Vapid, vapid
from city.people import Organisation, OrganisationKind, Person, acting
from city.settings import SHANGHAI, sqlalchemy_url
from workers.channels.push import Push, payload

try:
    from py_vapid import Vapid as PeerVapid
    from pywebpush import WebPusher, webpush
except ImportError:  # only whoever measures needs it: pip install -e .[bench]
    webpush = None

P256 = ec.SECP256R1()
AUTH = b"0123456789abcdef"
STAFF = 3378
TOLD = Channels(outward_loopback="1", vapid_contact="post@example.org")
PEER = "pywebpush"


def encrypt(bench: Bench) -> Iterator[Row]:
    """One message for one browser, from letter to request; microseconds of CPU."""
    with TemporaryDirectory() as var:
        key = vapid(TOLD, Path(var))
        push, (subscription,) = Push(TOLD, key), subscriptions("https://push.example.org", 1)
        one, count = letter([subscription]), 2 * bench.calls
        public = point(subscription)
        ways = {
            "ours": lambda: each(count, partial(push.parcel, one, subscription)),
            "floor": lambda: each(count, partial(least, public, payload(one))),
        }
        if webpush:
            info = named(subscription)
            ways["peer"] = lambda: each(count, lambda: WebPusher(info).encode(payload(one)))
        found = interleaved(max(bench.rounds, 3), ways)
    yield Row(
        "push.encrypt", found["ours"], "us", PEER, found.get("peer"),
        "ECDH, HKDF, AES-GCM", found["floor"], bench.rounds,
        "加密加全部请求头；同行只加密 · ours with all headers, the peer only encrypts",
    )  # fmt: skip


def deliver(bench: Bench) -> Iterator[Row]:
    """Messages that a local service took, a second; then all staff told, in CPU of our own."""
    count = 20 * bench.calls // 3
    with push_service() as origin, TemporaryDirectory() as var:
        key = vapid(TOLD, Path(var))
        push, some = Push(TOLD, key), subscriptions(origin, count)
        ways = {"ours": lambda: rate(count, lambda: sent(push, some))}
        if webpush:
            few = some[: max(10, count // 10)]
            ways["peer"] = lambda: rate(len(few), lambda: by_peer(few, key))
        found = interleaved(bench.rounds, ways)
        yield Row(
            "push.deliver", found["ours"], "1/s", PEER, found.get("peer"), rounds=bench.rounds,
            note="本机推送服务实收 · taken by a service on this machine, in a process of its own",
        )  # fmt: skip
        with bench.city.at_rest():
            yield from fan_out(bench, push, origin)


def fan_out(bench: Bench, push: Push, origin: str) -> Iterator[Row]:
    """An announcement to all staff, from its event to the last settled row."""
    count = STAFF if bench.calls >= 300 else 50
    engine = db.connect(sqlalchemy_url(bench.city.env["DATABASE_URL"]))
    people = hire(origin, count)
    with transaction() as session:
        speaker = session.get_one(Person, people)
        board.post(session, "明日停水", "明日停水", [], [], acting(speaker))
        said = select(Event).where(Event.name == "announcement.posted")
        event = session.scalars(said.order_by(Event.id.desc()).limit(1)).one()
        event.relayed_at = event.at
    gc.freeze()  # as a worker does when it has begun
    wall, cpu = time.monotonic(), time.process_time()
    with transaction() as session:
        told = tell.tell(session, session.merge(event), [Carrier.PUSH], SHANGHAI)
    while True:
        with transaction() as session:
            letters = outgoing.take(session, 500)
        if not letters:
            break
        done = list(push.send(letters))
        with transaction() as session:
            outgoing.settle(session, done)
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    engine.dispose()
    yield Row(
        "push.fanout", 1000 * cpu, "ms",
        note=f"{told} 人，从事件到回写，含数据库；自身 CPU，墙钟 {wall:.1f} s · "
        f"{told} people, our CPU from event to settled rows",
    )  # fmt: skip


def subscriptions(origin: str, count: int) -> list[PushSubscription]:
    """Browsers that subscribed."""
    keys = [ec.generate_private_key(P256).public_key() for _ in range(count)]
    points = [one.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint) for one in keys]
    return [
        PushSubscription(
            id=new_id(), endpoint=f"{origin}/push/{new_id()}", p256dh=b64(one), auth=b64(AUTH),
            language="zh", device=None, person_id=1,
        )
        for one in points
    ]  # fmt: skip


def letter(to: Sequence[PushSubscription]) -> Letter:
    """What staff are told most."""
    said = Message("新案件", "案件 140106202611220001 待签收", "", ())
    kind, path = KINDS["case.dispatch"], f"/desk/cases/{new_id()}"
    return Letter(
        new_id(), (new_id(),), Reader(person_id=1), Carrier.PUSH, said, kind, path, list(to)
    )


def sent(push: Push, some: Sequence[PushSubscription]) -> None:
    """Send one letter to each; AssertionError when one was not taken."""
    answers = list(push.send([letter([one]) for one in some]))
    assert all(one.said.code == "201" for one in answers)


def by_peer(some: Sequence[PushSubscription], key: Vapid) -> None:
    """The same by the peer, as its own README calls it."""
    signer = PeerVapid.from_pem(key.private_pem)
    for one in some:
        claims: dict[str, Any] = {"sub": "mailto:post@example.org"}
        answer = webpush(
            named(one),
            payload(letter([one])),
            vapid_private_key=signer,
            vapid_claims=claims,
            ttl=60,
        )
        assert answer.status_code == 201


def least(public: bytes, message: bytes) -> bytes:
    """The cryptography of RFC 8291 and nothing else."""
    own = ec.generate_private_key(P256)
    mine = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(P256, public)
    shared = own.exchange(ec.ECDH(), theirs)
    secret = _hkdf(AUTH, b"WebPush: info\0" + public + mine, 32, shared)
    salt = os.urandom(16)
    key = _hkdf(salt, b"Content-Encoding: aes128gcm\0", 16, secret)
    nonce = _hkdf(salt, b"Content-Encoding: nonce\0", 12, secret)
    return AESGCM(key).encrypt(nonce, message + b"\x02", None)


def _hkdf(salt: bytes, info: bytes, length: int, secret: bytes) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def hire(origin: str, count: int) -> int:
    """So many people of an organisation of their own, each with a browser; the first one's id."""
    with transaction() as session:
        own = Organisation(
            level=1, kind=OrganisationKind.CENTRE, code=str(new_id()), name="中心", duty_areas=[]
        )
        session.add(own)
        session.flush()
        hired = [
            Person(username=str(new_id()), password_hash="-", name="员工", phone=None,
                   roles=["inspector"], organisation_id=own.id)
            for _ in range(count)
        ]  # fmt: skip
        session.add_all(hired)
        session.flush()
        browsers = subscriptions(origin, count)
        now = clock.now()
        for one, person in zip(browsers, hired, strict=True):
            one.person_id, one.made_at = person.id, now
        session.add_all(browsers)
        return hired[0].id


def each(count: int, work: Any) -> float:
    """Microseconds of CPU that `work` takes."""
    began = time.process_time()
    for _ in range(count):
        work()
    return (time.process_time() - began) / count * 1e6


def rate(count: int, work: Any) -> float:
    """How many a second, by the clock on the wall."""
    began = time.monotonic()
    work()
    return count / (time.monotonic() - began)


def named(one: PushSubscription) -> dict[str, Any]:
    """As a browser writes it."""
    return {"endpoint": one.endpoint, "keys": {"p256dh": one.p256dh, "auth": one.auth}}


def point(one: PushSubscription) -> bytes:
    """The browser's public key."""
    return urlsafe_b64decode(one.p256dh + "=" * (-len(one.p256dh) % 4))


def b64(raw: bytes) -> str:
    """base64url, as browsers write keys."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
