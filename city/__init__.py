"""The business of a city's streets. Knows SQLAlchemy; no HTTP, no queue, no pixels, no bucket."""
