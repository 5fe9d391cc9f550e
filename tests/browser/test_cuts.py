"""A real phone on a line that breaks at every stage: what was sent is what arrives, bit by bit.

`CUTS=50 pytest tests/browser/test_cuts.py` makes fifty runs of random cuts.
"""

import hashlib
import io
import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route

from deploy.walk import until
from media import keys
from tests.browser.conftest import IN_THE_CITY
from tests.house import City, House, another_web

RUNS = int(os.environ.get("CUTS", "8"))
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120 + 15 * RUNS)]
API = "**/api/v1/**"
PROMISED = """async () => {
    const open = indexedDB.open('xunjie')
    const store = await new Promise((done) => { open.onsuccess = () => done(open.result) })
    const asked = store.transaction('reports').objectStore('reports').getAll()
    const reports = await new Promise((done) => { asked.onsuccess = () => done(asked.result) })
    store.close()
    return reports.map((one) => [one.id, one.delivery.state, one.body.photos.map((p) => p.sha256)])
}"""


class Phone:
    """One phone whose page, line and server may go at any time; what it keeps stays."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.open("/")

    def open(self, path: str) -> None:
        """Open a page of the app, again and again until the server answers."""
        until(lambda: self._opened(path), f"{path} to open")

    def _opened(self, path: str) -> bool:
        with suppress(Error):
            return self.page.goto(path, timeout=5_000) is not None
        return False

    def die(self) -> None:
        """The system kills the page in the middle of its work, and the person returns."""
        self.page.close()
        self.page = self.context.new_page()
        self.open("/mine")

    def send(self, photos: list[Path], words: str) -> None:
        """Take photos and press send."""
        if not self.page.url.endswith("/"):
            self.page.get_by_role("link", name="随手拍").click()
        self.page.get_by_test_id("album-input").set_input_files(photos)
        self.page.get_by_test_id("words").fill(words)
        tiles = self.page.locator(".tile img")
        until(lambda: tiles.count() == len(photos), "the photos to be kept")
        self.page.get_by_test_id("send").click()
        until(self._is_listed, "the list")

    def _is_listed(self) -> bool:
        """Past the question whether it is the same problem, where the phone asks it."""
        other = self.page.get_by_test_id("not-the-same")
        if other.is_visible():
            other.click()
        return self.page.url.endswith("/mine")

    def promised(self) -> dict[str, tuple[str, list[str]]]:
        """What the phone's own store says: report → state and the SHA-256 of each photo."""
        found = self.page.evaluate(PROMISED)
        return {report: (state, digests) for report, state, digests in found}

    def all_sent(self) -> bool:
        """Whether the phone believes that everything has arrived."""
        return all(state == "sent" for state, _ in self.promised().values())


@pytest.fixture
def web(city: City) -> Iterator[House]:
    """A web process of these tests' own, that may be killed."""
    with another_web(city) as house:
        house.wait_ready()
        yield house


@pytest.fixture
def caught(browser: Browser, web: House) -> Iterator[Phone]:
    """A phone that this server serves, without a service worker, as in a web-view."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        locale="zh-CN",
        geolocation=IN_THE_CITY,
        permissions=["geolocation"],
        service_workers="block",
        base_url=web.url,
    )
    context.set_default_timeout(20_000)
    yield Phone(context)
    context.close()


@pytest.fixture(scope="module")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], list[Path]]:
    """Photos like no others, small enough for a bad line."""
    folder, chance = tmp_path_factory.mktemp("shots"), random.Random(20261122)

    def some(count: int) -> list[Path]:
        made = []
        for _ in range(count):
            path = folder / f"{chance.randrange(10**12)}.jpg"
            drawn = io.BytesIO()
            Image.frombytes("RGB", (96, 64), chance.randbytes(96 * 64 * 3)).save(drawn, "JPEG")
            path.write_bytes(drawn.getvalue())
            made.append(path)
        return made

    return some


def arrived(city: City, sent: dict[str, tuple[str, list[str]]]) -> None:
    """Every report once, every photo with the very bytes that the phone has counted."""
    query = """select r.id::text, p.sha256 from reports r join photos p on p.report_id = r.id
        where r.id::text = any(%s) and p.state in ('received', 'ready') order by p.id"""
    rows = city.rows(query, list(sent))
    assert sorted(rows) == sorted((id, one) for id, (_, all_) in sent.items() for one in all_)
    store = city.store()
    for _, sha256 in rows:
        assert hashlib.sha256(store.get(keys.original(sha256))).hexdigest() == sha256


class Knife:
    """Cuts the n-th request of its kind: before it reaches the server, or before its answer."""

    def __init__(self, method: str, path: str, nth: int, answered: bool) -> None:
        self.method, self.path, self.nth, self.answered = method, path, nth, answered
        self.seen = 0

    def __call__(self, route: Route) -> None:
        """What the line does to one request."""
        asked = route.request
        self.seen += (is_mine := asked.method == self.method and self.path in asked.url)
        if not is_mine or self.seen != self.nth:
            return route.continue_()
        if self.answered:
            route.fetch()
        return route.abort("connectionreset")


STAGES = (
    ("PUT", "/reports/", 1),
    ("POST", "/uploads", 1),
    ("PATCH", "/uploads/", 1),
    ("PUT", "/reports/", 2),
)


@pytest.mark.parametrize("answered", [False, True], ids=["before", "after"])
def test_a_cut_at_each_stage(
    city: City, caught: Phone, shots: Callable[[int], list[Path]], answered: bool
) -> None:
    """The request is lost, or it arrives and only its answer is lost."""
    for method, path, nth in STAGES:
        knife = Knife(method, path, nth, answered)
        caught.context.route(API, knife)
        caught.send(shots(2), f"在{method}断线")
        until(caught.all_sent, "the report to arrive")
        assert knife.seen >= nth, "nothing was cut"
        caught.context.unroute(API)
    sent = caught.promised()
    assert len(sent) == len(STAGES)
    arrived(city, sent)


def test_random_cuts_dead_pages_and_a_killed_server(
    city: City, web: House, caught: Phone, shots: Callable[[int], list[Path]]
) -> None:
    """Whatever happens while they are sent, N sent are N received, photo by photo."""
    chance = random.Random(RUNS)
    cdp = caught.context.new_cdp_session(caught.page)

    def offline() -> None:
        caught.context.set_offline(True)
        caught.page.wait_for_timeout(chance.randrange(50, 300))
        caught.context.set_offline(False)

    def crawl() -> None:
        line = {"offline": False, "latency": 80, "downloadThroughput": 20_000}
        cdp.send("Network.emulateNetworkConditions", {**line, "uploadThroughput": 8_000})

    def kill_server() -> None:
        os.kill(web.pid("web"), signal.SIGKILL)

    troubles = [offline, caught.die, kill_server, offline, caught.die, lambda: None]
    for run in range(RUNS):
        caught.send(shots(2), f"第 {run} 次")
        if run == RUNS // 2:
            cdp = caught.context.new_cdp_session(caught.page)
            crawl()
        caught.page.wait_for_timeout(chance.randrange(0, 200))
        chance.choice(troubles)()
    caught.die()
    until(caught.all_sent, "all to arrive", 60 + RUNS)
    sent = caught.promised()
    assert len(sent) == min(RUNS, 50)
    arrived(city, sent)
