"""What a notebook sets for the whole process costs its right functions nothing in the public tests."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import nbformat
import pytest
import torch

from autograder.sandbox.settings import Settings
from autograder.testing import collect, run
from autograder.testing.examples import draw
from autograder.testing.student import LiveBackend, Student
from tests.course import COURSE


@pytest.fixture
def kept_settings():
    """The process's settings, put back afterwards."""
    settings = Settings()
    yield
    settings.restore()


@pytest.mark.parametrize("assignment", COURSE.names())
def test_double_precision_by_default_costs_nothing(assignment, kept_settings):
    """Every public test holds for the reference in a process whose default dtype is float64."""
    torch.set_default_dtype(torch.float64)
    namespace: dict[str, object] = {}
    for cell in nbformat.read(COURSE.source_notebook(assignment), as_version=4).cells:
        marks = cell.metadata.get("nbgrader", {})
        is_test = marks.get("grade") and not marks.get("solution")
        if cell.cell_type == "code" and not is_test and "experiment" not in cell.metadata.get("tags", []):
            with contextlib.redirect_stdout(io.StringIO()):
                exec("\n".join(line for line in cell.source.splitlines() if line[:1] != "%"), namespace)
    tests = collect.load(Path(COURSE.source_notebook(assignment)).with_name(f"test_{assignment}.py"))
    failed = {}
    for case in tests.cases:
        backend = LiveBackend(namespace)
        with backend.quietly():
            verdict = run.run(case, Student(backend), draw(case, "seed"), "seed")
        if verdict.outcome != "passed":
            failed[case.name] = verdict.message
    assert failed == {}
    assert torch.get_default_dtype() is torch.float64
