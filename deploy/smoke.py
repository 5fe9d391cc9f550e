"""The whole road over HTTP, as five people with a photo: `python -m deploy.smoke --url URL`."""

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational
from urllib3.exceptions import HTTPError

from deploy.walk import Citizen, Refused, Staff, accounts, new_id, promise, until

WORDS = "人行道上的井盖破了，晚上很危险"
CATEGORY = "component-0101"


class Steps:
    """Prints each stage and the seconds it took."""

    def __init__(self) -> None:
        self._began = self._last = time.monotonic()

    def __call__(self, said: str) -> None:
        """One stage is done."""
        now = time.monotonic()
        click.echo(f"{now - self._last:7.2f} s  {said}")
        self._last = now

    def total(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self._began


@click.command()
@click.option("--url", default="http://127.0.0.1:8000", show_default=True)
@click.option("--photo", type=click.Path(exists=True, dir_okay=False), help="Else one is drawn.")
@click.option("--var", help="Where accounts.json is (default: $VAR or var).")
def main(url: str, photo: str | None, var: str | None) -> None:
    """Drive one report to a closed case, and have the citizen say that it is good."""
    body = Path(photo).read_bytes() if photo else drawn()
    after = drawn("after")
    steps = Steps()
    try:
        walk(url, accounts(var), body, after, steps)
    except (Refused, OSError, HTTPError) as wrong:
        click.echo(f"✗ {wrong}", err=True)
        sys.exit(1)
    click.echo(f"{steps.total():7.2f} s  全程走通 the whole road is open")


def walk(
    url: str, people: list[dict[str, Any]], photo: bytes, after: bytes, say: Callable[[str], None]
) -> None:
    """The road: report, accept, file, dispatch, sign, handle, check, close, revisit."""
    crew = Crew(url, people)
    citizen = Citizen(url)
    place = citizen.must("GET", "/places/search?q=%E8%A1%97")[0]
    report_id = new_id()
    about = {"words": WORDS, "category": CATEGORY, "position": place["position"] | {"accuracy": 12}}
    receipt = citizen.report(id=report_id, photos=[promise(photo)], **about).json
    _same(receipt.get("photos", [{}])[0].get("state"), "wanted", "receipt")
    say(f"上报 report {receipt['number']}，位置 at {place['name']}")
    citizen.upload(photo, report=report_id)
    again = lambda: citizen.must("GET", f"/reports/{report_id}")  # noqa: E731
    _same(again()["photos"][0]["state"], "received", "photo")
    say(f"照片已收 photo received, {len(photo) // 1024} KB")
    placed = until(lambda: (seen := again())["case_number"] and seen, "triage")
    say(f"定位立号 placed: {placed['case_number']} {placed['place']}")
    until(lambda: any(one["state"] == "ready" for one in again()["pictures"]), "the photo job")
    picture = again()["pictures"][0]
    for version in ("display", "thumbnail"):
        _same(citizen.ask("GET", f"/photos/{picture['id']}/{version}").status, 200, version)
    say(f"照片已处理 photo ready, {picture['width']}×{picture['height']}")

    operator = crew.sign_in("operator")
    case = crew.find(operator, "to_accept", placed["case_number"])
    operator.act(case["id"], "accept")
    say("受理 accepted")
    condition = crew.condition(CATEGORY)
    operator.act(case["id"], "file", condition=condition)
    say("立案 filed")
    sent = until(
        lambda: (now := operator.must("GET", f"/cases/{case['id']}"))["organisation"] and now,
        "dispatch by rule",
    )
    say(f"派遣 dispatched to {sent['organisation']['name']}")
    department = crew.who_sees("department", case["id"])
    department.act(case["id"], "sign_for")
    say("签收 signed for")
    department.upload(after, case=case["id"])
    department.act(case["id"], "handle", note="已更换井盖", photos=[promise(after)["sha256"]])
    say("处置 handled, with a photo")
    inspector, task = crew.task_of(case["number"])
    inspector.must("POST", f"/tasks/{task['id']}/answer", {"passed": True, "note": "现场已恢复"})
    say("核查 checked on the spot")
    crew.sign_in("duty_chief").act(case["id"], "close")
    say("结案 closed")
    until(lambda: len(citizen.must("GET", "/notices")["items"]) >= 2, "notices")
    rated = citizen.must("POST", f"/reports/{report_id}/satisfaction", {"satisfied": True})
    _same(rated["stage"], "revisited", "revisit")
    steps = [step["what"] for step in rated["timeline"]]
    say(f"回访 revisited: {len(steps)} steps, 满意 satisfied")


class Crew:
    """The demo city's staff, signed in when they are needed."""

    def __init__(self, url: str, people: list[dict[str, Any]]) -> None:
        self._url = url
        self._people = people
        self._signed_in: dict[str, Staff] = {}

    def sign_in(self, username: str) -> Staff:
        """The member of staff called `username`."""
        if username not in self._signed_in:
            person = next(one for one in self._people if one["username"] == username)
            self._signed_in[username] = Staff(self._url, username, person["password"])
        return self._signed_in[username]

    def of_role(self, role: str) -> list[Staff]:
        """All of a role, the main demo account first."""
        return [self.sign_in(one["username"]) for one in self._people if one["role"] == role]

    def find(self, staff: Staff, heap: str, number: str) -> dict[str, Any]:
        """The case `number` in a worklist, page by page."""
        cursor = ""
        while True:
            page = staff.must("GET", f"/cases?list={heap}&limit=100{cursor}")
            for case in page["items"]:
                if case["number"] == number:
                    return dict(case)
            if not page["next"]:
                raise Refused(f"case {number} is not in {heap}")
            cursor = f"&cursor={page['next']}"

    def condition(self, category: str) -> int:
        """The first filing condition of a category."""
        catalogue = Citizen(self._url).must("GET", "/catalogue")
        found = next(one for one in catalogue["categories"] if one["code"] == category)
        return int(found["conditions"][0]["id"])

    def who_sees(self, role: str, case_id: str) -> Staff:
        """Whoever of `role` the case was sent to."""
        for staff in self.of_role(role):
            if staff.ask("GET", f"/cases/{case_id}").status == 200:
                return staff
        raise Refused(f"nobody who is {role} sees the case")

    def task_of(self, number: str) -> tuple[Staff, dict[str, Any]]:
        """The inspector who was asked to check case `number`, and the task."""

        def asked() -> tuple[Staff, dict[str, Any]] | None:
            for staff in self.of_role("inspector"):
                for task in staff.must("GET", "/tasks")["items"]:
                    if task["case"]["number"] == number:
                        return staff, task
            return None

        found: tuple[Staff, dict[str, Any]] = until(asked, "the check task")
        return found


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


def _same(found: object, wanted: object, what: str) -> None:
    if found != wanted:
        raise Refused(f"{what}: {found!r} is not {wanted!r}")


if __name__ == "__main__":
    main()
