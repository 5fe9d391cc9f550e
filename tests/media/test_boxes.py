"""Which words are a number plate's, and which boxes are one."""

import pytest

from media.boxes import Box, Words, is_plate, joined, long_enough, plates_in, without_signs


@pytest.mark.parametrize(
    "text",
    [
        *("晋A12345", "晋A·12345", "京 A 8K8K8", "粤B·D12345", "沪AF0236学", "晋A·O1234"),
        *("车牌：晋A12345", "晋a12345", "京A1234警"),
        *("A12345", "品A12345", "F1234G"),
    ],
)
def test_plates_are_known(text: str) -> None:
    assert is_plate(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "柳巷北路", "DNIT", "13800138000", "0351-4123456", "2026-11-22", "迎泽大街118号"),
        *("HUAWEI", "STOP", "A1", "晋祠路", "太原市城管"),
    ],
)
def test_other_writing_is_not_taken_for_one(text: str) -> None:
    assert not is_plate(text)


def test_a_line_that_reads_as_a_plate_is_a_box() -> None:
    lines = [Words("柳巷", 0.9, 0, 0, 0.2, 0.1), Words("晋A12345", 0.8, 0.4, 0.5, 0.6, 0.6)]
    assert plates_in(lines) == [Box(0.4, 0.5, 0.6, 0.6, "plate", 0.8)]


def test_what_two_eyes_saw_is_one_box() -> None:
    one, same, other = (
        Box(0.4, 0.5, 0.6, 0.6, "plate"),
        Box(0.42, 0.51, 0.58, 0.6, "plate"),
        Box(0.1, 0.1, 0.2, 0.2, "plate"),
    )
    assert joined([one, same, other]) == [one, other]


def test_a_blue_plate_with_a_streets_name_is_no_number_plate() -> None:
    sign, car = Box(0.1, 0.1, 0.5, 0.2, "plate"), Box(0.4, 0.6, 0.6, 0.7, "plate")
    lines = [
        Words("并州北路", 0.99, 0.15, 0.12, 0.45, 0.18),
        Words("晋A·12345", 0.95, 0.42, 0.61, 0.58, 0.69),
    ]
    assert without_signs([sign, car], lines) == [car]
    guessed = [Words("并州北路", 0.5, 0.15, 0.12, 0.45, 0.18)]
    assert without_signs([sign, car], guessed) == [sign, car]


@pytest.mark.parametrize("text", ["HUAWEI", "China-Mobile", "13800138000", "办证13800138000"])
def test_letters_alone_and_telephone_numbers_are_no_plate(text: str) -> None:
    sign = Box(0.1, 0.1, 0.5, 0.2, "plate")
    assert without_signs([sign], [Words(text, 0.95, 0.15, 0.12, 0.45, 0.18)]) == []


@pytest.mark.parametrize("text", ["A1234", "晋A", "12345", "晋AB", "ABCD1"])
def test_a_part_of_a_plate_is_veiled(text: str) -> None:
    plate = Box(0.1, 0.1, 0.5, 0.2, "plate")
    assert without_signs([plate], [Words(text, 0.95, 0.15, 0.12, 0.45, 0.18)]) == [plate]


def test_a_dealers_name_on_a_plates_frame_unveils_nothing() -> None:
    plate = Box(0.1, 0.1, 0.5, 0.2, "plate")
    dealer = Words("太原现代专卖", 0.95, 0.2, 0.18, 0.4, 0.2)
    assert without_signs([plate], [dealer]) == [plate]


def test_a_bar_that_stands_upright_is_no_plate() -> None:
    bar, wire = Box(0.1, 0.1, 0.2, 0.5, "plate"), Box(0.1, 0.1, 0.9, 0.15, "plate")
    plate = Box(0.1, 0.1, 0.2, 0.15, "plate")
    assert long_enough([bar, wire, plate], 1600, 1200) == [plate]
