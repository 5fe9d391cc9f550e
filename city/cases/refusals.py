"""What can stand against a step of a case, in words."""
# ruff: noqa: RUF012 - the words of a class are never changed

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
