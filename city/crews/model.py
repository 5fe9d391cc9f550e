"""A crew and its members as rows."""

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from city.db import Base


class Crew(Base):
    """班组: people of one organisation, to whom its work is given."""

    __tablename__ = "crews"
    __table_args__ = (UniqueConstraint("organisation_id", "name"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="made by the page")
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str]


class CrewMember(Base):
    """队员: somebody is in one crew at most."""

    __tablename__ = "crew_members"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    crew_id: Mapped[UUID] = mapped_column(ForeignKey("crews.id", ondelete="CASCADE"), index=True)
