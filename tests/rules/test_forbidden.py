"""Which notebooks cost an exercise its marks for a forbidden built-in, and which do not."""

from __future__ import annotations

import contextlib
import gc
import warnings
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import torch

from autograder import rules
from autograder.core import errors, values
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
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CellRunner]:
    """Runs cells, one notebook after the other, in a folder where they may write."""
    genuine = {name: getattr(torch, name) for name in ("clamp", "relu")}
    runner = CellRunner()
    with contextlib.chdir(tmp_path_factory.mktemp("notebooks")):
        yield runner
    gc.unfreeze()
    for name, function in genuine.items():
        setattr(torch, name, function)


def judged(runner: CellRunner, slug: str, source: str, until: int | None = None) -> tuple[Finding, bool]:
    """What is found in a notebook, cells separated by ``# %%``, when the exercise's tests have been answered; whether any
    was answered with a value: what raises has lost its marks already."""
    gc.freeze()  # forgetting a notebook collects garbage: not in all that notebooks have imported until now
    runner.forget()
    cells = [(f"cell-{i}", text) for i, text in enumerate(source.split("# %%\n"), 1)]
    name, calls = CALLS[slug]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        kept = None
        for index, (label, text) in enumerate(cells):
            if index == until:
                kept = runner.namespace.get(name)
            runner.run(label, text, 20.0)
        if kept is not None:
            runner.namespace[name] = kept
        backend = BoundedBackend(runner.namespace, runner.locate, runner.line)
        requests = [["call", 1, name, arguments, {}] for arguments in calls]
        answered = False
        for request in requests:
            with suppress(errors.StudentError):
                answered |= not isinstance(backend.ask(request, 20.0), values.Opaque | None)
        return look(FAMILIES[slug], name, cells, requests, backend, 60.0, until), answered


def costs(runner: CellRunner, slug: str, source: str) -> bool:
    """Whether the notebook costs the exercise its marks, for this reason or because nothing comes back."""
    finding, answered = judged(runner, slug, source)
    return finding.message is not None or not answered


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
    assert costs(shell, slug, source)


@pytest.mark.parametrize(("slug", "source"), rows(ALLOWED))
def test_allowed(shell: CellRunner, slug: str, source: str) -> None:
    """What is allowed, and what stands elsewhere in the notebook, costs nothing."""
    assert judged(shell, slug, source)[0].message is None


@pytest.mark.parametrize("body", snippets.FORBIDDEN_BODIES)
def test_forbidden_body(shell: CellRunner, body: str) -> None:
    """However relu's body comes by the built-in, it is found."""
    assert costs(shell, "relu", f"{snippets.HEAD}def relu(X):\n    {body}\n")


@pytest.mark.parametrize("cell", snippets.FORBIDDEN_CELLS)
def test_forbidden_cell(shell: CellRunner, cell: str) -> None:
    """However the notebook comes by a relu that uses the built-in, it is found."""
    assert costs(shell, "relu", snippets.HEAD + cell)


@pytest.mark.parametrize("cell", snippets.ALLOWED_CELLS)
def test_allowed_cell(shell: CellRunner, cell: str) -> None:
    """A relu that uses no built-in is none the worse for what stands around it."""
    assert judged(shell, "relu", snippets.HEAD + cell)[0].message is None


CLAMP = "import torch\nfrom torch import nn\ndef relu(X):\n    return X.clamp(min=0)\n# %%\n"


@pytest.mark.parametrize(
    "later",
    [
        "relu = nn.ReLU()",
        "relu = torch.relu",
        "from torch.nn.functional import *",
        "for relu in [torch.relu, nn.ReLU()]: pass",
        "with torch.no_grad() as relu: pass\nrelu = nn.Sequential(nn.ReLU())",
    ],
)
def test_a_name_that_is_rebound_after_its_test_cell_is_judged_as_it_was(
    shell: CellRunner, later: str
) -> None:
    """What is judged is what is graded; nothing is flagged either."""
    assert judged(shell, "relu", CLAMP + later, until=1)[0] == Finding()


def test_a_use_that_no_test_reaches_is_flagged_and_costs_nothing(shell: CellRunner) -> None:
    """A person should look at it."""
    source = "import torch\ndef relu(X):\n    if X.dim() > 7:\n        return torch.relu(X)\n    return X.clamp(min=0)"
    finding, _ = judged(shell, "relu", source)
    assert finding.message is None and finding.flags == {UNREACHED}


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np\ndef tanh(X):\n    if X.dim() > 7:\n        return np.tanh(X)\n    return X",
        "import torch\ndef helper(X): return torch.tanh(X)\ndef tanh(X):\n    return X if True else helper(X)",
    ],
)
def test_the_same_of_other_libraries_and_in_helpers(shell: CellRunner, source: str) -> None:
    """numpy's lines count where they run; helpers are followed by their names."""
    finding, _ = judged(shell, "tanh", source)
    assert finding.message is None and finding.flags == {UNREACHED}


@pytest.mark.parametrize(
    ("slug", "source"),
    [
        (
            "tanh",
            "from numpy import tanh as t\nimport torch\ndef tanh(X):\n    return torch.as_tensor(t(X.numpy()))",
        ),
        ("tanh", "import math, torch\ndef tanh(X):\n    return X.clone().apply_(math.tanh)"),
        ("tanh", "import numpy as np\ntanh = np.vectorize(np.tanh)"),
        ("sigmoid", "from scipy.special import expit\nsigmoid = expit"),
        (
            "sigmoid",
            "import scipy.special\nclass M:\n    def f(self, X):\n        return scipy.special.expit(X)\n"
            "def sigmoid(X):\n    return M().f(X)",
        ),
    ],
)
def test_other_libraries(shell: CellRunner, slug: str, source: str) -> None:
    """numpy's, scipy's and Python's own functions are found by the lines that run, under whatever name."""
    finding, _ = judged(shell, slug, source)
    assert finding.message is not None and "cell-1" in finding.message.en


def test_the_message_names_the_line(shell: CellRunner) -> None:
    """What was called, the cell, the line in it and its text; each place once."""
    source = "import torch as t\n# %%\n# mine\n\ndef helper(X):\n    Y = t.relu( X )  # ha\n    return Y\nrelu = helper"
    message = judged(shell, "relu", source)[0].message
    assert message is not None
    assert "Found: `t.relu` in cell cell-2, line 4: `Y = t.relu( X )  # ha`" in message.en
    assert message.en.count("Found") == 1


def test_code_in_a_string_is_located_where_the_string_is_used(shell: CellRunner) -> None:
    """A built-in in eval's string is told with the line of the eval."""
    message = judged(shell, "relu", "import torch\ndef relu(X):\n    return eval('torch.relu(X)')\n")[
        0
    ].message
    assert message is not None and "`relu` in cell cell-1, line 3" in message.en


AUTOGRAD = [
    "def backward(X):\n    Y = X.clone().requires_grad_()\n    (Y ** 2).sum().backward()\n    return Y.grad",
    "def backward(X):\n    Y = torch.tensor(X.tolist(), requires_grad=True)\n"
    "    return torch.autograd.grad((Y ** 2).sum(), Y)[0]",
    "from torch.func import grad\ndef backward(X):\n    return grad(lambda Y: (Y ** 2).sum())(X)",
    "def backward(X):\n    return torch.func.vjp(lambda Y: Y ** 2, X)[1](torch.ones_like(X))[0]",
    "def backward(X):\n    return torch.func.jvp(lambda Y: Y ** 2, (X,), (torch.ones_like(X),))[1]",
    "def backward(X):\n    return torch.autograd.functional.jacobian(lambda Y: (Y ** 2).sum(), X)",
    "def backward(X):\n    return torch.func.jacrev(lambda Y: (Y ** 2).sum())(X)",
    "def slope(f, X):\n    with torch.enable_grad():\n        Y = X.detach().clone()\n        Y.requires_grad = True\n"
    "        f(Y).backward()\n        return Y.grad\ndef backward(X):\n    return slope(lambda Y: (Y ** 2).sum(), X)",
]


@pytest.mark.parametrize("source", AUTOGRAD)
def test_autograd_in_any_of_its_forms(shell: CellRunner, source: str) -> None:
    """Backward passes, functional transforms and forward mode, in helpers too."""
    finding, answered = judged(shell, "autograd", f"import torch\n{source}")
    assert answered and finding.message is not None and "cell-1" in finding.message.en


def test_derivatives_by_hand_are_no_autograd(shell: CellRunner) -> None:
    """``no_grad``, ``detach`` and a comparison elsewhere are fine; so is a gradient that a probe asks for."""
    source = (
        "import torch\ndef backward(X):\n    with torch.no_grad():\n        return 2 * X.detach()\n# %%\n"
        "Y = torch.ones(2, requires_grad=True)\n(Y ** 2).sum().backward()"
    )
    assert judged(shell, "autograd", source)[0] == Finding()
    probe = (
        "def slope(student, X):\n    X = X.clone().requires_grad_()\n    (X * student.backward(X)).sum().backward()\n"
        "    return X.grad"
    )
    backend = BoundedBackend(shell.namespace, shell.locate, shell.line)
    requests = [["probe", 1, probe, "slope", [X], {}]]
    assert backend.ask(requests[0], 20.0) is not None
    cells = [("cell-1", source)]
    assert look(FAMILIES["autograd"], "backward", cells, requests, backend, 60.0) == Finding()
