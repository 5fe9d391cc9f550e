"""The revisit jobs: whoever reported a case that is closed is asked; what is over is over."""

from sqlalchemy.orm import Session

from city.db import transaction
from city.events import Event
from city.keys import signing
from city.revisits import asking, calling
from workers.tools import tools


def ask(session: Session, event: Event) -> None:
    """Ask everybody whose report the closed case was."""
    told = tools().settings
    asking.ask(session, event, signing(told.channels.secret_key, told.var), told.origin)


def end() -> int:
    """End the questions whose time is over; how many."""
    with transaction() as session:
        return calling.end(session)
