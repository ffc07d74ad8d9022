"""The ways of grading that are compared, each as a command of its own, so that the operating system counts its cost."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.core.course import Course

PYTHON = sys.executable


@dataclass(frozen=True, slots=True)
class Contender:
    """One way of grading: ``command(folder, assignment)`` in ``folder``'s course; ``share`` of the class it is given."""

    name: str
    command: Callable[[Course, str], Sequence[str]]
    share: float = 1.0


def ours(jobs: int) -> Contender:
    """``autograder grade`` on so many processes, nothing reused."""
    return Contender(
        f"autograder grade --jobs {jobs}",
        lambda course, assignment: (
            PYTHON,
            "-m",
            "autograder",
            "grade",
            str(course.folders["submitted"]),
            "--jobs",
            str(jobs),
            "--force",
            "--quiet",
            "--course",
            str(course.root),
            "--assignment",
            assignment,
        ),
    )


def ours_in_nbgrader() -> Contender:
    """``nbgrader autograde`` with our preprocessor."""
    return Contender(
        "nbgrader autograde, ours",
        lambda course, assignment: (PYTHON, "-m", "nbgrader", "autograde", assignment, "--force", "--quiet"),
    )


def stock(share: float) -> Contender:
    """``nbgrader autograde`` as it comes, the same hidden tests in its cells."""
    return Contender(
        "nbgrader autograde, stock",
        lambda course, assignment: (PYTHON, "-m", "nbgrader", "autograde", assignment, "--force", "--quiet"),
        share,
    )


def floor() -> Contender:
    """The same checks replayed in one warm process, without isolation, by plain calls."""
    return Contender(
        "the floor: no isolation",
        lambda course, assignment: (PYTHON, "-m", "benchmarks.floor", str(course.root), assignment),
    )


STOCK_CONFIG = """c = get_config()
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
c.CourseDirectory.course_id = "stock"
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}
c.ExecutePreprocessor.timeout = 600
"""

_HIDDEN_CELL = """### BEGIN HIDDEN TESTS
from benchmarks.stock import score
score({folder!r}, {exercise!r}, {points!r}, globals())
### END HIDDEN TESTS
"""


def make_stock(course: Course, folder: Path, assignment: str) -> None:
    """A course for stock nbgrader in ``folder``: the same notebook, the hidden tests run by its test cells."""
    source = folder / "solutions" / assignment
    source.mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text(STOCK_CONFIG)
    notebook = nbformat.read(course.source_notebook(assignment), as_version=4)
    hidden = course.solutions / assignment / "hidden"
    notebook.cells = [cell for cell in notebook.cells if "experiment" not in cell.metadata.get("tags", [])]
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade") and not marks.get("solution"):
            cell.source = _HIDDEN_CELL.format(
                folder=str(hidden), exercise=marks["grade_id"].removeprefix("test_"), points=marks["points"]
            )
    nbformat.write(notebook, source / f"{assignment}.ipynb")
