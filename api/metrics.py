"""What Prometheus is told."""

from prometheus_client import Counter, Gauge, Histogram
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city.events import Errand, Event
from city.intake import channels, checks
from city.opinion import feeds, queue

REQUESTS = Counter("xunjie_requests_total", "Requests answered", ["method", "route", "status"])
MESSAGES = Counter("xunjie_channel_messages_total", "What came in", ["channel", "outcome"])
SECONDS = Histogram(
    "xunjie_request_seconds",
    "Seconds to an answer",
    ["route"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
HEARD = Gauge(
    "xunjie_channel_heard",
    "What came in by a channel in all, workers' channels too, as the city counts it",
    ["channel", "outcome"],
)
OPINION = Gauge("xunjie_opinion_items", "What media wrote, by what became of it", ["state"])
FAILING = Gauge("xunjie_opinion_feeds_failing", "Feeds that could not be read when last tried")
HELD = Gauge("xunjie_contents_held", "What content checks hold until an operator has decided")
OWED = Gauge("xunjie_errands", "Errands that events still owe")
UNRELAYED = Gauge("xunjie_events_unrelayed", "Events that were not yet relayed")


def measure(session: Session) -> None:
    """Set what is known by the database alone; the same in every process that is asked."""
    OWED.set(session.scalar(select(func.count()).select_from(Errand)) or 0)
    UNRELAYED.set(session.scalar(select(func.count()).where(Event.relayed_at.is_(None))) or 0)
    for one in channels.every(session):
        HEARD.labels(one.channel.value, "taken").set(one.taken)
        HEARD.labels(one.channel.value, "refused").set(one.refused)
    for state, count in queue.counts(session).items():
        OPINION.labels(state.value).set(count)
    FAILING.set(feeds.failing(session))
    HELD.set(checks.held(session))
