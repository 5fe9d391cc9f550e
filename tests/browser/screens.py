"""Pictures of every page in both languages and each look: `make screens`, then open var/screens/.

Beside them index.html shows them all. No test: it is collected only where it is named.
"""

import html
import json
from itertools import groupby

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import desk_of, phone_of
from tests.browser.pages import Visit, become, own, visits
from tests.browser.screen import Screen
from tests.house import ROOT, City

FOLDER = ROOT / "var" / "screens"
LANGUAGES = ("zh-CN", "en")
LOOKS = ("light", "dark", "sunlight")
SETTLED = 400  # ms after the network is quiet, for pictures that fade in


@pytest.mark.timeout(1800)
def test_pictures_of_every_page(browser: Browser, city: City) -> None:
    """One folder a language; NAME-LOOK.png."""
    for (device, who), group in groupby(visits(city), key=lambda one: (one.device, one.who)):
        pages = list(group)
        make = phone_of if device == "phone" else desk_of
        for screen in make(browser, city.url):
            become(screen, city, who)
            if not who:
                pages += own(screen, city)
            for language in LANGUAGES:
                _look_at(screen, pages, language)
    _index()


def _look_at(screen: Screen, pages: list[Visit], language: str) -> None:
    folder = FOLDER / language
    folder.mkdir(parents=True, exist_ok=True)
    for is_elder in (False, True):
        kept = json.dumps({"sight": "light", "isElder": is_elder})
        screen.page.evaluate(
            "([language, look]) => { localStorage.setItem('xunjie.language', language);"
            " localStorage.setItem('xunjie.look', look) }",
            [language, kept],
        )
        for visit in pages:
            screen.go(visit.path)
            screen.page.wait_for_timeout(SETTLED)
            for look in ("elder",) if is_elder else LOOKS:
                if not is_elder:
                    screen.look(look)
                screen.page.screenshot(path=folder / f"{visit.name}-{look}.png", full_page=False)


def _index() -> None:
    rows = []
    for picture in sorted(FOLDER.glob("*/*.png")):
        name = html.escape(str(picture.relative_to(FOLDER)))
        rows.append(f'<figure><img src="{name}" loading="lazy"><figcaption>{name}</figcaption>')
    page = "<!doctype html><meta charset=utf-8><title>screens</title><style>body{display:flex;"
    page += "flex-wrap:wrap;gap:8px}img{height:420px;border:1px solid #999}figure{margin:0}</style>"
    (FOLDER / "index.html").write_text(page + "\n".join(rows))
