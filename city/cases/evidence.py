"""The photos that go with a step: received, of the right kind, and of every view that is asked."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from city.cases.given import Act
from city.cases.model import Case
from city.cases.refusals import PhotosMissing
from city.catalogue.model import VIEW_WORDS, FilingCondition, View
from city.errors import Missing
from city.intake.model import Photo, PhotoKind, PhotoState


def photos(kind: PhotoKind, of_condition: bool = False) -> Callable[[Act], dict[str, Any]]:
    """A change that attaches photos; `of_condition`: one for each view of the filing condition.

    Raises Missing for a photo that has not arrived, PhotosMissing for views that nothing shows.
    """

    def attach(act: Act) -> dict[str, Any]:
        given = act.given
        shown = attached(act.session, act.case, kind, given.photos)
        if of_condition:
            condition = act.session.get(FilingCondition, act.case.condition_id)
            _require(condition.photos if condition else [], given.views, len(shown))
        views = dict(zip(shown, given.views, strict=False))
        for photo, view in views.items():
            act.session.get_one(Photo, UUID(photo)).view = view or None
        return {"photos": shown, **({"views": views} if views else {})}

    return attach


def attached(session: Session, case: Case, kind: PhotoKind, sha256s: Sequence[str]) -> list[str]:
    """The ids of photos of the case that have arrived, in their order. Raises Missing."""
    safe = select(Photo.id, Photo.sha256).where(
        Photo.case_id == case.id,
        Photo.kind == kind,
        Photo.sha256.in_(sha256s),
        Photo.state.in_([PhotoState.RECEIVED, PhotoState.READY]),
    )
    found = {row.sha256: str(row.id) for row in session.execute(safe)}
    if set(sha256s) - found.keys():
        raise Missing(what="photo")
    return [found[sha256] for sha256 in dict.fromkeys(sha256s)]


def missing_views(asked: Sequence[str], shown: Sequence[str], count: int) -> list[View]:
    """The views of `asked` that no photo shows; photos that say no view count for any."""
    left = [view for view in asked if view not in shown]
    return [View(view) for view in left[max(0, count - len(shown)) :]]


def _require(asked: Sequence[str], shown: Sequence[str], count: int) -> None:
    missing = missing_views(asked, [view for view in shown if view], count)
    if missing:
        raise PhotosMissing(views=[VIEW_WORDS[view] for view in missing])
