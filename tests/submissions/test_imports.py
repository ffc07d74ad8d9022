"""Which modules a notebook imports that nobody promises."""

from __future__ import annotations

import pytest

from autograder.submissions.imports import foreign_imports


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import pandas as pd, torch, seaborn.axes", ["pandas", "seaborn"]),
        ("from d2l import torch as d2l\nimport os, numpy as np\nfrom autograder import check", []),
        ("from google.colab import drive", ["google"]),
        ("def f():\n    from tqdm import tqdm\n    return tqdm", ["tqdm"]),
        ("try:\n    import pandas\nexcept ImportError:\n    pandas = None", []),
        ("from . import helper", []),
        ("!pip install pandas\n%matplotlib inline\nimport pandas\n?pandas", ["pandas"]),
        ("%%time\nimport pandas", ["pandas"]),
        ("%%bash\nimport pandas", []),
        ("import pandas (", []),
        ("# import pandas\n'import pandas'", []),
    ],
)
def test_what_a_cell_imports(text, names):
    """Every spelling of an import, and nothing else."""
    assert list(foreign_imports([("a", text)])) == names


def test_the_first_cell_is_named_and_what_the_notebook_writes_is_its_own():
    """A module that a cell writes is there; one that is declared is, too."""
    cells = [
        ("a", "%%writefile helper.py\nx = 1"),
        ("b", "import helper, tqdm"),
        ("c", "import tqdm, pandas"),
    ]
    assert foreign_imports(cells) == {"tqdm": "b", "pandas": "c"}
