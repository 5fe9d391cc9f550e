"""A city that has grown old: the demo city's own cases copied until there are millions."""

import time
from collections.abc import Mapping
from contextlib import ExitStack

import psycopg
from sqlalchemy import DateTime, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from city.cases.model import Case
from city.cases.stages import Stage
from city.db import Base, connect, transaction
from city.events import Event
from city.intake.model import Photo, Report
from city.settings import sqlalchemy_url
from deploy.demo.copying import bare

MONTHS = 18  # over so long Taiyuan took its two million reports
ENDED = (Stage.CLOSED, Stage.REVISITED, Stage.DECLINED, Stage.VOIDED)

# What is copied, how often, and how far back each copy goes.
_COPIES = """
    create temporary table copies on commit drop as
    select old_case, old_report, uuidv7(-back) as new_case, uuidv7(-back) as new_report, back,
           (select count(*) from cases) + row_number() over () as nth
    from (
        select id as old_case, report_id as old_report,
               case when :ended then (g + random()) * interval '1 month' * :months / :times
                    else g * interval '1 second' end as back
        from (select * from cases where number not like '%-%' and (stage = any(:stages)) = :ended
              order by received_at limit :wanted) templates,
             generate_series(1, :times) g
    ) shifted
    order by back desc
"""
_WANTED = {
    Report: {"id": "c.new_report", "case_id": "c.new_case", "number": "t.number || '-' || c.nth"},
    Case: {
        "id": "c.new_case",
        "report_id": "c.new_report",
        "number": "t.number || '-' || c.nth",
        "approval_id": "null",
    },
    Event: {"case_id": "c.new_case", "report_id": "c.new_report"},
    Photo: {"id": "uuidv7(-c.back)", "report_id": "c.new_report"},
}
_FROM = {
    Report: "reports t join copies c on c.old_report = t.id",
    Case: "cases t join copies c on c.old_case = t.id",
    Event: "events t join copies c on c.old_case = t.case_id and t.name = any(:told)",
    Photo: "photos t join copies c on c.old_report = t.report_id",
}
_LOCK = "lock table reports, cases, events, photos in access exclusive mode"
_NO_LONGER = "set local lock_timeout = 0"
_SHORTLY = "set local lock_timeout = '2s'"  # longer than it takes to send an autovacuum away
PATIENCE = 60.0  # seconds
ABOUT = 0.95  # of what is wanted is enough: desks and clocks have moved some since
# A case's whole past is some eight events; three stand for it, so that a run takes minutes.
TOLD = ["case.file", "case.handle", "case.close", "case.decline"]


def grow(database: str, ended: int, opened: int) -> tuple[int, int]:
    """Copy cases until there are about so many that ended and that are open; how many there are.

    A copy has its template's category, place, department and clock; those that ended are spread
    over 18 months, with three of their events each. Photos are copied with open cases; no tasks.
    """
    connect(sqlalchemy_url(database))
    for is_ended, wanted in ((True, ended), (False, opened)):
        with transaction() as session:
            there = _count(session, is_ended)
            if there < wanted * ABOUT:
                _copy(session, is_ended, wanted - there)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("vacuum (analyze) cases, reports, events, photos")
    with transaction() as session:
        return _count(session, True), _count(session, False)


def _copy(session: Session, is_ended: bool, more: int) -> None:
    templates = _templates(session, is_ended)
    times = max(1, more // templates)
    _hold_alone(session)
    session.execute(text("set local maintenance_work_mem = '1GB'"))
    about = {"stages": list(ENDED), "ended": is_ended, "months": MONTHS}
    session.execute(text(_COPIES), about | {"times": times, "wanted": min(templates, more)})
    copied = [model for model in _WANTED if model is not Photo or not is_ended]
    with ExitStack() as laid_bare:
        for model in copied:
            laid_bare.enter_context(bare(session, model))
        for model in copied:
            told = {"told": TOLD} if model is Event else {}
            session.execute(text(_insert(model, _WANTED[model])), told)


def _hold_alone(session: Session) -> None:
    """All these tables or none, asked for again and again: who waits long for one while it holds
    the others locks workers out."""
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            with session.begin_nested():
                session.execute(text(_SHORTLY))
                session.execute(text(_LOCK))
                session.execute(text(_NO_LONGER))
            return
        except OperationalError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.05)


def _insert(model: type[Base], given: Mapping[str, str]) -> str:
    """Every column as the template has it, moments moved back, ids as `given` says."""
    columns = {
        column.name: given.get(column.name) or _moved(column.name, column.type)
        for column in model.__table__.columns
        if not (model is Event and column.name == "id")
    }
    names = ", ".join(f'"{name}"' for name in columns)
    order = "order by c.back desc" if model is not Event else "order by c.back desc, t.id"
    values = ", ".join(columns.values())
    return (
        f"insert into {model.__tablename__} ({names}) select {values} from {_FROM[model]} {order}"
    )


def _moved(name: str, kind: object) -> str:
    return f't."{name}" - c.back' if isinstance(kind, DateTime) else f't."{name}"'


def _templates(session: Session, is_ended: bool) -> int:
    return _count(session, is_ended, "number not like '%-%'")


def _count(session: Session, is_ended: bool, further: str = "true") -> int:
    asked = f"select count(*) from cases where (stage = any(:stages)) = :ended and {further}"
    counted = session.scalar(text(asked), {"stages": list(ENDED), "ended": is_ended})
    return int(counted or 0)
