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
    reports,
    session,
    tasks,
    tiles,
    uploads,
)

ROOMS = (
    reports,
    uploads,
    photos,
    session,
    cases,
    tasks,
    notices,
    catalogue,
    places,
    organisations,
    dispatch,
    tiles,
    lexicon,
    public,
)
BLUEPRINTS = [room.blp for room in ROOMS]
