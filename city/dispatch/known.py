"""The rules that are in force and what their ids are called, kept in memory and read anew."""

import threading
import time
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from city.catalogue.model import Category, FilingCondition
from city.dispatch.choose import Rule, RuleSet
from city.dispatch.model import DispatchRule
from city.dispatch.why import Names
from city.people import Organisation, OrganisationKind
from city.places.model import Area, AreaKind

LOOK_EVERY = 2.0  # seconds
_VERSION = text(
    "select (select md5(coalesce(string_agg(r::text, '' order by id), '')) from dispatch_rules r)"
)


class Known(NamedTuple):
    """A rule set of one version, with names."""

    version: str
    rules: RuleSet
    names: Names


_lock = threading.Lock()
_current: dict[str, tuple[float, Known]] = {}


def known(session: Session) -> Known:
    """The rules as they stand, at most two seconds late."""
    key = str(session.get_bind().engine.url)
    with _lock:
        looked_at, found = _current.get(key, (0.0, None))
        if found and time.monotonic() - looked_at < LOOK_EVERY:
            return found
        version = str(session.scalar(_VERSION))
        if found is None or found.version != version:
            own = rules(session)
            found = Known(version, RuleSet(own), names(session, own))
        _current[key] = (time.monotonic(), found)
        return found


def rules(session: Session) -> list[Rule]:
    """All rules, in their order."""
    columns = [getattr(DispatchRule, name) for name in Rule._fields]
    return [Rule(*row) for row in session.execute(select(*columns).order_by(DispatchRule.ordinal))]


def names(session: Session, own: Sequence[Rule]) -> Names:
    """What the ids in these rules are called; a rule's number is its place."""
    categories = session.execute(
        select(Category.id, Category.name, Category.name_en, Category.kind, Category.class_code)
        .add_columns(Category.class_name)
        .order_by(Category.id)
    ).all()
    areas = {rule.area_id for rule in own if rule.area_id}
    conditions = {rule.condition_id for rule in own if rule.condition_id}
    texts = select(FilingCondition.id, FilingCondition.text)
    return Names(
        {row.id: {"zh": row.name, "en": row.name_en or row.name} for row in categories},
        dict(session.execute(texts.where(FilingCondition.id.in_(conditions))).all()),
        dict(session.execute(select(Area.id, Area.name).where(Area.id.in_(areas))).all()),
        dict(session.execute(select(Organisation.id, Organisation.name)).all()),
        {f"{row.kind}-{row.class_code}": row.class_name for row in categories},
        {rule.id: place for place, rule in enumerate(own, start=1)},
    )


def targets(session: Session) -> Sequence[Organisation]:
    """The organisations that a dispatcher may choose from."""
    departments = select(Organisation).where(Organisation.kind == OrganisationKind.DEPARTMENT)
    return session.scalars(departments.order_by(Organisation.level, Organisation.code)).all()


def duty_areas(session: Session) -> Sequence[Area]:
    """The districts and subdistricts, which is what rules mostly name."""
    kinds = (AreaKind.DISTRICT, AreaKind.SUBDISTRICT)
    return session.scalars(select(Area).where(Area.kind.in_(kinds)).order_by(Area.code)).all()
