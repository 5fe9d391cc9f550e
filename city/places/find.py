"""Where a report is, asked of the database: its words, its position, and codes of components."""

import re
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from city.db import Point
from city.places import geocoder
from city.places.atlas import atlas
from city.places.context import NOTHING, Context
from city.places.geocoder import Answer, Placement
from city.places.model import Component
from city.places.normal import plain

CODE = re.compile(r"(?<!\d)\d{16}(?!\d)")
MOST_CODES = 5


def find(
    session: Session,
    words: str,
    at: Point | None,
    accuracy: float | None,
    context: Context = NOTHING,
) -> Placement:
    """The placement of a report: degrees WGS-84, accuracy in metres."""
    return next(find_many(session, [(words, at, accuracy)], context))


def find_many(
    session: Session,
    asked: Sequence[tuple[str, Point | None, float | None]],
    context: Context = NOTHING,
) -> Iterator[Placement]:
    """The placements of many reports, each told as its words, position and accuracy, in order."""
    known = atlas(session)
    contexts = _with_components(session, [words for words, *_ in asked], context)
    for (words, at, accuracy), own in zip(asked, contexts, strict=True):
        yield geocoder.place(known.gazetteer, words, at, accuracy, known.grid, own)


def geocode(session: Session, texts: Sequence[str], context: Context = NOTHING) -> Iterator[Answer]:
    """What each text says."""
    city = atlas(session).gazetteer
    for words, own in zip(texts, _with_components(session, texts, context), strict=True):
        yield geocoder.geocode(city, words, own)


def _with_components(session: Session, texts: Sequence[str], context: Context) -> list[Context]:
    """The context of each text, with the components whose codes stand in it; one query for all."""
    read = "\n".join(context.signs)
    codes = [CODE.findall(plain(f"{words}\n{read}"))[:MOST_CODES] for words in texts]
    wanted = {code for own in codes for code in own}
    if not wanted:
        return [context] * len(texts)
    rows = session.execute(select(Component.code, Component.at).where(Component.code.in_(wanted)))
    places = {row.code: row.at for row in rows}
    return [
        context._replace(components=tuple((code, places[code]) for code in own if code in places))
        if own
        else context
        for own in codes
    ]
