"""Cursors: where a page ended, and nothing that a stranger wrote."""

import base64
from datetime import UTC, datetime
from uuid import UUID

import pytest
from marshmallow import ValidationError

from api import paging

WHEN = datetime(2026, 11, 22, 9, 0, 0, 123456, tzinfo=UTC)
WHICH = UUID("01a20270-0000-7000-8000-000000000000")


def test_there_and_back() -> None:
    assert paging.moment_and_id(paging.written(WHEN.isoformat(), WHICH)) == (WHEN, WHICH)
    assert paging.only_id(paging.written(WHICH)) == WHICH


def test_no_cursor_is_the_first_page() -> None:
    assert paging.moment_and_id(None) is None
    assert paging.only_id("") is None


@pytest.mark.parametrize("text", ["{}", "[]x", "[1]", '["x"]', '["2026-11-22", 5]', "null", "\xff"])
def test_what_we_did_not_write_is_refused(text: str) -> None:
    cursor = base64.urlsafe_b64encode(text.encode("latin-1")).decode().rstrip("=")
    for read in (paging.moment_and_id, paging.only_id):
        try:
            with pytest.raises(ValidationError):
                read(cursor)
        except pytest.fail.Exception:
            assert read(cursor) is None  # "null" says as much as no cursor


@pytest.mark.parametrize(
    "said", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00+23:59", "2026-11-22"]
)
def test_a_moment_that_we_never_wrote_is_refused(said: str) -> None:
    with pytest.raises(ValidationError):
        paging.moment_and_id(paging.written(said, WHICH))


@pytest.mark.parametrize("cursor", ["!", "a", "井盖", "====="])
def test_what_is_no_base64_is_refused(cursor: str) -> None:
    with pytest.raises(ValidationError):
        paging.moment_and_id(cursor)
