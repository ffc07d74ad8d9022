"""Where a notebook uses a built-in of another library than torch, whatever it is called there."""

import math  # a star import's names are those of the module as it is loaded
from collections.abc import Sequence

import pytest

from autograder import rules

assert math


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
    ],
    ids=["module", "alias", "name", "star", "wide-letters", "dunder-import", "local", "getattr"],
)
def test_uses_outside_torch_are_found_under_any_name(sources: Sequence[str]):
    """The library may be named in one cell and used in another, or nowhere as a word."""
    (use,) = rules.find_outside_torch(list(zip("ab", sources, strict=True)), rules.TANH)
    assert (use.cell, use.line, use.path.endswith(".tanh")) == ("b", 2, True)


def test_a_cell_that_names_no_library_has_no_use():
    """A method of the same name is not one of numpy's."""
    cells = [("a", "import numpy as np"), ("b", "def f(x):\n    return x.tanh()")]
    assert rules.find_outside_torch(cells, rules.TANH) == ()
