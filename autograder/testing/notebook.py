"""A notebook that is run in this very process as where it is graded, for ``pytest assignments/`` and ``submit-check``.

What is imported is the standard library, IPython and torch: nothing of what grading needs, nothing that one platform alone
has.
"""

import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import pytest

from autograder.core.errors import Unreadable
from autograder.core.text import LANGUAGES, Text, chosen_language
from autograder.sandbox import book
from autograder.sandbox.causes import nobody_answers
from autograder.sandbox.cells import CellRunner
from autograder.sandbox.lean import without_compiler
from autograder.sandbox.settings import compile_nothing
from autograder.submissions import Step, cells_before, read_submission, steps
from autograder.submissions.originals import original_of
from autograder.testing.collect import TestModule, load
from autograder.testing.exam import Examined, Tested, stopped
from autograder.testing.live import BoundedBackend, examine_live
from autograder.testing.run import said

CELL_SECONDS = 60.0  # of a student's machine, which may be slow
Run = Callable[[CellRunner, str, str], list[Any] | None]


class NotebookError(Exception):
    """There is no notebook to run; the message says what was expected."""


def _run(runner: CellRunner, label: str, source: str) -> list[Any] | None:
    return runner.run(label, source, CELL_SECONDS)


class LocalNotebook:
    """A notebook run in this process as where it is graded: no experiments, no test cells; a cell that fails does not stop
    the others.

    Args:
        module: the tests.
        steps: what running it means.
        folder: where its cells read, write and import files.
        run: runs one cell and says why it stopped, or None.
    """

    def __init__(self, module: TestModule, steps: Sequence[Step], folder: Path, run: Run = _run) -> None:
        without_compiler()
        book.stand_in()
        self.language = "en"
        self.module, self.steps, self.runner = module, steps, CellRunner()
        self.cells: list[tuple[str, str]] = []  # label and source of those that were run
        self.stopped: dict[str, list[Any]] = {}  # label -> class, words and line of what stopped the cell
        self.exams: dict[str, Examined] = {}
        take_back = nobody_answers()
        for step in steps:
            if step.keep is not None:
                self.runner.keep(step.keep)
            if step.source is None:
                continue
            self.cells.append((step.label, step.source))
            with _as_in_jupyter(), _within(folder), _going_on():
                error = run(self.runner, step.label, step.source)
            if error is not None:
                self.stopped[step.label] = error
        self.runner.settle()
        take_back()

    @classmethod
    def beside(cls, test_module: Path) -> Self:
        """The notebook that a test module is about, run: ``mlp/mlp.ipynb`` for ``mlp/test_mlp.py`` and for
        ``mlp/hidden/test_relu.py``; for a module in another folder, such as ``work/test_mlp.py``, ``work/mlp.ipynb`` or
        ``work/work.ipynb``.

        Raises:
            NotebookError: when there is none, or it is no notebook.
        """
        own, folder = test_module.stem.removeprefix("test_"), test_module.parent
        hidden = folder.name == "hidden"
        folder = folder.parent if hidden else folder
        module = load(test_module, own if hidden else None)
        path = folder / f"{own}.ipynb"
        path = path if path.is_file() else folder / f"{folder.name}.ipynb"
        if not path.exists():
            text = Text("expected the notebook {} beside {}, in {}", "{2} 中 {1} 旁边应有笔记本 {0}")
            raise NotebookError(str(text.format(path.name, test_module.name, path.parent)))
        try:
            release, _ = original_of(path, folder.name if hidden else own)
            submission = read_submission(path.resolve(), release)
        except Unreadable as exc:
            text = Text("{} cannot be read: {}", "无法读取 {}：{}")
            raise NotebookError(str(text.format(path.name, exc.text or str(exc)))) from None
        made = cls(module, steps(submission), folder)
        written = submission.language if submission.language in LANGUAGES else None
        made.language = chosen_language() or written or "en"
        return made

    def tested(self, name: str) -> Tested:
        """What came of one test; the first one of an exercise takes the whole exam."""
        exercise = next(case.exercise for case in self.module.cases if case.name == name)
        return next(test for test in self.examined(exercise).tests if test.case.name == name)

    def said(self, tested: Tested) -> str:
        """What to tell of a test that did not pass."""
        exercise, verdict = tested.case.exercise, tested.verdict
        message = said(verdict.message or Text("failed", "未通过"), verdict.relation)
        if verdict.not_implemented:
            message = Text("{} is not implemented yet", "{} 尚未实现").format(exercise)
        elif exercise in self.stopped and verdict.outcome != "forbidden":
            kind, detail, line = self.stopped[exercise]
            message = stopped(kind, detail, line, message)
        return message.into(self.language)

    def examined(self, name: str) -> Examined:
        """The exam of one exercise, taken once."""
        if name not in self.exams:
            self.runner.bind(name)
            backend = BoundedBackend(
                self.runner.namespace, self.runner.locate, self.runner.line, self.runner.lost
            )
            until, ended = cells_before(self.steps, name), self.stopped.get(name, (None,))[0]
            with _as_in_jupyter(), backend.quietly():
                self.exams[name] = examine_live(self.module, name, backend, self.cells, until, ended)
        return self.exams[name]


@contextmanager
def _within(folder: Path) -> Iterator[None]:
    """Cells read, write and import what lies in a folder."""
    before = Path.cwd()
    os.chdir(folder)
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _going_on() -> Iterator[None]:
    """A cell that ends its process, as one does to restart a kernel, ends itself alone: where it is graded, the others run
    without it. One that calls pytest does not start this run once more."""
    ours, leave, kill, main = os.getpid(), os._exit, os.kill, pytest.main

    def left(status: int) -> None:
        if os.getpid() != ours:  # a child that is done
            leave(status)
        raise SystemExit(status)

    def killed(process: int, number: int) -> None:
        if process == ours and number in (signal.SIGTERM, getattr(signal, "SIGKILL", None)):
            raise SystemExit(number)
        kill(process, number)

    os._exit, os.kill = left, killed  # type: ignore[assignment]
    pytest.main = lambda *_, **__: pytest.ExitCode.NO_TESTS_COLLECTED
    try:
        yield
    finally:
        os._exit, os.kill, pytest.main = leave, kill, main


@contextmanager
def _as_in_jupyter() -> Iterator[None]:
    """A student's warning is no error, whatever the project that pytest runs in says; nothing is compiled."""
    take_back = compile_nothing()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        take_back()
