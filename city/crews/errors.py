"""What can go wrong with a crew, in words."""
# ruff: noqa: RUF012 - the words of a class are never changed

from typing import ClassVar

from city.errors import CityError

Words = dict[str, str]


class CrewForbids(CityError):
    """A crew that cannot be as it is wished."""

    code = "crew_forbids"
    words = {
        "zh": "班组没有改变：{why}",
        "en": "The crew was not changed: {why}",
    }
    BUSY: ClassVar[Words] = {
        "zh": "{names}手上还有工作，请先取消派工",
        "en": "{names} still holds work; take it back first",
    }
    TAKEN: ClassVar[Words] = {"zh": "已有同名的班组", "en": "another crew has this name"}

    @classmethod
    def because(cls, why: Words, **facts: str) -> "CrewForbids":
        """The refusal, with what the reason names."""
        return cls(why={language: said.format(**facts) for language, said in why.items()})
