"""Lays out a new exercise: stub and reference, public test, hidden tests, a first misconception, a right style."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat

from autograder.core.course import Course
from autograder.core.errors import UsageError

_SOLUTION = '''def {name}(x):
    """Twice x.

    x: tensor of any shape, floating point. Returns a tensor of the same shape and dtype.
    """
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
'''
_PUBLIC = '''

EXERCISES.append(Exercise(
    "{name}", section="3.1",
    title=Text("{title}", "{title}"),
    beyond=Text("other shapes, gradients", "其他形状、梯度"),
    hint=Text("look at the formula again", "再看一遍公式")))


@exercise("{name}")
def test_{name}_of_two_numbers(student):
    """two numbers"""
    expect.close(student.{name}(torch.tensor([1.0, -2.0])), torch.tensor([2.0, -4.0]))
'''
_HEAD = '''"""Public tests of ``{assignment}``, and what its exercises are called."""

import torch

from autograder.testing import Exercise, Text, exercise, expect

EXERCISES = []
'''
_HIDDEN = '''"""Hidden tests of ``{name}``."""

import torch
from hypothesis import given

from autograder.testing import describe, expect, needs, probes, tensors, weight


@weight(3)
@describe("values, in any shape and layout", "任意形状与内存布局下的取值")
@given(x=tensors(max_dims=3))
def test_values(student, x):
    expect.close(student.{name}(x), 2 * x)


@needs("test_values")
@describe("the gradient", "梯度")
@given(x=tensors())
def test_gradient(student, x):
    _, (gradient,) = probes.gradient(student, "{name}", x)
    expect.close(gradient, torch.full_like(x, 2.0))
'''
_MISCONCEPTION = """'''
en = \"\"\"Your function seems to square x: the values agree at 0 and 2 only. Look at what the formula multiplies.\"\"\"
zh = \"\"\"你的函数似乎计算了 x 的平方：只有在 0 和 2 处取值相同。请再看公式中相乘的是什么。\"\"\"
section = "3.1"
'''


def {name}(x):
    return x * x
"""
_STYLE = "def {name}(x):\n    return x + x\n"


def new_exercise(course: Course, assignment: str, name: str, points: float = 2.0) -> list[Path]:
    """Lay out an exercise named ``name`` in an assignment, which is made if it is new; the files written or changed.

    What is laid out is a whole small exercise that the audit accepts: change it into yours.

    Raises:
        UsageError: for a name that is no identifier, or one that the assignment has already.
    """
    for what, value in (("assignment", assignment), ("exercise", name)):
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", value):
            raise UsageError(f"{value!r} cannot name an {what}: expected a Python name, such as leaky_relu")
    folder = course.solutions / assignment
    notebook, public = folder / f"{assignment}.ipynb", folder / f"test_{assignment}.py"
    hidden = folder / "hidden"
    files = {
        hidden / f"test_{name}.py": _HIDDEN,
        hidden / "misconceptions" / name / f"{name}_squared.py": _MISCONCEPTION,
        course.root / "tests" / "right" / assignment / name / "sum.py": _STYLE,
    }
    if taken := [path for path in files if path.exists()]:
        raise UsageError(f"{assignment} has an exercise {name} already: {taken[0]} is there")
    fields = {"name": name, "assignment": assignment, "title": name.replace("_", " ").capitalize()}
    _add_cells(notebook, name, points)
    head = public.read_text(encoding="utf-8") if public.exists() else _HEAD.format(**fields)
    files = {
        public: head + _PUBLIC.format(**fields),
        **{path: text.format(**fields) for path, text in files.items()},
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [notebook, *files]


def _add_cells(path: Path, name: str, points: float) -> None:
    notebook = nbformat.read(path, as_version=4) if path.exists() else _notebook(path.stem)
    title = nbformat.v4.new_markdown_cell(
        f"## {name}\n\nThe idea, the formula, the contract.", id=f"{name}-text"
    )
    title.metadata["autograder"] = {"zh": f"## {name}\n\n想法、公式、约定。"}
    notebook.cells += [
        title,
        _code(name, _SOLUTION.format(name=name), solution=True),
        _code(f"test_{name}", f'check("{name}")', points=points),
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def _notebook(title: str) -> nbformat.NotebookNode:
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    heading = nbformat.v4.new_markdown_cell(f"# {title}", id="title")
    heading.metadata["autograder"] = {"zh": f"# {title}"}
    notebook.cells = [
        heading,
        nbformat.v4.new_code_cell("import torch\n\nfrom autograder import check", id="imports"),
    ]
    return notebook


def _code(
    grade_id: str, source: str, *, solution: bool = False, points: float | None = None
) -> nbformat.NotebookNode:
    cell = nbformat.v4.new_code_cell(source, id=grade_id.replace("_", "-"))
    cell.metadata["nbgrader"] = {
        "grade": points is not None,
        "solution": solution,
        "locked": points is not None,
        "task": False,
        "grade_id": grade_id,
        "schema_version": 3,
        "cell_type": "code",
    }
    if points is not None:
        cell.metadata["nbgrader"]["points"] = points
    return cell
