"""What the schemas say of a wrong field, in Chinese."""

import pytest
from marshmallow import ValidationError

from api.here import best_language
from api.schemas.acts import ActSchema
from api.schemas.people import SignInSchema
from api.schemas.reports import SentReportSchema
from api.schemas.tasks import AnswerSchema
from api.words import in_chinese

WRONG = [
    (SentReportSchema(), {}),
    (SentReportSchema(), {"channel": "x", "made_at": "x", "words": 1, "photos": [{}] * 10}),
    (SentReportSchema(), {"channel": None, "made_at": "2026-11-22T09:00:00", "unknown": 1}),
    (SentReportSchema(), {"position": {"lon": 181, "lat": "x"}, "contact": {"phone": "x"}}),
    (SentReportSchema(), {"photos": [{"sha256": "x", "size": 0, "type": "text/html"}]}),
    (ActSchema(), {"action": "x", "note": "x" * 501, "condition": "x", "photos": "x"}),
    (AnswerSchema(), {"passed": "x"}),
    (SignInSchema(), {"username": "", "password": "x" * 257}),
]


def _sentences(messages: object) -> list[str]:
    if isinstance(messages, dict):
        return [said for below in messages.values() for said in _sentences(below)]
    if isinstance(messages, list):
        return [said for below in messages for said in _sentences(below)]
    return [str(messages)]


@pytest.mark.parametrize(("schema", "sent"), WRONG)
def test_every_message_has_chinese(schema: SentReportSchema, sent: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as wrong:
        schema.load(sent)
    said = _sentences(wrong.value.messages)
    assert said
    assert [one for one in said if in_chinese(one) == one] == []


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [([], "zh"), (["en-US", "zh"], "en"), (["ru", "EN"], "en"), (["zh-Hant"], "zh"), (["*"], "zh")],
)
def test_the_first_language_that_we_speak(wanted: list[str], spoken: str) -> None:
    assert best_language(wanted) == spoken
