"""Submissions made from the course's own notebooks, for the tests."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import nbformat

from autograder.authoring.change_exercise import carry_out, removal
from autograder.core.course import Course

ROOT = Path(__file__).resolve().parent.parent
COURSE = Course.load(ROOT, {})


def let_in(folder: Path) -> None:
    """Let everybody enter a folder and those above it that are ours, and take no permission away: it is the isolation
    that is tested."""
    for place in (folder, *folder.parents):
        with suppress(PermissionError):
            place.chmod(stat.S_IMODE(place.stat().st_mode) | 0o555)


def submission(
    path: Path,
    assignment: str,
    solutions: Mapping[str, str] | None = None,
    *,
    before: Sequence[str] = (),
    after: Sequence[str] = (),
    end: Sequence[str] = (),
    course: Course = COURSE,
) -> Path:
    """Write a submission at ``path``: the reference solutions, with others in the place of some.

    Args:
        solutions: exercise -> the text of its cell.
        before, after, end: cells of the student's own, at the top, after the first solution cell, at the bottom.
        course: whose notebook it is.
    """
    notebook = nbformat.read(course.source_notebook(assignment), as_version=4)
    first = True
    cells = [_code(source, f"before-{i}") for i, source in enumerate(before)]
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        solution = marks.get("solution") and cell.cell_type == "code"
        if solution:
            cell.source = (solutions or {}).get(marks["grade_id"], cell.source)
        cells.append(cell)
        if solution and first:
            cells += [_code(source, f"after-{i}") for i, source in enumerate(after)]
            first = False
    notebook.cells = cells + [_code(source, f"end-{i}") for i, source in enumerate(end)]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


def small_course(root: Path) -> Course:
    """A course in ``root`` of one assignment with two exercises: ``init_params`` and ``l2_penalty`` of ``weight_decay``."""
    shutil.copytree(
        COURSE.solutions / "weight_decay",
        root / "solutions" / "weight_decay",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    course = Course.load(root, {})
    for exercise in ("train_weight_decay", "build_optimizer"):
        carry_out(removal(course, "weight_decay", exercise))
    return course


def _code(source: str, name: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_code_cell(source, id=name)


def right_solutions(assignment: str, exercise: str) -> list[Path]:
    """The right solutions in other styles that the project keeps."""
    return sorted((ROOT / "tests" / "right" / assignment / exercise).glob("*.py"))
