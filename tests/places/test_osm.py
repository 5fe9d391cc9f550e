"""Crossings of a real city, asked in five wordings."""

import pytest

from city.places.coordinates import distance
from city.places.geocoder import geocode
from tests.places import osm

pytestmark = pytest.mark.skipif(not osm.FOLDER.exists(), reason="no open data beside the checkout")


def test_crossings_are_found_within_thirty_metres_in_five_wordings() -> None:
    city, asked = osm.gazetteer(), osm.crossings()
    right = 0
    for crossing in asked:
        for wording in osm.WORDINGS:
            best = geocode(city, wording.format(a=crossing.a, b=crossing.b)).best
            right += best is not None and distance(best.at, crossing.at) <= 30
    assert right / (len(asked) * len(osm.WORDINGS)) >= 0.97
