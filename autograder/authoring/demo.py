"""A class to try everything on: students made of known right and wrong solutions, in a course folder of its own."""

from __future__ import annotations

import random
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from autograder.core.course import CONFIG_NAME, Course
from autograder.core.errors import UsageError
from autograder.grading import misconceptions, reference
from autograder.submissions import points

STUDENTS = (
    "ada alan barbara claude donald edsger emmy frances geoffrey grace hedy jean john katherine leslie margaret maryam "
    "noether radia rosalind sofia shafi terence yoshua"
).split()
MARK = ".autograder-demo"  # in folders that were made here, and may be made anew


class Solutions(NamedTuple):
    """What students may hand in for one exercise: source text of its cell."""

    right: tuple[str, ...]
    wrong: tuple[str, ...]
    stub: str


def lay_out(course: Course, folder: Path) -> Course:
    """Lay out a copy of the course in ``folder``, its assignments generated and in a gradebook of its own.

    Raises:
        UsageError: when the folder is there and was not made by a demo.
    """
    from autograder.authoring.release import generate

    if folder.exists() and not (folder / MARK).is_file():
        raise UsageError(
            f"{folder} is in the way: expected no such folder, or one that an earlier demo made; "
            f"name another one with --folder"
        )
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARK).write_text("This folder was made by `autograder demo`; the next demo makes it anew.\n")
    shutil.copy(course.root / CONFIG_NAME, folder)
    shutil.copytree(
        course.solutions, folder / course.solutions.name, ignore=shutil.ignore_patterns("__pycache__")
    )
    if (styles := course.root / "tests" / "right").is_dir():
        shutil.copytree(styles, folder / "tests" / "right")
    kept = course.root / ".autograder" / "cache"  # by digests: what is worked out for one suits the other
    with suppress(OSError):
        kept.mkdir(parents=True, exist_ok=True)
        (folder / ".autograder").mkdir()
        (folder / ".autograder" / "cache").symlink_to(kept.resolve(), target_is_directory=True)
    laid_out = Course.load(folder)
    generate(laid_out, anew=False)
    return laid_out


def hand_in(course: Course, students: int = len(STUDENTS), seed: int = 0, only: Collection[str] = ()) -> Path:
    """Have a class hand in every assignment of a released course, or ``only`` some; the folder of submissions.

    Abler students get more exercises right; the others hold known misconceptions, or have left the stub.

    Raises:
        CourseError: when the course is not released yet.
    """
    dice, submitted = random.Random(seed), course.folders["submitted"]
    for assignment in only or course.names():
        release = course.release_notebook(assignment).read_bytes()
        known = solutions(course, assignment)
        for number in range(students):
            ability = (number + 0.5) / students
            target = submitted / _name(number) / assignment / f"{assignment}.ipynb"
            target.parent.mkdir(parents=True)
            notebook = _filled(msgspec.json.decode(release), known, ability, dice)
            target.write_bytes(msgspec.json.format(msgspec.json.encode(notebook), indent=1) + b"\n")
    return submitted


def solutions(course: Course, assignment: str) -> dict[str, Solutions]:
    """The known solutions of each exercise; right ones in other styles where the course's tests keep some."""
    folder = course.solutions / assignment
    cells = dict(reference.code_cells(folder / f"{assignment}.ipynb"))
    stubs = dict(reference.code_cells(course.release_notebook(assignment)))
    wrong = misconceptions.read_all(folder / "hidden" / "misconceptions")
    found = {}
    for exercise in points(course, assignment):
        styles = sorted((course.root / "tests" / "right" / assignment / exercise).glob("*.py"))
        found[exercise] = Solutions(
            (cells[exercise], *(path.read_text(encoding="utf-8") for path in styles)),
            tuple(one.code for one in wrong if one.exercise == exercise),
            stubs[exercise],
        )
    return found


def _name(number: int) -> str:
    rounds, index = divmod(number, len(STUDENTS))
    return STUDENTS[index] + (str(rounds + 1) if rounds else "")


def _filled(
    notebook: dict[str, Any], known: dict[str, Solutions], ability: float, dice: random.Random
) -> dict[str, Any]:
    """The released notebook as one student hands it in."""
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if not marks.get("solution"):
            continue
        chosen = known.get(marks.get("grade_id", ""))
        if chosen is not None:
            roll = dice.random()
            some = chosen.right if roll < 0.25 + 0.75 * ability or not chosen.wrong else chosen.wrong
            cell["source"] = dice.choice(some) if some is chosen.right or roll < 0.97 else chosen.stub
        elif cell["cell_type"] == "markdown":
            cell["source"] = "Because the book says so, and the experiment above shows it."
    return notebook
