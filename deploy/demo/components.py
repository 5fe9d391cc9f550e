"""The demo city's components: codes, owners and spots, as lines ready for COPY."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

import numpy as np

from deploy.demo.areas import Ground
from deploy.demo.organisations import Duty, Tree
from deploy.demo.roads import Road
from deploy.demo.spots import Indices, Spots, beside

COLUMNS = ("id", "code", "category_id", "cell_id", "owner_id", "at")


class Standing(NamedTuple):
    """A district's components as arrays of one length; `kind` counts in `duties`."""

    ground: Ground
    duties: list[Duty]
    kind: Indices
    serial: Indices
    spots: Spots

    def code(self, at: int) -> str:
        """16 digits: 6 district, 2 class, 2 category, 6 serial."""
        category = self.duties[self.kind[at]].category
        return f"{self.ground.district.code}{category[-4:]}{self.serial[at]:06d}"


def stand(ground: Ground, roads: Sequence[Road], duties: Sequence[Duty], seed: int) -> Standing:
    """Put up a district's components along its own roads."""
    rng = np.random.default_rng([seed, 2, int(ground.district.code)])
    own = [duty for duty in duties if duty.components > 0]
    weights = np.array([duty.components for duty in own])
    amount = ground.district.quota.components
    kind = np.sort(rng.choice(len(own), size=amount, p=weights / weights.sum()))
    starts = np.searchsorted(kind, np.arange(len(own)))
    serial = np.arange(amount) - starts[kind] + 1
    return Standing(ground, own, kind, serial, beside(ground, roads, amount, rng))


def lines(
    standing: Standing, tree: Tree, categories: Mapping[str, int], first_id: int
) -> Iterator[str]:
    """Rows of `components` in COPY's text form, the columns as in COLUMNS."""
    ground, spots = standing.ground, standing.spots
    district = ground.district.code
    codes = {street.id: street.code for street in ground.rows if street.kind == "subdistrict"}
    heads = [f"{district}{duty.category[-4:]}" for duty in standing.duties]
    ids = [categories[duty.category] for duty in standing.duties]
    owners = [
        {street: tree.responsible(duty.bureau, district, code) for street, code in codes.items()}
        for duty in standing.duties
    ]
    cells = ground.cells
    columns = (standing.kind, standing.serial, spots.cell, spots.lon, spots.lat)
    for own, kind, serial, at, lon, lat in zip(
        count(first_id), *(column.tolist() for column in columns), strict=False
    ):
        cell = cells[at]
        owner = owners[kind][cell.subdistrict]
        yield (
            f"{own}\t{heads[kind]}{serial:06d}\t{ids[kind]}\t{cell.cell}\t{owner}\t({lon},{lat})\n"
        )
