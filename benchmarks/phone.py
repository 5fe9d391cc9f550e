"""The phone: what the first page costs, how soon it is there, how soon a photo is kept."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.bench import Bench
from benchmarks.photo import jpeg, noise
from benchmarks.row import Row

PWA = Path(__file__).resolve().parent.parent / "pwa"
SLOWER = 4  # times; the CPU of a four-year-old phone
QUEUED = 500
KEPT = """() => new Promise((done) => {
    const input = document.querySelector('[data-testid=album-input]')
    const began = performance.now()
    const seen = new MutationObserver(() => {
        if (!document.querySelector('.tile img')) return
        seen.disconnect()
        done(performance.now() - began)
    })
    seen.observe(document.body, { subtree: true, childList: true })
    input.dispatchEvent(new Event('change', { bubbles: true }))
})"""
HELD = """(event) => { if (event.target.type === 'file') event.stopPropagation() }"""
FILL = """async (count) => {
    const open = indexedDB.open('xunjie')
    const store = await new Promise((done) => { open.onsuccess = () => done(open.result) })
    const writing = store.transaction('reports', 'readwrite')
    for (let n = 0; n < count; n += 1) {
        const id = `0193${String(n).padStart(4, '0')}-0000-7000-8000-${String(n).padStart(12, '0')}`
        const body = { words: `第 ${n} 处`, place_words: '', photos: [] }
        writing.objectStore('reports').put({
            id, person: 1, body, number: null, attempts: 1, dueAt: Date.now() + 3e6, isFirm: true,
            delivery: { state: 'waiting', why: 'busy' },
        })
    }
    await new Promise((done) => { writing.oncomplete = done })
    store.close()
}"""
LISTED = """(count) => new Promise((done) => {
    const began = performance.now()
    document.querySelector('nav a[href="/mine"]').click()
    const look = () => document.querySelectorAll('[data-testid=delivery]').length > 0
        ? done(performance.now() - began) : requestAnimationFrame(look)
    look()
})"""


def lighthouse(bench: Bench) -> Iterator[Row]:
    """Lighthouse's mobile audit of the citizen's first page, at its default throttling."""
    found = [_audit(bench.city.url) for _ in range(bench.rounds)]
    note = f"Lighthouse {found[0]['version']}, Chromium of this machine"
    for name, key in (("", "performance"), ("_a11y", "accessibility"), ("_practices", "practices")):
        score = median(one[key] for one in found)
        yield Row(f"phone.lighthouse{name}", score, "share", rounds=len(found), note=note)
    for name, key in (("phone.lcp", "lcp"), ("phone.tbt", "tbt")):
        yield Row(name, median(one[key] for one in found), "ms", rounds=len(found), note=note)


def first_js(bench: Bench) -> Iterator[Row]:
    """JavaScript on the citizen's way, gzip."""
    said = subprocess.run(
        [_node(), "scripts/size.mjs"], cwd=PWA, capture_output=True, text=True, check=False
    ).stdout
    total = re.search(r"([\d.]+) KB  first JavaScript", said)
    assert total, said
    yield Row("phone.first_js", float(total[1]), "KB", note="gzip, scripts of the first page")


def kept(bench: Bench) -> Iterator[Row]:
    """Shutter to "kept", and a queue of 500 reports opened, on a CPU four times slower."""
    with sync_playwright() as playwright, _folder() as folder:
        browser = playwright.chromium.launch(
            executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"], env=_within(folder)
        )
        page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
        page.goto(bench.city.url)
        page.wait_for_load_state("networkidle")
        shot = Path(folder) / "shot.jpg"
        shot.write_bytes(jpeg(noise(4000, 3000), 3_600_000))
        _slow(page)
        waits = [_snap(page, shot) for _ in range(bench.rounds)]
        note = f"12 MP from the shutter to the strip, {SLOWER} × slower CPU"
        yield Row("phone.kept", median(waits), "ms", rounds=len(waits), note=note)
        page.evaluate(FILL, QUEUED)
        yield Row("phone.queue", page.evaluate(LISTED, QUEUED), "ms", note=f"{QUEUED} reports")
        browser.close()


def _snap(page: Page, shot: Path) -> float:
    """Milliseconds from the shutter until the photo is in the store and in the strip."""
    page.evaluate(f"addEventListener('change', window.held = {HELD}, true)")
    page.get_by_test_id("album-input").set_input_files(shot)
    page.evaluate("removeEventListener('change', window.held, true)")
    wait: float = page.evaluate(KEPT)
    page.locator(".tile .remove").first.click()
    page.locator(".tile").first.wait_for(state="detached")
    return wait


def _slow(page: Page) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _audit(url: str) -> dict[str, Any]:
    command = [_node(), "scripts/lighthouse.mjs", f"{url}/", _chromium()]
    with _folder() as folder:
        done = subprocess.run(
            command, cwd=PWA, env=_within(folder), capture_output=True, text=True, check=True
        )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _folder() -> "tempfile.TemporaryDirectory[str]":
    """For what a chromium leaves, which may write there while it is being killed."""
    return tempfile.TemporaryDirectory(ignore_cleanup_errors=True)


def _within(folder: str) -> dict[str, str]:
    return {**os.environ, "TMPDIR": folder}


def _node() -> str:
    return shutil.which("node") or "node"


def _chromium() -> str:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
