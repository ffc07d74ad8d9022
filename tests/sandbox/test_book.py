"""``d2l`` stands for the course's helpers where the book's package is not installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def said(program: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    "line",
    [
        "from d2l import torch as d2l",
        "import d2l.torch as d2l",
        "import d2l",
        "from d2l.torch import *\nimport autograder.d2l as d2l\nassert Timer is d2l.Timer",
        "import d2l.torch, torch\nfrom d2l import torch as d2l\nassert torch.ones(1) == 1 and d2l is not torch",
    ],
)
def test_every_way_to_write_it(tmp_path, line):
    """Its names are those of the helpers."""
    program = f"from autograder import check\n{line}\nimport autograder.d2l as ours\nprint(d2l.Accumulator is ours.Accumulator)"
    assert said(program, tmp_path) == "True"


def test_the_books_own_package_comes_first(tmp_path):
    """Where it is installed, nothing of ours stands in its way."""
    (tmp_path / "d2l").mkdir()
    (tmp_path / "d2l" / "__init__.py").touch()
    (tmp_path / "d2l" / "torch.py").write_text("own = 1\n")
    assert said("from autograder import check\nfrom d2l import torch as d2l\nprint(d2l.own)", tmp_path) == "1"


def test_what_the_helpers_lack_is_said(tmp_path):
    """No name is made up, and an exercise of the course is called one."""
    program = "from autograder import check\nfrom d2l import torch as d2l\nprint(hasattr(d2l, 'Module'))\ntry: d2l.sgd\nexcept AttributeError as e: print(e)"
    assert said(program, tmp_path).splitlines()[0] == "False" and "exercise" in said(program, tmp_path)
