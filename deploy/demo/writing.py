"""What the generators made, written down table by table."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city import clock
from city.catalogue.model import Category, FilingCondition
from city.crews.model import Crew, CrewMember
from city.db import new_id
from city.dispatch.model import DispatchRule
from city.people import Organisation, Person, Role
from city.places.model import Area, BeatInspector, Component, HouseNumber, Landmark, Road
from deploy.demo import (
    accounts,
    areas,
    aside,
    history,
    houses,
    landmarks,
    organisations,
    pictures,
    plan,
    records,
)
from deploy.demo import components as standing
from deploy.demo import places as streets
from deploy.demo import roads as laid
from deploy.demo import staff as hired
from deploy.demo.copying import bare, copy_lines, copy_rows, reserve
from deploy.demo.lives import Limit
from deploy.demo.teller import Condition, World


class Bar(Protocol):
    """What of a progress bar is used; tqdm is one."""

    def update(self, n: int) -> object:
        """So many more are done."""
        ...


class City(NamedTuple):
    """All that the generators made, before components and the past."""

    grounds: list[areas.Ground]
    roads: list[laid.Road]
    landmarks: list[landmarks.LandmarkRow]
    tree: organisations.Tree
    staff: hired.Staff

    def own_roads(self, district: int) -> list[laid.Road]:
        """The roads of one district, by its place in `grounds`."""
        return [road for road in self.roads if road.district == district]


def places(session: Session, city: City, bar: Bar) -> list[accounts.Account]:
    """Areas, roads, landmarks, organisations, people and dispatch rules; returns the accounts."""
    for ground in city.grounds:
        copy_rows(session, Area, areas.AreaRow._fields, ground.rows)
        bar.update(len(ground.cells))
    columns = laid.Road._fields[:-2]
    copy_rows(session, Road, columns, (road[: len(columns)] for road in city.roads))
    copy_rows(session, Landmark, landmarks.LandmarkRow._fields, city.landmarks)
    copy_rows(session, HouseNumber, houses.HouseRow._fields, houses.build(city.grounds, city.roads))
    bar.update(len(city.roads) + len(city.landmarks))
    rows = city.tree.rows
    copy_rows(session, Organisation, organisations.OrganisationRow._fields, rows)
    issued, hashes = accounts.issue(city.staff.rows)
    copy_rows(
        session,
        Person,
        (*hired.PersonRow._fields[:-1], "password_hash"),
        ((*person[:-1], hashes[person.id]) for person in city.staff.rows),
    )
    crew(session, city)
    copy_rows(session, BeatInspector, ("beat_id", "person_id"), city.staff.walks)
    rules(session, city)
    return issued


def crew(session: Session, city: City) -> None:
    """One crew, of the people who were hired for it."""
    own = city.tree.by_code[hired.CREW]
    made = Crew(id=new_id(), organisation_id=own.id, name="抢修一班")
    session.add(made)
    session.flush()
    members = [one for one in city.staff.rows if Role.MEMBER in one.roles]
    session.add_all(CrewMember(person_id=one.id, crew_id=made.id) for one in members)
    session.flush()


def rules(session: Session, city: City) -> None:
    """Category × district → department; what the subdistricts' offices do, by subdistrict."""
    categories = category_ids(session)
    ordinal = session.scalar(select(func.coalesce(func.max(DispatchRule.ordinal), 0))) or 0
    rows = [
        {"category_id": categories[duty.category], "area_id": area, "organisation_id": to}
        for ground in city.grounds
        for duty in organisations.duties()
        for area, to in _answering(city.tree, ground, duty)
    ]
    numbered = [{"ordinal": ordinal + at, **row} for at, row in enumerate(rows, start=1)]
    session.execute(insert(DispatchRule), numbered)


def _answering(
    tree: organisations.Tree, ground: areas.Ground, duty: organisations.Duty
) -> list[tuple[int, int]]:
    """The areas of a district with the department that answers there."""
    district = ground.district.code
    if duty.bureau != organisations.OFFICE:
        return [(ground.rows[0].id, tree.responsible(duty.bureau, district, ""))]
    streets = [row for row in ground.rows if row.kind == "subdistrict"]
    return [(row.id, tree.responsible(duty.bureau, district, row.code)) for row in streets]


def components(session: Session, city: City, seed: int, bar: Bar, rebuild: bool) -> None:
    """Components of every district; with `rebuild` the table's indexes are made afterwards."""
    if rebuild:
        with bare(session, Component):
            _components(session, city, seed, bar)
    else:
        _components(session, city, seed, bar)


def _components(session: Session, city: City, seed: int, bar: Bar) -> None:
    categories = category_ids(session)
    duties = organisations.duties()
    for district, ground in enumerate(city.grounds):
        stood = standing.stand(ground, city.own_roads(district), duties, seed)
        first = reserve(session, Component, len(stood.kind))
        lines = standing.lines(stood, city.tree, categories, first)
        for count in copy_lines(session, Component, standing.COLUMNS, lines):
            bar.update(count)


def past(session: Session, city: City, shots: Sequence[pictures.Shot], seed: int) -> None:
    """Two thousand past cases over all districts."""
    now = clock.now()
    known = _world(session, city)
    weights = [ground.district.quota.roads for ground in city.grounds]
    scenes = []
    for district, count in enumerate(plan.share(plan.CASES, weights)):
        drawn = streets.Streets(city.grounds[district], city.own_roads(district))
        scenes += drawn.scenes(count, seed)
    found = history.past(known, scenes, now, seed)
    records.write(session, found, shots, now, seed)
    aside.lead(session, [one.case_id for one in found], city.staff, now, seed)


def _world(session: Session, city: City) -> World:
    found = session.execute(
        select(FilingCondition, Category)
        .join(Category, Category.id == FilingCondition.category_id)
        .order_by(Category.code, FilingCondition.ordinal)
    ).all()
    conditions = [
        Condition(
            condition.id,
            category.code,
            category.id,
            category.kind,
            category.name,
            category.synonyms,
            condition.text,
            condition.limit_label,
            Limit(condition.limit_amount, condition.limit_unit, condition.urgent),
        )
        for condition, category in found
    ]
    return World(
        city.tree,
        city.staff,
        city.staff.walkers(),
        {duty.category: duty for duty in organisations.duties()},
        conditions,
        {row.id: row.name for row in city.tree.rows},
    )


def category_ids(session: Session) -> dict[str, int]:
    """Ids of categories by code."""
    return dict(session.execute(select(Category.code, Category.id)).all())
