"""One file a resource."""

from api.routes import (
    alike,
    announcements,
    apps,
    cases,
    catalogue,
    channels,
    components,
