"""The fetching job: a photo that a client only named is brought from its address."""

import hashlib
from uuid import UUID

from sqlalchemy.orm import Session

from city.events import Errand, Event
from city.intake import fetching
from city.intake.fetching import FetchState, PhotoFetch
from city.people import Actor
from media import keys
from media.picture import Refused as NoPicture
from media.sniff import kind
from workers import outside
from workers.outside import NotNow
from workers.tools import tools

SECONDS = 20.0
TRIES = 8  # then it is given up: with the waits between, after some minutes
ORIGINAL = "application/octet-stream"


def bring(session: Session, event: Event) -> None:
    """Bring a photo, or note why not. Raises NotNow, StoreDown: then it is tried again."""
    fetch = session.get_one(PhotoFetch, UUID(event.data["fetch"]), with_for_update=True)
    if fetch.state is not FetchState.WANTED:
        return
    actor = sender(event)
    told = tools().settings
    try:
        found = outside.fetch(fetch.url, told.photo_bytes, SECONDS, told.fetch_trusted)
        kind(found.body)
    except outside.Refused as why:
        fetching.refuse(session, fetch, why.code, actor)
        return
    except NoPicture as why:
        fetching.refuse(session, fetch, why.code, actor)
        return
    except NotNow as why:
        if tries(session, event, "fetch.bring") < TRIES:
            raise
        fetching.refuse(session, fetch, str(why) or "unreachable", actor)
        return
    keep(session, fetch, found.body, actor)


def keep(session: Session, fetch: PhotoFetch, body: bytes, actor: Actor) -> None:
    """The bytes of a photo were brought: they are safe, and it is received. Raises StoreDown."""
    sha256 = hashlib.sha256(body).hexdigest()
    tools().store.put(keys.original(sha256), body, ORIGINAL)
    fetching.brought(session, fetch, sha256, len(body), actor)


def sender(event: Event) -> Actor:
    """Who sent the photo that is to be brought."""
    return Actor(device=event.actor_device, name=event.actor_name)


def tries(session: Session, event: Event, job: str) -> int:
    """How often this was tried before."""
    errand = session.get(Errand, (event.id, job))
    return errand.tries if errand else 0
