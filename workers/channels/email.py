"""E-mail by the city's own mail server (SMTP, RFC 5321), over TLS."""

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from city import clock
from city.channels import Channels
from city.notices.model import Outcome
from city.notices.outgoing import Letter, Sent
from city.notices.plan import Said
from city.settings import Settings

PATIENCE = 15  # seconds
AWAY = (OSError, smtplib.SMTPException)


def sender(told: Settings) -> "Email":
    """The city's sender of e-mail."""
    return Email(told.channels, told.origin)


class Email:
    """Sends letters by one connection for each batch."""

    def __init__(self, told: Channels, origin: str) -> None:
        self._told = told
        self._origin = origin

    def send(self, letters: Sequence[Letter]) -> Iterator[Sent]:
        """Send each letter whose reader gave an address."""
        waiting = [letter for letter in letters if letter.to]
        yield from (Sent(one, Said(Outcome.NO_ADDRESS)) for one in letters if not one.to)
        done = 0
        try:
            with self._server() as server:
                for letter in waiting:
                    said = self._one(server, letter)
                    done += 1
                    yield Sent(letter, said)
        except AWAY as silence:
            code = type(silence).__name__
            for letter in waiting[done:]:
                yield Sent(letter, Said(Outcome.FAILED, code, is_final=False))

    def _one(self, server: smtplib.SMTP, letter: Letter) -> Said:
        message = self.written(letter)
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            return _refused(next(iter(refused.recipients.values()))[0])
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refused:
            return _refused(refused.smtp_code)
        return Said(Outcome.SENT, "250", message["Message-ID"])

    def written(self, letter: Letter) -> EmailMessage:
        """The message: plain words, and where in the app there is more."""
        message = EmailMessage()
        message["From"], message["To"] = self._told.smtp_from, letter.to
        message["Subject"] = letter.message.title
        message["Date"] = format_datetime(clock.now())
        message["Message-ID"] = make_msgid(domain=self._told.smtp_from.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no automatic answers, please
        message.set_content(f"{letter.message.words}\n\n{self._origin}{letter.path}\n")
        return message

    @contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        told, port = self._told, int(self._told.smtp_port)
        safe = ssl.create_default_context()
        if told.smtp_security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                told.smtp_host or "", port, timeout=PATIENCE, context=safe
            )
        else:
            server = smtplib.SMTP(told.smtp_host or "", port, timeout=PATIENCE)
        with server:
            if told.smtp_security == "starttls":
                server.starttls(context=safe)
            if told.smtp_user:
                server.login(told.smtp_user, told.smtp_password or "")
            yield server


def _refused(code: int) -> Said:
    """4xx may go well later, 5xx will not (RFC 5321, section 4.2.1)."""
    return Said(Outcome.FAILED, str(code), is_final=code >= 500)
