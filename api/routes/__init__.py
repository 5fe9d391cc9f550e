"""One file a resource."""

from api.routes import (
    cases,
    catalogue,
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
    tiles,
)
BLUEPRINTS = [room.blp for room in ROOMS]
