"""The results of a survey as a table: a row a finding, and a row a beat."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from city.catalogue.model import Category
from city.people import Actor
from city.surveys import questions, reading
from city.surveys.model import Finding
from city.surveys.questions import Answer, Kind, Question, Tally
from city.surveys.reading import BeatRow, Whole
from city.surveys.words import BEAT_HEADINGS, HEADINGS, MORE_HEADINGS, SHEETS, STATE_WORDS, YES_NO
from city.tables import writing
from city.tables.writing import Cell


class Told(NamedTuple):
    """In which words a table speaks."""

    language: str
    zone: ZoneInfo
    categories: Mapping[str, str]
    reports: Mapping[UUID, str]


def csv(session: Session, survey_id: UUID, actor: Actor, language: str, zone: ZoneInfo) -> bytes:
    """The findings as CSV. Raises Missing."""
    whole = reading.whole(session, survey_id, actor)
    return writing.text(_findings(session, whole, language, zone))


def xlsx(session: Session, survey_id: UUID, actor: Actor, language: str, zone: ZoneInfo) -> bytes:
    """The findings and the beats as .xlsx. Raises Missing."""
    whole = reading.whole(session, survey_id, actor)
    findings, beats = SHEETS[language]
    return writing.workbook(
        [
            (findings, _findings(session, whole, language, zone)),
            (beats, _beats(whole, language, zone)),
        ]
    )


def _findings(
    session: Session, whole: Whole, language: str, zone: ZoneInfo
) -> Iterator[list[Cell]]:
    asked = _asked(whole)
    found = reading.findings(session, whole.survey)
    names = session.execute(
        select(Category.code, Category.name).where(Category.code.in_(whole.survey.categories))
    )
    numbers = {key: one.number for key, one in reading.reports(session, found).items()}
    told = Told(language, zone, {row.code: row.name for row in names}, numbers)
    yield [*HEADINGS[language], *(one.words for one in asked), *MORE_HEADINGS[language]]
    for one in found:
        yield _row(one, asked, told)


def _row(one: Finding, asked: list[Question], told: Told) -> list[Cell]:
    at = one.position
    return [
        one.task.beat.name,
        one.task.beat.code,
        one.person.name,
        _moment(one.at, told.zone),
        told.categories.get(one.category or "", one.category or ""),
        *(_said(one.answers.get(question.key), told.language) for question in asked),
        one.note,
        len(one.photos),
        at.lon if at else "",
        at.lat if at else "",
        "" if one.apart is None else one.apart,
        one.reason,
        told.reports.get(one.report_id, "") if one.report_id else "",
    ]


def _beats(whole: Whole, language: str, zone: ZoneInfo) -> Iterator[list[Cell]]:
    asked = _asked(whole)
    sums = [one.words for one in asked]
    yield [*BEAT_HEADINGS[language], *sums]
    for row in whole.beats:
        yield [*_beat(row, language, zone), *(_sum(one, language) for one in _told(row, asked))]


def _beat(row: BeatRow, language: str, zone: ZoneInfo) -> list[Cell]:
    task = row.task
    return [
        task.beat.name,
        task.beat.code,
        task.person.name if task.person else "",
        STATE_WORDS[task.state][language],
        row.findings,
        _moment(task.done_at, zone) if task.done_at else "",
        task.note or "",
    ]


def _asked(whole: Whole) -> list[Question]:
    """The questions that have an answer of their own; photos are counted for each finding."""
    asked = questions.read(whole.survey.questions)
    return [one for one in asked if one.kind is not Kind.PHOTOS]


def _told(row: BeatRow, asked: list[Question]) -> list[Tally]:
    keys = {one.key for one in asked}
    return [one for one in row.tallies if one.key in keys]


def _sum(tally: Tally, language: str) -> Cell:
    if not tally.shares:
        return tally.sum
    shares = ((YES_NO.get(name, {}).get(language, name), n) for name, n in tally.shares.items())
    return "  ".join(f"{name} {number}" for name, number in shares)


def _said(answer: Answer | None, language: str) -> Cell:
    if isinstance(answer, bool):
        return YES_NO["yes" if answer else "no"][language]
    return "" if answer is None else answer


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
