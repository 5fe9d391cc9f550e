"""What the hotline is told: result, reply and satisfaction that follow from how a case ended."""

import pytest

from city.hotline.answers import decided


@pytest.mark.parametrize(
    ("name", "data", "result", "satisfaction", "words"),
    [
        ("case.close", {}, 0, None, "井盖已更换"),
        ("case.decline", {"note": "不属于本市"}, 3, None, "不属于本市"),
        ("case.void", {"note": "重复"}, 3, None, "重复"),
        ("case.force_close", {"note": "等待改造"}, 1, None, "等待改造"),
        ("revisit.answered", {"satisfied": True, "solved": True}, 0, 2, "回访"),
        ("revisit.answered", {"satisfied": False, "solved": False}, 1, 0, "回访"),
        ("revisit.answered", {"satisfied": False, "solved": True}, 0, 0, "回访"),
    ],
)
def test_an_end_is_an_answer(
    name: str, data: dict[str, object], result: int, satisfaction: int | None, words: str
) -> None:
    found = decided(name, data, "井盖已更换")
    assert (found["result"], found["satisfaction"]) == (result, satisfaction)
    assert words in found["reply"]
