"""The pytest plugin: ``pytest assignments/`` runs the tests of each folder against the notebook in it.

Nothing is imported before a test of ours is there: pytest loads this module in every project of the environment.

The first test of an exercise takes its whole exam; each test then reports its own verdict. An exercise that is not filled in
yet is one line at the end, and no failure to read; it makes pytest's exit status 1 all the same.
"""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

_STUB = "not implemented"  # what pytest's last line calls such tests
_line = pytest.StashKey[str]()
_silent = pytest.StashKey[bool]()


@pytest.fixture(scope="module")
def student(request: pytest.FixtureRequest) -> Any:
    """The notebook beside the test module, run in this process."""
    from autograder.testing.notebook import LocalNotebook, NotebookError

    try:
        return LocalNotebook.beside(request.path)
    except NotebookError as exc:
        pytest.fail(str(exc), pytrace=False)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Tell what came of a test of ours, which runs as the marker runs it; of an exercise that is not there yet, or uses what
    it may not, only the first test says so, and those that this blocks are passed over."""
    if "student" not in pyfuncitem.fixturenames or not _is_ours(pyfuncitem):
        return None
    notebook: Any = pyfuncitem.funcargs["student"]
    tested = notebook.tested(pyfuncitem.name)
    if tested.verdict.outcome == "passed":
        return True
    if tested.verdict.outcome == "blocked":
        pyfuncitem.stash[_silent] = True
        pytest.skip(tested.case.exercise)
    said = notebook.said(tested)
    if tested.verdict.not_implemented:
        pyfuncitem.stash[_line] = said
    pytest.fail(said, pytrace=False)


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
