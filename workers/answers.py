"""Answers to the hotline: signed, and sent until they are acknowledged."""

import secrets
import time
from urllib.parse import urlsplit
from uuid import UUID

import orjson
import urllib3
from sqlalchemy.orm import Session
from urllib3.exceptions import HTTPError

from city import logs, sealing, signing
from city.db import transaction
from city.events import Event
from city.hotline import answers
from city.hotline.answers import Due
from city.hotline.model import AnswerState
from workers.tools import tools

TIMEOUT = urllib3.Timeout(connect=5, read=15)  # seconds
LATER = frozenset({401, 403, 404, 408, 409, 425, 429})
"""Refusals that another try, or a mended setting, can change."""

log = logs.logger("hotline")
http = urllib3.PoolManager(retries=False, timeout=TIMEOUT)


class NotAcknowledged(RuntimeError):
    """The hotline did not take it this time: the errand is done again later."""


def owe(session: Session, event: Event) -> None:
    """A case came to an end: its orders are to be answered."""
    answers.owe(session, event)


def send(session: Session, event: Event) -> None:
    """Send an answer. Raises NotAcknowledged, so that it is tried again, until it is taken.

    A source without an address is answered by file (`hotline answers`): nothing is done here.
    """
    due = answers.get(session, UUID(event.data["answer"]))
    if due.answer.state is not AnswerState.OWED or not due.source.answer_url:
        return
    status, code = _posted(due)
    if status == 200 and code == 0:
        answers.acknowledged(session, due)
    elif 400 <= status < 500 and status not in LATER:
        answers.refused(due, f"{status} {code}")
        log.warning("answer refused", answer=str(due.answer.id), status=status)
    else:
        with transaction() as apart:
            answers.failed(apart, due.answer.id, f"{status} {code}")
        raise NotAcknowledged(f"{status} {code}")


def _posted(due: Due) -> tuple[int, object]:
    """The status and the `code` of the answer; 0 and what went wrong when there is none."""
    source, url = due.source, urlsplit(due.source.answer_url or "")
    sealed = source.answer_secret or b""
    secret = sealing.unseal(tools().settings, sealed, source.name)
    body, target = (
        orjson.dumps(due.said()),
        f"{url.path or '/'}{'?' if url.query else ''}{url.query}",
    )
    proof = signing.header(
        source.answer_client or "", secret, "POST", target, int(time.time()),
        secrets.token_urlsafe(16), body,
    )  # fmt: skip
    headers = {"Content-Type": "application/json", "Authorization": proof}
    try:
        found = http.request(
            "POST", url.geturl(), body=body, headers=headers, redirect=False, preload_content=True
        )
    except HTTPError as error:
        return 0, type(error).__name__
    try:
        return found.status, orjson.loads(found.data[:65536]).get("code")
    except (orjson.JSONDecodeError, AttributeError):
        return found.status, "no JSON"
