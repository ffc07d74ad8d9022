"""The pytest plugin: ``pytest assignments/`` runs the tests of each folder against the notebook in it.

Nothing is imported before a test of ours is there: pytest loads this module in every project of the environment.

An exercise that is not filled in yet is one line at the end, and no failure to read; it makes pytest's exit status 1
all the same.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

_SEED = "local"
_STUB = "not implemented"  # what pytest's last line calls such tests
_line = pytest.StashKey[str]()
_silent = pytest.StashKey[bool]()


@pytest.fixture(scope="module")
def student(request: pytest.FixtureRequest) -> Any:
    """Calls the functions of the notebook beside the test module (see ``autograder.testing.student.Student``)."""
    from autograder.testing.local import NotebookError, open_notebook

    try:
        return open_notebook(request.path)
    except NotebookError as exc:
        pytest.fail(str(exc), pytrace=False)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test of ours as the marker does: the same examples, seeds, messages."""
    if "student" not in pyfuncitem.fixturenames or not _is_ours(pyfuncitem):
        return None
    from autograder.testing import local

    judged = local.judge(pyfuncitem.path, pyfuncitem.name, pyfuncitem.funcargs["student"], _SEED)
    if judged.skip:
        pyfuncitem.stash[_silent] = True
        pytest.skip(judged.message)
    if judged.stub:
        pyfuncitem.stash[_line] = judged.message
    if judged.message:
        pytest.fail(judged.message, pytrace=False)
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
        terminalreporter.line(
            f"{Path(report.nodeid.partition('::')[0]).parent.name}: {report.autograder_stub}"
        )


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
