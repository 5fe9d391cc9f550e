"""Why a case goes where it goes: one sentence in each language. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from city.dispatch.choose import Choice, Owner, Rule
from city.dispatch.model import Days

Words = dict[str, str]

LANGUAGES = ("zh", "en")
NAMED = {
    "zh": "写明部件 {component}，权属单位处置",
    "en": "it names component {component}: its owner",
}
NEAR = {
    "zh": "部件 {component} 距此 {metres} 米，权属单位处置",
    "en": "component {component} stands {metres} m away: its owner",
}
BY_RULE = {"zh": "规则 {number}：{what}", "en": "rule {number}: {what}"}
ANYTHING = {"zh": "任何案件", "en": "any case"}
OWNED = {"zh": "权属为{owner}", "en": "owned by {owner}"}
DAYS = {
    Days.WORKING: {"zh": "工作日", "en": "on working days"},
    Days.OFF: {"zh": "休息日", "en": "on days off"},
}
HAND = {"zh": "派遣员选定", "en": "chosen by the dispatcher"}
JOINED = {"zh": "，", "en": ", "}


class Names(NamedTuple):
    """What ids are called; category names by language."""

    categories: Mapping[int, Words]
    conditions: Mapping[int, str]
    areas: Mapping[int, str]
    organisations: Mapping[int, str]
    classes: Mapping[str, str]
    numbers: Mapping[int, int]


def why(choice: Choice, names: Names) -> Words:
    """The sentence for `choice`, in each language."""
    if choice.rule:
        return {one: _by_rule(choice.rule, names, one) for one in LANGUAGES}
    return _by_owner(choice.owner) if choice.owner else dict(HAND)


def _by_owner(owner: Owner) -> Words:
    words = NAMED if owner.metres is None else NEAR
    metres = f"{owner.metres or 0:.0f}"
    return {one: words[one].format(component=owner.component, metres=metres) for one in LANGUAGES}


def matched(rule: Rule, names: Names, language: str) -> str:
    """What a rule fits, in words: 井盖，迎泽区，工作日."""
    parts = [*_what(rule, names, language), *_where(rule, names, language), *_when(rule, language)]
    return JOINED[language].join(parts) or ANYTHING[language]


def _by_rule(rule: Rule, names: Names, language: str) -> str:
    what = matched(rule, names, language)
    number = names.numbers.get(rule.id, rule.id)
    said = BY_RULE[language].format(number=number, what=what)
    return f"{said} ({rule.note})" if rule.note else said


def _what(rule: Rule, names: Names, language: str) -> list[str]:
    found = []
    if rule.class_code:
        found.append(names.classes.get(rule.class_code, rule.class_code))
    if rule.category_id is not None:
        found.append(names.categories.get(rule.category_id, {}).get(language, "?"))
    if rule.condition_id is not None:
        found.append(names.conditions.get(rule.condition_id, "?"))
    return found


def _where(rule: Rule, names: Names, language: str) -> list[str]:
    found = [names.areas.get(rule.area_id, "?")] if rule.area_id is not None else []
    if rule.road:
        found.append(rule.road)
    if rule.owner_id is not None:
        owner = names.organisations.get(rule.owner_id, "?")
        found.append(OWNED[language].format(owner=owner))
    return found


def _when(rule: Rule, language: str) -> list[str]:
    found = [DAYS[rule.days][language]] if rule.days in DAYS else []
    if rule.opens and rule.closes:
        found.append(f"{rule.opens:%H:%M}–{rule.closes:%H:%M}")
    return found
