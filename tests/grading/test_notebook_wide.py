"""What keeps several exercises from working is told once, above them; each of them points to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.core.results import Result
from autograder.grading.grade import Grader
from autograder.testing.notebook_wide import StoppedCell, stopped_before
from tests.course import submission

USES = {
    "relu": "def relu(X):\n    return larger(X, torch.zeros_like(X))",
    "tanh": "def tanh(X):\n    return larger(X, X)",
}


def graded(grader: Grader, path: Path, before: str, solutions: dict[str, str]) -> Result:
    """The verdict on a notebook that begins with a cell of the student's own."""
    notebook = submission(path / "mlp.ipynb", "mlp", solutions, before=[before])
    return grader.grade(notebook, student="s", assignment="mlp")


def first_messages(result: Result) -> dict[str, str]:
    """Exercise -> the first message, for those that lost marks."""
    return {
        one.name: next(test.message for test in one.tests if test.message)
        for one in result.exercises
        if one.outcome != "passed"
    }


@pytest.mark.parametrize(
    ("before", "whole", "pointer"),
    [
        (
            "import torch\n1 / 0\ndef larger(a, b):\n    return torch.maximum(a, b)",
            "stopped with ZeroDivisionError: division by zero (line 2)",
            "`larger` is not defined: see the top",
        ),
        (
            "start = nowhere + 1\nlarger = print",
            "stopped with NameError: name 'nowhere' is not defined (line 1)",
            "`larger` is not defined: see the top",
        ),
        (
            "from no_such_package import larger",
            "your notebook imports no_such_package, which is not installed where it is graded",
            "your notebook imports no_such_package: see the top",
        ),
    ],
    ids=["stopped", "named", "module"],
)
def test_a_cause_stands_once_on_top(
    grader: Grader, tmp_path: Path, before: str, whole: str, pointer: str
) -> None:
    """The result says it; both exercises that fail for it point to it and say no more."""
    result = graded(grader, tmp_path, before, USES)
    assert result.message is not None and result.message.count(whole) == 1
    assert first_messages(result) == {"relu": pointer, "tanh": pointer}


def test_a_cause_of_one_exercise_stands_with_it(grader: Grader, tmp_path: Path) -> None:
    """There is nothing to read on top."""
    result = graded(grader, tmp_path, "1 / 0\nlarger = print", {"relu": USES["relu"]})
    assert result.message is None
    assert "stopped with ZeroDivisionError" in first_messages(result)["relu"].splitlines()[0]


def test_a_name_of_nobody_s_is_the_exercise_s_own_fault(grader: Grader, tmp_path: Path) -> None:
    """No cell would define it: the message says where it is used."""
    result = graded(grader, tmp_path, "pass", {"relu": USES["relu"]})
    assert result.message is None
    assert "raised NameError: name 'larger' is not defined" in first_messages(result)["relu"]


def test_the_first_of_very_many_cells_that_stopped_for_one_another_is_told() -> None:
    """However many there are."""
    cells = [
        StoppedCell(f"cell {n}", f"a{n} = a{n + 1}", "NameError", f"name 'a{n + 1}' is not defined", 1)
        for n in range(1500)
    ]
    assert "cell 1499 stopped" in str(stopped_before("a0", cells))
