"""What is shown of people: enough to recognise somebody by, not enough to find them."""

import pytest

from api.shown.cases import masked
from city.cases.words import SENDER, STAFF, line
from city.intake.model import Contact


@pytest.mark.parametrize(
    ("name", "phone", "shown"),
    [
        ("王建国", "13800135678", ("王**", "138****5678")),
        ("李", "035112345678", ("李*", "035****5678")),
        ("欧阳甲乙丙", None, ("欧****", None)),
        (None, "1234567", (None, "****")),
        (None, "110", (None, "****")),
        ("", "", ("", "")),
    ],
)
def test_masks(name: str | None, phone: str | None, shown: tuple[str | None, str | None]) -> None:
    assert tuple(masked(Contact(name=name, phone=phone)).values()) == shown


def test_a_line_with_a_gap_is_still_a_line() -> None:
    assert line(SENDER["case.decline"], "zh", {"note": "不在职责范围"}) == "未立案：不在职责范围"
    assert line(SENDER["case.decline"], "en", {}) == "Not filed: …"
    assert line(STAFF["case.dispatch"], "zh", {"to": "{x}"}) == "派遣到{x}"
