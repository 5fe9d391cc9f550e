"""A process reads the city's places at its start, before anybody asks."""

import subprocess
import sys
from collections.abc import Mapping

from tests.conftest import fresh_database
from tests.house import ROOT

STARTING = """
import sys
from city import db
from city.db import transaction
from city.places import atlas
from deploy.walk import until

db.connect(sys.argv[1])
assert not atlas.is_reading()  # nobody has begun: nobody need wait
atlas.warm()
until(lambda: not atlas.is_reading(), "the places")
with transaction() as session:
    read = atlas.atlas(session)
    assert read is atlas.atlas(session)
assert read.gazetteer.names is not None
"""


def test_the_places_are_read_before_anybody_asks(engines: Mapping[str, str]) -> None:
    """In a process of its own: in this one others have asked already."""
    url = fresh_database(engines["DATABASE_URL"], "atlas")
    address = url.replace("postgresql://", "postgresql+psycopg://")
    command = [sys.executable, "-c", STARTING, address]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
