"""The demo city made and written down: one district in seconds, or all of Taiyuan's numbers."""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from city.catalogue import load as catalogue
from city.people import Organisation, Person
from city.places.model import Area, Landmark, Road
from deploy.demo import areas, landmarks, organisations, pictures, plan, roads, staff, writing
from deploy.demo.accounts import Account
from deploy.demo.copying import reserve
from deploy.demo.writing import Bar, City
from media.store import Store

SEED = 20261122


class Progress(Protocol):
    """What makes a progress bar; the class tqdm does."""

    def __call__(self, *, total: int, unit: str, unit_scale: bool) -> Bar:
        """A bar for `total` of `unit`."""
        ...


def loaded(session: Session) -> bool:
    """Whether the demo city is there already."""
    return bool(session.scalar(select(exists().where(Road.source == plan.SOURCE))))


def load(
    session: Session,
    *,
    full: bool = False,
    store: Store | None = None,
    progress: Progress | None = None,
    seed: int = SEED,
) -> list[Account]:
    """Make the city and write it down within the caller's transaction; returns its accounts.

    With a store, past cases have drawn photos; with `progress=tqdm`, a bar is shown. The catalogue
    is loaded first where it was not. Raises ValueError when the demo city is there already.
    """
    if loaded(session):
        raise ValueError("the demo city is loaded already")
    catalogue.load(session)
    districts = plan.full() if full else plan.small()
    bar = _bar(districts, progress)
    city = _make(session, districts, seed)
    issued = writing.places(session, city, bar)
    writing.components(session, city, seed, bar, rebuild=full)
    shots = pictures.put(store, seed) if store else []
    bar.set_description("案件 cases")
    writing.past(session, city, shots, seed)
    bar.update(plan.CASES)
    bar.close()
    return issued


class _Silent:
    def update(self, n: int) -> None:
        """Say nothing."""

    def set_description(self, desc: str) -> None:
        """Say nothing."""

    def close(self) -> None:
        """Say nothing."""


def _bar(districts: Sequence[plan.District], progress: Progress | None) -> Bar:
    if progress is None:
        return _Silent()
    total = plan.CASES + sum(
        quota.cells + quota.roads + quota.places + quota.components
        for quota in (district.quota for district in districts)
    )
    return progress(total=total, unit="row", unit_scale=True)


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
