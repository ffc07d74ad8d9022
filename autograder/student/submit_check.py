"""Before handing in: what would make a notebook unreadable, or cost marks for another reason than a wrong solution."""

import ast
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from autograder.core import source
from autograder.core.clean import clean_line
from autograder.core.errors import Unreadable, UsageError
from autograder.core.text import Text, texts
from autograder.student import travel
from autograder.student.live import read
from autograder.submissions import Cell, Release, Submission, messages, read_submission, runnable, steps
from autograder.submissions.imports import foreign_imports

_TEXTS = texts(__file__)

RUNNER = Path(__file__).with_name("fresh_run.py")
CELL_SECONDS = 30.0  # three times what grading allows: here, the first cell imports torch from a cold disk
TOTAL_SECONDS = 300.0
LARGE = 10 << 20  # bytes of a notebook that some upload forms refuse
_START_SECONDS = 120.0
_GRACE = 5.0
_WATCHDOG = 1  # exit status of a process that its own watchdog has ended

Severity = Literal["unreadable", "marks", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know before handing in.

    Attributes:
        severity: ``unreadable``: no marks at all; ``marks``: costs marks; ``note``: to know.
        message: what was found and what to do.
        cell: the cell it is about, by its name or number.
        line: the line in that cell, from 1.
    """

    severity: Severity
    message: Text
    cell: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What the check of one notebook found.

    Attributes:
        path: the notebook.
        assignment: what it was checked as.
        findings: the worst first; within that, in the notebook's order.
        ran: whether all cells were tried in a fresh process.
        passed: how many exercises of the saved file pass their public checks; None where these were not all run.
        exercises: how many exercises there are.
    """

    path: Path
    assignment: str
    findings: tuple[Finding, ...]
    ran: bool
    passed: int | None = None
    exercises: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing was found that costs marks."""
        return all(finding.severity == "note" for finding in self.findings)

    @property
    def ready(self) -> bool:
        """Whether moreover all exercises pass their public checks."""
        return self.clean and self.passed is not None and self.passed == self.exercises


def submit_check(
    path: Path,
    release: Release,
    *,
    run: bool = True,
    cell_seconds: float = CELL_SECONDS,
    total_seconds: float = TOTAL_SECONDS,
) -> Report:
    """Check a notebook as it would be handed in; nothing is written.

    Args:
        path: the notebook.
        release: the assignment; the released notebook is enough.
        run: whether to run it in a fresh process, too; that is the student's own code on the student's own machine.
        cell_seconds: for one cell.
        total_seconds: for all of them.
    """
    try:
        submission = read_submission(path, release)
    except Unreadable as exc:
        message = exc.text or Text(str(exc), str(exc))
        return Report(path, release.assignment, (Finding("unreadable", message),), False)
    findings = [*_file(path, release), *_contents(submission, release)]
    foreign = foreign_imports((cell.label, cell.source) for cell in runnable(submission))
    near = _modules_beside(path) if foreign else set()
    doubts = [
        Finding("marks", _TEXTS["beside" if name in near else "foreign"].format(name), cell)
        for name, cell in foreign.items()
    ]
    doubts += _syntax(submission)
    events: list[dict[str, Any]] = []
    if run:
        tests = _public_tests(path.resolve(), release.assignment)
        broken = {finding.cell for finding in doubts if finding.cell not in foreign.values()}
        events, status = _run_afresh(submission, tests, foreign, cell_seconds, total_seconds)
        events = [event for event in events if event.get("end") not in broken]
        doubts += _of_run(submission, events, status, tests is not None, cell_seconds, total_seconds)
    outcomes = [event["outcome"] for event in events if "checked" in event]
    checked = bool(outcomes) and "done" in events[-1]
    if checked and set(outcomes) == {"passed"}:  # so it cost nothing
        doubts = [replace(finding, severity="note") for finding in doubts]
    findings += [*doubts, *(Finding("note", note) for note in submission.notes)]
    order: dict[Severity, int] = {"unreadable": 0, "marks": 1, "note": 2}
    findings.sort(key=lambda finding: order[finding.severity])
    ran = any("absent" in event for event in events)
    passed, exercises = (outcomes.count("passed"), len(outcomes)) if checked else (None, 0)
    return Report(path, release.assignment, tuple(findings), ran, passed, exercises)


def _file(path: Path, release: Release) -> Iterator[Finding]:
    if path.name != f"{release.assignment}.ipynb":
        yield Finding("marks", _TEXTS["name"].format(release.assignment))
    if (size := path.stat().st_size) > LARGE:
        yield Finding("note", _TEXTS["large"].format(size >> 20))


def _contents(submission: Submission, release: Release) -> Iterator[Finding]:
    """Stubs that are still there, definitions in experiments, questions without an answer."""
    points = release.points
    for name in submission.unchanged:
        yield Finding("marks", _TEXTS["stub"].format(name, points[name]), submission.solution(name).label)
        for cell in submission.cells:
            if cell.role == "experiment" and source.defines(cell.source, name):
                yield Finding(
                    "marks", _TEXTS["unrun"].format(name=name, label=messages.cell(cell.label)), cell.label
                )
    worth = {question.name: question.points for question in release.questions}
    for answer in submission.answers:
        if not answer.changed:
            yield Finding("marks", _TEXTS["answer"].format(answer.name, worth[answer.name]), answer.name)


def _syntax(submission: Submission) -> Iterator[Finding]:
    """Cells that are not valid Python, magics taken as IPython takes them."""
    from IPython.core.inputtransformer2 import TransformerManager

    transform = TransformerManager().transform_cell
    for cell in runnable(submission):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                code = transform(cell.source)
                compile(code, "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        except SyntaxError as exc:
            yield Finding("marks", _TEXTS["syntax"].format(clean_line(exc.msg)), cell.label, exc.lineno)
        except (ValueError, MemoryError, RecursionError, OverflowError) as exc:
            yield Finding("marks", _TEXTS["syntax"].format(clean_line(exc) or type(exc).__name__), cell.label)


def _modules_beside(notebook: Path) -> set[str]:
    """What can be imported that lies beside the notebook."""
    return {
        path.stem for path in notebook.resolve().parent.iterdir() if path.suffix == ".py" or path.is_dir()
    }


def _public_tests(path: Path, name: str) -> Path | None:
    """Beside the notebook, else in it, else in the course around it."""
    folder, file = path.resolve().parent, f"test_{name}.py"
    if (folder / file).is_file():
        return folder / file
    with suppress(UsageError):
        if (found := travel.unpacked(read(path) or {}, None, None)) is not None and found.name == file:
            return found
    places = (root / "assignments" / name / file for root in (folder, *folder.parents))
    return next((place for place in places if place.is_file()), None)


def _run_afresh(
    submission: Submission,
    tests: Path | None,
    foreign: Iterable[str],
    cell_seconds: float,
    total_seconds: float,
) -> tuple[list[dict[str, Any]], int]:
    """Run the notebook in a process of its own: what that told (see :mod:`autograder.student.fresh_run`), and its exit
    status."""
    names = {name for name, _ in submission.places}
    request = {
        "steps": [(step.label, step.source, step.keep) for step in steps(submission)],
        "seconds": [cell_seconds, cell_seconds + _GRACE, total_seconds],
        "foreign": list(foreign),
        "names": sorted(names.union(*_uses(submission).values())),
        "tests": None if tests is None else str(tests),
    }
    with tempfile.TemporaryFile() as told, tempfile.TemporaryDirectory() as empty:
        process = subprocess.Popen(
            [sys.executable, "-P", str(RUNNER)],
            cwd=empty,  # as where it is graded
            env=os.environ | {"MPLBACKEND": "agg", "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=told,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name != "nt",
        )
        status = _WATCHDOG
        try:
            with suppress(subprocess.TimeoutExpired):
                process.communicate(json.dumps(request).encode(), _START_SECONDS + 2 * total_seconds)
                status = process.returncode
        finally:
            _end(process)
        told.seek(0)
        return [json.loads(line) for line in told if line.endswith(b"\n")], status


def _uses(submission: Submission) -> dict[str, list[str]]:
    """Solution cell -> the names that it takes from outside of the notebook's cells when it is called."""
    cells = list(runnable(submission))
    bound = {name for cell in cells for name in source.bound_names(cell.source) or ()}
    return {
        cell.label: sorted(source.global_names(cell.source) - bound)
        for cell in cells
        if cell.role == "solution"
    }


def _of_run(
    submission: Submission,
    events: list[dict[str, Any]],
    status: int,
    tests: bool,
    cell_seconds: float,
    total_seconds: float,
) -> Iterator[Finding]:
    """What the run in a fresh process found."""
    cells = {cell.label: cell for cell in runnable(submission)}
    passed = {event["checked"] for event in events if event.get("outcome") == "passed"}
    told = passed.union(submission.unchanged)  # exercises of which nothing more is to be told
    for event in events:
        if "end" in event:
            yield from _of_cell(cells[event["end"]], event, cell_seconds)
        elif "absent" in event:
            absent = set(event["absent"])
            for name, _ in submission.places:
                if name in absent - passed:
                    told.add(name)
                    yield Finding("marks", _TEXTS["undefined"].format(name), name if name in cells else None)
            for label, names in _uses(submission).items():
                for name in absent.intersection(names) - {name for name, _ in submission.places}:
                    yield Finding("marks", _TEXTS["session"].format(name), label)
        elif "checked" in event and event["checked"] not in told:
            yield Finding("marks", _TEXTS["fails"].format(event["checked"]), event["checked"])
    last = events[-1] if events else {}
    if "start" in last:
        late = _TEXTS["long"].format(total_seconds) if last["last"] else _TEXTS["stuck"]
        message = late if status == _WATCHDOG else _TEXTS["died"].format(status)
        yield Finding("marks", message, last["start"])
    elif not any("absent" in event for event in events):
        yield Finding("note", _TEXTS["not-started"].format(status))
    elif tests and "done" not in last:
        yield Finding("note", _TEXTS["unchecked"])


def _of_cell(cell: Cell, event: dict[str, Any], seconds: float) -> Iterator[Finding]:
    """What the run of one cell told."""
    if event["error"] is not None:
        kind, detail, line = event["error"]
        yield _failed(cell, kind, detail, line, seconds)
    yield from (Finding(_severity(cell), Text(**said), cell.label) for said in event["lacks"])


def _failed(cell: Cell, kind: str, detail: str, line: int | None, seconds: float) -> Finding:
    """A cell that stopped."""
    severity = _severity(cell)
    name = re.search(r"'([^']{1,100})'", detail)
    if kind == "NotImplementedError" and not detail:  # torch's says what is not implemented
        return Finding("note", _TEXTS["unfilled"], cell.label, line)
    if kind == "CellTimeout":
        return Finding("marks", _TEXTS["slow"].format(seconds), cell.label, line)
    if kind == "NameError" and name:
        return Finding(severity, _TEXTS["session"].format(clean_line(name[1])), cell.label, line)
    return Finding(
        severity, _TEXTS["raised"].format(clean_line(kind), clean_line(detail) or "-"), cell.label, line
    )


def _severity(cell: Cell) -> Severity:
    """What it is that a cell does not run to its end: of one that binds nothing, nobody needs anything."""
    return "marks" if cell.role == "solution" or source.bound_names(cell.source) else "note"


def _end(process: subprocess.Popen[Any]) -> None:
    """End the process and, where there are such things, everything that it started."""
    with suppress(OSError):
        if os.name != "nt":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
