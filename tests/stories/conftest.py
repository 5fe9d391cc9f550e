"""A web process in a hurry, for stories about what ends by itself."""

from collections.abc import Iterator

import pytest

from tests.house import City, House, another_web


@pytest.fixture(scope="session")
def hasty(city: City) -> Iterator[House]:
    """The same city by another door: uploads last 1 s, sessions 2 s, two reports fill a minute."""
    told = {"UPLOAD_SECONDS": "1", "SESSION_SECONDS": "2", "REPORTS_PER_MINUTE": "2"}
    with another_web(city, **told) as house:
        house.wait_ready()
        yield house
