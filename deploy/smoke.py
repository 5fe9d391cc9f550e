"""The whole road over HTTP, as five people with a photo: `python -m deploy.smoke --url URL`."""

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import randint
from typing import Any

import click
from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational
from urllib3.exceptions import HTTPError

from deploy.crew import Crew
from deploy.walk import Citizen, Refused, accounts, new_id, promise, until

WORDS = "人行道上的井盖破了，晚上很危险"
CATEGORY = "component-0101"
STREET = "%E8%A1%97"  # 街, as an address writes it


@click.command()
@click.option("--url", default="http://127.0.0.1:8000", show_default=True)
@click.option("--photo", type=click.Path(exists=True, dir_okay=False), help="Else one is drawn.")
@click.option("--var", help="Where accounts.json is (default: $VAR or var).")
def main(url: str, photo: str | None, var: str | None) -> None:
    """Drive one report to a closed case, and have the citizen say that it is good."""
    try:
        road = Road(url, accounts(var), Path(photo).read_bytes() if photo else drawn())
        for stage in road.stages():
            began = time.monotonic()
            said = stage()
            click.echo(f"{time.monotonic() - began:7.2f} s  {said}")
    except (Refused, OSError, HTTPError) as wrong:
        click.echo(f"✗ {wrong}", err=True)
        sys.exit(1)
    click.echo(f"{time.monotonic() - road.began:7.2f} s  全程走通 the whole road is open")


class Road:
    """One report on its way, a method for each stage; each says what came of it."""

    def __init__(self, url: str, people: list[dict[str, Any]], photo: bytes) -> None:
        self.began = time.monotonic()
        self._photo, self._after = photo, (drawn("near"), drawn("far"))
        self._citizen, self._crew = Citizen(url), Crew(url, people)
        self._operator = self._crew.sign_in("operator")
        self._report = new_id()
        self._case: dict[str, Any] = {}

    def stages(self) -> list[Callable[[], str]]:
        """The stages in their order."""
        return [
            self.report,
            self.upload,
            self.place,
            self.picture,
            self.accept,
            self.file,
            self.dispatch,
            self.handle,
            self.check,
            self.close,
            self.revisit,
        ]

    def report(self) -> str:
        """The citizen sends a report and gets a receipt that wants the photo."""
        place = self._citizen.must("GET", f"/places/search?q={STREET}")[0]
        receipt = self._citizen.report(
            id=self._report,
            words=f"{WORDS}，井盖编号{randint(10_000, 99_999)}",
            category=CATEGORY,
            position=place["position"] | {"accuracy": 12},
            photos=[promise(self._photo)],
        ).json
        same(receipt.get("photos", [{}])[0].get("state"), "wanted", "receipt")
        return f"上报 report {receipt['number']}，位置 at {place['name']}"

    def upload(self) -> str:
        """The photo goes by tus; the receipt says that it is safe."""
        self._citizen.upload(self._photo, report=self._report)
        same(self._seen()["photos"][0]["state"], "received", "photo")
        return f"照片已收 photo received, {len(self._photo) // 1024} KB"

    def place(self) -> str:
        """Triage finds the areas and opens a case."""
        placed = until(lambda: (seen := self._seen())["case_number"] and seen, "triage")
        self._case = self._crew.find(self._operator, "to_accept", placed["case_number"])
        return f"定位立号 placed: {placed['case_number']} {placed['place']}"

    def picture(self) -> str:
        """The photo job makes display and thumbnail."""
        ready = until(self._ready_picture, "the photo job", seconds=90)
        for version in ("display", "thumbnail"):
            found = self._citizen.ask("GET", f"/photos/{ready['id']}/{version}")
            same((found.status, found.body[:2]), (200, b"\xff\xd8"), version)
        return f"照片已处理 photo ready, {ready['width']}×{ready['height']}"

    def accept(self) -> str:
        """The operator accepts."""
        same(self._operator.act(self._id, "accept")["stage"], "accepted", "accept")
        return "受理 accepted"

    def file(self) -> str:
        """The operator files by a filing condition."""
        condition = self._crew.condition(CATEGORY)
        filed = self._operator.act(self._id, "file", condition=condition)
        return f"立案 filed: {filed['condition']['text']}（{filed['condition']['limit']}）"

    def dispatch(self) -> str:
        """A rule sends it to a department."""
        self._case = until(self._dispatched, "dispatch by rule")
        return f"派遣 dispatched to {self._case['organisation']['name']}"

    def handle(self) -> str:
        """The department signs for it, and handles it with an after-photo."""
        department = self._crew.who_sees("department", self._id)
        department.act(self._id, "sign_for")
        for after in self._after:
            department.upload(after, case=self._id)
        shown = {"photos": [promise(after)["sha256"] for after in self._after]}
        handled = department.act(self._id, "handle", note="已更换井盖", **shown)
        same(handled["stage"], "handled", "handle")
        return "签收、处置 signed for and handled, with a photo"

    def check(self) -> str:
        """The inspector of the beat checks it on the spot."""
        inspector, task = self._crew.task_of(self._case["number"])
        inspector.must("POST", f"/tasks/{task['id']}/accept")
        answer = {"passed": True, "note": "现场已恢复", "position": task["position"]}
        inspector.must("POST", f"/tasks/{task['id']}/answer", answer)
        return f"核查 checked by {inspector.person['name']}"

    def close(self) -> str:
        """The duty chief closes it."""
        closed = self._crew.sign_in("duty_chief").act(self._id, "close")
        same(closed["stage"], "closed", "close")
        return "结案 closed"

    def revisit(self) -> str:
        """The citizen was told of filing and closing, and says that it is good."""
        until(lambda: len(self._citizen.must("GET", "/notices")["items"]) >= 2, "notices")
        path = f"/reports/{self._report}/satisfaction"
        rated = self._citizen.must("POST", path, {"satisfied": True})
        same(rated["stage"], "revisited", "revisit")
        return f"回访 revisited: {len(rated['timeline'])} steps, 满意 satisfied"

    @property
    def _id(self) -> str:
        return str(self._case["id"])

    def _seen(self) -> dict[str, Any]:
        return dict(self._citizen.must("GET", f"/reports/{self._report}"))

    def _ready_picture(self) -> dict[str, Any] | None:
        ready = [one for one in self._seen()["pictures"] if one["state"] == "ready"]
        return ready[0] if ready else None

    def _dispatched(self) -> dict[str, Any] | None:
        case = self._operator.must("GET", f"/cases/{self._id}")
        return case if case["organisation"] else None


def drawn(what: str = "before") -> bytes:
    """A photo made on the spot: 3000×4000, turned by EXIF, with position and time in it."""
    picture = Image.effect_noise((1500, 2000), 60).convert("RGB").resize((3000, 4000))
    draw = ImageDraw.Draw(picture)
    draw.ellipse(
        (900, 1500, 2100, 2700), fill=(60, 60, 60) if what == "before" else (150, 150, 150)
    )
    draw.text((100, 100), f"{what} {time.time_ns()}", fill=(255, 255, 255), font_size=120)
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Xunjie"
    exif.get_ifd(0x8769)[0x9003] = time.strftime("%Y:%m:%d %H:%M:%S")
    degrees = [IFDRational(value) for value in (112, 33, 45)]
    exif.get_ifd(0x8825).update({1: "N", 2: [IFDRational(37), IFDRational(51), IFDRational(30)]})
    exif.get_ifd(0x8825).update({3: "E", 4: degrees})
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, exif=exif)
    return out.getvalue()


def same(found: object, wanted: object, what: str) -> None:
    """Raises Refused unless what was found is what is wanted."""
    if found != wanted:
        raise Refused(f"{what}: {found!r} is not {wanted!r}")


if __name__ == "__main__":
    main()
