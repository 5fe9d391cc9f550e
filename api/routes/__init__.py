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
)
BLUEPRINTS = [room.blp for room in ROOMS]
