"""As a student meets it: a notebook of the course in JupyterLab, in a real browser; wrong, then right. In English in the
default run, in Chinese in ``tox -e solutions``.

``$AUTOGRADER_SCREENSHOTS`` names a folder that the screens are written to; the best are in ``docs/images``.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.core.course import Course
from autograder.feedback import wording
from autograder.student.start import start
from tests.student.lab import Desk, jupyter_lab

ROOT = Path(__file__).parents[2]
WRONG = "def relu(X):\n    return torch.abs(X)"
RIGHT = "def relu(X):\n    return torch.maximum(X, torch.zeros_like(X))"
SAID = {
    "en": {
        "title": "Multilayer perceptrons",
        "failed": "1 / 4 public checks",
        "passed": "4 / 4 public checks",
        "trap": "Your code behaves like a known mistake",
        "feedback": "absolute value",
        "got": "got: tensor",
        "beyond": "When it is graded, more is looked at",
        "hints": ("What should become of −3", "look at torch.maximum"),
        "overview": "1 of 7 exercises pass their public checks",
        "stub": "the cell still holds the stub",
    },
    "zh": {
        "title": "多层感知机",
        "failed": "公开检查 1 / 4",
        "passed": "公开检查 4 / 4",
        "trap": "你的代码的表现与一个常见的误解一致",
        "feedback": "绝对值",
        "got": "得到：tensor",
        "beyond": "评分时还会考察",
        "hints": ("−3、0、3 各应变成什么", "可以看看 torch.maximum"),
        "overview": "7 道练习中 1 道通过公开检查",
        "stub": "该单元格仍是初始模板",
    },
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, chromium: Any) -> Iterator[str]:
    """JupyterLab on a folder with the same assignment in both languages."""
    if importlib.util.find_spec("jupyterlab") is None:
        pytest.skip("JupyterLab is not installed")
    bridge = pytest.importorskip(
        "autograder.authoring.release", reason="nbgrader, which makes the release, is not installed"
    )
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "solutions" / "mlp", folder / "course" / "solutions" / "mlp")
    shutil.copy(ROOT / "nbgrader_config.py", folder / "course")
    bridge.generate(Course.load(folder / "course", {}), gradebook=False)
    for language in SAID:
        start("mlp", folder / "work" / language, language=language, course=folder / "course")
    with jupyter_lab(folder / "work", folder / "private") as address:
        yield address


def shoot(desk: Desk, output: Any, name: str) -> None:
    """Keep what is on the screen, if somebody wants to look."""
    if folder := os.environ.get("AUTOGRADER_SCREENSHOTS"):
        output.scroll_into_view_if_needed()
        desk.page.wait_for_timeout(500)
        desk.page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.audit)])
def test_a_wrong_solution_is_told_corrected_and_passes(chromium: Any, lab: str, language: str) -> None:
    """Open the notebook, run a wrong solution, see why; correct it, see it pass; see what is left to do."""
    said = SAID[language]
    page = chromium.new_page(viewport={"width": 1100, "height": 1080})
    try:
        desk = Desk(page, lab, f"{language}/mlp.ipynb")
        assert (
            page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) h1")
            .first.inner_text()
            .startswith(said["title"])
        )
        desk.run(desk.cell("%matplotlib"))
        desk.write(desk.cell("relu"), WRONG)
        desk.run(desk.cell("relu"))
        output = desk.run(desk.cell("test_relu"))
        text = output.inner_text()
        for part in ("failed", "trap", "feedback", "got"):
            assert said[part] in text
        assert "Traceback" not in text
        assert output.locator("img").evaluate("image => image.naturalWidth") > 400
        hints = output.locator("details", has_text=said["hints"][0]).last
        assert not hints.get_by_text(said["hints"][1]).is_visible()
        for summary in wording.HINTS[:2]:
            output.get_by_text(summary.into(language), exact=True).click()
        assert hints.get_by_text(said["hints"][1]).is_visible()
        shoot(desk, output, f"check-wrong-{language}")

        desk.write(desk.cell("relu"), RIGHT)
        desk.run(desk.cell("relu"))
        output = desk.run(desk.cell("test_relu"))
        text = output.inner_text()
        assert said["passed"] in text and said["beyond"] in text
        shoot(desk, output, f"check-right-{language}")

        desk.run(desk.cell("sigmoid"))
        assert said["stub"] in desk.run(desk.cell("test_sigmoid")).inner_text()
        desk.add_below(desk.cell("test_sigmoid"), "check()")
        output = desk.run(desk.cell("check()"))
        assert said["overview"] in output.inner_text() and output.get_by_role("progressbar").count() == 1
        shoot(desk, output, f"overview-{language}")
    finally:
        page.close()
