"""The tree of merges: who stands with whom, and which reports stand where."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from city.cases.model import Case, Merge
from city.intake.model import Report


def open_merge(case_id: UUID) -> Select[Merge]:
    """How a case was joined to another, while that is not undone."""
    return select(Merge).where(Merge.case_id == case_id, Merge.undone_at.is_(None))


def joined(session: Session, case_id: UUID) -> list[tuple[Merge, Case]]:
    """What was joined to a case itself, the oldest first."""
    asked = select(Merge, Case).join(Case, Case.id == Merge.case_id)
    mine = asked.where(Merge.into_id == case_id, Merge.undone_at.is_(None)).order_by(Merge.id)
    return [(row.Merge, row.Case) for row in session.execute(mine)]


def parted(session: Session, case_id: UUID) -> set[UUID]:
    """What a case was joined to by itself or by a person, and parted from again."""
    undone = select(Merge.into_id).where(Merge.case_id == case_id, Merge.undone_at.is_not(None))
    return set(session.scalars(undone))


def root(session: Session, case_id: UUID) -> UUID:
    """The case that a case stands with; itself where it stands alone."""
    return path(session, case_id)[-1]


def above(session: Session, case_id: UUID) -> list[Case]:
    """A case and all that it is merged into, up to the root."""
    return [session.get_one(Case, each) for each in path(session, case_id)]


def lock(session: Session, case_ids: Collection[UUID]) -> None:
    """Lock these cases until the transaction ends, in the order of their ids.

    Whoever changes more than one case locks all of them so first: two never wait in a circle.
    """
    held = select(Case).where(Case.id.in_(case_ids)).order_by(Case.id).with_for_update(of=Case)
    session.scalars(held.execution_options(populate_existing=True)).all()


def path(session: Session, case_id: UUID) -> list[UUID]:
    """A case and all that it is merged into, up to the root, as they stand now."""
    found = [case_id]
    while into := session.scalar(open_merge(found[-1]).with_only_columns(Merge.into_id)):
        found.append(into)
    return found


def lock_path(session: Session, case_id: UUID) -> list[UUID]:
    """Lock a case and all that it is merged into; what stood otherwise meanwhile is let go again.

    Each time around somebody else has got on.
    """
    while True:
        found = path(session, case_id)
        with session.begin_nested() as attempt:
            lock(session, found)
            if path(session, case_id) == found:
                return found
            attempt.rollback()


def reports_at(session: Session, case_id: UUID) -> Sequence[UUID]:
    """The reports that stand with a case now."""
    return session.scalars(select(Report.id).where(Report.case_id == case_id)).all()


def reports_of_tree(session: Session, case_id: UUID) -> Sequence[UUID]:
    """The reports that opened a case or what is merged into it, wherever they stand now."""
    tree = select(Case.id).where(Case.id == case_id).cte("tree", recursive=True)
    below = (
        select(Merge.case_id)
        .join(tree, Merge.into_id == tree.c.id)
        .where(Merge.undone_at.is_(None))
    )
    tree = tree.union_all(below)
    return session.scalars(select(Case.report_id).join(tree, Case.id == tree.c.id)).all()


def count(case_id: UUID) -> Select[int]:
    """How many reports stand with a case."""
    return select(func.count()).select_from(Report).where(Report.case_id == case_id)
