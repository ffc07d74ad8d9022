"""``python -m benchmarks.profile``: where the time of grading goes, as tables whose parts add up.

Four cases: (a) one cold ``autograder grade``, (b) one more wrong submission to a warm grader, (c) the same one through
nbgrader's ``autograde``, warm, (d) the start of a class with two jobs. In the first three each part is the time inside its
functions without the parts inside them, and "everything else" is what is left of the whole; in the last one it is the
processor time of one kind of process.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import nbformat
from rich.console import Console
from rich.table import Table

from autograder.core.course import Course
from autograder.grading import misconceptions
from benchmarks.__main__ import class_of
from benchmarks.contenders import PYTHON
from benchmarks.measuring import family
from benchmarks.stopwatch import GRADING, Stopwatch


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
        "from benchmarks.stopwatch import GRADING, Stopwatch\n"
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
    inside, parts = json.loads(done.stdout.splitlines()[-1])
    return whole, {**parts, "the interpreter's start and end": whole - inside}


def in_nbgrader(course: Course, assignment: str) -> tuple[float, dict[str, float]]:
    """(c) One more submission to a process in which nbgrader has graded one already, as formgrader does it."""
    program = (
        "import json, time\n"
        "from nbgrader.apps import NbGraderAPI, NbGraderApp\n"
        "app = NbGraderApp(); app.initialize([]); api = NbGraderAPI(config=app.config)\n"
        "def grade(student):\n"
        f"    done = api.autograde({assignment!r}, student, force=True)\n"
        "    assert done['success'], done\n"
        "grade('ada')\n"
        "from benchmarks.stopwatch import NBGRADER, Stopwatch\n"
        "watch = Stopwatch(); watch.around(NBGRADER)\n"
        "start = time.perf_counter(); grade('alan')\n"
        "print(json.dumps([time.perf_counter() - start, watch.parts]))\n"
    )
    done = subprocess.run(
        [PYTHON, "-c", program], cwd=course.root, capture_output=True, text=True, check=True
    )
    whole, parts = json.loads(done.stdout.splitlines()[-1])
    return whole, parts


def started(course: Course, assignment: str) -> tuple[float, dict[str, float]]:
    """(d) Processor time of each kind of process, of a class of two with two jobs."""
    folder = str(course.folders["submitted"])
    command = [PYTHON, "-m", "autograder", "grade", folder, "--assignment", assignment, "--jobs", "2"]
    process = subprocess.Popen(
        [*command, "--force", "--quiet"],
        cwd=course.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    kinds: dict[int, str] = {}
    spent: dict[int, float] = {}
    while process.poll() is None:
        for pid in family(process.pid):
            with suppress(OSError, ValueError, IndexError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                spent[pid] = sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
                if line := Path(f"/proc/{pid}/cmdline").read_text():  # empty of one that is ending
                    kinds[pid] = _kind(line, kinds.get(int(fields[1]), ""))
        time.sleep(0.01)
    parts: dict[str, float] = {}
    for pid, seconds in spent.items():
        kind = kinds.get(pid, _ZYGOTES)
        parts[kind] = parts.get(kind, 0.0) + seconds
    return sum(parts.values()), parts


_SHARED, _MARKERS = "what the markers share: imports", "two markers: the suite, one submission each"
_ZYGOTES = "the zygote, and the workers that come of it"


def _kind(line: str, parent: str) -> str:
    if "sandbox" in line:
        return _ZYGOTES
    if "forkserver" in line:
        return _MARKERS if parent == _SHARED else _SHARED
    return "the command: finding, reading, writing"


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
        command = [PYTHON, "-m", "autograder", "grade", str(right), "--force", "--quiet"]
        alone = min(timed(command, course.root) for _ in range(3))
        print(
            f"The command takes {alone * 1000:.0f} ms; python -c 'import torch' takes {base * 1000:.0f} ms: "
            f"{alone / base:.2f} times that\n"
        )
        whole, parts = warm(course, name, wrong)
        show("(b) one more submission, every exercise wrong", whole, parts)
        two = class_of(Path(scratch) / "class", name, 2)
        for student in two.folders["submitted"].iterdir():
            notebook = nbformat.read(wrong, as_version=4)
            notebook.cells.append(
                nbformat.v4.new_code_cell(f"# {student.name}")
            )  # equal ones are graded once
            nbformat.write(notebook, student / name / f"{name}.ipynb")
        show("(c) the same in nbgrader, warm", *in_nbgrader(two, name))
        started(two, name)
        show("(d) a class of two, two jobs: processor time", *started(two, name))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
