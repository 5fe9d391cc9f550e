"""What may be the same, as operators and as citizens are shown it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select

from api import here
from api.schemas.common import wgs84
from api.shown.cases import summary
from api.shown.reports import coded
from city.cases import merging, queries, stages
from city.cases.before_sending import Had
from city.cases.duplicates import said
from city.cases.duplicates.find import Alike
from city.cases.duplicates.sighting import Sighting
from city.cases.masses import ANSWER, Mass
from city.cases.model import Case
from city.cases.repeats import Back, Returns
from city.cases.stages import STAGE_WORDS, Action
from city.catalogue import read
from city.people import Organisation

NAMELESS = "—"


def alike(case: Case, sighting: Sighting, found: list[Alike]) -> list[dict[str, Any]]:
    """Those that may be the same as `case`, as far as one may see them."""
    session, actor = here.session(), here.actor()
    seen = {each.id: each for each in queries.several(session, [a.case_id for a in found], actor)}
    pictured = {one.case.id: one for one in queries.with_pictures(session, seen.values())}
    return [
        {
            "case": summary(pictured[each.case_id]),
            "position": wgs84(each.sighting.told.at, each.sighting.told.doubt),
            "share": round(each.likeness.share, 3),
            "verdict": each.verdict,
            "stands": merging.stands(case, other) is other,
            "may_merge": _may_merge(case, other),
            "photos": [
                photo.id for photo in queries.photos_of(session, other) if photo.width is not None
            ],
            "parts": said.all_told(each.likeness, sighting, each.sighting),
        }
        for each in found
        if (other := seen.get(each.case_id))
    ]


def mass(found: Mass) -> dict[str, Any]:
    """A mass event with the sentence that an operator may read out."""
    (pictured,) = queries.with_pictures(here.session(), [found.case])
    case, language = found.case, here.language()
    facts = {
        "place": case.place,
        "what": case.category.called(language) if case.category else "…",
        "reports": found.reports,
        "number": case.number,
        "stage": STAGE_WORDS[case.stage][language],
    }
    answer = ANSWER[language].format_map(facts)
    return {"case": summary(pictured), "since": case.mass_at, "answer": answer}


def repeated(found: Sequence[Returns], latest: Sequence[Back]) -> dict[str, Any]:
    """What came back, of all, by department and by category; the latest."""
    session = here.session()
    organisations = {one.id: one.name for one in session.scalars(select(Organisation))}
    categories = {one.id: one.called(here.language()) for one in read.categories(session)}
    return {
        "whole": _returns("", found),
        "latest": [_back(*each) for each in latest],
        "organisations": _grouped(found, lambda one: organisations.get(one.organisation_id or 0)),
        "categories": _grouped(found, lambda one: categories.get(one.category_id or 0)),
    }


def _back(case: Case, earlier: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "number": case.number,
        "received_at": case.received_at,
        "place": case.place,
        "category": coded(case.category),
        "earlier": earlier,
    }


def _grouped(
    found: Sequence[Returns], called: Callable[[Returns], str | None]
) -> list[dict[str, Any]]:
    groups: dict[str, list[Returns]] = defaultdict(list)
    for one in found:
        groups[called(one) or NAMELESS].append(one)
    told = [_returns(name, rows) for name, rows in groups.items()]
    return sorted(told, key=lambda one: (-one["back"], -one["closed"], one["name"]))


def _returns(name: str, rows: Sequence[Returns]) -> dict[str, Any]:
    closed, back = sum(one.closed for one in rows), sum(one.back for one in rows)
    return {"name": name, "closed": closed, "back": back, "share": back / closed if closed else 0.0}


def had(found: Had) -> dict[str, Any]:
    """An open case as a stranger may know it."""
    case = found.case
    return {
        "id": case.id,
        "category": coded(case.category),
        "place": found.subdistrict,
        "metres": found.metres,
        "stage_words": STAGE_WORDS[case.stage][here.language()],
        "received_on": case.received_at.astimezone(here.zone()).date(),
        "reports": found.reports,
        "picture": found.picture,
    }


def _may_merge(case: Case, other: Case) -> bool:
    joining = case if merging.stands(case, other) is other else other
    return Action.MERGE in stages.open_to(joining.stage, here.actor().roles)
