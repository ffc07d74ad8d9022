"""The one policy: what it decides, and that its four callers give the same verdicts."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring.judging import judge
from autograder.core.text import Text
from autograder.grading.grade import Grader
from autograder.grading.reference import plain
from autograder.grading.suite import Suite
from autograder.student.judge import check_exercise
from autograder.testing.collect import Case, TestModule
from autograder.testing.exam import Examined, Finding, examine
from autograder.testing.plugin import LocalNotebook
from autograder.testing.run import Verdict
from tests.course import COURSE, submission
from tests.frozen.__main__ import solutions
from tests.student.course import Session

PASSED, FAILED, STALLED = Verdict("passed"), Verdict("failed"), Verdict("timeout")
STUB = Verdict("error", not_implemented=True, over=True)
MISSING = Verdict("error", missing=True, over=True)
FORBIDDEN = Finding(Text("not this one", "不可以"))


def case(name: str, needs: Sequence[str] = (), weight: float = 1.0) -> Case:
    """A test that nobody runs."""
    return Case(name, "relu", lambda: None, {}, False, False, weight, tuple(needs), Text("", ""), 10.0)


def taken(verdicts: dict[str, Verdict], *cases: Case, **options: Any) -> Examined:
    """The exam of a student of whom these are the verdicts; other cases pass."""
    tests = cases or tuple(case(name) for name in verdicts)
    return examine(tests, lambda case, _: verdicts.get(case.name, PASSED), **options)


def outcomes(examined: Examined) -> str:
    """The outcomes of its tests, in order."""
    return " ".join(test.verdict.outcome for test in examined.tests)


def test_all_pass() -> None:
    """Full marks."""
    examined = taken({"a": PASSED, "b": PASSED})
    assert (examined.outcome, examined.share, outcomes(examined)) == ("passed", 1.0, "passed passed")


def test_what_needs_a_lost_test_is_blocked() -> None:
    """Every case of the test that is needed must pass, wherever it stands among its parameters."""
    cases = case("a[1]"), case("a[2]"), case("b", ["a"]), case("c", ["b"]), case("d", weight=2.0)
    examined = taken({"a[1]": FAILED}, *cases)
    assert outcomes(examined) == "failed passed blocked blocked passed"
    assert (examined.outcome, examined.share) == ("failed", 3 / 6)
    assert outcomes(taken({}, case("b", ["a"]), case("a"))) == "blocked passed"  # only tests before it count


@pytest.mark.parametrize(("verdict", "outcome"), [(STUB, "not_implemented"), (MISSING, "missing")])
def test_a_stub_or_a_missing_name_ends_the_exercise(verdict: Verdict, outcome: str) -> None:
    """One clear line, no marks for what passed without a look at the function, and no look for forbidden built-ins."""
    examined = taken({"a": PASSED, "b": verdict, "c": PASSED}, look=lambda: FORBIDDEN)
    assert (examined.outcome, examined.share, outcomes(examined)) == (outcome, 0.0, "passed error blocked")


def test_a_class_that_still_is_the_stub_is_no_missing_name() -> None:
    """Its body raises NotImplementedError, so its cell ends there."""
    assert taken({"a": MISSING}, stopped="NotImplementedError").outcome == "not_implemented"
    assert taken({"a": MISSING}, stopped="NameError").outcome == "missing"


def test_two_stalls_are_enough() -> None:
    """What times out or ends its process again and again is left alone."""
    examined = taken({"a": STALLED, "b": PASSED, "c": Verdict("crashed"), "d": PASSED})
    assert outcomes(examined) == "timeout passed crashed blocked" and examined.stalled


def test_a_forbidden_built_in_costs_the_exercise() -> None:
    """Whatever the tests found; flags are kept, and cost nothing by themselves."""
    examined = taken({"a": FAILED, "b": PASSED}, look=lambda: FORBIDDEN)
    assert (examined.outcome, examined.share, outcomes(examined)) == ("failed", 0.0, "forbidden blocked")
    flagged = taken({"a": PASSED}, look=lambda: Finding(flags=frozenset({"x"})))
    assert (flagged.outcome, flagged.finding.flags) == ("passed", {"x"})


def test_until_lost_ends_at_the_first_loss() -> None:
    """What is left out is no pass."""
    examined = taken({"a": FAILED, "b": PASSED}, until_lost=True)
    assert (examined.outcome, outcomes(examined)) == ("failed", "failed")


# The callers

ALL = bool(os.environ.get("AUTOGRADER_ALL_SOLUTIONS"))  # every known solution: an hour
KNOWN = list(solutions())[:: 1 if ALL else 70]


def in_the_notebook(suite: Suite, exercise: str, module: TestModule, cells: list[tuple[str, str]]) -> str:
    """What ``check`` finds with these tests."""
    session = Session()
    for _, source in cells:
        session.run(plain(source))  # a shell without a kernel shows no figures
    checked = check_exercise(session.notebook, module, suite.exercise(exercise).manifest, "en", picture=False)
    return checked.result.outcome


def in_pytest(folder: Path, exercise: str, module: TestModule) -> Examined:
    """What ``pytest assignments/`` finds with these tests."""
    tests = folder / f"test_{folder.name}.py"
    tests.write_text(COURSE.public_tests(folder.name)[0].read_text(encoding="utf-8"), encoding="utf-8")
    notebook = LocalNotebook(tests)
    notebook.module = module
    return notebook.examined(exercise)


@pytest.mark.filterwarnings("ignore")  # as where students and markers work
@pytest.mark.parametrize(
    ("assignment", "exercise", "code"), [row[1:] for row in KNOWN], ids=[row[0] for row in KNOWN]
)
def test_the_callers_agree(grader: Grader, tmp_path: Path, assignment: str, exercise: str, code: str) -> None:
    """The same hidden tests give the same verdict in the marker, the audit, the notebook and pytest."""
    suite = grader.suite(assignment)
    wanted = suite.exercise(exercise)
    module = replace(wanted.module, exercises=(wanted.manifest,))
    path = submission(tmp_path / assignment / f"{assignment}.ipynb", assignment, {exercise: code})
    graded = grader.grade(path, student="x", assignment=assignment)
    marked = next(one for one in graded.exercises if one.name == exercise)
    audited = judge(suite, wanted, code, ruled=True)
    assert [(test.name, test.outcome) for test in marked.tests] == list(audited.outcomes)
    local = in_pytest(path.parent, exercise, module)
    cells = [(label, code if label == exercise else source) for label, source in suite.cells]
    assert (local.outcome, in_the_notebook(suite, exercise, module, cells)) == (marked.outcome,) * 2
    assert (local.finding.message is not None) == (marked.tests[0].outcome == "forbidden")
    assert json.dumps(sorted(local.finding.flags)) == json.dumps(list(marked.flags))
