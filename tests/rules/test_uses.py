"""Where a notebook uses a built-in, whatever it is called there: what reading alone tells, to the line."""

import math
import time
from collections.abc import Sequence

import pytest
import torch

from autograder import rules
from autograder.rules import uses
from autograder.rules.uses import Use

assert math and torch  # a star import's names are those of the module as it is loaded


@pytest.mark.parametrize(
    "sources",
    [
        ("import numpy as np", "def tanh(x):\n    return np.tanh(x)"),
        ("import numpy as np\nq = np", "def tanh(x):\n    return q.tanh(x)"),
        ("from numpy import tanh as t", "def tanh(x):\n    return t(x)"),
        ("from math import *", "def f(x):\n    return tanh(x)"),
        ("import numpy as np", "def f(x):\n    return \uff4e\uff50.tanh(x)"),
        ("", "def f(x):\n    return __import__('nu' 'mpy').tanh(x)"),
        ("", "def f(x):\n    import math as m; return m.tanh(x)"),
        ("import numpy as np", "def f(x):\n    return getattr(np, 'tanh')(x)"),
        ("import numpy as np", "f = (\n    lambda x: np.tanh(x))"),
        ("", "def f(x):\n    return __import__('scipy').tanh(x)"),
        ("from numpy import *", "def f(x):\n    return tanh(x)"),
        ("t: object\nfrom numpy import tanh\nt = tanh", "class A:\n    def __call__(self, x): return t(x)"),
    ],
    ids=[
        *("module", "alias", "name", "star", "wide-letters", "dunder-import", "local", "getattr"),
        *("lambda", "dunder-scipy", "star-numpy", "class"),
    ],
)
def test_uses_outside_torch_are_found_under_any_name(sources: Sequence[str]):
    """The library may be named in one cell and used in another, or nowhere as a word."""
    (use,) = rules.find_outside_torch(list(zip("ab", sources, strict=True)), rules.TANH)
    assert (use.cell, use.line, use.path.endswith(".tanh")) == ("b", 2, True)
    assert not use.of_torch


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    return x.tanh()",  # a method of the same name
        "def f(x):\n    return torch.tanh(x)",  # the watch sees it
        "y = np.tanh(x)",  # of no function
        "def f(x):\n    return np.cos(x)",
        "def f(np):\n    return np.tanh(x)",
        "import pandas as pd\ndef f(x):\n    return pd.tanh(x)",
        "from json import *\ndef f(x):\n    return tanh(x)",
        "from os.path import *\ndef f(x):\n    return tanh(x)",
        "from numpy import *\ndef f(x):\n    return _tanh(x), matlib.tanh(x)",
        "from pandas import *\nfrom .mine import *\ndef f(x):\n    return tanh(x)",
        "def f(x):\n    return getattr(np, 'tanh', None)(x)",  # more than a name: the watch decides
        "def f(x):\n    return frobnicate(np, 'tanh')(x)",
        "def f(x):\n    return getattr(np, x)(x), getattr(np)(x), np[0].tanh(x)",
        "def broken(:\n    return np.tanh(x)",
    ],
)
def test_what_is_no_use_outside_torch(source: str):
    """What is not known is not held against the student."""
    cells = [("a", "import torch\nimport numpy as np"), ("b", source)]
    assert rules.find_outside_torch(cells, rules.TANH) == ()


HEAD = "import torch\nfrom torch import nn\nimport torch.nn.functional as F\nimport numpy as np"
RELU = "torch.nn.functional.relu"
# the cell that defines relu, and what is found: as written, path, line, whether it runs in a call
FOUND: list[tuple[str, list[tuple[str, str, int, bool]]]] = [
    ("def relu(X):\n    return F.relu(X)", [("F.relu", RELU, 2, True)]),
    ("relu = lambda X: F.relu(X)", [("F.relu", RELU, 1, False)]),
    ("relu = F.relu", [(RELU, RELU, 1, False)]),
    ("x = 1\nrelu = other = torch.relu", [("torch.relu", "torch.relu", 2, False)]),
    ("a, relu = 1, torch.relu", [("torch.relu", "torch.relu", 1, False)]),
    ("relu = nn.ReLU()", [("nn.ReLU", "torch.nn.ReLU", 1, False)]),
    ("from torch import relu", [("torch.relu", "torch.relu", 1, False)]),
    ("def relu(X):\n    return X.relu()", [("X.relu", "torch.Tensor.relu", 2, True)]),
    ("def relu(X):\n    return (X + 0).relu_()", [("(X + 0).relu_", "torch.Tensor.relu_", 2, True)]),
    ("def relu(X):\n    Y = X + 1\n    return Y.relu()", [("Y.relu", "torch.Tensor.relu", 3, True)]),
    ("def relu(X):\n    r = F.relu\n    return r(X)", [("F.relu", RELU, 2, True), ("r", RELU, 3, True)]),
    ("def helper(X): return F.relu(X)\ndef relu(X):\n    return helper(X)", [("F.relu", RELU, 1, True)]),
    ("helper = nn.ReLU()\ndef relu(X):\n    return helper(X)", [("nn.ReLU", "torch.nn.ReLU", 1, True)]),
    ("class relu:\n    def __call__(self, X): return F.relu(X)", [("F.relu", RELU, 2, True)]),
    (
        "def relu(X):\n    def inner(Z):\n        import torch as t\n        return t.relu(Z)\n    return inner(X)",
        [("t.relu", "torch.relu", 4, True)],
    ),
    ("def relu(X, act=F.relu):\n    return act(X)", [("F.relu", RELU, 1, True)]),
    ("@torch.no_grad()\ndef relu(X):\n    return F.relu(X)", [("F.relu", RELU, 3, True)]),
    ("def relu(X):\n    return F.relu(X) + F.relu(X)", [("F.relu", RELU, 2, True)]),
    (
        "def relu(X):\n    return F.relu(X) if X.dim() else F.elu(X)",
        [("F.relu", RELU, 2, True), ("F.elu", "torch.nn.functional.elu", 2, True)],
    ),
    ("def a(X): return b(X)\ndef b(X): return a(F.relu(X))\nrelu = a", [("F.relu", RELU, 2, True)]),
    ("def relu(X):\n    return X.clamp(min=0)\nF.relu(torch.ones(2))", []),
    ("def relu(X):\n    return X.clamp(min=0)\nclass Net:\n    def f(self): return F.relu(self)", []),
    ("def relu(X):\n    assert type(X) != nn.ReLU\n    return X.clamp(min=0)", []),
    ("def relu(X):\n    if isinstance(X, nn.ReLU): X = 1\n    return X.clamp(min=0)", []),
    ("def relu(X: nn.ReLU) -> nn.ReLU:\n    return X.clamp(min=0)", []),
    ("class relu:\n    def f(self): return self.relu(1)\n    def relu(self, X): return X.clamp(min=0)", []),
    ("class relu:\n    def f(self): return self.a.relu(1)", []),
    ("def relu(X):\n    return mine.relu(X)", []),
    (
        "def relu(F):\n    return F.relu",
        [("F.relu", "torch.Tensor.relu", 2, True)],
    ),  # a tensor's, by its looks
    ("def relu(torch):\n    return torch.relux(1)", []),
    ("def relu(X):\n    return X.softmax(0)", []),
    ("def relu(X):\n    return F.softmax(X)", []),
    ("def relu(X):\n    return F.relu(X", []),
    ("x = relu = torch.relu; y = relu", [("torch.relu", "torch.relu", 1, False)]),
    (
        "def relu(X):\n    def inner(Z): return X.relu()\n    return inner(1)",
        [("X.relu", "torch.Tensor.relu", 2, True)],
    ),
    ("def relu(X):\n    return X.grad.relu()", [("X.grad.relu", "torch.Tensor.relu", 2, True)]),
    ("def relu(X):\n    return X[0].relu()", [("X[0].relu", "torch.Tensor.relu", 2, True)]),
    (
        "from torch.nn.functional import *\ndef relu(X):\n    return elu(X)",
        [("elu", "torch.nn.functional.elu", 3, True)],
    ),
    ("relu = 3", []),
    ("other = F.relu", []),
]


@pytest.mark.parametrize(("source", "found"), FOUND)
def test_what_the_name_leads_to(source: str, found: list[tuple[str, str, int, bool]]):
    """Functions, names for them, helpers, methods and classes; each place once, with the line that is shown."""
    lines = source.splitlines()
    assert sorted(rules.find([("head", HEAD), ("cell", source)], "relu", rules.RELU), key=str) == sorted(
        (
            Use(name, path, "cell", line, lines[line - 1].strip(), called)
            for name, path, line, called in found
        ),
        key=str,
    )


def test_the_name_is_what_it_is_at_its_test_cell():
    """The last that is bound before it; what a later cell binds is nothing to it."""
    cells = [
        ("a", HEAD),
        ("b", "def relu(X):\n    return X"),
        ("c", "relu = torch.relu"),
        ("d", "relu = abs"),
    ]
    found = [[use.cell for use in rules.find(cells, "relu", rules.RELU, until)] for until in range(1, 5)]
    assert found == [[], [], ["c"], []]
    assert rules.find(cells, "relu", rules.RELU) == ()
    cells = [("a", HEAD), ("b", "relu = torch.relu"), ("c", "relu = torch.relu"), ("d", "relu = torch.relu")]
    assert [use.cell for use in rules.find(cells, "relu", rules.RELU)] == ["d"]
    assert [use.cell for use in rules.find(cells, "relu", rules.RELU, 2)] == ["b"]
    cells[2] = ("c", "relu = torch.relu6")
    assert [use.cell for use in rules.find(cells, "relu", rules.RELU, 3)] == ["c"]


def test_a_use_is_in_the_cell_where_it_stands():
    """A helper of an earlier cell is followed, and found where it is."""
    cells = [
        ("a", HEAD),
        ("b", "def helper(X):\n    return F.relu(X)"),
        ("c", "def relu(X): return helper(X)"),
    ]
    (use,) = rules.find(cells, "relu", rules.RELU)
    assert (use.cell, use.line, use.text, use.of_torch) == ("b", 2, "return F.relu(X)", True)


def test_the_line_that_ran_is_shown_as_written():
    """The watch tells name, cell and line; without a use there, its name stands."""
    cells = [
        ("a", HEAD),
        ("b", "def relu(X):\n    Y = X\n    return F.relu(Y), F.elu(X)\n\ndef g(X): return F.elu(X)"),
    ]
    seen = rules.at(cells, "relu", "b", 3, rules.RELU)
    assert seen == Use("F.relu", "relu", "b", 3, "return F.relu(Y), F.elu(X)")
    assert rules.at(cells, "elu", "b", 5, rules.RELU).name == "F.elu"
    assert rules.at(cells, "relu", "b", 2, rules.RELU) == Use("relu", "relu", "b", 2, "Y = X")
    for cell, line in (("b", 0), ("b", 6), ("other", 1)):
        assert rules.at(cells, "relu", cell, line, rules.RELU) == Use("relu", "relu", cell, line, "")
    assert rules.at(cells, "relu", "b", 1, rules.RELU).text == "def relu(X):"


def test_lines_are_counted_as_python_does():
    """A form feed and other ends of lines that Python knows none of do not shift them."""
    cells = [("a", "import torch\n# \u2028 \x0c \x1c\ndef f(x):\n    return torch.tanh(x)")]
    (use,) = rules.find(cells, "f", rules.TANH)
    assert (use.line, use.text) == (4, "return torch.tanh(x)")


def test_what_is_shown_is_bounded():
    """Of lines and names, of cells, and of uses."""
    wide = "x" * 100
    cells = [("a", HEAD), ("b", f"def relu(X):\n    return F.relu(X), '{wide}', (X + {wide}).relu_()")]
    assert {len(use.text) for use in rules.find(cells, "relu", rules.RELU)} == {uses.MAX_SHOWN}
    assert sorted(len(use.name) for use in rules.find(cells, "relu", rules.RELU)) == [6, uses.MAX_SHOWN]
    assert all(use.text.endswith("…") for use in rules.find(cells, "relu", rules.RELU))
    text = "F.relu(X)".ljust(uses.MAX_SHOWN - 3, "#")
    assert (
        rules.find([("a", HEAD), ("b", f"def relu(X):\n    X, {text} ")], "relu", rules.RELU)[0].text[-1]
        == "#"
    )
    many = "def relu(X):\n" + "    F.relu(X)\n" * (uses.MAX_USES + 9)
    assert len(rules.find([("a", HEAD), ("b", many)], "relu", rules.RELU)) == uses.MAX_USES
    cells = [
        ("a", HEAD),
        *[("c", "")] * (uses.MAX_CELLS - 1),
        ("z", "def relu(X): return F.relu(np.tanh(X))"),
    ]
    assert rules.find(cells, "relu", rules.RELU) == () == rules.find_outside_torch(cells, rules.TANH)
    assert len(rules.find(cells[:1] + cells[2:], "relu", rules.RELU)) == 1
    assert len(rules.find_outside_torch(cells[:1] + cells[2:], rules.TANH)) == 1


@pytest.mark.parametrize(
    "sources",
    [
        ["x=x\n" * 20_000],
        [
            "import " + ",".join(f"math as a{n:05}" for n in range(10_000)),
            "\n".join(f"a{n:05}b" for n in range(25_000)),
        ],
        ["from torch import *\n" * 5000],
        ["import torch\ndef f(x):\n" + f"    x{'.a' * 450}\n" * 75 + "    torch.tanh(x)"],
        ["def f(x):\n" + f"    x{'.tanh' * 450}\n" * 80],
    ],
    ids=["rebound", "imported", "starred", "attributes", "methods"],
)
def test_source_that_is_made_to_be_slow_takes_no_longer_than_other(sources: Sequence[str]):
    """The marker reads it in a time that no limit of the submission's bounds."""
    cells, start = [(str(place), text) for place, text in enumerate(sources)], time.process_time()
    rules.find(cells, "f", rules.TANH)
    rules.find_outside_torch(cells, rules.TANH)
    assert time.process_time() - start < 5


def test_code_that_is_nested_too_deeply_is_passed_over():
    """Nothing raises."""
    deep = "def relu(X):\n    return " + "-" * 20_000 + "X"
    chain = "def relu(X):\n    return X" + ".a" * 3_000 + ".relu()"
    for source in (deep, chain):
        assert isinstance(rules.find([("a", HEAD), ("b", source)], "relu", rules.RELU), tuple)
