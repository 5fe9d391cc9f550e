"""The business of a city's streets: knows SQLAlchemy; knows no HTTP, no queue, no pixels, no bucket."""
