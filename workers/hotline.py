"""The hotline's jobs: an import row by row, its result, its reports as cases."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from city import collector, logs
from city.cases import joining, opening, screening
from city.cases.model import Case
from city.cases.opening import Placed
from city.db import transaction
from city.events import Event
from city.hotline import filed, results, runs
from city.hotline.model import RunState
from city.intake.model import Report
from city.places.find import find_many
from city.places.geocoder import Placement
from city.triage import knowledge, proposals
from city.triage.propose import Known, Proposal, propose_many
from media import keys
from workers import drops
from workers.tools import tools

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

log = logs.logger("hotline")


def run(_: Session, event: Event) -> None:
    """Take in the rows of a file; what was taken in before is passed over. Raises StoreDown.

    Each batch is a transaction of its own, so that nobody waits for the whole.
    """
    run_id = UUID(event.data["run"])
    with transaction() as session:
        sha256 = runs.get(session, run_id).sha256
    body = tools().store.get(keys.hotline_file(sha256))
    for _at in runs.go_on(run_id, body, tools().settings.zone):
        pass


def tell(session: Session, event: Event) -> None:
    """An import has ended: keep its result workbook, and put it where the file was dropped."""
    ended = runs.get(session, UUID(event.data["run"]))
    log.info("import ended", run=str(ended.id), state=ended.state, **ended.counts)
    if ended.state is not RunState.DONE:
        return
    body = results.workbook(session, ended, "zh")
    tools().store.put(keys.hotline_result(str(ended.id)), body, XLSX)
    told = tools().settings
    name = drops.result_name(ended.file, str(ended.id))
    if ended.by == drops.FOLDER and told.hotline_drop:
        drops.give_back(told.hotline_drop, name, body)
    elif ended.by == drops.PREFIX and told.hotline_prefix:
        tools().store.put(f"{told.hotline_prefix}results/{name}", body, XLSX)


@collector.away()
def place(session: Session, event: Event) -> None:
    """Place the reports of one batch, say what each may be, and open their cases, all at once.

    What else is asked of a new case is asked of the whole batch, in `_opened`.
    """
    reports = opening.unopened(session, filed.numbers(session, event))
    known = knowledge.known(session)
    proposed = _proposed(session, known, reports)
    found = _found(session, reports)
    placed = [
        Placed(report, placement, made.urgent)
        for report, placement, made in zip(reports, found, proposed, strict=True)
    ]
    _opened(session, known, opening.open_many(session, placed, tools().settings.zone), proposed)


def _opened(
    session: Session, known: Known, cases: Sequence[Case], proposed: Sequence[Proposal]
) -> None:
    """Keep what is to be known of the new cases of a batch, in their order; they are in no session.

    No statement a case: an import is tens of thousands of them.
    """
    told = zip(cases, proposed, strict=True)
    proposals.write_many(session, known, [(case.id, case.words, made) for case, made in told])
    filed.opened(session, [case.id for case in cases])


def look(session: Session, event: Event) -> None:
    """Hold new cases of an import against the open ones: all by reading, and what needs it singly.

    Each of those in a transaction of its own: so none waits for the locks of hundreds, and what
    was joined stays joined if a later one fails.
    """
    for case_id in screening.wanted(session, [UUID(one) for one in event.data["cases"]]):
        with transaction() as alone:
            joining.look(alone, case_id, tools().settings.zone)


def _proposed(session: Session, known: Known, reports: Sequence[Report]) -> list[Proposal]:
    types = filed.types(session, [one.id for one in reports])
    return propose_many(known, [(one.words, types.get(one.id, ())) for one in reports])


def _found(session: Session, reports: Sequence[Report]) -> Iterator[Placement]:
    asked = [(f"{one.place_words}\n{one.words}", one.position, one.accuracy) for one in reports]
    return find_many(session, asked)
