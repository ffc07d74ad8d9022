"""What all tests share: the course, and one warm grader at the strongest isolation that the machine gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.core.course import Course
from autograder.core.results import Result
from autograder.grading.grade import Grader
from tests.browser import axe_source, chromium, serious_findings, show  # noqa: F401  one browser for all tests
from tests.course import COURSE, submission


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of this repository."""
    return COURSE


@pytest.fixture(scope="session")
def grader() -> Iterator[Grader]:
    """A warm grader, English, at the strongest isolation; one for all tests."""
    with Grader(COURSE, language="en") as warm:
        yield warm


@pytest.fixture
def grade(grader: Grader, tmp_path: Path) -> Callable[..., Result]:
    """Grade a submission made by :func:`tests.course.submission`."""

    def run(assignment: str, solutions: dict[str, str] | None = None, **cells: list[str]) -> Result:
        path = submission(tmp_path / f"{assignment}.ipynb", assignment, solutions, **cells)
        return grader.grade(path, student="alice", assignment=assignment, shown=f"{assignment}.ipynb")

    return run
