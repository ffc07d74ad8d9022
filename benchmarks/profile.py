"""``python -m benchmarks.profile``: where the time of grading goes, as tables whose parts add up.

Four cases: (a) one cold ``autograder grade``, (b) one more wrong submission to a warm grader, (c) one submission through
``nbgrader autograde``, (d) the start of a class with two jobs. Each part is the time inside its functions without the
parts inside them; "everything else" is what is left of the whole.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from rich.console import Console
from rich.table import Table

from autograder.core.course import Course
from autograder.grading import misconceptions
from benchmarks.contenders import PYTHON

# a part -> the functions whose time it is, as module:qualified name
GRADING = {
    "reading and repairing the notebook": ["autograder.grading.grade:read_submission"],
    "a worker, and the notebook's cells in it": ["autograder.grading.session:Session._load"],
    "forks for exercises": [
        "autograder.grading.session:Session._ready",
        "autograder.grading.session:Session.leave",
    ],
    "the tests' requests and comparisons": ["autograder.grading.grade:replay"],
    "small failing examples": ["autograder.testing.run:smallest"],
    "the watch for built-ins": ["autograder.grading.grade:look"],
    "the diagnosis": ["autograder.grading.grade:diagnose"],
    "the hidden tests, loaded": ["autograder.grading.suite:Suite.load"],
    "examples and plans, from disk": ["autograder.grading.suite:Suite.prepare"],
    "waiting for the zygote": ["autograder.grading.process:Zygote.spawn"],
}


class Stopwatch:
    """Time by parts, each without the parts inside it."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = {}
        self._open: list[list[float]] = []

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Count the time inside to a part."""
        start, inner = time.perf_counter(), [0.0]
        self._open.append(inner)
        try:
            yield
        finally:
            took = time.perf_counter() - start
            self._open.pop()
            self.parts[name] = self.parts.get(name, 0.0) + took - inner[0]
            if self._open:
                self._open[-1][0] += took

    def around(self, parts: dict[str, list[str]]) -> None:
        """Count the calls of these functions from now on."""
        for name, places in parts.items():
            for place in places:
                module, _, path = place.partition(":")
                *owners, function = path.split(".")
                owner = functools.reduce(getattr, owners, importlib.import_module(module))
                setattr(owner, function, self._timed(name, vars(owner)[function]))

    def _timed(self, name: str, function: Any) -> Any:
        inner: Callable[..., Any] = function.__func__ if isinstance(function, classmethod) else function

        @functools.wraps(inner)
        def timed(*args: Any, **kwargs: Any) -> Any:
            with self.part(name):
                return inner(*args, **kwargs)

        return classmethod(timed) if isinstance(function, classmethod) else timed


def show(title: str, whole: float, parts: dict[str, float]) -> None:
    """One table; its last line is the whole."""
    table = Table("", "ms", "share", title=f"{title}: {whole * 1000:.0f} ms", title_justify="left")
    rest = whole - sum(parts.values())
    for name, took in sorted({**parts, "everything else": rest}.items(), key=lambda item: -item[1]):
        table.add_row(name, f"{took * 1000:.0f}", f"{took / whole:.0%}")
    Console(width=100).print(table)


def warm(course: Course, assignment: str, notebook: Path) -> tuple[float, dict[str, float]]:
    """(b) One more submission to a warm grader."""
    from autograder.grading.grade import Grader

    watch = Stopwatch()
    with Grader(course, language="en") as grader:
        grader.warm([assignment])
        grader.grade(notebook, student="ada", assignment=assignment)
        watch.around(GRADING)
        start = time.perf_counter()
        grader.grade(notebook, student="ada", assignment=assignment)
        return time.perf_counter() - start, watch.parts


def cold(course: Course, assignment: str, notebook: Path) -> tuple[float, dict[str, float]]:
    """(a) The first submission, in a process of its own that tells what it spent."""
    program = (
        "import time; start = time.perf_counter()\n"
        "from pathlib import Path\n"
        "from benchmarks.profile import GRADING, Stopwatch\n"
        "watch = Stopwatch()\n"
        "with watch.part('importing the command line'): from autograder import cli\n"
        "with watch.part('importing torch'): import torch\n"
        "with watch.part('importing the marker'): from autograder.grading import grade\n"
        "from autograder.core.course import Course\n"
        "watch.around(GRADING)\n"
        f"with grade.Grader(Course.load({str(course.root)!r}), language='en') as grader:\n"
        f"    grader.warm([{assignment!r}])\n"
        f"    grader.grade({str(notebook)!r}, student='ada', assignment={assignment!r})\n"
        "import json; print(json.dumps([time.perf_counter() - start, watch.parts]))\n"
    )
    started = time.perf_counter()
    done = subprocess.run([PYTHON, "-c", program], capture_output=True, text=True, check=True)
    whole = time.perf_counter() - started
    import json

    inside, parts = json.loads(done.stdout.splitlines()[-1])
    return whole, {**parts, "the interpreter's start and end": whole - inside}


def timed(command: list[str], cwd: Path) -> float:
    """Wall time of a command."""
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def wrong_notebook(course: Course, assignment: str, folder: Path) -> Path:
    """The source notebook with the first misconception of each exercise in its cell."""
    notebook = nbformat.read(course.source_notebook(assignment), as_version=4)
    known = misconceptions.read_all(course.solutions / assignment / "hidden" / "misconceptions")
    first = {one.exercise: one.code for one in reversed(known)}
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("solution") and cell.cell_type == "code":
            cell.source = first.get(marks["grade_id"], cell.source)
    path = folder / f"{assignment}.ipynb"
    nbformat.write(notebook, path)
    return path


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.profile", description=__doc__)
    parser.add_argument("--assignment", default="mlp")
    name = parser.parse_args().assignment
    course = Course.find(".")
    with tempfile.TemporaryDirectory(prefix="profile-") as scratch:
        right = course.source_notebook(name)
        wrong = wrong_notebook(course, name, Path(scratch))
        cold(course, name, right)  # what hangs on the suite alone is there from now on
        base = min(timed([PYTHON, "-c", "import torch"], course.root) for _ in range(3))
        whole, parts = cold(course, name, right)
        show("(a) one cold notebook", whole, parts)
        print(f"python -c 'import torch' takes {base * 1000:.0f} ms: {whole / base:.2f} times that\n")
        whole, parts = warm(course, name, wrong)
        show("(b) one more submission, every exercise wrong", whole, parts)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
