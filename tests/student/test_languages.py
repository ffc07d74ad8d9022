"""English and Chinese in step: whatever a student can read is there in both."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.core.text import Text
from autograder.grading import misconceptions
from autograder.testing import collect
from tests.course import COURSE, ROOT

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAMES = COURSE.names()
# CommonMark does not close bold text between a full-width mark and a character: it shows the stars
BOLD = re.compile(r"\*\*([^*\n]+)\*\*(.?)")


def texts(value: Any) -> Iterator[Text]:
    """The Texts in a manifest's entry."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts(item)
    elif (
        is_dataclass(value)
        and not isinstance(value, type)
        and type(value).__module__ == "autograder.testing.marks"
    ):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def both(text: Text) -> bool:
    """Whether a Text speaks both languages; names and numbers alone may be the same in both."""
    return (
        bool(text.en.strip() and text.zh.strip())
        and not CHINESE.search(text.en)
        and (bool(CHINESE.search(text.zh)) or not re.search(r"[a-z]{3,} [a-z]{2,}", text.zh))
    )


def cells(name: str) -> list[dict[str, Any]]:
    """The cells of a source notebook."""
    return json.loads(COURSE.source_notebook(name).read_text(encoding="utf-8"))["cells"]


@pytest.mark.parametrize("name", NAMES)
def test_every_explaining_cell_of_a_notebook_is_translated(name: str) -> None:
    """All markdown but the cells that students write in."""
    for cell in cells(name):
        marks = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "markdown" and not marks.get("solution"):
            zh = cell["metadata"].get("autograder", {}).get("zh", "")
            assert CHINESE.search(zh), "".join(cell["source"])[:80]
            for inside, after in BOLD.findall(zh):
                assert inside[-1] not in "：。，、；！？）" or not re.match(r"\w", after), (
                    f"bold that does not close: {inside}"
                )


@pytest.mark.parametrize("name", NAMES)
def test_a_translation_has_the_headings_and_formulas_of_the_original(name: str) -> None:
    """A cell that was changed in one language only shows by its headings, displayed formulas and code names."""
    for cell in cells(name):
        zh = cell["metadata"].get("autograder", {}).get("zh")
        if zh is not None:
            en = "".join(cell["source"])
            assert re.findall(r"^#+ ", en, re.MULTILINE) == re.findall(r"^#+ ", zh, re.MULTILINE), en[:80]
            assert en.count("$$") == zh.count("$$"), en[:80]


@pytest.mark.parametrize("name", NAMES)
def test_every_manifest_speaks_both(name: str) -> None:
    """Titles, hints, what is tested beyond, forbidden built-ins, and what each public test looks at."""
    for path in COURSE.public_tests(name):
        module = collect.load(path)
        assert module.exercises
        for text in texts(module.exercises):
            assert both(text), text
        for exercise in module.exercises:
            if exercise.forbidden is not None:
                assert both(exercise.forbidden.sentence) and both(exercise.forbidden.instead)
        for case in module.cases:
            assert both(case.words) and case.words.en != case.words.zh, case.name


@pytest.mark.parametrize("name", NAMES)
def test_every_hidden_test_and_misconception_speaks_both(name: str) -> None:
    """What a graded notebook's feedback is made of."""
    for path in COURSE.hidden_tests(name):
        for case in collect.load(path, path.stem.removeprefix("test_")).cases:
            assert both(case.words) and case.words.en != case.words.zh, f"{path.name}: {case.name}"
    for wrong in misconceptions.read_all(COURSE.solutions / name / "hidden" / "misconceptions"):
        assert both(wrong.feedback) and CHINESE.search(wrong.feedback.zh), wrong.slug


def test_the_guides_for_students_have_the_same_sections() -> None:
    """docs/students.md and docs/students.zh.md: as many headings, and the same commands."""
    en, zh = (
        (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("students.md", "students.zh.md")
    )
    assert len(re.findall(r"^## ", en, re.MULTILINE)) == len(re.findall(r"^## ", zh, re.MULTILINE))
    assert set(re.findall(r"^(?:autograder|pip|pytest|jupyter) .*", en, re.MULTILINE)) == set(
        re.findall(r"^(?:autograder|pip|pytest|jupyter) .*", zh, re.MULTILINE)
    )


def test_pictures_of_the_guides_are_there_and_small() -> None:
    """Under 300 KB each."""
    for guide in ("students.md", "students.zh.md"):
        for found in re.findall(
            r"!\[[^]]*\]\(([^)]+)\)", (ROOT / "docs" / guide).read_text(encoding="utf-8")
        ):
            path: Path = ROOT / "docs" / found
            assert path.is_file() and path.stat().st_size < 300_000, found
