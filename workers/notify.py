"""The notice job: whoever should hear of an event finds it in the app."""

from sqlalchemy.orm import Session

from city.events import Event
from city.notices import tell as notices


def tell(session: Session, event: Event) -> None:
    """Write the in-app notices that the event calls for."""
    notices.tell(session, event)
