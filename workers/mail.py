"""E-mail that comes in: read by IMAP (RFC 9051), each message a report with its photos."""

import hashlib
import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy.orm import Session

from city import clock, keys, logs
from city.channels import Channels
from city.db import transaction
from city.errors import ChannelClosed, ReportDiffers
from city.intake import channels, letters, mails, photos
from city.intake.channels import Heard
from city.intake.letters import Letter
from city.intake.mails import Mail, Unfit
from city.intake.model import Channel
from city.intake.reports import SentPhoto
from city.notices import preferences
from city.notices.preferences import Wish
from city.notices.readers import Reader
from media import keys as rooms
from media.picture import Refused
from media.sniff import kind
from workers.tools import tools

AT_ONCE = 20  # messages of one round
MOST = 25 * 2**20  # bytes of a message
SECONDS = 30.0
AWAY = (OSError, imaplib.IMAP4.error)

log = logs.logger("mail")


def read() -> int:
    """Take in the unread messages of the city's mailbox; how many became reports.

    A message is marked as read when its report is safe: what stops in between comes again and is
    known again. What is no report is marked too, and counted with its reason.
    """
    told = tools().settings.channels
    if not told.imap_host or not _is_open():
        return 0
    taken = 0
    try:
        with _mailbox(told) as box:
            for uid in _unread(box)[:AT_ONCE]:
                taken += _one(box, uid)
                box.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)")
        _heard(Heard())
    except AWAY as away:
        _heard(Heard(error=type(away).__name__))
        log.warning("mailbox away", why=type(away).__name__)
    return taken


def _is_open() -> bool:
    with transaction() as session:
        try:
            channels.require_open(session, Channel.MAIL)
        except ChannelClosed:
            return False
    return True


def _one(box: imaplib.IMAP4, uid: str) -> bool:
    try:
        mail = mails.read(_fetched(box, uid))
        with transaction() as session:
            _take(session, mail)
    except (Unfit, ReportDiffers) as why:
        _heard(Heard(refused=1, error=why.code))
        return False
    _heard(Heard(taken=1))
    return True


def _take(session: Session, mail: Mail) -> None:
    """A report of its words and pictures; who wrote is answered by e-mail. Once for a message."""
    told = tools().settings
    fit = {hashlib.sha256(one).hexdigest(): one for one in mail.pictures if _is_photo(one)}
    said = Letter(
        Channel.MAIL,
        mail.own_id,
        mail.address,
        mail.words,
        mail.made_at or clock.now(),
        name=mail.name or None,
        photos=[SentPhoto(sha256, len(body)) for sha256, body in fit.items()],
    )
    key = keys.signing(told.channels.secret_key, told.var)
    receipt, by, _ = letters.take(session, key, said, told.zone)
    for sha256, body in fit.items():
        tools().store.put(rooms.original(sha256), body, "application/octet-stream")
        photo = photos.promised(session, receipt.id, sha256, len(body), by)
        photos.finish(session, photo, by, in_parts=False)
    reader = Reader(device=by.device)
    if preferences.email_of(session, reader) is None:
        preferences.keep(session, reader, Wish(chain=("email",), email=mail.address))
    log.info("mail taken", number=receipt.number, photos=len(fit))


def _is_photo(body: bytes) -> bool:
    """Whether it is a picture that we take; what is shown in signatures is mostly none."""
    with suppress(Refused):
        return len(body) <= tools().settings.photo_bytes and bool(kind(body))
    return False


@contextmanager
def _mailbox(told: Channels) -> Iterator[imaplib.IMAP4]:
    host, port = told.imap_host or "", int(told.imap_port)
    if told.imap_security == "tls":
        box: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            host, port, ssl_context=ssl.create_default_context(), timeout=SECONDS
        )
    else:
        box = imaplib.IMAP4(host, port, timeout=SECONDS)
    if told.imap_security == "starttls":
        _seal(box)
    with box:
        box.login(told.imap_user or "", told.imap_password or "")
        _well(box.select(f'"{told.imap_folder}"'))
        yield box


def _seal(box: imaplib.IMAP4) -> None:
    """Seal an open line, or say no more on it. Raises OSError, IMAP4.error."""
    try:
        box.starttls(ssl.create_default_context())
    except AWAY:
        with suppress(OSError):
            box.shutdown()
        raise


def _unread(box: imaplib.IMAP4) -> list[str]:
    found = _well(box.uid("SEARCH", "UNSEEN"))
    return [uid.decode() for uid in (found[0] or b"").split()]


def _fetched(box: imaplib.IMAP4, uid: str) -> bytes:
    """The bytes of a message, which stays unread. Raises Unfit for one that is too large."""
    said = _well(box.uid("FETCH", uid, "(RFC822.SIZE)"))
    size = bytes(said[0] or b"").partition(b"RFC822.SIZE ")[2].split(b")")[0].split()
    if not size or int(size[0]) > MOST:
        raise Unfit("too_large")
    for piece in _well(box.uid("FETCH", uid, "(BODY.PEEK[])")):
        if isinstance(piece, tuple):
            return bytes(piece[1])
    raise Unfit("gone")


def _well(answer: tuple[str, list]) -> list:  # type: ignore[type-arg]
    """What a server said to a command that it carried out. Raises IMAP4.error."""
    status, said = answer
    if status != "OK":
        raise imaplib.IMAP4.error(status)
    return said


def _heard(heard: Heard) -> None:
    with transaction() as session:
        channels.heard(session, {Channel.MAIL: heard})
