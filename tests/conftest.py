"""What all tests share: the course, and one warm grader at the strongest isolation that the machine gives."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograder.core.course import Course
from autograder.core.results import Result
from tests.browser import axe_source, chromium, serious_findings, show  # noqa: F401  one browser for all tests
from tests.course import COURSE, ROOT, submission

if TYPE_CHECKING:  # it imports torch, which the process that hands out tests to others need not
    from autograder.grading.grade import Grader

# where a test stands says what it needs, by the first place that fits; what is not named here is the inner loop
KINDS = {
    "unit": (
        "tests/grading/test_pools.py",
        "tests/grading/test_replay_policy.py",
        "tests/grading/test_session_policy.py",
        "tests/grading/test_store.py",
    ),
    "course": (
        "tests/authoring/test_audit.py",
        "tests/d2l/test_experiments.py",
        "tests/grading/test_replay.py",
        "tests/misconceptions/",
        "tests/rules/test_forbidden.py",
        "tests/student/test_traps.py",
        "tests/testing/test_by_position.py",
        "tests/testing/test_callers.py",
        "tests/testing/test_snippets.py",
    ),
    "browser": (
        "tests/feedback/test_browser.py",
        "tests/student/test_jupyterlab.py",
        "tests/bridge/test_formgrader.py",
    ),
    "nbgrader": (
        "tests/authoring/test_new_exercise.py",
        "tests/bridge/",
        "tests/cli/",
        "tests/d2l/test_notebook.py",
        "tests/student/test_kernel.py",
        "tests/student/test_start.py",
        "tests/student/test_travel.py",
        "tests/student/test_submit_check.py",
        "tests/testing/test_plugin.py",
    ),
    "sandbox": (
        "tests/authoring/test_change_exercise.py",
        "tests/authoring/test_forked.py",
        "tests/authoring/test_second_course.py",
        "tests/broken/",
        "tests/d2l/test_torchvision.py",
        "tests/grading/",
        "tests/hostile/",
        "tests/reports/test_gradescope.py",
        "tests/sandbox/",
        "tests/student/test_graded.py",
    ),
}
# several processes take a file each: these, which take longest, come first, so that none is begun when the others end
LONGEST = (
    "tests/hostile/test_corpus.py",
    "tests/grading/test_bulk.py",
    "tests/rules/test_forbidden.py",
    "tests/grading/test_field.py",
    "tests/feedback/test_browser.py",
    "tests/grading/test_grade.py",
    "tests/sandbox/test_isolation.py",
    "tests/misconceptions/test_codings.py",
    "tests/student/test_submit_check.py",
    "tests/testing/test_callers.py",
    "tests/grading/test_lifetime.py",
    "tests/grading/test_process.py",
    "tests/authoring/test_audit.py",
    "tests/student/test_traps.py",
    "tests/d2l/test_experiments.py",
    "tests/reports/test_gradescope.py",
    "tests/bridge/test_nbgrader.py",
    "tests/bridge/test_attacks.py",
    "tests/student/test_jupyterlab.py",
    "tests/bridge/test_formgrader.py",
    "tests/grading/test_replay.py",
)


def kind_of(place: str) -> str:
    """The marker of what stands in a file of the tests."""
    return next((kind for kind, places in KINDS.items() if place.startswith(places)), "unit")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The inner loop imports its own files only."""
    place = collection_path.relative_to(ROOT).as_posix()
    if config.option.markexpr == "unit" and collection_path.suffix == ".py" and kind_of(place) != "unit":
        return True
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by its place; begin with the longest files."""
    order = {place: number for number, place in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.relative_to(ROOT).as_posix(), len(order)))
    for item in items:
        if not any(mark.name in (*KINDS, "audit") for mark in item.iter_markers()):
            item.add_marker(kind_of(item.path.relative_to(ROOT).as_posix()))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Mutation testing passes the names of tests on a command line, which code and bytes in them break."""
    if "MUTANT_UNDER_TEST" not in os.environ or (isinstance(val, str) and val.isidentifier()):
        return None
    shown = re.sub("0x[0-9a-f]+", "", repr(val))
    return f"{argname}-{hashlib.sha256(shown.encode()).hexdigest()[:12]}"


_MAIN = sys.modules["__main__"]


@pytest.fixture(autouse=True)
def _main_stays() -> Iterator[None]:
    """A shell that a test has made takes the place of ``__main__``, which processes started later are prepared from."""
    yield
    sys.modules["__main__"] = _MAIN
    vars(_MAIN).setdefault("__spec__", None)  # a shell that is reset may have taken it away


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of this repository."""
    return COURSE


@pytest.fixture(scope="session")
def grader() -> Iterator[Grader]:
    """A warm grader, English, at the strongest isolation; one for all tests."""
    from autograder.grading.grade import Grader

    with Grader(COURSE, language="en") as warm:
        yield warm


@pytest.fixture
def impatient(grader: Grader, monkeypatch: pytest.MonkeyPatch) -> Grader:
    """The warm grader, which gives a cell two seconds and a call four instead of ten, and 640 MB: for work that never ends."""
    limits = replace(
        COURSE.limits, cell_seconds=2.0, call_seconds=4.0, submission_seconds=30.0, memory_mb=640.0
    )
    monkeypatch.setattr(grader, "course", replace(grader.course, limits=limits))
    return grader


@pytest.fixture
def grade(grader: Grader, tmp_path: Path) -> Callable[..., Result]:
    """Grade a submission made by :func:`tests.course.submission`."""

    def run(assignment: str, solutions: dict[str, str] | None = None, **cells: list[str]) -> Result:
        path = submission(tmp_path / f"{assignment}.ipynb", assignment, solutions, **cells)
        return grader.grade(path, student="alice", assignment=assignment, shown=f"{assignment}.ipynb")

    return run
