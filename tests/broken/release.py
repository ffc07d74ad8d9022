"""A small assignment and a right submission, to be broken in every way."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

STUB = 'def {0}(X):\n    """Return {0} of X."""\n    raise NotImplementedError'
SOLUTIONS = {
    "relu": "def relu(X):\n    return X.clamp(min=0)",
    "sigmoid": "def sigmoid(X):\n    return 1 / (1 + (-X).exp())",
    "Net": "class Net:\n    def __init__(self):\n        self.n = 1",
}
POINTS = {"relu": 2, "sigmoid": 3, "Net": 1.5}


def code(source: str, **metadata: Any) -> dict[str, Any]:
    """A code cell."""
    return {
        "cell_type": "code",
        "source": source,
        "metadata": metadata,
        "outputs": [],
        "execution_count": None,
    }


def text(source: str, **metadata: Any) -> dict[str, Any]:
    """A markdown cell."""
    return {"cell_type": "markdown", "source": source, "metadata": metadata}


def marked(
    grade_id: str,
    *,
    grade: bool = False,
    solution: bool = False,
    locked: bool = False,
    kind: str = "code",
    **more: Any,
) -> dict[str, Any]:
    """nbgrader's metadata."""
    return {
        "grade": grade,
        "solution": solution,
        "locked": locked,
        "grade_id": grade_id,
        "schema_version": 3,
        "task": False,
        "cell_type": kind,
        **more,
    }


def cells(solved: bool) -> list[dict[str, Any]]:
    """The cells of the source notebook (``solved``: with reference solutions between marks) or of the
    release."""
    found = [text("# Activations"), code("import torch", nbgrader=marked("imports", locked=True))]
    for name, points in POINTS.items():
        stub = STUB.format(name)
        body = SOLUTIONS[name].split("\n", 1)[1]
        reference = f"{stub.rsplit(chr(10), 1)[0]}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"
        source = reference if solved else stub
        found += [
            text(f"## {name}\nWhat it must do."),
            code(source, nbgrader=marked(name, solution=True)),
            code(f'check("{name}")', nbgrader=marked(f"test_{name}", grade=True, locked=True, points=points)),
        ]
    found += [
        text("## Experiments"),
        code("for epoch in range(1000):\n    train(epoch)", tags=["experiment"]),
        code("plot(relu)", tags=["experiment"]),
        text("Why 0.01?", nbgrader=marked("why", grade=True, solution=True, points=4, kind="markdown")),
    ]
    for number, cell in enumerate(found):
        cell["id"] = f"c{number}"
    return found


def notebook(entries: list[Any], **more: Any) -> dict[str, Any]:
    """A notebook of these cells."""
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": entries, **more}


def submitted() -> list[dict[str, Any]]:
    """The cells of a right submission."""
    found = copy.deepcopy(cells(solved=False))
    for cell in found:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in SOLUTIONS:
            cell["source"] = SOLUTIONS[name]
        elif name == "why":
            cell["source"] = "Because of symmetry."
    return found


def named(entries: list[dict[str, Any]], grade_id: str) -> dict[str, Any]:
    """The cell with this grade_id."""
    return next(cell for cell in entries if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)


def place(entries: list[dict[str, Any]], grade_id: str) -> int:
    """The place of the cell with this grade_id."""
    return entries.index(named(entries, grade_id))


def write(path: Path, value: Any) -> Path:
    """Write a notebook, or bytes as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
    return path
