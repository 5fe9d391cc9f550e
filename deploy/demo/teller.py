"""The past of one case: who reported it in which words, who did what to it. Pure."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from city.cases.stages import Action, Stage
from city.catalogue.model import Kind
from city.people import Role
from deploy.demo import lives, names, sayings
from deploy.demo.organisations import Duty, Tree
from deploy.demo.places import Scene
from deploy.demo.staff import PersonRow, Staff

CHECK_DUE = timedelta(hours=1)


class Condition(NamedTuple):
    """A filing condition as the past needs it."""

    id: int
    category: str
    category_id: int
    kind: str
    thing: str
    synonyms: list[str]
    text: str
    label: str
    limit: lives.Limit


class Told(NamedTuple):
    """One event, before it has an id."""

    at: datetime
    name: str
    actor: PersonRow | None
    device: str | None
    role: str | None
    data: dict[str, Any]


class Past(NamedTuple):
    """One case with all that belongs to it; numbers are given when it is written down."""

    report_id: UUID
    case_id: UUID
    life: lives.Life
    scene: Scene
    condition: Condition
    organisation: int | None
    reporter: PersonRow | None
    device: str | None
    words: str
    contact: tuple[str, str] | None
    satisfied: bool | None
    told: list[Told]
    checks: list[tuple[UUID, PersonRow, datetime, Told | None]]
    filed: bool


class World(NamedTuple):
    """What the past is made from."""

    tree: Tree
    staff: Staff
    walkers: Mapping[int, list[PersonRow]]
    duties: Mapping[str, Duty]
    conditions: Sequence[Condition]
    names: Mapping[int, str]


def id_at(at: datetime, rng: Random) -> UUID:
    """A UUIDv7 of that moment."""
    bits = int(at.timestamp() * 1000) << 80 | 7 << 76 | rng.getrandbits(12) << 64
    return UUID(int=bits | 0b10 << 62 | rng.getrandbits(62))


class Teller:
    """Tells one case's past, step by step, by the people who would have taken the steps."""

    def __init__(
        self, world: World, scene: Scene, condition: Condition, life: lives.Life, rng: Random
    ) -> None:
        self.world, self.scene, self.condition = world, scene, condition
        self.life, self.rng = life, rng
        self.told: list[Told] = []
        self.checks: list[tuple[UUID, PersonRow, datetime, Told | None]] = []
        self.organisation: int | None = None
        self.satisfied: bool | None = None

    def tell(self) -> Past:
        """The past, told from the report to the last step."""
        for_citizens = self.life.stage is Stage.REVISITED or self.condition.kind == Kind.SERVICE
        by_inspector = not for_citizens and self.rng.random() < 0.55
        walkers = self.world.walkers[self.scene.areas.beat]
        reporter = self.rng.choice(walkers) if by_inspector else None
        self.device = None if reporter else self._device()
        thing = self.condition.thing
        if not by_inspector and self.condition.synonyms and self.rng.random() < 0.6:
            thing = self.rng.choice(self.condition.synonyms)
        words = sayings.report(self.rng, by_inspector, self.scene.words, thing, self.condition.text)
        at = self.life.received_at
        role = Role.INSPECTOR if reporter else Role.CITIZEN
        self.told.append(Told(at, "report.received", reporter, self.device, role, {}))
        placed = {"end": Stage.RECEIVED, "place": self.scene.areas.words + self.scene.words}
        self.told.append(Told(at + timedelta(seconds=2), "case.received", None, None, None, placed))
        for step in self.life.steps:
            self._tell(step)
        filed = any(step.action is Action.FILE for step in self.life.steps)
        wants_answer = reporter is None and self.rng.random() < 0.4
        contact = (names.person(self.rng), names.phone(self.rng)) if wants_answer else None
        return Past(
            id_at(at, self.rng),
            id_at(at + timedelta(seconds=2), self.rng),
            self.life,
            self.scene,
            self.condition,
            self.organisation,
            reporter,
            self.device,
            words,
            contact,
            self.satisfied,
            self.told,
            self.checks,
            filed,
        )

    def _device(self) -> str:
        return hashlib.sha256(f"demo device {self.rng.randrange(10**6)}".encode()).hexdigest()

    def _tell(self, step: lives.Step) -> None:
        tellers: dict[Action, Callable[[], dict[str, Any]]] = {
            Action.FILE: lambda: {
                "condition": self.condition.text,
                "limit": self.condition.label,
            },
            Action.DISPATCH: self._dispatched,
            Action.RETURN: self._returned,
            Action.HANDLE: lambda: {"photos": []},
            Action.PASS: lambda: {"photos": []},
            Action.FAIL: lambda: {"photos": []},
            Action.REVISIT: self._revisited,
        }
        actor, role = self._actor(step)
        said = tellers.get(step.action, dict)()
        about = {"start": step.start, "end": step.end, "note": self._note(step.action), **said}
        device = self.device if step.action is Action.REVISIT else None
        event = Told(step.at, f"case.{step.action}", actor, device, role, about)
        self.told.append(event)
        if step.action is Action.SEND_CHECK:
            self._ask(step)
        elif step.action in (Action.PASS, Action.FAIL):
            task, person, sent, _ = self.checks[-1]
            self.checks[-1] = (task, person, sent, event)

    def _ask(self, step: lives.Step) -> None:
        person = self.rng.choice(self.world.walkers[self.scene.areas.beat])
        task = id_at(step.at, self.rng)
        self.checks.append((task, person, step.at, None))
        about = {"task": str(task), "to_id": person.id}
        self.told.append(Told(step.at, "task.sent", None, None, None, about))

    def _actor(self, step: lives.Step) -> tuple[PersonRow | None, str | None]:
        desk, district = self.world.staff.desk, self.scene.district
        match step.action:
            case Action.ACCEPT | Action.FILE | Action.DECLINE:
                return self.rng.choice(desk[Role.OPERATOR, district]), Role.OPERATOR
            case Action.SEND_CHECK:
                return None, None
            case Action.DISPATCH if self._goes_by_rule():
                return None, None
            case Action.DISPATCH:
                return self.rng.choice(desk[Role.DISPATCHER, district]), Role.DISPATCHER
            case Action.CLOSE | Action.REWORK:
                return self.rng.choice(desk[Role.DUTY_CHIEF, district]), Role.DUTY_CHIEF
            case Action.PASS | Action.FAIL:
                return self.checks[-1][1], Role.INSPECTOR
            case Action.REVISIT:
                return None, Role.CITIZEN
            case _:
                people = self.world.staff.of.get(self.organisation or 0)
                return (self.rng.choice(people) if people else None), Role.DEPARTMENT

    def _goes_by_rule(self) -> bool:
        returned = any(told.name == f"case.{Action.RETURN}" for told in self.told)
        return self.world.duties[self.condition.category].automatic and not returned

    def _note(self, action: Action) -> str:
        if action is Action.REVISIT:
            return sayings.note(self.rng, "satisfied" if self.satisfied else "dissatisfied")
        return sayings.note(self.rng, action.value)

    def _dispatched(self) -> dict[str, Any]:
        duty = self.world.duties[self.condition.category]
        self.organisation = self.world.tree.responsible(
            duty.bureau, self.scene.district, self.scene.subdistrict
        )
        return {"to": self.world.names[self.organisation], "to_id": self.organisation}

    def _returned(self) -> dict[str, Any]:
        returned, self.organisation = self.organisation, None
        return {"from_id": returned}

    def _revisited(self) -> dict[str, Any]:
        self.satisfied = self.rng.random() < 0.88
        return {"satisfied": self.satisfied}
