"""The pytest plugin: ``pytest assignments/`` runs the tests of each folder against the notebook in it.

Nothing is imported before a test of ours is there: pytest loads this module in every project of the environment. Then it is
the standard library, IPython and torch: nothing of what grading needs, nothing that one platform alone has.

The first test of an exercise takes its whole exam; each test then reports its own verdict. An exercise that is not filled in
yet is one line at the end, and no failure to read; it makes pytest's exit status 1 all the same.
"""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from autograder.sandbox.cells import CellRunner
    from autograder.submissions import Step, Submission
    from autograder.testing.collect import TestModule
    from autograder.testing.exam import Examined, Finding

    Run = Callable[[CellRunner, str, str], list[Any] | None]

CELL_SECONDS = 60.0  # of a student's machine, which may be slow
_STUB = "not implemented"  # what pytest's last line calls such tests
_line = pytest.StashKey[str]()
_silent = pytest.StashKey[bool]()


@pytest.fixture(scope="module")
def student(request: pytest.FixtureRequest) -> Any:
    """The notebook beside the test module, run in this process."""
    try:
        return LocalNotebook.beside(request.path)
    except NotebookError as exc:
        pytest.fail(str(exc), pytrace=False)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test of ours as the marker does."""
    if "student" not in pyfuncitem.fixturenames or not _is_ours(pyfuncitem):
        return None
    notebook: Any = pyfuncitem.funcargs["student"]
    notebook.report(pyfuncitem)
    return True


def pytest_itemcollected(item: pytest.Item) -> None:
    """``-k relu`` finds the tests of the exercise ``relu``, whatever they are called."""
    test = getattr(item, "obj", None)
    inner = getattr(getattr(test, "hypothesis", None), "inner_test", None)
    marks = getattr(test, "autograder_marks", None) or getattr(inner, "autograder_marks", None)
    if exercise := getattr(marks, "exercise", None):
        item.extra_keyword_matches.add(exercise)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put on the report what belongs into the terminal."""
    report = yield
    if report.when == "call":
        report.autograder_stub = item.stash.get(_line, None)  # type: ignore[attr-defined]
        report.autograder_silent = item.stash.get(_silent, False)  # type: ignore[attr-defined]
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_report_teststatus(report: pytest.CollectReport | pytest.TestReport) -> tuple[str, str, str] | None:
    """Exercises that are not filled in are a kind of their own; what waits for them is not counted."""
    if getattr(report, "autograder_stub", None):
        return _STUB, "o", _STUB.upper()
    if getattr(report, "autograder_silent", False):
        return "", "", ""
    return None


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line for each exercise that is not filled in."""
    stubs = terminalreporter.stats.get(_STUB, [])
    if stubs:
        terminalreporter.section(_STUB + " yet", "-")
    for report in stubs:
        folder = Path(report.nodeid.partition("::")[0]).parent.name
        terminalreporter.line(f"{folder}: {report.autograder_stub}")


def _is_ours(item: pytest.Function) -> bool:
    """Whether the fixture is this module's: another project may have one of the same name."""
    (*_, definition) = item._fixtureinfo.name2fixturedefs.get("student", [None])  # the last one is in force
    return definition is not None and definition.func.__module__ == __name__


def notebook_beside(test_module: Path) -> Path:
    """The notebook that a test module is about: ``mlp/test_mlp.py`` or ``mlp/hidden/test_relu.py`` -> ``mlp/mlp.ipynb``;
    of a test module in another folder, such as ``work/test_mlp.py``, ``work/mlp.ipynb``."""
    folder = test_module.parent.parent if test_module.parent.name == "hidden" else test_module.parent
    named = folder / f"{test_module.stem.removeprefix('test_')}.ipynb"
    return named if named.is_file() else folder / f"{folder.name}.ipynb"


class NotebookError(Exception):
    """There is no notebook to run; the message says what was expected."""


class LocalNotebook:
    """A notebook run in this process as where it is graded: no experiments, no test cells; a cell that fails does not stop
    the others.

    Args:
        module: the tests.
        steps: what running it means.
        folder: where its cells read, write and import files.
        run: runs one cell and says why it stopped, or None.
    """

    def __init__(
        self, module: TestModule, steps: Sequence[Step], folder: Path, run: Run | None = None
    ) -> None:
        from autograder.sandbox import book
        from autograder.sandbox.causes import nobody_answers
        from autograder.sandbox.cells import CellRunner

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
                error = (run or _run)(self.runner, step.label, step.source)
            if error is not None:
                self.stopped[step.label] = error
        self.runner.settle()
        take_back()

    @classmethod
    def beside(cls, test_module: Path) -> LocalNotebook:
        """The notebook that a test module is about, run.

        Raises:
            NotebookError: when there is none, or it is no notebook.
        """
        from autograder.core.text import LANGUAGES, chosen_language
        from autograder.submissions import steps

        path, module = notebook_beside(test_module), _module(test_module)
        submission = _read(path, module)
        made = cls(module, steps(submission), path.parent)
        written = submission.language if submission.language in LANGUAGES else None
        made.language = chosen_language() or written or "en"
        return made

    def report(self, item: pytest.Function) -> None:
        """Tell pytest what came of one test; of an exercise that is not there yet, or uses what it may not, only the first
        test says so, and those that this blocks are passed over."""
        from autograder.core.text import Text, translate
        from autograder.testing.exam import stopped
        from autograder.testing.run import said

        case = next(case for case in self.module.cases if case.name == item.name)
        examined = self.examined(case.exercise)
        verdict = next(test.verdict for test in examined.tests if test.case.name == case.name)
        if verdict.outcome == "passed":
            return
        if verdict.outcome == "blocked":
            item.stash[_silent] = True
            pytest.skip(case.exercise)
        if verdict.not_implemented:
            stub = Text("{} is not implemented yet", "{} 尚未实现").format(case.exercise)
            item.stash[_line] = translate(stub, self.language)
            pytest.fail(item.stash[_line], pytrace=False)
        message = said(verdict.message or Text("failed", "未通过"), verdict.relation)
        if case.exercise in self.stopped and verdict.outcome != "forbidden":
            kind, detail, line = self.stopped[case.exercise]
            message = stopped(kind, detail, line, message)
        pytest.fail(translate(message, self.language), pytrace=False)

    def examined(self, name: str) -> Examined:
        """The exam of one exercise, taken once."""
        if name not in self.exams:
            self.exams[name] = self._examine(name)
        return self.exams[name]

    def _examine(self, name: str) -> Examined:
        from autograder.submissions import cells_before
        from autograder.testing.exam import LOCAL_SEED, Recorder, examine, live
        from autograder.testing.forbidden import look
        from autograder.testing.live import BoundedBackend

        self.runner.bind(name)
        runner = self.runner
        backend = BoundedBackend(runner.namespace, runner.locate, runner.line, runner.lost)
        recorder = Recorder(backend)
        family = next((item.forbidden for item in self.module.exercises if item.name == name), None)

        def forbidden() -> Finding:
            until = cells_before(self.steps, name)
            assert family is not None
            return look(family, name, self.cells, recorder.asked, backend, CELL_SECONDS, until)

        stopped = self.stopped.get(name, (None,))[0]
        with _as_in_jupyter(), backend.quietly():
            cases, sit = self.module.of(name), live(recorder, LOCAL_SEED)
            return examine(cases, sit, forbidden if family else None, stopped=stopped)


def _read(path: Path, module: TestModule) -> Submission:
    from autograder.core.errors import Unreadable
    from autograder.core.text import Text
    from autograder.submissions import read_submission
    from autograder.submissions.originals import original_of

    if not path.exists():
        text = Text("expected the notebook {} beside {}, in {}", "{2} 中 {1} 旁边应有笔记本 {0}")
        raise NotebookError(str(text.format(path.name, module.path.name, path.parent)))
    hidden = module.path.parent.name == "hidden"
    name = module.path.parents[1].name if hidden else module.path.stem.removeprefix("test_")
    try:
        return read_submission(path.resolve(), original_of(path, name)[0])
    except Unreadable as exc:
        text = Text("{} cannot be read: {}", "无法读取 {}：{}")
        raise NotebookError(str(text.format(path.name, exc.text or str(exc)))) from None


@lru_cache(maxsize=32)
def _module(path: Path) -> TestModule:
    from autograder.testing import collect

    hidden = path.parent.name == "hidden"
    return collect.load(path, path.stem.removeprefix("test_") if hidden else None)


def _run(runner: CellRunner, label: str, source: str) -> list[Any] | None:
    return runner.run(label, source, CELL_SECONDS)


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
    from autograder.sandbox.settings import compile_nothing

    take_back = compile_nothing()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        take_back()
