"""What can stand against a step of a case, in words."""
# ruff: noqa: RUF012 - the words of a class are never changed

from typing import ClassVar

from city.errors import CityError


class Prevented(CityError):
    """Something stands against the step: a guard of its row, a limit, or time gone by."""

    code = "prevented"
    words = {
        "zh": "不能{action}：{why}；案件没有改变",
        "en": "“{action}” is not open: {why}. Nothing was changed",
    }


class OutOfRange(CityError):
    """What was given lies outside what is allowed."""

    code = "out_of_range"
    words = {
        "zh": "“{what}”应在 {least} 到 {most} 之间",
        "en": "“{what}” must lie between {least} and {most}",
    }


class PhotosMissing(CityError):
    """Not every view that the filing condition asks for is shown."""

    code = "photos_missing"
    words = {"zh": "还缺照片：{views}", "en": "Photos are missing: {views}"}


class CaseChanged(CityError):
    """Somebody else acted since the caller looked; `steps` says what."""

    code = "case_changed"
    words = {
        "zh": "您打开之后，案件有了变化：{steps}；现在是“{stage}”，没有重复办理，请看过再办",
        "en": "The case has changed since you opened it: {steps}. It is now “{stage}”; look again",
    }


class MergeRefused(CityError):
    """These two cases cannot be merged, or not this way round."""

    code = "merge_refused"
    words = {
        "zh": "不能并案：{why}；两个案件都没有改变",
        "en": "Not merged: {why}. Nothing was changed",
    }
    ITSELF: ClassVar[dict[str, str]] = {
        "zh": "不能并入自己",
        "en": "a case cannot join itself",
    }
    OVER: ClassVar[dict[str, str]] = {
        "zh": "要并入的案件已经办结",
        "en": "the other case is over",
    }
    WAITED_FOR: ClassVar[dict[str, str]] = {
        "zh": "有申请待批准或督办待回复，先了结再并",
        "en": "a request waits for approval, or an order for its answer: settle that first",
    }
    TURNED: ClassVar[dict[str, str]] = {
        "zh": "办得更远或更早收到的案件应当保留，请反过来并",
        "en": "the case that is further, or came first, should stand: merge the other way round",
    }


class MergedAlready(CityError):
    """One of the two was merged before, perhaps a moment ago."""

    code = "merged_already"
    words = {
        "zh": "案件 {number} 已经并案，请刷新后再试",
        "en": "Case {number} is merged already; please reload",
    }
