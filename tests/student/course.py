"""A tiny course as students get it, and a notebook at work, for the tests of the student's side."""

from __future__ import annotations

import atexit
import json
from pathlib import Path
from typing import Any

from autograder.core.course import TRAPS
from autograder.student.live import Notebook
from autograder.testing import sealed

TESTS = """
import torch
from hypothesis import given
from autograder.testing.pictures import Picture
from autograder.testing import Exercise, Text, Trap, describe, exercise, expect, gives, needs, rules, tensors


def curve(student):
    x = torch.tensor([-1.0, 1.0])
    return Picture.curves(Text("ReLU", "ReLU"), x.tolist(), student.relu(x).tolist(), [0.0, 1.0])


EXERCISES = [
    Exercise("relu", section="5.1.2.1", title=Text("ReLU", "修正线性单元"), forbidden=rules.RELU, picture=curve,
             hints=(Text("Which is larger?", "哪个较大？"), Text("keep the larger one", "保留较大者"),
                    Text("one comparison", "一次比较")), beyond=Text("gradients", "梯度"),
             traps=(Trap("relu-absolute-value",
                         lambda student: gives(student.relu(torch.tensor([-3.0])), torch.tensor([3.0]))),)),
    Exercise("double", section="5.2", title=Text("Doubling", "加倍"), hints=(Text("add", "相加"),),
             beyond=Text("float64", "float64")),
]


@exercise("relu")
@describe("positive values stay", "正数保留")
@given(X=tensors(max_dims=1))
def test_relu_values(student, X):
    expect.close(student.relu(X), X.clamp(min=0), hint=Text("look at the signs", "看看符号"))


@exercise("relu")
@needs("test_relu_values")
@describe("a matrix stays a matrix", "矩阵仍是矩阵")
def test_relu_shape(student):
    expect.tensor(student.relu(torch.ones(2, 3)), (2, 3))


@exercise("double")
@describe("twice as much, whatever the global factor", "变为两倍")
def test_doubles(student):
    student.set(factor=3)
    expect.number(student.double(2), 6)
"""
STUB = 'def {0}(X):\n    """The contract of {0}."""\n    raise NotImplementedError\n'


def cell(kind: str, text: str, zh: str | None = None, **nbgrader: Any) -> dict[str, Any]:
    """A cell; ``nbgrader`` is its grading metadata."""
    metadata: dict[str, Any] = {}
    if nbgrader:
        metadata["nbgrader"] = {
            "grade": False,
            "locked": False,
            "schema_version": 3,
            "solution": False,
            "task": False,
        } | nbgrader
    if zh is not None:
        metadata["autograder"] = {"zh": zh}
    made = {
        "cell_type": kind,
        "id": f"c{abs(hash((kind, text))) % 10**8}",
        "metadata": metadata,
        "source": text,
    }
    return made if kind == "markdown" else made | {"outputs": [], "execution_count": None}


def released(folder: Path) -> Path:
    """Write the assignment ``tiny`` into ``folder``/assignments; its notebook."""
    cells = [
        cell("markdown", "# Tiny\n\nA little course.", "# 小作业\n\n一门小课程。"),
        cell("code", "%matplotlib inline\nimport torch\n\nfrom autograder import check"),
    ]
    for name in ("relu", "double"):
        cells += [
            cell("markdown", f"## {name}", f"## {name}（练习）"),
            cell("code", STUB.format(name), grade_id=name, solution=True),
            cell("code", f'check("{name}")', grade_id=f"test_{name}", grade=True, locked=True, points=2),
        ]
    cells.append(
        cell(
            "markdown", "YOUR ANSWER HERE", "请不要翻译", grade_id="why", grade=True, solution=True, points=1
        )
    )
    path = folder / "assignments" / "tiny" / "tiny.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(
        json.dumps(
            {
                "cells": cells,
                "metadata": {
                    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
                },
                "nbformat": 4,
                "nbformat_minor": 5,
            }
        )
    )
    path.with_name("test_tiny.py").write_text(TESTS)
    words = {
        "slug": "relu-absolute-value",
        "en": "The sign is dropped.",
        "zh": "只去掉了符号。",
        "section": "5.1.2.1",
    }
    name, told = sealed.seal(sealed.named(words["slug"]), words)
    path.with_name(TRAPS).write_text(sealed.written({"relu": {name: told}}))
    return path


class Session:
    """A notebook's session: an IPython shell of its own, without a kernel."""

    def __init__(self) -> None:
        from IPython.core.history import HistoryManager
        from IPython.core.interactiveshell import InteractiveShell

        class Shell(InteractiveShell):
            def init_history(self) -> None:
                HistoryManager.enabled = False
                super().init_history()

            def showtraceback(self, *args: Any, **kwargs: Any) -> None:
                """Nothing on the screen of the tests."""

            showsyntaxerror = showtraceback  # type: ignore[assignment]

        Shell.clear_instance()
        self.shell = Shell()
        atexit.unregister(
            self.shell.atexit_operations
        )  # it takes half a second a shell, and has nothing to clean up
        self.notebook = Notebook(self.shell, self.shell.user_ns)

    def run(self, text: str) -> None:
        """Run a cell as Jupyter does."""
        self.shell.run_cell(text, store_history=True)
