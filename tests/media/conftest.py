"""One SeaweedFS for all tests of the store."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.media.seaweed import Seaweed


@pytest.fixture(scope="session")
def seaweed() -> Iterator[Seaweed]:
    with TemporaryDirectory(prefix="xunjie-seaweed-") as folder:
        server = Seaweed(Path(folder))
        try:
            server.up()
            yield server
        finally:
            server.down()
