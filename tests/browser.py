"""A real browser and axe-core for the pages; where they are missing, tests are skipped and say why.

axe-core is looked for in ``$AXE_CORE`` (the file), ``$NODE_PATH``, ``node_modules/`` of the repository, and
the user's cache: ``npm install --prefix ~/.cache/d2l-autograder axe-core@4``.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
_AXE = "node_modules/axe-core/axe.min.js"


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium, driven by playwright."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(
        filter(
            None,
            (
                os.environ.get("CHROMIUM"),
                shutil.which("chromium"),
                shutil.which("chromium-browser"),
                shutil.which("google-chrome"),
            ),
        ),
        None,
    )
    if path is None:
        pytest.skip("no chromium found: install one, or set $CHROMIUM to its path")
    with sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def show(chromium, tmp_path):
    """``show(html, width=…, scheme=…)`` opens a page and gives it, with what it said and asked for in
    ``.noise``."""
    opened = []

    def show(html: str, width: int = 1000, scheme: str = "light"):
        file = tmp_path / f"page{len(opened)}.html"
        file.write_text(html, encoding="utf-8", errors="strict")
        page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.noise = []
        page.on("console", lambda message: page.noise.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: page.noise.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (page.noise.append("dialog"), dialog.dismiss()))
        page.on(
            "request",
            lambda request: (
                page.noise.append(f"request: {request.url[:80]}")
                if not request.url.startswith(("file://" + str(file), "data:image/png"))
                else None
            ),
        )
        page.goto(file.as_uri())
        opened.append(page)
        return page

    yield show
    for page in opened:
        page.close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """axe-core, an accessibility checker."""
    places = [
        os.environ.get("AXE_CORE"),
        *(f"{folder}/axe-core/axe.min.js" for folder in os.environ.get("NODE_PATH", "").split(os.pathsep)),
        Path(__file__).parents[1] / _AXE,
        Path.home() / ".cache/d2l-autograder" / _AXE,
    ]
    for place in places:
        if place and Path(place).is_file():
            return Path(place).read_text(encoding="utf-8")
    pytest.skip("axe-core not found: npm install --prefix ~/.cache/d2l-autograder axe-core@4")


@pytest.fixture
def serious_findings(axe_source):
    """``serious_findings(page)``: what axe-core finds serious or critical, contrast included."""

    def find(page) -> list[str]:
        # the page's own policy forbids scripts: evaluated by the debugger, axe-core is no script of the page
        page.evaluate(axe_source + ";0")
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{one['id']}: {node['target']} {node.get('failureSummary', '')[:300]}"
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"][:3]
        ]

    return find
