"""How often triage was right: precision and recall, by month and by category."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from city import clock
from city.triage.model import TriageLabel, TriageModel

DAYS = 366


class Judged(NamedTuple):
    """What a case turned out to be, what was proposed, and when."""

    at: datetime
    code: str
    proposed: str | None


class Score(NamedTuple):
    """Of a code, or of a month: how many it was, how many were proposed, how many of both."""

    name: str
    cases: int
    proposed: int
    right: int

    @property
    def precision(self) -> float | None:
        """Of what was proposed, how much was so."""
        return self.right / self.proposed if self.proposed else None

    @property
    def recall(self) -> float | None:
        """Of what it was, how much was proposed."""
        return self.right / self.cases if self.cases else None


def by_code(judged: Iterable[Judged]) -> list[Score]:
    """A line for each code, the most frequent first."""
    was: Counter[str] = Counter()
    proposed: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in judged:
        was[one.code] += 1
        if one.proposed:
            proposed[one.proposed] += 1
        right[one.code] += one.proposed == one.code
    codes = sorted(was | proposed, key=lambda code: (-was[code], code))
    return [Score(code, was[code], proposed[code], right[code]) for code in codes]


def by_month(judged: Iterable[Judged], zone: ZoneInfo, code: str | None = None) -> list[Score]:
    """A line for each month, the oldest first; of one code alone where it is named, and then
    without the months that knew nothing of it.
    """
    months: dict[str, list[Judged]] = {}
    for one in judged:
        if code in (None, one.code, one.proposed):
            months.setdefault(f"{one.at.astimezone(zone):%Y-%m}", []).append(one)
    return [
        _whole(month, found) if code is None else _of(month, found, code)
        for month, found in sorted(months.items())
    ]


def _whole(month: str, judged: Sequence[Judged]) -> Score:
    proposed = sum(one.proposed is not None for one in judged)
    return Score(month, len(judged), proposed, sum(one.proposed == one.code for one in judged))


def _of(month: str, judged: Iterable[Judged], code: str) -> Score:
    told = next(score for score in by_code(judged) if score.name == code)
    return told._replace(name=month)


def judged(session: Session, days: int = DAYS) -> list[Judged]:
    """What people made of proposals in the last days, the oldest first."""
    asked = select(TriageLabel.at, TriageLabel.code, TriageLabel.proposed)
    since = clock.now() - timedelta(days=days)
    rows = session.execute(asked.where(TriageLabel.at >= since).order_by(TriageLabel.at))
    return [Judged(*row) for row in rows]


def models(session: Session, most: int = 20) -> Sequence[TriageModel]:
    """The models that were learned here, the newest first."""
    return session.scalars(select(TriageModel).order_by(TriageModel.id.desc()).limit(most)).all()
