"""E-mail that comes in: its words, its pictures, known again, answered; machines are not heard."""

from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from city.intake.mails import Unfit
from city.intake.mails import read as read_mail
from deploy.walk import new_id, until
from tests.channels.conftest import Within
from tests.channels.imap_twin import PASSWORD, USER, ImapTwin, mailbox
from tests.house import City
from tests.media.pictures import saved
from tests.photos.shots import street
from workers import mail

WORDS = "长风街地铁口的垃圾箱满了三天没人清，味道很大。"


def _letter(*pictures: bytes, words: str = WORDS, **headers: str) -> EmailMessage:
    letter = EmailMessage()
    own = {
        "From": "王小明 <Wang@Example.org>",
        "Subject": "垃圾没人清",
        "Message-ID": f"<{new_id()}@x>",
    }
    for name, value in {**own, "Date": "Sun, 22 Nov 2026 08:00:00 +0800", **headers}.items():
        letter[name] = value
    letter.set_content(words)
    for body in pictures:
        letter.add_attachment(body, maintype="image", subtype="jpeg", filename="照片.jpg")
    return letter


def test_words_without_quotes_and_signature() -> None:
    said = read_mail(bytes(_letter(words=f"{WORDS}\n-- \n王小明\n> 旧的话")))
    assert said.words == f"垃圾没人清\n{WORDS}"
    assert (said.address, said.name) == ("wang@example.org", "王小明")
    answer = _letter(words=f"还是没人来\n\n-----原始邮件-----\n发件人: 城管\n{WORDS}")
    assert read_mail(bytes(answer)).words == "垃圾没人清\n还是没人来"


@pytest.mark.parametrize(
    "said",
    ["Fri, 31 Dec 9999 23:59:59 -1200", "Mon, 1 Jan 99999 00:00:00 +0000", "x", "²² Nov 2026 ²:00",
     f"Sun, 22 Nov 2026 08:00:00 -{'9' * 20}", "Sun, 22 Nov 2026 99:99 +0800"],
)  # fmt: skip
def test_a_date_that_is_none_keeps_no_letter_from_being_read(said: str) -> None:
    """The library itself fails at one of them: the mailbox would stand still behind that letter."""
    raw = bytes(_letter()).replace(b"Sun, 22 Nov 2026 08:00:00 +0800", said.encode())
    assert read_mail(raw).made_at is None
    assert read_mail(raw).words.startswith("垃圾没人清")


def test_html_and_old_charsets_are_read() -> None:
    letter = _letter()
    letter.set_content(f"<style>p{{}}</style><p>{WORDS}</p>", subtype="html", charset="gb18030")
    assert read_mail(bytes(letter)).words == f"垃圾没人清\n{WORDS}"
    raw = bytes(_letter()).replace(b'charset="utf-8"', b'charset="x-nobody-knows"')
    assert read_mail(raw).words.startswith("垃圾没人清")


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Auto-Submitted": "auto-replied"}, "automatic"), ({"Precedence": "bulk"}, "automatic"),
        ({"List-Id": "<a.b>"}, "automatic"), ({"Return-Path": "<>"}, "automatic"),
        ({"From": "nobody"}, "no_sender"), ({"From": ""}, "no_sender"),
    ],
)  # fmt: skip
def test_what_no_person_wrote_is_told_apart(headers: dict[str, str], code: str) -> None:
    with pytest.raises(Unfit, match=code):
        read_mail(bytes(_letter(**headers)))


@given(raw=st.binary(max_size=400))
def test_any_bytes_are_a_message_or_none(raw: bytes) -> None:
    with suppress(Unfit):
        assert "\0" not in read_mail(b"From: a@example.org\n" + raw).words


@pytest.fixture
def post(city: City, within: Within) -> Iterator[ImapTwin]:
    """The city's mailbox, and a worker that reads it."""
    with mailbox() as twin:
        there = {"IMAP_HOST": "127.0.0.1", "IMAP_PORT": str(twin.port), "IMAP_USER": USER}
        within(**there, IMAP_PASSWORD=PASSWORD, IMAP_SECURITY="none")
        yield twin


def _reports(city: City, words: str) -> list[tuple[str, str, str]]:
    asked = "select id::text, channel, device from reports where words = %s"
    return city.rows(asked, words)  # type: ignore[return-value]


def test_a_message_becomes_a_report_once(city: City, post: ImapTwin) -> None:
    words = f"{WORDS}{new_id()}"
    uid = post.deliver(bytes(_letter(saved(street(), "JPEG"), b"GIF89a no photo", words=words)))
    post.cut_before_store = True
    mail.read()
    assert post.seen == set(), "the line was cut before it was marked"
    post.cut_before_store = False
    assert mail.read() == 1
    assert post.seen == {uid}
    assert mail.read() == 0
    ((report, channel, device),) = _reports(city, f"垃圾没人清\n{words}")
    assert channel == "mail"
    photos = "select state from photos where report_id = %s"
    until(lambda: city.rows(photos, report) == [("ready",)], "the photo", 120)
    wish = "select chain, email from notice_preferences where device = %s"
    assert city.rows(wish, device) == [(["email"], "wang@example.org")]
    assert PASSWORD not in city.logs()


def test_machines_strangers_and_a_closed_channel(city: City, post: ImapTwin) -> None:
    keeper = city.crew.sign_in("administrator")
    machine = post.deliver(bytes(_letter(**{"Auto-Submitted": "auto-generated"})))
    keeper.must("PATCH", "/channels/mail", {"is_open": False})
    try:
        assert mail.read() == 0
        assert post.said == [], "a closed channel asks nobody"
    finally:
        keeper.must("PATCH", "/channels/mail", {"is_open": True})
    assert mail.read() == 0
    assert post.seen == {machine}, "it is not looked at again"
    told = "select error, refused from channels where channel = 'mail'"
    assert city.rows(told)[0][0] == "automatic"


def test_a_wrong_password_is_an_error_of_the_channel(city: City, within: Within) -> None:
    with mailbox() as twin:
        there = {"IMAP_HOST": "127.0.0.1", "IMAP_PORT": str(twin.port), "IMAP_USER": USER}
        within(**there, IMAP_PASSWORD="wrong", IMAP_SECURITY="none")
        assert mail.read() == 0
    assert city.rows("select error from channels where channel = 'mail'") == [("error",)]


def test_a_flood_waits_and_a_message_without_end_is_not_fetched(city: City, post: ImapTwin) -> None:
    for _ in range(mail.AT_ONCE):
        post.deliver(bytes(_letter(**{"Auto-Submitted": "auto-generated"})))
    large = post.deliver(b"From: a@example.org\n\n" + bytes(mail.MOST))
    assert mail.read() == 0
    assert len(post.seen) == mail.AT_ONCE
    post.said.clear()
    assert mail.read() == 0
    assert large in post.seen
    assert not any("BODY" in line for line in post.said)
    assert city.rows("select error from channels where channel = 'mail'") == [("too_large",)]
