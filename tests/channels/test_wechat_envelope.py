"""The envelope of the platform's messages: its own examples; what is forged, late, malicious."""

import base64
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from city.channels import WechatApp
from city.wechat import envelope, messages
from city.wechat.envelope import Forged, Stamp, Unreadable
from tests.channels.wechat_app import AES_KEY, TOKEN, Pusher, message

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
APP = WechatApp("wx1", "s", TOKEN, AES_KEY)
PLAIN = WechatApp("wx1", "s", TOKEN)
WORDS = message("o1", "text", 7, Content="井盖破了")


def _stamp(at: datetime = NOW, sealed: str = "", token: str = TOKEN) -> Stamp:
    when = str(int(at.timestamp()))
    signed = envelope.sign(token, when, "n"), when, "n"
    return Stamp(*signed, envelope.sign(token, when, "n", sealed) if sealed else "")


def _sealed(words: str, app: str = "wx1") -> tuple[str, bytes]:
    sealed = Pusher("", app).seal(words)
    return sealed, f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>".encode()


def test_it_signs_as_the_documents_example_does() -> None:
    """公众号 消息加解密说明: Token AAAAA, in plain mode."""
    right = "899cf89e464efb63f54ddac96b0a0a235f53aa78"
    assert envelope.sign("AAAAA", "1714037059", "486452656") == right


def test_it_opens_what_the_platforms_own_sample_sealed() -> None:
    """The sample that comes with WXBizMsgCrypt: the echo that is to be opened."""
    key = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
    sealed = (
        "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="
    )
    signed = envelope.sign("QDG6eK", "1409659589", "263014780", sealed)
    assert signed == "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3"
    sample = WechatApp("wx5823bf96d3bd56c7", "s", "QDG6eK", key)
    assert envelope.decrypt(sample, sealed) == b"1616140317555161061"


@given(words=st.text(max_size=300))
def test_what_is_sealed_is_opened_by_the_same_key_alone(words: str) -> None:
    sealed = envelope.encrypt(APP, words)
    assert len(base64.b64decode(sealed)) % 32 == 0
    assert envelope.decrypt(APP, sealed) == words.encode()
    other = WechatApp("wx1", "s", TOKEN, AES_KEY[::-1])
    with pytest.raises(Forged):
        envelope.decrypt(other, sealed)
    with pytest.raises(Forged):
        envelope.decrypt(WechatApp("wx2", "s", TOKEN, AES_KEY), sealed)


def test_a_sealed_message_is_read() -> None:
    sealed, body = _sealed(WORDS)
    fields = envelope.opened(APP, _stamp(sealed=sealed), body, NOW)
    read = messages.read(fields)
    assert (read.openid, read.kind, read.words, read.key) == ("o1", "text", "井盖破了", "o1 7")


@pytest.mark.parametrize("seconds", [-301, 301, 10**9])
def test_what_is_late_or_early_is_forged(seconds: int) -> None:
    at = datetime.fromtimestamp(NOW.timestamp() - seconds, UTC)
    with pytest.raises(Forged):
        envelope.opened(PLAIN, _stamp(at), WORDS.encode(), NOW)
    assert envelope.opened(PLAIN, _stamp(), WORDS.encode(), NOW)


def test_what_is_forged_is_known() -> None:
    sealed, body = _sealed(WORDS)
    for app, stamp, sent in (
        (PLAIN, _stamp(token="other"), WORDS.encode()),
        (WechatApp("wx1", "s"), _stamp(token=""), WORDS.encode()),
        (APP, _stamp(), WORDS.encode()),  # in plain words, though there is a key
        (APP, _stamp(sealed="other"), body),
        (APP, _stamp(sealed=sealed)._replace(nonce="m"), body),
        (APP, _stamp(sealed=_sealed(WORDS, "wx2")[0]), _sealed(WORDS, "wx2")[1]),
        (PLAIN, Stamp("", "", ""), WORDS.encode()),
        (PLAIN, Stamp("井", "盖", "破"), WORDS.encode()),
    ):
        with pytest.raises(Forged):
            envelope.opened(app, stamp, sent, NOW)


@pytest.mark.parametrize(
    "body",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><MsgType>&b;</MsgType></xml>',
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><MsgType>&f;</MsgType></xml>',
        "<xml>", "", "{", "[]", '"x"', "<a><b><c><d><e/></d></c></b></a>" * 2,
        f"<xml>{'<a>' * 50}{'</a>' * 50}</xml>",
    ],
)  # fmt: skip
def test_malicious_and_broken_bodies_are_unreadable(body: str) -> None:
    with pytest.raises(Unreadable):
        envelope.read(body.encode())


@given(body=st.binary(max_size=200))
def test_any_bytes_are_fields_or_unreadable(body: bytes) -> None:
    with suppress(Unreadable):
        messages.read(envelope.read(body))


def test_json_is_read_as_well() -> None:
    said = b'{"FromUserName":"o1","CreateTime":1714037059,"MsgType":"event","Event":"subscribe"}'
    read = messages.read(envelope.read(said))
    assert (read.event, read.key) == ("subscribe", "o1 1714037059 subscribe ")


def test_a_reply_cannot_break_out_of_its_field() -> None:
    read = messages.read(envelope.read(WORDS.encode()))
    reply = messages.answer(read, "]]></Content><X/><![CDATA[", NOW)
    assert envelope.read(reply.encode())["Content"] == "]]></Content><X/><![CDATA["
