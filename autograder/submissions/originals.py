"""The notebook as it was handed out, which a student's own is compared with."""

import re
from dataclasses import replace
from pathlib import Path

from autograder.core.errors import CourseError, Unreadable, UsageError
from autograder.submissions.files import read_bytes
from autograder.submissions.model import TEST_PREFIX, Release, ReleaseCell
from autograder.submissions.release import read_kept, read_release

ORIGINALS = ".autograder"  # beside the notebook: where `autograder start` keeps how it was handed out
_STUB = "raise NotImplementedError"
_TESTS = re.compile(rb"""["']test_(\w+)\.py["']\s*:\s*["']""")  # that travel in a notebook's metadata
_EXERCISE = re.compile(r"""\bExercise\(\s*["'](\w+)["']""")
_COPY = re.compile(r"(?:[-_ ]?(?:Copy|副本)\d*| ?\(\d+\)|[-_](?:en|zh))+$")


def original_of(
    file: Path, assignment: str | None = None, original: Path | None = None
) -> tuple[Release, bool]:
    """What ``file`` was handed out as, and whether that is known for sure.

    It is looked for where ``autograder start`` keeps it, in the course around the file, and in what a release writes into
    the notebook itself. Without one, all that is known is the notebook's own cells and the exercises that the public tests
    beside it name.

    Args:
        assignment: its name; by default, what is in the file says it, else its name.
        original: the file to take.

    Raises:
        UsageError: when ``original`` is named, and is not there; or when no exercise is known.
    """
    if original is not None:
        if not original.is_file():
            raise UsageError(f"there is no file {original}")
        return read_release(original), True
    name = assignment or assignment_inside(file) or assignment_of(file)
    folder = file.resolve().parent
    places = [
        folder / ORIGINALS / f"{name}.ipynb",
        *(root / "assignments" / name / f"{name}.ipynb" for root in (folder, *folder.parents)),
    ]
    for place in places:
        if place.is_file() and place != file.resolve():
            return read_release(place), True
    exercises = exercises_of(folder / f"test_{name}.py")
    try:
        kept = read_kept(file)
        cells = _unfilled(read_release(file, repaired=True)) if kept is None else kept.cells
    except CourseError as exc:
        if not exercises:
            raise UsageError(
                f"{file.name} is not whole, and the notebook as it was handed out is not here: name it with --original"
            ) from exc
        kept, cells = None, ()
    known = {cell.exercise for cell in cells}
    for exercise in exercises:
        if exercise not in known:
            cells += _pair(exercise, len(cells))
    return Release(name, cells), kept is not None


def assignment_of(file: Path) -> str:
    """``mlp`` for ``mlp.ipynb``, and for the copies that browsers, Jupyter and people make of it."""
    return _COPY.sub("", file.stem)


def assignment_inside(file: Path) -> str | None:
    """The assignment whose public tests travel in a notebook, whatever its file is called; None where none or several do."""
    try:
        told = set(_TESTS.findall(read_bytes(file)))
    except Unreadable:
        return None
    return told.pop().decode("utf-8", "replace") if len(told) == 1 else None


def exercises_of(tests: Path) -> tuple[str, ...]:
    """The exercises that a module's manifest names, without running it; none for a module that is not ours."""
    try:
        return tuple(dict.fromkeys(_EXERCISE.findall(tests.read_text(encoding="utf-8"))))
    except (OSError, UnicodeDecodeError):
        return ()


def _unfilled(own: Release) -> tuple[ReleaseCell, ...]:
    """The cells of a student's notebook without what the student wrote into them."""
    emptied = {"solution": _STUB, "written": ""}
    return tuple(replace(cell, source=emptied.get(cell.role, cell.source)) for cell in own.cells)


def _pair(exercise: str, index: int) -> tuple[ReleaseCell, ReleaseCell]:
    """The solution cell and the test cell of an exercise of which only the name is known."""
    test = TEST_PREFIX + exercise
    return (
        ReleaseCell(index, "code", "solution", _STUB, exercise, None, exercise),
        ReleaseCell(index + 1, "code", "test", f'check("{exercise}")', test, None, exercise),
    )
