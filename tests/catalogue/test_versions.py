"""From one catalogue to the next: the diff, and that a case keeps what it was filed by."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from city.catalogue import load, read, versions
from city.catalogue.model import Category, FilingCondition, Kind
from city.catalogue.versions import Book, Changes

WHOLE = frozenset({Kind.COMPONENT})


@pytest.fixture
def loaded(session: Session) -> Session:
    load.load(session)
    return session


def _book(*but: str, **changed: str) -> Book:
    """The shipped components without some categories; `texts` of 0101's first condition changed."""
    conditions: list[dict[str, Any]] = [
        dict(row)
        for row in load.conditions()
        if row["category"].startswith("component") and row["category"] not in but
    ]
    conditions[0] |= changed
    categories = [row for row in load.categories() if row["kind"] == "component"]
    return Book([row for row in categories if row["code"] not in but], conditions)


def _first(session: Session) -> FilingCondition:
    asked = select(FilingCondition).join(Category, Category.id == FilingCondition.category_id)
    return session.scalars(
        asked.where(
            Category.code == "component-0101",
            FilingCondition.ordinal == 1,
            FilingCondition.valid_to.is_(None),
        )
    ).one()


def _filed(session: Session, conditions: Sequence[int]) -> None:
    for number, condition in enumerate(conditions):
        told = {"n": f"V{number}", "condition": condition}
        session.execute(
            text(
                "insert into reports (id, number, channel, fingerprint, device, words, place_words,"
                " made_at, received_at) values (uuidv7(), :n, 'citizen', :n, :n, '', '', now(),"
                " now())"
            ),
            told,
        )
        session.execute(
            text(
                "insert into cases (id, number, stage, report_id, condition_id, words, place,"
                " placement, urgent, received_at, stage_at) select uuidv7(), number, 'handling',"
                " id, :condition, '', '', '{}', false, now(), now() from reports where number = :n"
            ),
            told,
        )


def _compared(session: Session, book: Book) -> Changes:
    return versions.compare(session, book, WHOLE)


def test_the_same_book_changes_nothing(loaded: Session) -> None:
    assert _compared(loaded, _book()).is_nothing()
    assert versions.compare(loaded, Book(load.categories(), load.conditions())).is_nothing()


def test_a_changed_limit_and_a_vanished_category_are_counted_with_the_cases(
    loaded: Session,
) -> None:
    old = _first(loaded)
    _filed(loaded, [old.id, old.id])
    book = _book("component-0138", limit_label="3紧急工作时")
    book.conditions[0]["limit_amount"] = 3
    changes = _compared(loaded, book)
    assert [one.fields for one in changes.limits()] == [{"limit_label", "limit_amount"}]
    gone = sum(row["category"] == "component-0138" for row in load.conditions())
    assert (len(changes.withdrawn), len(changes.vanished)) == (1, gone)
    assert versions.open_cases(loaded, changes) == 2
    said = changes.words(2, "en")
    assert f"1 limits change, 1 conditions change, {gone} vanish; 2 open cases use them" in said

    versions.apply(loaded, changes, origin="某市.xlsx", by="test")
    loaded.expire_all()
    assert loaded.get_one(FilingCondition, old.id).limit_label == "2紧急工作时"
    assert loaded.get_one(FilingCondition, old.id).valid_to is not None
    new = _first(loaded)
    assert (new.limit_label, new.limit_amount, new.photos) == ("3紧急工作时", 3, old.photos)
    cases = select(text("condition_id")).select_from(text("cases"))
    assert set(loaded.scalars(cases)) == {old.id}
    shown = {one.code: one for one in read.categories(loaded)}
    assert "component-0138" not in shown
    assert shown["component-0101"].conditions[0].id == new.id


def test_a_city_that_has_its_own_handbook_keeps_it(loaded: Session) -> None:
    changes = _compared(loaded, _book(text="本市自己的说法"))
    versions.apply(loaded, changes, origin="某市.xlsx", by="test")
    load.load(loaded)
    assert _first(loaded).text == "本市自己的说法"


def test_a_rule_follows_its_condition(loaded: Session) -> None:
    old = _first(loaded)
    loaded.execute(
        text(
            "insert into organisations (level, kind, code, name, duty_areas)"
            " values (3, 'department', 'v', 'v', '{}')"
        )
    )
    loaded.execute(
        text(
            "insert into dispatch_rules (ordinal, condition_id, organisation_id, days, note)"
            " select 1, :condition, id, 'any', '' from organisations"
        ),
        {"condition": old.id},
    )
    changes = _compared(loaded, _book(text="本市自己的说法"))
    replaced = versions.apply(loaded, changes, origin="某市.xlsx", by="test")
    assert replaced == {old.id: _first(loaded).id}
    assert loaded.scalar(text("select condition_id from dispatch_rules")) == _first(loaded).id


def test_what_stands_beside_is_mended_where_it_stands(loaded: Session) -> None:
    old = _first(loaded)
    book = _book()
    book.conditions[0]["photos"] = ["near"]
    versions.apply(loaded, _compared(loaded, book), origin="某市.xlsx", by="test")
    assert (_first(loaded).id, _first(loaded).photos) == (old.id, ["near"])
