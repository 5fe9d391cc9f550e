"""One's own branch of the organisation tree: whom a case may be delegated to."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from city.errors import Missing
from city.people import Organisation, OrganisationKind, branch


def below(session: Session, holder: int | None, target: int | None) -> Organisation:
    """The organisation `target`, which stands below `holder`. Raises Missing for any other."""
    found = session.get(Organisation, target) if target else None
    if found is None or found.id == holder or found.id not in branch(session, holder):
        raise Missing(what="department")
    return found


def all_below(session: Session, holder: int | None) -> Sequence[Organisation]:
    """All to whom `holder` may delegate, the higher levels first."""
    ids = branch(session, holder) - {holder}
    wanted = select(Organisation).where(
        Organisation.id.in_(ids), Organisation.kind != OrganisationKind.CENTRE
    )
    return session.scalars(wanted.order_by(Organisation.level, Organisation.code)).all()
