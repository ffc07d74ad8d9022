"""Which notebooks cost an exercise its marks for a forbidden built-in, and which do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import torch

from autograder import rules
from autograder.core import errors
from autograder.sandbox.cells import CellRunner
from autograder.testing.exam import Finding
from autograder.testing.forbidden import UNREACHED, look
from autograder.testing.live import BoundedBackend
from tests.rules import snippets
from tests.rules.allowed import ALLOWED
from tests.rules.forbidden import FORBIDDEN

X = torch.tensor([[-1.0, 0.5, 2.0], [3.0, -4.0, 0.25]])
FAMILIES = {family.slug: family for family in rules.FAMILIES}
CALLS: dict[str, tuple[str, list[list[Any]]]] = {  # name of the function, and what the tests call it with
    "relu": ("relu", [[X], [X[0]]]),
    "sigmoid": ("sigmoid", [[X], [X[0]]]),
    "tanh": ("tanh", [[X], [X[0]]]),
    "softmax": ("softmax", [[X], [X[:1]]]),
    "dropout": ("dropout_layer", [[X, 0.5], [X, 0.0]]),
    "cross-entropy-with-logits": ("cross_entropy_with_logits", [[X, torch.tensor([0, 2])]]),
    "train-from-scratch": ("train_linear_regression", [[X[:, :2], X[:, 2:]]]),
    "autograd": ("backward", [[X]]),
}


@pytest.fixture(scope="module")
def shell() -> Iterator[CellRunner]:
    """Runs cells, one notebook after the other."""
    genuine = {name: getattr(torch, name) for name in ("clamp", "relu")}
    yield CellRunner()
    for name, function in genuine.items():
        setattr(torch, name, function)


def judged(runner: CellRunner, slug: str, source: str) -> Finding:
    """What is found in a notebook, cells separated by ``# %%``, when the exercise's tests have been answered."""
    runner.forget()
    cells = [(f"cell-{i}", text) for i, text in enumerate(source.split("# %%\n"), 1)]
    for label, text in cells:
        runner.run(label, text, 20.0)
    name, calls = CALLS[slug]
    backend = BoundedBackend(runner.namespace, runner.locate, runner.line)
    requests = [["call", 1, name, arguments, {}] for arguments in calls]
    for request in requests:
        try:
            backend.ask(request, 20.0)
        except errors.StudentError:
            continue
    return look(FAMILIES[slug], name, cells, requests, backend, 60.0)


def rows(table: str) -> list[Any]:
    """The rows of a table of notebooks."""
    found = []
    for row in table.strip().split("\n=====\n"):
        head, _, source = row.partition("\n")
        slug, why = head.split(" | ")
        found.append(pytest.param(slug, source, id=f"{slug}: {why}"))
    return found


@pytest.mark.parametrize(("slug", "source"), rows(FORBIDDEN))
def test_forbidden(shell: CellRunner, slug: str, source: str) -> None:
    """A forbidden built-in is found by whatever way the exercise's function reaches it."""
    assert judged(shell, slug, source).message is not None


@pytest.mark.parametrize(("slug", "source"), rows(ALLOWED))
def test_allowed(shell: CellRunner, slug: str, source: str) -> None:
    """What is allowed, and what stands elsewhere in the notebook, costs nothing."""
    assert judged(shell, slug, source).message is None


@pytest.mark.parametrize("body", snippets.FORBIDDEN_BODIES)
def test_forbidden_body(shell: CellRunner, body: str) -> None:
    """However relu's body comes by the built-in, it is found."""
    assert judged(shell, "relu", f"{snippets.HEAD}def relu(X):\n    {body}\n").message is not None


@pytest.mark.parametrize("cell", snippets.FORBIDDEN_CELLS)
def test_forbidden_cell(shell: CellRunner, cell: str) -> None:
    """However the notebook comes by a relu that uses the built-in, it is found."""
    assert judged(shell, "relu", snippets.HEAD + cell).message is not None


@pytest.mark.parametrize("cell", snippets.ALLOWED_CELLS)
def test_allowed_cell(shell: CellRunner, cell: str) -> None:
    """A relu that uses no built-in is none the worse for what stands around it."""
    assert judged(shell, "relu", snippets.HEAD + cell).message is None
