"""The notice job: whoever should hear of an event finds it in the app, and is told outside."""

from sqlalchemy.orm import Session

from city.events import Event
from city.notices import tell as notices
from workers.tools import tools


def tell(session: Session, event: Event) -> None:
    """Write the in-app notices that the event calls for, and plan what leaves the app."""
    told = tools().settings
    notices.tell(session, event, told.channels.carriers, told.zone)
