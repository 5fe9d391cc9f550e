"""One report on its way through the city, as far as a story needs it."""

import io
import time
from functools import cache
from itertools import count
from random import randint
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw

from deploy.walk import Citizen, Staff, new_id, promise, until
from tests.house import City

MANHOLE = "component-0101"
WORDS = "人行道上的井盖破了，晚上很危险"
_covers = count(randint(10_000, 90_000))
ELSEWHERE = {"lon": 121.47, "lat": 31.23, "datum": "wgs84", "accuracy": 10}


def photo(size: tuple[int, int] = (480, 360)) -> bytes:
    """A small JPEG like no other."""
    picture = Image.effect_noise(size, 50).convert("RGB")
    ImageDraw.Draw(picture).text((10, 10), f"{time.time_ns()} {new_id()}", fill=(255, 255, 255))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def cover() -> str:
    """A manhole cover that no other journey is about, so that none is taken for another."""
    return f"井盖编号{next(_covers)}"


class Journey:
    """A citizen's report, and the case that it became."""

    def __init__(
        self,
        city: City,
        photos: list[bytes] | None = None,
        said: dict[str, Any] | None = None,
        **report: Any,
    ) -> None:
        """`said`: what the phone says of each photo beside its bytes."""
        self.city, self.crew = city, city.crew
        self.citizen: Citizen = city.citizen()
        self.id: UUID = new_id()
        if not report.keys() & {"position", "place_words"}:
            report = report | {"place_words": cover()}
        about = {"words": WORDS, "category": MANHOLE, "position": somewhere(city)} | report
        about = {name: value for name, value in about.items() if value is not None}
        sent = self.citizen.report(
            id=self.id, photos=[promise(one, **(said or {})) for one in photos or []], **about
        )
        assert sent.status == 201, sent.body
        self.receipt = sent.json
        for one in photos or []:
            self.citizen.upload(one, report=self.id)
        self._case_id: str | None = None

    def seen(self) -> dict[str, Any]:
        """The report as its sender sees it now."""
        found: dict[str, Any] = self.citizen.must("GET", f"/reports/{self.id}")
        return found

    def told(self) -> list[dict[str, Any]]:
        """What the sender was told in the app, the newest first."""
        found: list[dict[str, Any]] = self.citizen.must("GET", "/notices")["items"]
        return found

    def placed(self) -> dict[str, Any]:
        """The report, once it has become a case."""
        found: dict[str, Any] = until(
            lambda: (now := self.seen())["case_number"] and now, "triage", seconds=100
        )
        return found

    @property
    def case_id(self) -> str:
        """The id of the case."""
        if self._case_id is None:
            number = self.placed()["case_number"]
            rows = self.city.rows("select id from cases where number = %s", number)
            self._case_id = str(rows[0][0])
        return self._case_id

    def case(self, staff: Staff | None = None) -> dict[str, Any]:
        """The case as `staff` sees it (the duty chief by default)."""
        who = staff or self.crew.sign_in("duty_chief")
        found: dict[str, Any] = who.must("GET", f"/cases/{self.case_id}")
        return found

    def at(self, stage: str) -> dict[str, Any]:
        """The case, once it stands at `stage`."""
        found: dict[str, Any] = until(
            lambda: (now := self.case())["stage"] == stage and now, f"stage {stage}"
        )
        return found

    def with_photos_ready(self) -> dict[str, Any]:
        """The case, once the photo job has looked at all of its photos."""

        def done() -> dict[str, Any] | None:
            case = self.case()
            states = {one["state"] for one in case["photos"]}
            return case if states <= {"ready", "refused"} else None

        found: dict[str, Any] = until(done, "the photo job")
        return found

    def with_photos_veiled(self) -> dict[str, Any]:
        """The report as its sender sees it, once its photos may be seen by the public."""

        def done() -> dict[str, Any] | None:
            now = self.seen()
            return now if all(one["state"] != "received" for one in now["pictures"]) else None

        found: dict[str, Any] = until(done, "the public version", seconds=100)
        return found

    def filed(self) -> dict[str, Any]:
        """Accepted and filed by the operator."""
        operator = self.crew.sign_in("operator")
        operator.act(self.case_id, "accept")
        found: dict[str, Any] = operator.act(
            self.case_id, "file", condition=self.crew.condition(MANHOLE)
        )
        return found

    def dispatched(self) -> Staff:
        """Filed, and sent by rule; the department that it was sent to."""
        self.filed()
        self.at("dispatched")
        return self.crew.who_sees("department", self.case_id)

    def handled(self, department: Staff, note: str = "已更换") -> bytes:
        """Signed for where it waits, and handled with its photos; the first is returned."""
        if self.case()["stage"] == "dispatched":
            department.act(self.case_id, "sign_for")
        asked = [one["name"] for one in self.button(department, "handle")["views"]]
        after = [photo() for _ in asked]
        for one in after:
            department.upload(one, case=self.case_id)
        shown = [promise(one)["sha256"] for one in after]
        department.act(self.case_id, "handle", note=note, photos=shown, views=asked)
        return after[0]

    def button(self, staff: Staff, name: str) -> dict[str, Any]:
        """What the case page offers `staff` under this name."""
        found: dict[str, Any] = next(
            one for one in self.case(staff)["actions"] if one["name"] == name
        )
        return found

    def checked(self, passed: bool, note: str = "现场已恢复") -> Staff:
        """The inspector who was asked answers; returned."""
        inspector, task = self.crew.task_of(self.placed()["case_number"])
        inspector.must(
            "POST",
            f"/tasks/{task['id']}/answer",
            {"passed": passed, "note": note, "position": task["position"]},
        )
        return inspector

    def closed(self) -> dict[str, Any]:
        """All the way, and closed by the duty chief."""
        self.handled(self.dispatched())
        self.checked(passed=True)
        found: dict[str, Any] = self.crew.sign_in("duty_chief").act(self.case_id, "close")
        return found

    def happened(self) -> list[str]:
        """The names of all events of the report and its case, in order."""
        rows = self.city.rows("select name from events where report_id = %s order by id", self.id)
        return [name for (name,) in rows]


@cache
def _walked(city: City) -> dict[str, Any]:
    """A landmark in a beat that a demo inspector walks, so that somebody can answer its check."""
    rows = city.rows("select at from landmarks where kind = 'landmark' order by id limit 400")
    walked = {
        code
        for (code,) in city.rows(
            "select code from areas join beat_inspectors walks on walks.beat_id = areas.id"
            " join people on people.id = person_id where username in ('inspector', 'inspector2')"
        )
    }
    for (at,) in rows:
        lon, lat = at.strip("()").split(",")
        found = city.citizen().must("GET", f"/places/locate?lon={lon}&lat={lat}")
        if found["beat"] and found["beat"]["code"] in walked:
            return {"lon": float(lon), "lat": float(lat), "datum": "wgs84", "accuracy": 12}
    raise AssertionError("no landmark in a beat of the demo's inspectors")


def somewhere(city: City) -> dict[str, Any]:
    """A place in the city, as a phone would say it."""
    return _walked(city)


def named(city: City, kind: str) -> list[dict[str, Any]]:
    """Some of the city's roads, landmarks or estates, by the API's search."""
    typed = {"road": "街", "landmark": "市场", "estate": "小区"}[kind]
    places = city.citizen().must("GET", f"/places/search?q={_quoted(typed)}")
    found = [one for one in places if one["kind"] == kind]
    assert found, f"no {kind} found by {typed}: {places}"
    return found


def _quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())
