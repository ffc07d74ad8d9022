"""The tests in a terminal: runs the notebook of a folder in this process, and judges one test after the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import nbformat

from autograder.testing import collect
from autograder.testing.plugin import notebook_beside
from autograder.testing.run import draw, run
from autograder.testing.show import clean
from autograder.testing.student import LiveBackend, Student
from autograder.text import Text

CELL_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Judged:
    """What to tell pytest: nothing (it passed), a failure, or a test that says nothing new."""

    message: Text | None = None
    skip: bool = False


class LocalStudent(Student):
    """A notebook run in this process."""

    def __init__(self, backend: LiveBackend, cell_errors: dict[str, str]) -> None:
        super().__init__(backend)
        self.cell_errors = cell_errors
        self.told: set[str] = set()

    def __hash__(self) -> int:
        return id(self)


def open_notebook(test_module: Path) -> LocalStudent:
    """Run the notebook beside a test module: no experiments, no test cells; a cell that fails does not stop the others.

    Raises:
        FileNotFoundError: when there is none.
    """
    from autograder.worker.cells import CellRunner

    path = notebook_beside(test_module)
    if not path.is_file():
        raise FileNotFoundError(f"expected the notebook {path.name} beside {test_module.name}, in {path.parent}")
    runner, failed = CellRunner(), {}
    for index, cell in enumerate(nbformat.read(path, as_version=4).cells):
        marks = cell.metadata.get("nbgrader", {})
        is_test = marks.get("grade") and not marks.get("solution")
        if cell.cell_type != "code" or is_test or "experiment" in cell.metadata.get("tags", []):
            continue
        label = marks.get("grade_id", f"cell {index + 1}")
        error = runner.run(label, cell.source, CELL_SECONDS)
        if error is not None:
            failed[label] = clean(f"{error[0]}: {error[1]}") + (f" (line {error[2]})" if error[2] else "")
    return LocalStudent(LiveBackend(runner.namespace, runner.locate, runner.line), failed)


@lru_cache(maxsize=32)
def _module(path: Path) -> collect.TestModule:
    hidden = path.parent.name == "hidden"
    return collect.load(path, path.stem.removeprefix("test_") if hidden else None)


def judge(path: Path, name: str, student: LocalStudent, seed: str) -> Judged:
    """Run one test of the module at ``path``; of an exercise that is not there yet, only the first test says so."""
    case = next(case for case in _module(path).cases if case.name == name)
    if case.exercise in student.told:
        return Judged(Text("{} is not there yet", "{} 还没有完成").format(case.exercise), skip=True)
    verdict = run(case, student, draw(case, seed), seed)
    if verdict.outcome == "passed":
        return Judged()
    message = verdict.message or Text("failed", "未通过")
    if verdict.not_implemented or verdict.missing:
        student.told.add(case.exercise)
    if verdict.not_implemented:
        message = Text("{} is not implemented yet", "{} 尚未实现").format(case.exercise)
    elif case.exercise in student.cell_errors:
        message = Text("the cell stopped with {}\n{}", "单元格因 {} 而中断\n{}").format(
            student.cell_errors[case.exercise], message)
    return Judged(message)
