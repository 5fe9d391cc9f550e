"""What Prometheus is told."""

from prometheus_client import Counter, Histogram

REQUESTS = Counter("xunjie_requests_total", "Requests answered", ["method", "route", "status"])
MESSAGES = Counter("xunjie_channel_messages_total", "What came in", ["channel", "outcome"])
SECONDS = Histogram(
    "xunjie_request_seconds",
    "Seconds to an answer",
    ["route"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
