"""Grade a class of 40 while 200 faults strike, resume after each, and compare with an undisturbed run.

``python -m tests.faults [--faults N] [--students N] [--seed N]``; as root the course stands on a small disk of its
own, which is then filled, too. Every tenth round runs on a Dask cluster of two workers.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from autograder.authoring import release
from autograder.core.course import Course
from tests.bridge import tiny
from tests.faults.faults import LOCAL, Run, descendants, kill_dask_worker

ROOT = Path(__file__).parents[2]
ANSWERS = (
    "return x * 2",
    "return x ** 2",
    "return 2 * x + 1",
    "import time; time.sleep(0.3); return x + x",
    "import os; os.abort()",
    "raise ValueError(x)",
)
PATIENCE = 300.0  # seconds for one run


def make_class(folder: Path, students: int) -> Course:
    """A course of two exercises whose students hand in right, wrong, crashing and unreadable work, no two alike."""
    course = tiny.make_course(folder, tiny.REAL)
    release.generate(course)
    blank = json.loads(course.release_notebook("times").read_text(encoding="utf-8"))
    for number in range(students):
        notebook = tiny.filled(blank, double=f"{ANSWERS[number % len(ANSWERS)]}  # {number}")
        tiny.hand_in(course, f"s{number:03}", notebook if number % 13 != 7 else '{"cells": ')
    return course


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 64 MB, where this process may mount one; otherwise a folder."""
    folder.mkdir()
    mounted = (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)], capture_output=True, check=False
        ).returncode
        == 0
    )
    try:
        yield folder
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=False)


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, tuple[subprocess.Popen[bytes], ...]]]:
    """The address of a Dask scheduler on this machine, and its two workers."""
    file = folder / "scheduler.json"
    file.unlink(missing_ok=True)
    quiet: Any = {
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "cwd": str(folder),
        "env": os.environ | {"PYTHONPATH": str(ROOT)},
    }
    module = [sys.executable, "-m"]
    tail = ["--no-dashboard", "--scheduler-file", str(file)]
    scheduler = subprocess.Popen(
        [*module, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *tail], **quiet
    )
    workers = tuple(
        subprocess.Popen(
            [*module, "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", *tail], **quiet
        )
        for _ in range(2)
    )
    try:
        deadline = time.monotonic() + 60
        while not (file.exists() and file.read_bytes().endswith(b"}")) and time.monotonic() < deadline:
            time.sleep(0.1)  # it is written piece by piece
        yield json.loads(file.read_text(encoding="utf-8"))["address"], workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def start(course: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    """Grade the class into its gradebook and into one document."""
    command = [sys.executable, "-m", "autograder", "grade", str(course / "submitted"), "--quiet"]
    return subprocess.Popen(
        [*command, "--course", str(course), "--gradebook", "--jobs", "2", "--json", str(out), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def document(out: Path) -> dict[str, Any]:
    """What was written, seconds and the place of the course aside."""
    kept: dict[str, Any] = json.loads(out.read_text(encoding="utf-8").replace(str(out.parent), "course"))
    for result in kept["results"]:
        result["seconds"] = 0
    return kept


def gradebook(course: Path) -> dict[str, Any]:
    """What nbgrader's gradebook holds of each student: marks, states and comments, and the graded notebooks."""
    kept: dict[str, Any] = {}
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "tiny") as book:
        for submission in book.assignment_submissions("times"):
            student = submission.student.id
            assert student not in kept, f"{student} stands twice in the gradebook"
            (notebook,) = submission.notebooks
            kept[student] = {
                "score": submission.score,
                "grades": sorted(
                    (grade.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade)
                    for grade in notebook.grades
                ),
                "comments": sorted(
                    (comment.name, comment.auto_comment or "") for comment in notebook.comments
                ),
                "files": sorted(path.name for path in (course / "autograded" / student / "times").iterdir()),
            }
    return kept


def ends(run: Run) -> str:
    """Wait for the run's end.

    Returns:
        What it said on standard error.
    """
    try:
        return run.process.communicate(timeout=PATIENCE)[1].decode()
    except subprocess.TimeoutExpired:
        run.process.kill()
        return "Traceback: the run does not end"


def struck(run: Run, faults: dict[str, Any], pace: float, wanted: int) -> list[str]:
    """Let faults strike the run at random moments until it ends; which did. Most runs are struck while they grade."""
    names: list[str] = []
    if wanted and run.dice.random() < 3 / 4:
        run.wait_until_it_grades()
    while len(names) < wanted:
        try:
            run.process.wait(run.dice.expovariate(1 / pace))
            break
        except subprocess.TimeoutExpired:
            name = run.dice.choice(sorted(faults))
            if faults[name](run):
                names.append(name)
    return names


class Rig:
    """Rounds over one class: each begins anew, is struck and resumed until nothing strikes, and is then compared."""

    def __init__(self, home: Path, students: int, dice: random.Random) -> None:
        self.home, self.dice, self.count = home, dice, Counter[str]()
        self.wrong: list[str] = []
        self.runs = self.rounds = 0
        with small_disk(home / "calm") as calm:
            self.pristine = home / "pristine"
            make_class(self.pristine, students)
            shutil.copytree(self.pristine, calm, dirs_exist_ok=True)
            run = start(calm, calm / "out.json")
            assert "Traceback" not in run.communicate()[1].decode(), "the undisturbed run fails"
            self.document, self.gradebook = document(calm / "out.json"), gradebook(calm)

    def round(self, wanted: int, name: str, with_dask: bool) -> None:
        """One class from its first run to its last."""
        self.rounds += 1
        with ExitStack() as stack:
            course = stack.enter_context(small_disk(self.home / name))
            shutil.copytree(self.pristine, course, dirs_exist_ok=True)
            out, faults = course / "out.json", LOCAL
            strikes = self.dice.randint(2, 12)
            while True:
                left = min(strikes, wanted)
                options: tuple[str, ...] = ()
                workers: tuple[subprocess.Popen[bytes], ...] = ()
                with ExitStack() as running:
                    if with_dask:
                        address, workers = running.enter_context(cluster(self.home))
                        options = ("--scheduler", address)
                        faults = LOCAL | {"kill Dask worker": kill_dask_worker}
                    out.unlink(missing_ok=True)
                    run = Run(start(course, out, *options), course, self.dice, workers)
                    self.runs += 1
                    below = [pid for pid, _ in descendants(run.process.pid)]
                    names = struck(run, faults, 1.0, left)
                    below += [pid for pid, _ in descendants(run.process.pid)]
                    said = ends(run)
                self.count.update(names)
                strikes, wanted = strikes - len(names), wanted - len(names)
                if (
                    "Traceback" in said and "from autograder.cli import main" not in said
                ):  # Ctrl-C before it begins
                    self._wrong(f"{name}: after {names}: {said[-1500:]}")
                self._nothing_lives(name, below)
                if not names:
                    break
            self._compare(name, course, out)

    def _wrong(self, what: str) -> None:
        print(what, flush=True)
        self.wrong.append(what)

    def _nothing_lives(self, name: str, pids: list[int]) -> None:
        deadline = time.monotonic() + 3
        while living := [pid for pid in pids if Path(f"/proc/{pid}/exe").exists()]:
            if time.monotonic() > deadline:
                self._wrong(f"{name}: {living} live on")
                return
            time.sleep(0.1)

    def _compare(self, name: str, course: Path, out: Path) -> None:
        found = document(out) if out.exists() else {"results": []}
        if found != self.document:
            pairs = zip(found["results"], self.document["results"], strict=False)
            first = next(
                (f"{is_} is not {was}"[:3000] for is_, was in pairs if is_ != was), "a line is missing"
            )
            self._wrong(f"{name}: the document differs: {first}")
        if gradebook(course) != self.gradebook:
            self._wrong(f"{name}: the gradebook differs")


def main() -> int:
    """0 when nothing was lost, nothing doubled and nothing lived on."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--students", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="faults") as home:
        rig = Rig(Path(home), options.students, random.Random(options.seed))
        while (done := rig.count.total()) < options.faults:
            rig.round(options.faults - done, f"round{rig.rounds}", with_dask=rig.rounds % 10 == 9)
            print(f"{rig.count.total()} faults, {len(rig.wrong)} wrong", flush=True)
    for name, number in sorted(rig.count.items()):
        print(f"{number:4} {name}")
    print(f"{rig.count.total()} faults in {rig.runs} runs of {rig.rounds} rounds: {len(rig.wrong)} wrong")
    return bool(rig.wrong)


if __name__ == "__main__":
    sys.exit(main())
