"""Reading an assignment's own notebook: which cells there are, what they are for, and what they are worth."""

import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.core.course import Course
from autograder.core.errors import CourseError, Unreadable
from autograder.submissions import messages
from autograder.submissions.files import read_bytes
from autograder.submissions.loading import LooseCell, LooseNotebook, load
from autograder.submissions.model import EXPERIMENT_TAG, TEST_PREFIX, Release, ReleaseCell, Role

_SOLUTION = re.compile(
    r"^([ \t]*)### BEGIN SOLUTION.*?^[ \t]*### END SOLUTION[^\n]*", re.DOTALL | re.MULTILINE
)
_HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS.*?^[ \t]*### END HIDDEN TESTS[^\n]*", re.DOTALL | re.MULTILINE
)


def points(course: Course, assignment: str) -> dict[str, float]:
    """Exercise -> points, from the source notebook: the one place that says what an exercise is worth.

    Raises:
        CourseError: when there is no such assignment.
    """
    return dict(read_release(course.source_notebook(assignment)).points)


def release_of(course: Course, assignment: str) -> Release:
    """An assignment as students get it, where it has been released; else as its source says.

    Raises:
        CourseError: as :func:`read_release`, and when there is no such assignment.
    """
    released = course.assignments / assignment / f"{assignment}.ipynb"
    return read_release(course.source_notebook(assignment), released if released.is_file() else None)


def read_release(path: Path, released: Path | None = None, *, repaired: bool = False) -> Release:
    """Read an assignment's notebook: the source (``solutions/<a>/<a>.ipynb``) or the released one.

    Args:
        path: points and names come from here.
        released: where students' stubs come from; without it, they are ``path``'s own cells with what is
            between the solution marks replaced by ``raise NotImplementedError``.
        repaired: whether ``path`` may be what a student made of it: in another format or encoding, with cells twice or gone.

    Raises:
        CourseError: when a notebook cannot be read, or its exercises are not what the graders can use.
    """
    cells = _cells(path, _loaded(path), repaired)
    if repaired:
        cells = _whole(cells)
    _check(path, cells)
    if released is not None:
        cells = _with_stubs(cells, released)
    return Release(assignment=path.stem, cells=cells)


def read_kept(path: Path) -> Release | None:
    """What a student's notebook itself keeps of how it was handed out; None where that is nothing of use.

    Raises:
        CourseError: when the notebook cannot be read.
    """
    kept = _loaded(path).original
    try:
        cells = _cells(path, load(kept)) if kept else ()
        _check(path, cells)
    except (Unreadable, CourseError):
        return None
    return Release(assignment=path.stem, cells=cells)


def _loaded(path: Path) -> LooseNotebook:
    try:
        return load(read_bytes(path.resolve()))
    except Unreadable as exc:
        raise CourseError(f"{path} cannot be read as a notebook: {str(exc).partition('. ')[0]}") from exc


def _cells(path: Path, notebook: LooseNotebook, repaired: bool = False) -> tuple[ReleaseCell, ...]:
    faults = set(notebook.notes) - {messages.TEXTS["mended"]}
    if faults and not repaired:  # students' notebooks are repaired, not the course's own
        raise CourseError(f"{path} is not a sound notebook of format 4: {faults.pop()}")
    return tuple(_cell(path, cell) for cell in notebook.cells)


def _cell(path: Path, loose: LooseCell) -> ReleaseCell:
    if loose.kind is None or loose.source is None:
        raise CourseError(f"{path}, {loose.label}: a cell is code, markdown or raw, and its source is text")
    role, exercise, points = _role(path, loose)
    source = loose.source
    if role == "solution":
        source = _SOLUTION.sub(r"\1raise NotImplementedError", source)
    elif role == "test":
        source = _HIDDEN.sub("", source)
    return ReleaseCell(
        index=loose.index,
        kind=loose.kind,
        role=role,
        source=source,
        grade_id=loose.grade_id,
        cell_id=loose.cell_id,
        exercise=exercise,
        points=points,
        locked=loose.locked,
    )


def _role(path: Path, cell: LooseCell) -> tuple[Role, str | None, float]:
    """What a cell is for, the exercise it belongs to, and its points."""
    name = cell.grade_id or ""
    if (cell.graded or cell.solution or cell.task) and not name:
        raise CourseError(f"{path}: a graded or solution cell has no grade_id")
    if cell.task or (cell.graded and cell.solution):
        return "written", None, _points(path, name, cell.points)
    if cell.graded:
        if not name.startswith(TEST_PREFIX):
            raise CourseError(f"{path}: the test cell {name!r} must be called {TEST_PREFIX}<exercise>")
        return "test", name.removeprefix(TEST_PREFIX), _points(path, name, cell.points)
    if cell.solution:
        if EXPERIMENT_TAG in cell.tags:
            raise CourseError(
                f"{path}: the solution cell {name!r} is tagged {EXPERIMENT_TAG!r}; "
                f"experiments are not run when grading, solutions are"
            )
        return "solution", name, 0.0
    return ("experiment" if EXPERIMENT_TAG in cell.tags else "other"), None, 0.0


def _points(path: Path, grade_id: str, points: Any) -> float:
    if isinstance(points, bool) or not isinstance(points, int | float) or not 0 <= points < math.inf:
        raise CourseError(f"{path}: the points of {grade_id!r} must be a number from 0, not {points!r}")
    return float(points)


def _whole(cells: tuple[ReleaseCell, ...]) -> tuple[ReleaseCell, ...]:
    """The first cell of each name counts; an exercise without its solution or its test is none."""
    first: dict[str, ReleaseCell] = {}
    for cell in cells:
        if cell.grade_id and (cell.kind == "code" or not cell.exercise):
            first.setdefault(cell.grade_id, cell)

    def counts(cell: ReleaseCell) -> bool:
        pair = {cell.exercise, TEST_PREFIX + cell.exercise} if cell.exercise else set()
        return not cell.grade_id or (first.get(cell.grade_id) is cell and pair <= first.keys())

    nothing: dict[str, Any] = {"role": "other", "exercise": None, "grade_id": None}
    return tuple(cell if counts(cell) else replace(cell, **nothing) for cell in cells)


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
        test = TEST_PREFIX + str(name)
        if name not in tests:
            raise CourseError(f"{path}: the exercise {name!r} has no test cell {test!r}")
        if name not in solutions:
            raise CourseError(f"{path}: the test cell {test!r} has no solution cell {name!r}")
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
    theirs = _cells(released, _loaded(released))
    mine = [(cell.kind, cell.role, cell.grade_id, cell.points) for cell in cells]
    if mine != [(cell.kind, cell.role, cell.grade_id, cell.points) for cell in theirs]:
        raise CourseError(
            f"{released} is not the release of the source notebook: make it again "
            f"(`autograder release {released.stem}`)"
        )
    return theirs
