"""Snippets: run below the student's own code, they print what the message says came back."""

from __future__ import annotations

import contextlib
import io
import math
import random
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
import torch

from autograder.core.results import ExerciseResult, Result, TestResult
from autograder.grading.grade import Grader
from autograder.sandbox.cells import CellRunner
from autograder.testing.literal import literal
from tests.course import submission
from tests.frozen.__main__ import solutions

SAMPLE = 12  # solutions in the default run
AGREE = 0.97  # of the failing tests
_NUMBER = re.compile(r"(?<![\w.])-?(?:\d+\.?\d*(?:e[-+]?\d+)?|inf|nan)(?!\w)")


def failing(result: ExerciseResult) -> Iterator[TestResult]:
    """The tests that called something."""
    if result.outcome == "failed":
        yield from (test for test in result.tests if test.outcome not in ("passed", "blocked", "forbidden"))


def run_below(notebook: Path, snippet: str) -> str:
    """What a snippet prints below the notebook's own cells."""
    runner = CellRunner()
    for cell in nbformat.read(notebook, as_version=4).cells:
        marks = cell.metadata.get("nbgrader", {})
        experiment = cell.cell_type != "code" or "experiment" in cell.metadata.get("tags", ())
        if not experiment and (marks.get("solution") or not marks.get("grade")):
            runner.run("cell", cell.source, 30.0)
    torch.set_grad_enabled(True)
    out = io.StringIO()
    signal.alarm(60)
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(snippet, "<snippet>", "exec"), runner.namespace)
    finally:
        signal.alarm(0)
    return out.getvalue()


def agrees(message: str, printed: str) -> bool:
    """Whether every number that the message says came back is printed, or the exception that it names."""
    said = message.partition("\n\n")[0].splitlines()
    got = next((line.removeprefix("got: ") for line in said if line.startswith("got: ")), "")
    raised = next((line.split(":")[0] for line in said if line.startswith("raised ")), "")
    shown = printed.partition("got:")[2]
    have = [float(number) for number in _NUMBER.findall(shown)]
    return raised in shown and all(
        any(x == y or (math.isnan(x) and math.isnan(y)) or abs(x - y) <= 1e-3 * abs(x) + 6e-5 for y in have)
        for x in map(float, _NUMBER.findall(got))
    )


def trial(grader: Grader, folder: Path, count: int | None) -> tuple[list[str], int]:
    """The failing tests whose snippet is missing or shows something else, and how many were tried."""
    wrong = [one for one in solutions() if not one[0].startswith("right")]
    random.Random(0).shuffle(wrong)
    bad, tried = [], 0
    for name, assignment, exercise, code in wrong[:count]:
        path = submission(folder / f"{assignment}.ipynb", assignment, {exercise: code})
        result = grader.grade(path, student="s", assignment=assignment)
        for test in (test for one in result.exercises for test in failing(one)):
            tried += 1
            if test.snippet is None or not agrees(test.message or "", run_below(path, test.snippet)):
                bad.append(f"{name} {test.name}")
    return bad, tried


def test_snippets_of_a_sample_print_what_came_back(grader: Grader, tmp_path: Path) -> None:
    """A dozen of the known wrong solutions."""
    bad, tried = trial(grader, tmp_path, SAMPLE)
    assert tried >= SAMPLE // 2 and len(bad) <= 2, bad  # some have no snippet; one remembers earlier calls


@pytest.mark.filterwarnings("ignore")  # what students write may warn
@pytest.mark.audit
def test_snippets_print_what_came_back(grader: Grader, tmp_path: Path) -> None:
    """All known wrong solutions."""
    bad, tried = trial(grader, tmp_path, None)
    assert len(bad) <= (1 - AGREE) * tried, bad


@pytest.mark.parametrize(
    "value",
    [
        torch.tensor([0.1, -1e-6, math.inf]),
        torch.tensor([[1, 2], [3, 4]]),
        torch.tensor([[1.0, 2.0], [3.0, 4.0]]).T,
        torch.arange(12, dtype=torch.float64).reshape(3, 4),
        torch.zeros(0, 3),
        torch.full((9,), 0.3, dtype=torch.bfloat16),
        torch.tensor([1 / 3], dtype=torch.float64),
        torch.nn.Parameter(torch.ones(2)),
        [(1, 2.5), {"a": None}, (True,)],
    ],
    ids=str,
)
def test_a_literal_makes_the_same_value(value: object) -> None:
    """Values, dtype and layout."""
    again = eval(literal(value), {"torch": torch})
    if isinstance(value, torch.Tensor):
        assert torch.equal(again, value) and again.dtype == value.dtype and again.stride() == value.stride()
    else:
        assert again == value


def test_a_snippet_tells_no_test_and_no_reference(grade: Callable[..., Result]) -> None:
    """Of a call, it holds the call, its inputs and how the result is looked at."""
    result = grade("mlp", {"relu": "import torch\ndef relu(X):\n    return X.abs()"})
    snippet = next(test.snippet for one in result.exercises for test in failing(one))
    assert snippet is not None
    lines = snippet.splitlines()
    assert lines[0] == "import torch" and len(lines) <= 6
    assert not {"clone", "X < 0", "clamp", "student"} & set(re.findall(r"\w+", snippet))
