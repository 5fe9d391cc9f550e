"""Who works in the city and for whom: organisations, people, roles, sessions."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Identity, Index, String, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from city.db import Base
from city.errors import NotAllowed


class Role(enum.StrEnum):
    """What a person is here to do."""

    CITIZEN = "citizen"
    INSPECTOR = "inspector"
    OPERATOR = "operator"
    DUTY_CHIEF = "duty_chief"
    DISPATCHER = "dispatcher"
    DEPARTMENT = "department"
    MAINTAINER = "maintainer"
    MEMBER = "member"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    SYSTEM = "system"


ROLE_WORDS: dict[Role, dict[str, str]] = {
    Role.CITIZEN: {"zh": "市民", "en": "Citizen"},
    Role.INSPECTOR: {"zh": "监督员", "en": "Inspector"},
    Role.OPERATOR: {"zh": "受理员", "en": "Operator"},
    Role.DUTY_CHIEF: {"zh": "值班长", "en": "Duty chief"},
    Role.DISPATCHER: {"zh": "派遣员", "en": "Dispatcher"},
    Role.DEPARTMENT: {"zh": "专业部门", "en": "Department"},
    Role.MAINTAINER: {"zh": "养护单位", "en": "Maintainer"},
    Role.MEMBER: {"zh": "队员", "en": "Crew member"},
    Role.LEADER: {"zh": "领导", "en": "Leader"},
    Role.ADMINISTRATOR: {"zh": "管理员", "en": "Administrator"},
    Role.AUDITOR: {"zh": "审计员", "en": "Auditor"},
    Role.SYSTEM: {"zh": "系统", "en": "The system"},
}


class OrganisationKind(enum.StrEnum):
    """What an organisation does with a case."""

    CENTRE = "centre"
    DEPARTMENT = "department"
    MAINTAINER = "maintainer"


class Organisation(Base):
    """A node of the tree of four levels (city, district, subdistrict or bureau, maintainer)."""

    __tablename__ = "organisations"
    __table_args__ = (CheckConstraint("level between 1 and 4", name="level"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    level: Mapped[int]
    kind: Mapped[OrganisationKind]
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    duty_areas: Mapped[list[str]] = mapped_column(
        ARRAY(String), default=list, comment="codes of districts or subdistricts; empty: all"
    )


class Person(Base):
    """Somebody with an account. Citizens need none: they are known by their device's token."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    name: Mapped[str]
    phone: Mapped[str | None]
    roles: Mapped[list[str]] = mapped_column(ARRAY(String))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    disabled_at: Mapped[datetime | None]
    organisation: Mapped[Organisation | None] = relationship(lazy="joined")


class StaffSession(Base):
    """One signed-in browser. Only the hash of its secret is kept."""

    __tablename__ = "sessions"
    __table_args__ = (Index(None, "expires_at"),)

    secret_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    csrf: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a member of staff, a citizen's device, or the system itself."""

    roles: frozenset[Role] = frozenset()
    person_id: int | None = None
    device: str | None = None
    organisation_id: int | None = None
    name: str = ""
    client: str | None = None

    def require(self, roles: Iterable[Role]) -> None:
        """Raises NotAllowed unless the actor has one of `roles`."""
        if not self.has(*roles):
            raise NotAllowed

    def has(self, *roles: Role) -> bool:
        """Whether the actor has one of `roles`."""
        return not self.roles.isdisjoint(roles)


SYSTEM = Actor(roles=frozenset({Role.SYSTEM}), name="system")


def anybody(session: Session) -> bool:
    """Whether the city has any staff yet: one that has none is as new as on its first day."""
    return bool(session.scalar(select(exists().where(Person.id.is_not(None)))))


def citizen(device: str | None) -> Actor:
    """A citizen, known by the SHA-256 (hex) of the token that the phone made; or by nothing."""
    return Actor(roles=frozenset({Role.CITIZEN}), device=device)


def acting(person: Person) -> Actor:
    """The actor that `person` is."""
    return Actor(
        roles=frozenset(Role(role) for role in person.roles),
        person_id=person.id,
        organisation_id=person.organisation_id,
        name=person.name,
    )


def branch(session: Session, organisation_id: int | None) -> set[int]:
    """The ids of an organisation and of all below it; empty for none."""
    if organisation_id is None:
        return set()
    tree = (
        select(Organisation.id)
        .where(Organisation.id == organisation_id)
        .cte("tree", recursive=True)
    )
    below = select(Organisation.id).join(tree, Organisation.parent_id == tree.c.id)
    return set(session.scalars(select(tree.union_all(below).c.id)))
