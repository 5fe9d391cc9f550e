"""A program that reports for many people is nobody's device: what it sends is many people's."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from city.intake.model import Channel
from deploy.walk import new_id, until
from tests.channels.program import program
from tests.duplicates.neighbours import quarter, shifted
from tests.house import City

BURST = "occurrence-0501"
MANY = 7  # reports, which is more than make a mass event of this class (data/masses.csv)
STANDING = """
select count(case_id), min(case_id::text), max(case_id::text) from reports where id = any(%s)
"""


def _one_case(city: City, reports: list[str]) -> str:
    """The case that all these reports stand with."""

    def together() -> str | None:
        ((count, first, last),) = city.rows(STANDING, reports)
        return first if count == len(reports) and first == last else None

    found: str = until(together, "the joins", seconds=60)
    return found


def _about(at: dict[str, Any], n: int) -> dict[str, Any]:
    words = f"水管爆了，水喷到路上，已经{n + 1}分钟"
    return {"words": words, "category": BURST, "position": shifted(at, 6 * n)}


def test_what_a_program_sends_for_many_is_a_mass_event(city: City) -> None:
    app, at, reports = program(city, Channel.APP), quarter(city), []
    for n in range(MANY):
        made = datetime.now(ZoneInfo("Asia/Shanghai")).isoformat()
        sent = app.signed("PUT", f"/apps/reports/{new_id()}", {**_about(at, n), "made_at": made})
        assert sent.status == 201, sent.body
        reports.append(sent.json["id"])
        case_id = _one_case(city, reports)
    path, operator = f"/cases/{case_id}", city.crew.sign_in("operator")
    until(lambda: operator.must("GET", path)["is_mass"], "the mass event")
    assert _one_case(city, reports) == case_id
