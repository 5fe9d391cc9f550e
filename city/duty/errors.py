"""What can go wrong on duty, in words."""
# ruff: noqa: RUF012 - the words of a class are never changed

from city.errors import CityError


class DutyForbids(CityError):
    """What somebody wants to do does not go with what they are doing."""

    code = "duty_forbids"
    words = {
        "zh": "您现在是“{state}”，不能{wish}；没有改动",
        "en": "You are now “{state}”: “{wish}” is not open. Nothing was changed",
    }


class ReasonNeeded(CityError):
    """A phone is not where it should be, or does not know: a reason must be given."""

    code = "reason_needed"
    words = {
        "zh": "{where}，请说明原因；已填写的都还在",
        "en": "{where}; please say why. What you wrote is kept",
    }


class AnswerDiffers(CityError):
    """The same id came with other content."""

    code = "answer_differs"
    words = {
        "zh": "编号相同的内容已经收到，但内容不同；先收到的没有改变",
        "en": "Something else was already received under this id; nothing was changed",
    }


class ShiftOverlaps(CityError):
    """Somebody cannot be in two shifts at once."""

    code = "shift_overlaps"
    words = {
        "zh": "{name}在这段时间已有班次，没有保存",
        "en": "{name} has a shift at that time already. Nothing was saved",
    }


class HandsFull(CityError):
    """Nobody holds more tasks than the city allows, by whomever they are named."""

    code = "hands_full"
    words = {
        "zh": "{name}手上的任务已到上限 {most} 件，请另选一人；没有改动",
        "en": "{name} holds {most} tasks, the most there may be. Nothing was changed",
    }


class SettingUnfit(CityError):
    """A number out of its limits."""

    code = "setting_unfit"
    words = {
        "zh": "“{setting}”应在 {low} 与 {high} 之间，没有保存",
        "en": "“{setting}” must be between {low} and {high}. Nothing was saved",
    }


class SheetUnclear(CityError):
    """A sheet that cannot be read at all; what is wrong in rows is told by row instead."""

    code = "sheet_unclear"
    words = {
        "zh": "这张表读不了：{why}；没有保存",
        "en": "This sheet cannot be read: {why}. Nothing was saved",
    }
