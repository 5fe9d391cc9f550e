"""A case's place: as columns of the case, and found again when its photos have been read."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from city import events
from city.cases.duplicates.keys import joined, keys, spotted
from city.cases.model import Case
from city.cases.stages import Stage
from city.duty.beats import is_country, settlements
from city.duty.model import Settled
from city.intake.model import Report
from city.intake.writing import Read
from city.people import SYSTEM
from city.places.geocoder import Placement
from city.triage.personal import masked

UNPLACED = "位置待定"
OVER = frozenset({Stage.DECLINED, Stage.CLOSED, Stage.REVISITED, Stage.VOIDED, Stage.MERGED})


def columns(report: Report, placement: Placement, read: Sequence[Read] = ()) -> dict[str, Any]:
    """What a case holds of its place, and is found by.

    `read`: the lines of its photos, of which some are signs.
    """
    areas, evidence = placement.areas, placement.evidence()
    return {
        "place": f"{areas.words}{masked(report.place_words)}" or UNPLACED,
        "position": placement.at,
        "accuracy": placement.doubt,
        "placement": evidence | {"signs": _signs(placement, read)},
        "keys": keys(
            joined(report.place_words, report.words), spotted(evidence.get("words")), report.words
        ),
        "district_id": areas.district and areas.district.id,
        "subdistrict_id": areas.subdistrict and areas.subdistrict.id,
        "community_id": areas.community and areas.community.id,
        "cell_id": areas.cell and areas.cell.id,
        "beat_id": areas.beat and areas.beat.id,
    }


def settle(case: Case, known: Mapping[int, Settled]) -> None:
    """Note whether the case lies in the country, by what is `known` of its areas."""
    case.country = is_country(known, case.beat_id, case.subdistrict_id, case.district_id)


def is_unplaced(case: Case) -> bool:
    """Whether nobody knows where a case is that goes on."""
    return case.position is None and case.stage not in OVER


def place_again(
    session: Session, case: Case, report: Report, placement: Placement, read: Sequence[Read]
) -> None:
    """Put an unplaced, locked case where its photos say. Its number stays what it was."""
    for name, value in columns(report, placement, read).items():
        setattr(case, name, value)
    settle(case, settlements(session))
    if placement.at is not None:
        about = {"case_id": case.id, "report_id": report.id}
        events.record(session, SYSTEM, "case.placed", **about, place=case.place)


def _signs(placement: Placement, read: Sequence[Read]) -> list[dict[str, Any]]:
    """The lines that say or support a place, each with its photo and box."""
    answer = placement.answer
    told = [answer.best, *answer.guesses] if answer else []
    meant = {found.note: found for found in told if found and found.note}
    return [
        line._asdict()
        | {"photo_id": str(line.photo_id), "kind": found.kind, "names": list(found.names)}
        for line in read
        if (found := meant.pop(line.text, None))
    ]
