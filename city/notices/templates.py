"""The words of notices as data: shipped ones, and the versions that a city puts in their place."""

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from city import clock
from city.errors import Missing
from city.notices.errors import TemplateUnfit
from city.notices.kinds import Carrier
from city.notices.model import Template
from city.people import Actor

DATA = Path(__file__).parent / "data" / "templates.csv"
OUTSIDE = frozenset({"number", "stage", "due", "count", "link", "task", "what"})
"""All that may leave the city in a message: a number, words of a stage or step, no persons."""
INSIDE = OUTSIDE | {"note", "to", "text"}
NEEDS_CODE = frozenset({Carrier.WECHAT, Carrier.ACCOUNT, Carrier.SMS})
FIELDS = {
    Carrier.WECHAT: re.compile(r"[a-z_]+\d+=.+"),
    Carrier.ACCOUNT: re.compile(r"(?:[A-Za-z_]+\d+|url)=.+"),
}
"""Where words are fields of the platform's template; `url` is what a message leads to."""
LONGEST = {"thing": 20, "phrase": 5, "character_string": 32, "time": 32, "number": 32}
"""Characters that a field of each kind takes (订阅消息参数值内容限制)."""
SAMPLE: dict[str, str] = {
    "number": "20261122-00017",
    "stage": "已结案",
    "due": "11-22 17:30",
    "task": "核查",
    "what": "延期",
    "count": "3",
    "link": "https://city.example/r/…",
    "note": "现场已恢复",
    "to": "市政养护一队",
    "text": "明日停水",
}

Key = tuple[str, Carrier, str]


class Wording(NamedTuple):
    """The words in force for a kind, a carrier and a language. Version 0 is what is shipped."""

    kind: str
    carrier: Carrier
    language: str
    title: str
    words: str
    code: str = ""
    is_on: bool = True
    version: int = 0

    @property
    def is_usable(self) -> bool:
        """Whether it can be sent: switched on, and with the carrier's own code if it wants one."""
        return self.is_on and (bool(self.code) or self.carrier not in NEEDS_CODE)


class Message(NamedTuple):
    """What a reader is told: title and words filled in; `gaps` are the filled values in order."""

    title: str
    words: str
    code: str
    gaps: tuple[str, ...]


@cache
def shipped() -> Mapping[Key, Wording]:
    """The words that come with the house."""
    with DATA.open(encoding="utf-8", newline="") as file:
        found = [{**row, "carrier": Carrier(row["carrier"])} for row in csv.DictReader(file)]
    rows = [Wording(**row) for row in found]  # type: ignore[arg-type]
    return {(row.kind, row.carrier, row.language): row for row in rows}


def wordings(session: Session) -> dict[Key, Wording]:
    """All words in force."""
    newest = (
        select(Template)
        .ext(distinct_on(Template.kind, Template.carrier, Template.language))
        .order_by(Template.kind, Template.carrier, Template.language, Template.version.desc())
    )
    own = {(row.kind, row.carrier, row.language): _read(row) for row in session.scalars(newest)}
    return {**shipped(), **own}


def codes(session: Session, carrier: Carrier) -> frozenset[str]:
    """The platform's own codes of the templates that are in force for a carrier."""
    known = wordings(session).values()
    return frozenset(one.code for one in known if one.carrier is carrier and one.code)


def versions(session: Session, key: Key) -> Sequence[Template]:
    """The city's own versions of one wording, the newest first."""
    mine = (Template.kind, Template.carrier, Template.language)
    asked = select(Template).where(*(column == one for column, one in zip(mine, key, strict=True)))
    return session.scalars(asked.order_by(Template.version.desc())).all()


def change(session: Session, wanted: Wording, actor: Actor) -> Wording:
    """Put new words in force. Raises Missing for what no kind says, TemplateUnfit."""
    key = wanted.kind, wanted.carrier, wanted.language
    if key not in shipped():
        raise Missing(what="template")
    check(wanted)
    last = select(func.max(Template.version)).where(
        Template.kind == wanted.kind,
        Template.carrier == wanted.carrier,
        Template.language == wanted.language,
    )
    new = wanted._replace(version=(session.scalar(last) or 0) + 1)
    session.add(Template(**new._asdict(), at=clock.now(), by_id=actor.person_id))
    session.flush()
    return new


def check(wanted: Wording) -> None:
    """Raises TemplateUnfit for words that cannot be read, or that would say too much outside."""
    allowed = INSIDE if wanted.carrier is Carrier.IN_APP else OUTSIDE
    try:
        named = set(_gaps(wanted.title + wanted.words))
    except ValueError:
        raise TemplateUnfit(why={"zh": "花括号不成对", "en": "a brace has no partner"}) from None
    if too_much := sorted(named - allowed):
        said = ", ".join(f"{{{name}}}" for name in too_much)
        raise TemplateUnfit(why={"zh": f"不能用 {said}", "en": f"{said} may not be used"})
    field = FIELDS.get(wanted.carrier)
    if field and not all(field.fullmatch(one) for one in wanted.words.split(";")):
        raise TemplateUnfit(why={"zh": "应为“字段=内容;…”", "en": "it must read field=words;…"})


def fill(wording: Wording, facts: Mapping[str, object]) -> Message:
    """The message that `wording` makes of `facts`; what is not known is an ellipsis."""
    known = _Known({name: _said(value, wording.language) for name, value in facts.items()})
    gaps = tuple(known[name] for name in _gaps(wording.words))
    title, words = (text.format_map(known) for text in (wording.title, wording.words))
    return Message(title, words, wording.code, gaps)


def fields(words: str) -> dict[str, dict[str, str]]:
    """`thing1=…;phrase2=…` as WeChat's `data`, each value cut to what its kind takes."""
    found = {}
    for part in words.split(";"):
        name, _, value = part.partition("=")
        most = len(value) if name == "url" else LONGEST.get(name.rstrip("0123456789"), 20)
        found[name] = {"value": value[:most]}
    return found


def _said(value: object, language: str) -> str:
    """A fact may itself have words in each language."""
    return str(value[language] if isinstance(value, dict) and language in value else value)


class _Known(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"


def _gaps(text: str) -> list[str]:
    parsed = list(Formatter().parse(text))
    if any(spec or conversion for _, name, spec, conversion in parsed if name is not None):
        raise ValueError(text)
    return [name for _, name, _, _ in parsed if name is not None]


def _read(row: Template) -> Wording:
    return Wording(**{name: getattr(row, name) for name in Wording._fields})
