"""The four callers of the one policy give the same verdicts."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.authoring.judging import judge
from autograder.grading.grade import Grader
from autograder.grading.reference import plain
from autograder.grading.suite import Suite
from autograder.student.judge import check_exercise
from autograder.testing.collect import TestModule, load
from autograder.testing.exam import Examined
from autograder.testing.notebook import LocalNotebook
from tests.course import COURSE, right_solutions, submission
from tests.frozen.__main__ import solutions
from tests.student.course import Session

ALL = bool(os.environ.get("AUTOGRADER_ALL_SOLUTIONS"))  # every known solution: an hour
KNOWN = list(solutions())[:: 1 if ALL else 180]


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
    notebook = LocalNotebook.beside(tests)
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


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("assignment", COURSE.names())
def test_what_is_right_passes_the_public_checks(grader: Grader, assignment: str) -> None:
    """Every kept style of every exercise: nobody is told to mend what grading gives full marks."""
    module = load(COURSE.public_tests(assignment)[0])
    cells = [(label, plain(source)) for label, source in grader.suite(assignment).cells]
    refused = []
    for exercise in module.exercises:
        for path in right_solutions(assignment, exercise.name):
            session = Session()
            for label, source in cells:
                session.run(path.read_text() if label == exercise.name else source)
            checked = check_exercise(session.notebook, module, exercise, "en", picture=False)
            if checked.result.outcome != "passed":
                refused.append((path.stem, exercise.name, [test.message for test in checked.result.tests]))
    assert not refused
