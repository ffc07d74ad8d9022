"""Documentation under test: the reference is what the commands say, links lead somewhere, nothing is left out."""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest

from autograder.cli import reference
from autograder.grading import misconceptions
from tests.course import COURSE, ROOT

PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])


def test_the_reference_is_what_the_commands_say():
    """`python -m autograder.cli.reference > docs/commands.md` after a change of a command."""
    if f"typer=={version('typer')}\n" not in (ROOT / "constraints.txt").read_text(encoding="utf-8"):
        pytest.skip(
            "docs/commands.md is written with the typer of constraints.txt: others lay out help otherwise"
        )
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == reference.markdown()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    """Every relative link and picture exists."""
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), target


def test_documents_speak_of_commands_that_exist():
    """`autograder something` in a document is a command."""
    known = set(re.findall(r"## `autograder ([a-z-]+)`", reference.markdown()))
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        named = set(re.findall(r"(?:^\$ |`)autograder ([a-z][a-z-]+)", text, re.MULTILINE))
        assert named <= known, (page.name, named - known)


def test_every_misconception_has_its_feedback_in_both_languages():
    """Slugs are unique in the course; the feedback is there, in English and Chinese, with a section to read."""
    seen = {}
    for name in COURSE.names():
        for wrong in misconceptions.read_all(COURSE.solutions / name / "hidden" / "misconceptions"):
            assert wrong.slug not in seen, wrong.slug
            seen[wrong.slug] = wrong
            assert (
                len(wrong.feedback.en) > 40
                and re.search("[一-鿿]", wrong.feedback.zh)
                and re.match(r"\d+\.\d+", wrong.section)
            )
    assert len(seen) > 100


def test_nothing_speaks_of_the_machine_it_was_made_on():
    """No path of a developer's machine in documents, notebooks or code."""
    for path in [
        *PAGES,
        *ROOT.glob("assignments/**/*"),
        *ROOT.glob("solutions/**/*"),
        *ROOT.glob("autograder/**/*.py"),
    ]:
        if path.is_file() and path.suffix in (".md", ".py", ".ipynb", ".json", ".toml"):
            assert not re.search(
                r"/(work|root)/(main|venv|shared|\.library|\.pyenv)", path.read_text(encoding="utf-8")
            ), path
