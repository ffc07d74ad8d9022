"""Another course than ours: plain numpy, in one language, without torch in its notebook; from authoring to marks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.authoring.audit import Options, audit
from autograder.authoring.new_exercise import new_course, new_exercise
from autograder.authoring.source import SourceNotebook, source_of
from autograder.core.course import Course
from autograder.core.results import Result
from autograder.grading.grade import Grader

REFERENCE = '''def standardize(X):
    """Columns with mean 0 and standard deviation 1.

    X: float64 array of shape (n, d), n > 1. Returns an array of that shape.
    """
    ### BEGIN SOLUTION
    return (X - X.mean(axis=0)) / X.std(axis=0)
    ### END SOLUTION
'''
HIDDEN = '''"""Hidden tests of standardize."""

import numpy as np
from hypothesis import given
from hypothesis.extra import numpy as arrays
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect


@describe(Text(en="columns of any spread"))
@given(X=arrays.arrays(np.float64, (4, 2), elements=st.integers(-8, 8).map(float)).filter(lambda X: (X.std(0) > 0).all()))
def test_columns(student, X):
    expect.close(student.standardize(X), (X - X.mean(axis=0)) / X.std(axis=0))
'''
PUBLIC = '''"""Public tests."""

import numpy as np

from autograder.testing import Exercise, Text, describe, exercise, expect

EXERCISES = [
    Exercise("standardize", section="1.2", title=Text(en="Standardize"), beyond=Text(en="other columns"),
             hints=(Text(en="What does axis mean?"), Text(en="Print X.mean(0)."), Text(en="One mean.")))
]


@exercise("standardize")
@describe(Text(en="two columns"))
def test_two_columns(student):
    X = np.array([[1.0, 10.0], [3.0, 10.5]])
    expect.close(student.standardize(X), np.array([[-1.0, -1.0], [1.0, 1.0]]))
'''
WRONG = """'''
en = \"\"\"You take the mean and the spread of each row: look at what axis=1 runs over.\"\"\"
section = "1.2"
'''


def standardize(X):
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course of one exercise, written as an author would: laid out, then changed."""
    root = tmp_path_factory.mktemp("second") / "numpy-course"
    new_course(root)
    course = Course.load(root, {})
    new_exercise(course, "arrays", "standardize")
    folder = course.solutions / "arrays"
    notebook = SourceNotebook(folder / "arrays.ipynb")
    for cell in notebook.cells:
        if cell["cell_type"] == "code":
            text = source_of(cell).replace("import torch", "import numpy as np")
            cell["source"] = REFERENCE if "BEGIN SOLUTION" in text else text
    notebook.save()
    (folder / "test_arrays.py").write_text(PUBLIC, encoding="utf-8")
    (folder / "hidden" / "test_standardize.py").write_text(HIDDEN, encoding="utf-8")
    wrong = folder / "hidden" / "misconceptions" / "standardize"
    (wrong / "standardize_squared.py").unlink()
    (wrong / "standardize_rows.py").write_text(WRONG, encoding="utf-8")
    style = root / "tests" / "right" / "arrays" / "standardize" / "sum.py"
    style.write_text(
        "def standardize(X):\n    c = X - sum(X) / len(X)\n    return c / (c**2).mean(0) ** 0.5\n"
    )
    return course


@pytest.fixture(scope="module")
def grader(course: Course):
    """A warm grader of that course."""
    with Grader(course) as warm:
        yield warm


def graded(grader: Grader, tmp_path: Path, solution: str) -> Result:
    """The verdict on one solution."""
    notebook = json.loads(grader.course.source_notebook("arrays").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if "BEGIN SOLUTION" in source_of(cell):
            cell["source"] = solution
    path = tmp_path / "arrays.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return grader.grade(path, student="ada", assignment="arrays")


def test_its_audit_holds(course: Course):
    """Reference, style and misconception; no second language and no written question are asked for."""
    assert audit(course, ["arrays"], jobs=1, options=Options(mutants=False, release=False)).problems() == ()


@pytest.mark.parametrize(
    ("solution", "score", "misconception"),
    [
        (REFERENCE, 2.0, None),
        (
            "def standardize(X):\n    return (X - X.mean(1)[:, None]) / X.std(1)[:, None]",
            0.0,
            "standardize-rows",
        ),
        ("def standardize(X):\n    return X.tolist()", 0.0, None),
        ("def standardize(X):\n    raise NotImplementedError", 0.0, None),
    ],
)
def test_its_submissions_are_graded(grader, tmp_path, solution, score, misconception):
    """Full marks, the known mistake by name, a list where an array belongs, a stub."""
    result = graded(grader, tmp_path, solution)
    (exercise,) = result.exercises
    assert (result.outcome, exercise.score, exercise.misconception) == ("graded", score, misconception)
    if "tolist" in solution:
        assert "a numpy array" in exercise.tests[0].message and "a list" in exercise.tests[0].message


def test_arrays_are_shown_as_arrays_and_nan_is_the_same_twice(grader, tmp_path):
    """No tensor stands in the messages of a course without torch; a function that gives nan keeps nothing."""
    result = graded(grader, tmp_path, "def standardize(X):\n    return X * np.nan")
    (exercise,) = result.exercises
    assert "got: array([[nan, " in exercise.tests[0].message and "tensor(" not in exercise.tests[0].message
    assert exercise.relation == "not-finite"
