"""The component whose number stands in a photo of it: then it is known whose it is."""

import re
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from city import events
from city.cases.model import Case
from city.intake.model import Report
from city.intake.writing import Read
from city.people import SYSTEM
from city.places.coordinates import distance
from city.places.model import Component

CODE = re.compile(r"(?<!\d)\d{16}(?!\d)")
GAPS = re.compile(r"[\s·.-]+")
REACH = 100.0  # metres beside the doubt of the position: such a photo is taken close by (待核对)


def note(session: Session, case: Case, report: Report, read: Sequence[Read]) -> None:
    """Give a report the component that its photos name, where such a one stands close by.

    What the sender picked stays. Digits that were read wrongly are no component's, or one's that
    stands elsewhere.
    """
    if report.component_id is not None or case.position is None:
        return
    codes = [code for line in read for code in CODE.findall(GAPS.sub("", line.text))]
    if not codes:
        return
    reach = REACH + (case.accuracy or 0.0)
    for one in session.scalars(select(Component).where(Component.code.in_(codes))):
        if distance(case.position, one.at) <= reach:
            report.component_id = one.id
            about = {"case_id": case.id, "report_id": report.id}
            events.record(session, SYSTEM, "component.read", **about, code=one.code)
            return
