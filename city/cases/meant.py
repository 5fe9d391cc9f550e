"""Which open cases a caller may mean: those that are told alike, then what else lies near."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from city import clock
from city.cases import around, queries
from city.cases.duplicates import find
from city.cases.duplicates.candidates import sorts
from city.cases.duplicates.keys import joined, spotted
from city.cases.duplicates.sighting import Sighting, Told
from city.cases.model import Case
from city.people import Actor
from city.places.geocoder import Placement
from city.triage.propose import Choice

NEAR = 150.0  # metres
MOST = 8


def meant(
    session: Session,
    actor: Actor,
    place_words: str,
    words: str,
    placement: Placement,
    choices: Sequence[Choice],
) -> list[Case]:
    """At most eight of the cases that the actor may see, the likeliest first, then the newest."""
    known = sorts(session)
    told = Told(
        placement.at,
        placement.doubt,
        clock.now(),
        joined(place_words, words),
        spot=spotted(placement.evidence().get("words")),
        likely=tuple((known[one.code], one.share) for one in choices if one.code in known),
    )
    alike = [each.case_id for each in find.alike(session, Sighting(told), find.NOBODYS)]
    near = around.open_cases(session, actor, placement.at, NEAR) if placement.at else []
    wanted = list(dict.fromkeys([*alike, *(case.id for case in near)]))
    seen = {case.id: case for case in queries.several(session, wanted, actor)}
    return [seen[case_id] for case_id in wanted if case_id in seen][:MOST]
