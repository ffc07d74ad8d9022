"""``d2l`` stands for the course's helpers where the book's package is not installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def said(program: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


WAYS = [
    "from d2l import torch as d2l",
    "import d2l.torch as d2l",
    "import d2l",
    "from d2l.torch import *\nimport autograder.d2l as d2l\nassert Timer is d2l.Timer",
    "import d2l.torch, torch\nfrom d2l import torch as d2l\nassert torch.ones(1) == 1 and d2l is not torch",
]
EACH_WAY = f"""
import sys
from autograder import check
import autograder.d2l as ours
for way in {WAYS!r}:
    for name in [name for name in sys.modules if name.partition(".")[0] == "d2l"]:
        del sys.modules[name]
    names = {{}}
    exec(way, names)
    print(names["d2l"].Accumulator is ours.Accumulator)
"""


def test_every_way_to_write_it(tmp_path):
    """Its names are those of the helpers."""
    assert said(EACH_WAY, tmp_path).split() == ["True"] * len(WAYS)


def test_the_books_own_package_comes_first(tmp_path):
    """Where it is installed, nothing of ours stands in its way."""
    (tmp_path / "d2l").mkdir()
    (tmp_path / "d2l" / "__init__.py").touch()
    (tmp_path / "d2l" / "torch.py").write_text("own = 1\n")
    assert said("from autograder import check\nfrom d2l import torch as d2l\nprint(d2l.own)", tmp_path) == "1"


def test_what_the_helpers_lack_is_said(tmp_path):
    """No name is made up, and an exercise of the course is called one."""
    program = "from autograder import check\nfrom d2l import torch as d2l\nprint(hasattr(d2l, 'Module'))\ntry: d2l.sgd\nexcept AttributeError as e: print(e)"
    known, sgd = said(program, tmp_path).split("\n", 1)
    assert known == "False" and "exercise" in sgd
