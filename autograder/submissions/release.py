"""Reading an assignment's own notebook: which cells there are, what they are for, and what they are worth."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

from autograder.core.course import Course
from autograder.core.errors import CourseError
from autograder.submissions.model import EXPERIMENT_TAG, TEST_PREFIX, Kind, Release, ReleaseCell, Role

_SOLUTION = re.compile(
    r"^([ \t]*)### BEGIN SOLUTION.*?^[ \t]*### END SOLUTION[^\n]*", re.DOTALL | re.MULTILINE
)
_HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS.*?^[ \t]*### END HIDDEN TESTS[^\n]*", re.DOTALL | re.MULTILINE
)
_KINDS: tuple[Kind, ...] = ("code", "markdown", "raw")


def points(course: Course, assignment: str) -> dict[str, float]:
    """Exercise -> points, from the source notebook: the one place that says what an exercise is worth.

    Raises:
        CourseError: when there is no such assignment.
    """
    return dict(read_release(course.source_notebook(assignment)).points)


def read_release(path: Path, released: Path | None = None) -> Release:
    """Read an assignment's notebook: the source (``solutions/<a>/<a>.ipynb``) or the released one.

    Args:
        path: points and names come from here.
        released: where students' stubs come from; without it, they are ``path``'s own cells with what is
            between the solution marks replaced by ``raise NotImplementedError``.

    Raises:
        CourseError: when a notebook cannot be read, or its exercises are not what the graders can use.
    """
    raws = _cells(path)
    cells = tuple(_cell(path, index, raw) for index, raw in enumerate(raws))
    _check(path, cells)
    if released is not None:
        cells = _with_stubs(cells, released)
    return Release(assignment=path.stem, cells=cells)


def _cells(path: Path) -> list[dict[str, Any]]:
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = notebook["cells"]
        if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
            raise TypeError("its cells are no list of objects")
    except OSError as exc:
        raise CourseError(
            f"{path} cannot be read ({exc.strerror or exc}): every assignment needs its notebook"
        ) from exc
    except (ValueError, KeyError, TypeError, RecursionError) as exc:
        raise CourseError(f"{path} is no notebook of format 4 ({type(exc).__name__}: {exc})") from exc
    return cells


def _cell(path: Path, index: int, raw: dict[str, Any]) -> ReleaseCell:
    source = raw.get("source", "")
    source = "".join(source) if isinstance(source, list) else str(source)
    metadata = raw.get("metadata") or {}
    nbgrader = metadata.get("nbgrader") or {}
    if raw.get("cell_type") not in _KINDS:
        raise CourseError(
            f"{path}, cell {index + 1}: a cell is code, markdown or raw, not {raw.get('cell_type')!r}"
        )
    grade_id = nbgrader.get("grade_id")
    role, exercise, points = _role(path, grade_id, nbgrader, metadata.get("tags") or ())
    if role == "solution":
        source = _SOLUTION.sub(r"\1raise NotImplementedError", source)
    elif role == "test":
        source = _HIDDEN.sub("", source)
    return ReleaseCell(
        index=index,
        kind=raw["cell_type"],
        role=role,
        source=source,
        grade_id=grade_id,
        cell_id=raw.get("id"),
        exercise=exercise,
        points=points,
        locked=bool(nbgrader.get("locked")),
    )


def _role(path: Path, grade_id: Any, nbgrader: dict[str, Any], tags: Any) -> tuple[Role, str | None, float]:
    """What a cell is for, the exercise it belongs to, and its points."""
    graded, solution = bool(nbgrader.get("grade")), bool(nbgrader.get("solution"))
    if (graded or solution or nbgrader.get("task")) and (not isinstance(grade_id, str) or not grade_id):
        raise CourseError(f"{path}: a graded or solution cell has no grade_id")
    if nbgrader.get("task") or (graded and solution):
        return "written", None, _points(path, grade_id, nbgrader)
    if graded:
        if not grade_id.startswith(TEST_PREFIX):
            raise CourseError(f"{path}: the test cell {grade_id!r} must be called {TEST_PREFIX}<exercise>")
        return "test", grade_id.removeprefix(TEST_PREFIX), _points(path, grade_id, nbgrader)
    if solution:
        if EXPERIMENT_TAG in tags:
            raise CourseError(
                f"{path}: the solution cell {grade_id!r} is tagged {EXPERIMENT_TAG!r}; "
                f"experiments are not run when grading, solutions are"
            )
        return "solution", grade_id, 0.0
    return ("experiment" if EXPERIMENT_TAG in tags else "other"), None, 0.0


def _points(path: Path, grade_id: str, nbgrader: dict[str, Any]) -> float:
    points = nbgrader.get("points")
    if isinstance(points, bool) or not isinstance(points, int | float) or not 0 <= points < math.inf:
        raise CourseError(f"{path}: the points of {grade_id!r} must be a number from 0, not {points!r}")
    return float(points)


def _check(path: Path, cells: tuple[ReleaseCell, ...]) -> None:
    """Every exercise has one solution cell and, after it, one test cell; no grade_id is there twice."""
    names = [cell.grade_id for cell in cells if cell.grade_id]
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise CourseError(f"{path}: more than one cell is called {', '.join(doubled)}")
    solutions = {cell.exercise: cell.index for cell in cells if cell.role == "solution"}
    tests = {cell.exercise: cell.index for cell in cells if cell.role == "test"}
    if not solutions:
        raise CourseError(
            f"{path} has no solution cell: an assignment needs an exercise (nbgrader's "
            f"metadata says which cell is one)"
        )
    for name in solutions.keys() | tests.keys():
        if name not in tests:
            raise CourseError(f"{path}: the exercise {name!r} has no test cell {TEST_PREFIX + str(name)!r}")
        if name not in solutions:
            raise CourseError(
                f"{path}: the test cell {TEST_PREFIX + str(name)!r} has no solution cell {name!r}"
            )
        if tests[name] < solutions[name]:
            raise CourseError(f"{path}: the test cell of {name!r} must come after its solution cell")
    for cell in cells:
        if cell.role in ("solution", "test") and cell.kind != "code":
            raise CourseError(f"{path}: the cell {cell.grade_id!r} must be code")


def _with_stubs(cells: tuple[ReleaseCell, ...], released: Path) -> tuple[ReleaseCell, ...]:
    """The cells with their texts and ids as students get them.

    Raises:
        CourseError: when the release is not of this source.
    """
    theirs = tuple(_cell(released, index, raw) for index, raw in enumerate(_cells(released)))
    mine = [(cell.kind, cell.role, cell.grade_id, cell.points) for cell in cells]
    if mine != [(cell.kind, cell.role, cell.grade_id, cell.points) for cell in theirs]:
        raise CourseError(
            f"{released} is not the release of the source notebook: generate it again "
            f"(`nbgrader generate_assignment {released.stem}`)"
        )
    return theirs
