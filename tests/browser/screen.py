"""One page of a real browser, and what tests ask of it."""

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.house import ROOT

AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
FINGER = 44  # CSS pixels
PRESSED = "button, a[href], input, select, textarea, summary"
NARROW = """([pressed, least]) => [...document.querySelectorAll(pressed)]
    .map(part => part.matches('input[type=checkbox], input[type=radio], input[type=file]')
        ? part.closest('label') ?? part : part)
    .filter(part => part.checkVisibility() && !part.closest('p, dd, .skip, .unseen'))
    .map(part => [part, part.getBoundingClientRect()])
    .filter(([_, { width, height }]) => width > 1 && (width < least - 0.5 || height < least - 0.5))
    .map(([part, { width, height }]) =>
        `narrow: ${part.outerHTML.slice(0, 160)} ${Math.round(width)} x ${Math.round(height)}`)"""
MOST_TABS = 200
IS_NEW = """() => { const { dataset, tagName } = document.activeElement
    const isNew = tagName !== 'BODY' && !dataset.reached
    dataset.reached = 'yes'
    return isNew }"""
UNREACHED = """pressed => [...document.querySelectorAll(pressed)]
    .filter(part => part.checkVisibility() && !part.disabled && !part.dataset.reached)
    .map(part => part.outerHTML.slice(0, 160))"""
GRAVE = ("serious", "critical")


class Screen:
    """A page, by its test ids. Faults that the page throws are gathered."""

    def __init__(self, page: Page, pictures: Path) -> None:
        self.page = page
        self.faults: list[str] = []
        self._pictures = pictures
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def go(self, path: str) -> None:
        """Open a page of the app and wait until it stands still."""
        self.page.goto(path)
        self.page.wait_for_load_state("networkidle")

    def arrive(self, path: str) -> None:
        """Open a page and wait until what it asked for is drawn."""
        self.page.goto(path)
        expect(self.page.locator("main .page").first).to_be_visible()
        expect(self.page.locator("main .skeleton")).to_have_count(0)

    def go_installed(self, path: str) -> None:
        """Open a page and wait until all that it needs without a network is on the phone."""
        self.go(path)
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def box(self, name: str) -> FloatRect:
        """Where a part is, once it moves no more."""
        self.part(name).hover()
        found = self.part(name).bounding_box()
        assert found
        return found

    def part(self, name: str | re.Pattern[str]) -> Locator:
        """The part with this test id."""
        return self.page.get_by_test_id(name).first

    def tap(self, name: str | re.Pattern[str]) -> None:
        """Tap or click it."""
        self.part(name).click()

    def send(self) -> None:
        """Send the report, as another one where the phone asks whether it is the same."""
        self.tap("send")
        self.sees(re.compile("^(delivery|not-the-same)$"))
        other = self.part("not-the-same")
        if other.is_visible():
            other.click()

    def fill(self, name: str, text: str) -> None:
        """Write into a field, or into the field within it."""
        part = self.part(name)
        inner = part.locator("input, textarea")
        (inner.first if inner.count() else part).fill(text)

    def choose(self, name: str, file: Path) -> None:
        """Give a photo to a file chooser."""
        part = self.part(name)
        inner = part.locator("input[type=file]")
        (inner.first if inner.count() else part).set_input_files(file)

    def sees(self, name: str | re.Pattern[str], text: str | re.Pattern[str] | None = None) -> None:
        """Wait until the part is there, saying `text`."""
        expect(self.part(name)).to_be_visible()
        if text is not None:
            expect(self.part(name)).to_contain_text(text)

    def sign_in(self, username: str, password: str) -> None:
        """Sign in and arrive."""
        self.go("/sign-in")
        self.fill("username", username)
        self.fill("password", password)
        self.tap("sign-in")
        self.page.wait_for_url(lambda url: "/sign-in" not in url)
        self.page.wait_for_load_state("networkidle")

    def look(self, sight: str, is_elder: bool = False) -> None:
        """Light, dark or sunlight, and large or not, without another load."""
        self.page.evaluate(
            "([sight, isElder]) => { const { classList, dataset } = document.documentElement;"
            " classList.toggle('van-theme-dark', sight === 'dark'); dataset.sight = sight;"
            " classList.toggle('elder', isElder) }",
            [sight, is_elder],
        )

    def picture(self, name: str) -> None:
        """Keep what is seen now as var/screens/NAME.png."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self._pictures / f"{name}.png")

    def elder(self) -> None:
        """Elder mode from the next page on."""
        kept = json.dumps({"sight": "light", "isElder": True})
        self.page.evaluate("kept => localStorage.setItem('xunjie.look', kept)", kept)

    def complaints(self, *rules: str) -> list[str]:
        """What axe finds that is serious or critical, by these rules or by all, a line each."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text())
        only = {"runOnly": list(rules)} if rules else {}
        asked = {"resultTypes": ["violations"], **only}
        found: dict[str, Any] = self.page.evaluate("asked => axe.run(asked)", asked)
        return [
            f"{one['impact']}: {one['id']}: {json.dumps(node['target'])} {node['failureSummary']}"
            for one in found["violations"]
            if one["impact"] in GRAVE
            for node in one["nodes"]
        ]

    def beyond_keys(self) -> list[str]:
        """What can be pressed by a finger and is never reached by the Tab key."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if not self.page.evaluate(IS_NEW):
                break
        found: list[str] = self.page.evaluate(UNREACHED, PRESSED)
        return found

    def narrow(self) -> list[str]:
        """What can be pressed and is smaller than a finger; links within a sentence may be."""
        found: list[str] = self.page.evaluate(NARROW, [PRESSED, FINGER])
        return found
