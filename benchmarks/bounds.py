"""What users wait for besides a class that is graded again: one notebook, the demo, and classes of any size."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.authoring.demo import hand_in, lay_out
from autograder.core.course import Course
from benchmarks.contenders import PYTHON, ours
from benchmarks.measuring import measure

ASSIGNMENT = "mlp"  # of the one notebook, and of the large classes
Row = tuple[str, str]


def bounds(rounds: int, scale: list[int]) -> Iterator[Row]:
    """What was measured, and the figure.

    Args:
        rounds: how often a notebook is graded and torch imported, alternating; the medians count.
        scale: numbers of students; every one hands in another notebook.
    """
    with tempfile.TemporaryDirectory(prefix="bounds-") as scratch:
        folder = Path(scratch)
        demo = (PYTHON, "-m", "autograder", "demo", "--folder", str(folder / "demo"), "--jobs", "2")
        run = measure(demo, Path.cwd())
        count = len(list((folder / "demo" / "submitted").glob("*/*")))
        yield f"the demo: {count} submissions, gradebook, feedback pages, report", f"{run.wall:.1f} s"
        yield "one cold notebook, against `import torch`", cold(folder / "demo", max(3, rounds))
        for students in scale:
            yield f"a class of {students}, two jobs", _class(folder / str(students), students)


def cold(course: Path, rounds: int) -> str:
    """How long a command takes that grades one notebook, its suite known."""
    notebook = str(next((course / "submitted").glob(f"*/{ASSIGNMENT}")))
    grade = (PYTHON, "-m", "autograder", "grade", notebook, "--force", "--quiet", "--jobs", "1")
    runs = [
        (measure(grade, course).wall, measure((PYTHON, "-c", "import torch"), course).wall)
        for _ in range(rounds + 1)
    ]
    graded, imported = (statistics.median(one) for one in zip(*runs[1:], strict=True))
    return f"{graded:.2f} s, {graded / imported:.2f} times"


def _class(folder: Path, students: int) -> str:
    course = lay_out(Course.find("."), folder)
    hand_in(course, students, only=[ASSIGNMENT])
    run = measure(ours(2).command(course, ASSIGNMENT), course.root)
    return f"{run.wall / students:.3f} s a submission, {run.memory:.0f} MB"


def show_bounds(rows: Iterator[Row]) -> None:
    """Measure, and print the table."""
    table = Table("", "measured", title="start, demo, scale", title_justify="left")
    for row in rows:
        table.add_row(*row)
    Console(width=110).print(table)
