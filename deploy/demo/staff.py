"""The demo city's people: a named account for each role, inspectors, and many colleagues."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple

from city.people import Role
from deploy.demo import names
from deploy.demo.areas import Ground
from deploy.demo.organisations import BUREAUS, CITY, Tree
from deploy.demo.plan import CENTRE

CENTRE_AT = (25.0, 45.0)  # plan units: near 迎泽大街 and 解放路
OWN_BEATS = 16  # of the demo inspector
CREW = f"{CENTRE}-municipal"  # the organisation of the demo's crew
DESK = (Role.OPERATOR, Role.DISPATCHER, Role.DUTY_CHIEF)


class PersonRow(NamedTuple):
    """A row of `people`, its password aside. `named` accounts are told to whoever runs the demo."""

    id: int
    username: str
    name: str
    phone: str
    roles: list[str]
    organisation_id: int
    named: bool


class Staff(NamedTuple):
    """Everybody, and who walks which beat (beat id, person id)."""

    rows: list[PersonRow]
    walks: list[tuple[int, int]]
    desk: Mapping[tuple[str, str], list[PersonRow]]  # (role, district code) → who
    of: Mapping[int, list[PersonRow]]  # organisation → its department people

    def walkers(self) -> dict[int, list[PersonRow]]:
        """Inspectors by beat."""
        by_id = {row.id: row for row in self.rows}
        found: dict[int, list[PersonRow]] = {}
        for beat, person in self.walks:
            found.setdefault(beat, []).append(by_id[person])
        return found


def build(grounds: Sequence[Ground], tree: Tree, first_id: int, seed: int) -> Staff:
    """As many people as the districts' quotas say, or a few more where work needs them."""
    hiring = _Hiring(tree, first_id, Random(f"{seed}:staff"))
    hiring.named_accounts()
    for ground in grounds:
        before = len(hiring.rows) - (hiring.named_at_first if ground is grounds[0] else 0)
        hiring.desks(ground)
        hiring.inspectors(ground)
        hiring.departments(ground, ground.district.quota.staff - (len(hiring.rows) - before))
    return Staff(hiring.rows, hiring.walks, hiring.desk, hiring.of)


class _Hiring:
    def __init__(self, tree: Tree, first_id: int, rng: Random) -> None:
        self.tree, self.first_id, self.rng = tree, first_id, rng
        self.rows: list[PersonRow] = []
        self.walks: list[tuple[int, int]] = []
        self.desk: dict[tuple[str, str], list[PersonRow]] = {}
        self.of: dict[int, list[PersonRow]] = {}
        self.named_at_first = 0

    def hire(
        self,
        username: str,
        role: Role,
        organisation: str,
        named: bool = False,
        rng: Random | None = None,
    ) -> PersonRow:
        own = self.first_id + len(self.rows)
        place = self.tree.by_code[organisation]
        drawn = rng or self.rng
        name, phone = names.person(drawn), names.phone(drawn)
        person = PersonRow(own, username, name, phone, [role], place.id, named)
        self.rows.append(person)
        if role in DESK:
            self.desk.setdefault((role, organisation), []).append(person)
        if role is Role.DEPARTMENT:
            self.of.setdefault(place.id, []).append(person)
        return person

    def named_accounts(self) -> None:
        for role in DESK:
            self.hire(role.value, role, CENTRE, named=True)
        self.inspector = self.hire("inspector", Role.INSPECTOR, CENTRE, named=True)
        self.hire("inspector2", Role.INSPECTOR, CENTRE, named=True)
        self.hire("department", Role.DEPARTMENT, f"{CENTRE}-municipal", named=True)
        self.hire("maintainer", Role.MAINTAINER, f"{CENTRE}-municipal-01", named=True)
        for role in (Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR):
            self.hire(role.value, role, CITY, named=True)
        for bureau in BUREAUS:
            self.hire(f"dept_{bureau}", Role.DEPARTMENT, f"{CENTRE}-{bureau}", named=True)
        offices = [code for code in self.tree.by_code if len(code) == 9 and code[:6] == CENTRE]
        for number, office in enumerate(offices, 1):
            self.hire(f"dept_street{number}", Role.DEPARTMENT, office, named=True)
        crew = Random("crew")  # of its own, so that everybody else keeps their name
        for username in ("member", "member2"):
            self.hire(username, Role.MEMBER, CREW, named=True, rng=crew)
        self.named_at_first = len(self.rows)

    def desks(self, ground: Ground) -> None:
        for role, count in zip(DESK, (4, 3, 2), strict=True):
            for number in range(2, count + 2):
                code = ground.district.code
                self.hire(f"{role}_{code}_{number}", role, code)

    def inspectors(self, ground: Ground) -> None:
        beats = list(ground.beats)
        if ground.district.code == CENTRE:
            beats.sort(key=lambda beat: _away(beat[1]))
            self.walks += [(beat, self.inspector.id) for beat, _ in beats[:OWN_BEATS]]
            second = self.inspector.id + 1
            self.walks += [(beat, second) for beat, _ in beats[OWN_BEATS : OWN_BEATS + 3]]
            beats = beats[OWN_BEATS + 3 :]
        for beat, _ in beats:
            for turn in "ab"[: self.rng.choice((1, 2))]:
                username = f"inspector_{ground.district.code}_{beat}{turn}"
                person = self.hire(username, Role.INSPECTOR, ground.district.code)
                self.walks.append((beat, person.id))

    def departments(self, ground: Ground, count: int) -> None:
        code = ground.district.code
        places = [row for row in self.tree.rows if row.level > 2 and row.code.startswith(code)]
        places.sort(key=lambda row: row.level)
        for number in range(max(count, 0)):
            place = places[number % len(places)]
            role = Role.DEPARTMENT if place.level == 3 else Role.MAINTAINER
            self.hire(f"{role}_{code}_{number}", role, place.code)


def _away(rect: tuple[int, int, int, int]) -> float:
    east, north = (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
    return (east - CENTRE_AT[0]) ** 2 + (north - CENTRE_AT[1]) ** 2
