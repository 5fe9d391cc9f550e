"""One file a resource."""

from api.routes import (
    cases,
    catalogue,
    dispatch,
    lexicon,
    notices,
    organisations,
    photos,
    places,
    public,
    push,
    reports,
    session,
    tasks,
    tiles,
    triage,
    uploads,
    wishes,
)

ROOMS = (
    reports,
    uploads,
    photos,
    session,
    cases,
    triage,
    tasks,
    notices,
    catalogue,
    places,
    organisations,
    dispatch,
    tiles,
    lexicon,
    public,
    push,
    wishes,
)
BLUEPRINTS = [room.blp for room in ROOMS]
