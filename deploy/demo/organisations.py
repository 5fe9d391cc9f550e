"""The demo city's organisations: centre, platforms, bureaus and subdistricts, crews."""

import csv
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from city.people import OrganisationKind
from deploy.demo.areas import Ground
from deploy.demo.plan import HERE, Division, share

CITY = "140100"
BUREAUS: dict[str, str] = {
    "municipal": "市政设施养护中心",
    "sanitation": "环境卫生中心",
    "greening": "园林绿化中心",
    "enforcement": "综合行政执法队",
    "traffic": "交警大队",
    "lighting": "路灯照明中心",
    "water": "供水公司",
    "heating": "热力公司",
    "gas": "燃气公司",
    "power": "供电公司",
    "telecom": "通信管线公司",
    "housing": "住房和城乡建设局",
    "transport": "交通运输局",
    "river": "水务局",
    "market": "市场监督管理局",
}
OFFICE = "office"
CREWS_SMALL = 2
CREWS_FULL = 1099


class OrganisationRow(NamedTuple):
    """A row of `organisations`; parents stand before their children."""

    id: int
    parent_id: int | None
    level: int
    kind: str
    code: str
    name: str
    duty_areas: list[str]


class Duty(NamedTuple):
    """Who answers for a category, whether rules send it there, and how much of it there is."""

    category: str
    bureau: str
    automatic: bool
    components: float
    cases: float


class Tree(NamedTuple):
    """All organisations, and how to find them."""

    rows: list[OrganisationRow]
    by_code: Mapping[str, OrganisationRow]

    def responsible(self, bureau: str, district: str, subdistrict: str) -> int:
        """The id of the bureau of that kind in a district, or of the subdistrict's own office."""
        code = subdistrict if bureau == OFFICE else f"{district}-{bureau}"
        return self.by_code[code].id


def duties() -> list[Duty]:
    """The rows of duties.csv."""
    with (HERE / "duties.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Duty(
                row["category"],
                row["bureau"],
                row["automatic"] == "true",
                float(row["components"]),
                float(row["cases"]),
            )
            for row in csv.DictReader(lines)
        ]


def build(grounds: Sequence[Ground], known: Sequence[Division], first_id: int) -> Tree:
    """The tree of four levels over these districts."""
    grower = _Grower(first_id)
    centre = OrganisationKind.CENTRE
    city = grower.add(None, 1, centre, CITY, "太原市城市管理监督指挥中心（演示）", [])
    districts = [row for row in known if row.code in {at.district.code for at in grounds}]
    crews = share(CREWS_FULL, [1.0] * len(districts) * len(BUREAUS))
    for at, district in enumerate(districts):
        name = f"{district.name}城市管理指挥中心（演示）"
        platform = grower.add(city, 2, centre, district.code, name, [district.code])
        streets = [row for row in known if row.parent_code == district.code]
        for street in streets:
            office = (
                f"{street.name}办事处" if street.name.endswith("街道") else f"{street.name}政府"
            )
            grower.add(platform, 3, OrganisationKind.DEPARTMENT, street.code, office, [street.code])
        for number, (key, bureau) in enumerate(BUREAUS.items()):
            count = crews[at * len(BUREAUS) + number] if len(districts) > 1 else CREWS_SMALL
            grower.bureau(platform, district, key, bureau, streets, count)
    return Tree(grower.rows, {row.code: row for row in grower.rows})


class _Grower:
    def __init__(self, first_id: int) -> None:
        self.first_id = first_id
        self.rows: list[OrganisationRow] = []

    def add(
        self,
        parent: int | None,
        level: int,
        kind: OrganisationKind,
        code: str,
        name: str,
        duty_areas: list[str],
    ) -> int:
        own = self.first_id + len(self.rows)
        self.rows.append(OrganisationRow(own, parent, level, kind, code, name, duty_areas))
        return own

    def bureau(
        self,
        platform: int,
        district: Division,
        key: str,
        name: str,
        streets: Sequence[Division],
        crews: int,
    ) -> None:
        code, title = f"{district.code}-{key}", f"{district.name}{name}"
        own = self.add(platform, 3, OrganisationKind.DEPARTMENT, code, title, [district.code])
        for number in range(1, crews + 1):
            areas = [street.code for street in streets[number - 1 :: crews]]
            crew = f"{title}第{number}养护班"
            self.add(own, 4, OrganisationKind.MAINTAINER, f"{code}-{number:02d}", crew, areas)
