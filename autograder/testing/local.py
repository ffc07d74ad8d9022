"""The tests in a terminal: runs the notebook of a folder in this process, and judges one test after the other.

Standard library, IPython and torch only: nothing of what grading needs, nothing that one platform alone has.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from autograder import rules
from autograder.core.text import LANGUAGES, Text, chosen_language, translate
from autograder.testing import collect
from autograder.testing.examples import draw
from autograder.testing.live import BoundedBackend
from autograder.testing.plugin import notebook_beside
from autograder.testing.run import run
from autograder.testing.show import clean
from autograder.testing.student import LiveBackend, Student

CELL_SECONDS = 60.0

_STUB = Text("{} is not implemented yet", "{} 尚未实现")
_STOPPED = Text("the cell stopped with {}\n{}", "单元格因 {} 而中断\n{}")
_NO_NOTEBOOK = Text("expected the notebook {} beside {}, in {}", "{2} 中 {1} 旁边应有笔记本 {0}")
_NO_JSON = Text("{} cannot be read as a notebook: {}", "{} 不是可读取的笔记本：{}")


class NotebookError(Exception):
    """There is no notebook to run; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What to tell pytest: nothing (it passed), a failure, an exercise that is not filled in, or a test that says
    nothing new."""

    message: str = ""
    stub: bool = False
    skip: bool = False


class LocalStudent(Student):
    """A notebook run in this process.

    Attributes:
        cells: label and source of the cells that were run.
        cell_errors: label -> what stopped the cell.
        language: of the messages.
        told: exercises of which enough has been said.
    """

    def __init__(
        self, backend: LiveBackend, cells: list[tuple[str, str]], cell_errors: dict[str, str], language: str
    ) -> None:
        super().__init__(backend)
        self.cells, self.cell_errors, self.language = cells, cell_errors, language
        self.told: set[str] = set()

    def __hash__(self) -> int:
        return id(self)


def open_notebook(test_module: Path) -> LocalStudent:
    """Run the notebook beside a test module: no experiments, no test cells; a cell that fails does not stop the others.

    Raises:
        NotebookError: when there is none, or it is no notebook.
    """
    from autograder.sandbox.cells import CellRunner

    path = notebook_beside(test_module)
    notebook = _read(path, test_module)
    runner, cells, failed = CellRunner(), [], {}
    for index, cell in enumerate(notebook["cells"]):
        metadata = cell.get("metadata") or {}
        marks = metadata.get("nbgrader") or {}
        is_test = marks.get("grade") and not marks.get("solution")
        if cell.get("cell_type") != "code" or is_test or "experiment" in (metadata.get("tags") or ()):
            continue
        label, source = marks.get("grade_id") or f"cell {index + 1}", "".join(cell.get("source", ""))
        cells.append((label, source))
        with _as_in_jupyter():
            error = runner.run(label, source, CELL_SECONDS)
        if error is not None:
            failed[label] = clean(f"{error[0]}: {error[1]}") + (f" (line {error[2]})" if error[2] else "")
    written = ((notebook.get("metadata") or {}).get("autograder") or {}).get("language")
    language = chosen_language() or (written if written in LANGUAGES else "en")
    return LocalStudent(BoundedBackend(runner.namespace, runner.locate, runner.line), cells, failed, language)


def _read(path: Path, test_module: Path) -> dict[str, Any]:
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if not all(isinstance(cell, dict) for cell in notebook["cells"]):
            raise TypeError("its cells are no list of objects")
    except FileNotFoundError:
        raise NotebookError(str(_NO_NOTEBOOK.format(path.name, test_module.name, path.parent))) from None
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise NotebookError(str(_NO_JSON.format(path.name, clean(str(exc))))) from None
    return notebook


@lru_cache(maxsize=32)
def _module(path: Path) -> collect.TestModule:
    hidden = path.parent.name == "hidden"
    return collect.load(path, path.stem.removeprefix("test_") if hidden else None)


def judge(path: Path, name: str, student: LocalStudent, seed: str) -> Judged:
    """Run one test of the module at ``path``; of an exercise that is not there yet, or uses what it may not, only the
    first test says so."""
    module = _module(path)
    case = next(case for case in module.cases if case.name == name)

    def say(text: Text) -> str:
        return str(translate(text, student.language))

    if case.exercise in student.told:
        return Judged(case.exercise, skip=True)
    if uses := _forbidden(module, case.exercise, student):
        student.told.add(case.exercise)
        return Judged(uses)
    with _as_in_jupyter():
        verdict = run(case, student, draw(case, seed), seed)
    if verdict.outcome == "passed":
        return Judged()
    message = verdict.message or Text("failed", "未通过")
    if verdict.not_implemented or verdict.missing:
        student.told.add(case.exercise)
    if verdict.not_implemented:
        return Judged(say(_STUB.format(case.exercise)), stub=True)
    if (stopped := student.cell_errors.get(case.exercise)) is not None:
        if verdict.missing and stopped.startswith(
            "NotImplementedError"
        ):  # a class whose body is still the stub
            return Judged(say(_STUB.format(case.exercise)), stub=True)
        message = _STOPPED.format(stopped, message)
    return Judged(say(message))


def _forbidden(module: collect.TestModule, name: str, student: LocalStudent) -> str:
    """What the exercise may not use and does, in words; else nothing."""
    family = next((item.forbidden for item in module.exercises if item.name == name), None)
    uses = rules.find(student.cells, name, family) if family is not None else ()
    return rules.explain(uses, family, student.language) if uses else ""


@contextmanager
def _as_in_jupyter() -> Iterator[None]:
    """A student's warning is no error, whatever the project that pytest runs in says."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
