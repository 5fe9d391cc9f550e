"""The demo city made and written down: one district in seconds, or all of Taiyuan's numbers."""

from collections.abc import Callable, Sequence

from sqlalchemy import exists, select, text
from sqlalchemy.orm import Session
from tqdm import tqdm

from city.catalogue import load as catalogue
from city.people import Organisation, Person
from city.places.model import Area, Landmark, Road
from deploy.demo import (
    areas,
    landmarks,
    organisations,
    pictures,
    plan,
    roads,
    rosters,
    staff,
    writing,
)
from deploy.demo.accounts import Account
from deploy.demo.copying import reserve
from deploy.demo.writing import City
from media.store import Store

SEED = 20261122


def loaded(session: Session) -> bool:
    """Whether the demo city is there already."""
    return bool(session.scalar(select(exists().where(Road.source == plan.SOURCE))))


def load(
    session: Session,
    *,
    full: bool = False,
    store: Store | None = None,
    progress: Callable[[str], object] | None = None,
    seed: int = SEED,
) -> list[Account]:
    """Make the city and write it down within the caller's transaction; returns its accounts.

    With a store, past cases have drawn photos. With `progress`, a bar goes over standard error and
    each finished part is told in a line. The catalogue is loaded first where it was not. Raises
    ValueError when the demo city is there already.
    """
    if loaded(session):
        raise ValueError("the demo city is loaded already")
    catalogue.load(session)
    districts = plan.full() if full else plan.small()
    tell = progress or _silence
    bar = tqdm(total=_rows(districts), unit="row", unit_scale=True, disable=progress is None)
    with bar:
        city = _make(session, districts, seed)
        issued = writing.places(session, city, bar)
        rosters.write(session, city.grounds, city.staff, seed)
        tell(f"地理与组织 places and people: {len(city.roads)} 条道路 roads")
        writing.components(session, city, seed, bar, rebuild=full)
        tell("部件 components")
        shots = pictures.put(store, seed) if store else []
        writing.past(session, city, shots, seed)
        session.execute(text("analyze"))
        bar.update(plan.CASES)
        tell(f"案件 cases: {plan.CASES}")
    return issued


def _silence(_: str) -> None:
    return


def _rows(districts: Sequence[plan.District]) -> int:
    return plan.CASES + sum(
        quota.cells + quota.roads + quota.places + quota.components
        for quota in (district.quota for district in districts)
    )


def _make(session: Session, districts: Sequence[plan.District], seed: int) -> City:
    known = plan.divisions()
    grounds = []
    for district in districts:
        divided = sum(row.code.startswith(district.code) for row in known)
        first = reserve(session, Area, divided + district.quota.beats + district.quota.cells)
        grounds.append(areas.divide(district, known, first, seed))
    first = reserve(session, Road, sum(district.quota.roads for district in districts))
    own_roads = roads.build(grounds, first, seed)
    first = reserve(session, Landmark, sum(district.quota.places for district in districts))
    own_landmarks = landmarks.build(grounds, own_roads, first, seed)
    size = len(organisations.build(grounds, known, 1).rows)
    tree = organisations.build(grounds, known, reserve(session, Organisation, size))
    size = len(staff.build(grounds, tree, 1, seed).rows)
    people = staff.build(grounds, tree, reserve(session, Person, size), seed)
    return City(grounds, own_roads, own_landmarks, tree, people)
