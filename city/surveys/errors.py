"""What can go wrong with a survey, in words."""
# ruff: noqa: RUF012 - the words of a class are never changed

from city.errors import CityError


class SurveyUnfit(CityError):
    """A survey that cannot be begun as it was set up."""

    code = "survey_unfit"
    words = {
        "zh": "普查没有发出：{why}；填写的都还在",
        "en": "The survey was not begun: {why}. What you wrote is kept",
    }


class AnswerUnfit(CityError):
    """An answer to a question that is missing, or of another kind."""

    code = "answer_unfit"
    words = {
        "zh": "“{question}”{why}；填写的都还在",
        "en": "“{question}”: {why}. What you wrote is kept",
    }
