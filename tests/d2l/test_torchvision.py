"""The guard around importing torchvision, each case in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.warm import warm_python

Run = Callable[..., str]


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Run code in a process that has imported torch, in ``folder``, which comes before everything else; warnings are
    errors."""
    with warm_python("import torch\n", "-W", "error", env=os.environ) as python:

        def run(code: str, folder: Path) -> str:
            done = python.run(code, cwd=folder, env=os.environ)
            assert done.returncode == 0, done.stderr
            return done.stdout

        yield run


@pytest.fixture
def fake(tmp_path: Path):
    """Write a torchvision whose ``__init__`` is given, and count its imports."""

    def write(body: str) -> Path:
        package = tmp_path / "torchvision"
        package.mkdir()
        (package / "__init__.py").write_text("print('imported')\n" + body)
        (package / "part.py").write_text("")
        return tmp_path

    return write


GUARD = "from autograder.d2l._torchvision import import_torchvision\n"


def test_importing_d2l_imports_nothing_heavy(run, tmp_path):
    """torchvision, matplotlib and rich wait until they are needed."""
    heavy = run(
        "import sys, autograder.d2l\nprint([m for m in ('torchvision', 'matplotlib', 'rich', 'IPython') "
        "if m in sys.modules])",
        tmp_path,
    )
    assert heavy.strip() == "[]"


def test_data_sets_can_be_imported_here(run, tmp_path):
    """Whatever build of torchvision is installed beside this torch, its data sets can be used."""
    assert "FashionMNIST" in run(
        GUARD + "print(import_torchvision().datasets.FashionMNIST)\n"
        "assert import_torchvision() is import_torchvision()",
        tmp_path,
    )


def test_a_matching_build_is_left_alone(run, fake):
    """Where the import works at once, no operator is declared."""
    said = run(
        GUARD + "import torch\nimport_torchvision()\nprint(hasattr(torch.ops.torchvision, 'nms'))",
        fake("from torchvision import part\n"),
    )
    assert said.split() == ["imported", "False"]


def test_missing_operators_are_declared(run, fake):
    """Where the operators are missing they are declared, and the import is tried once more from the start."""
    said = run(
        GUARD + "import_torchvision()",
        fake(
            "from torchvision import part\nimport torch\n"
            "for name in ('torchvision::nms', 'torchvision::qnms'):\n"
            "    torch.library.register_fake(name)(lambda *_: None)\n"
        ),
    )
    assert said.split() == ["imported", "imported"]


def test_other_failures_are_not_hidden(run, fake):
    """An error that the guard does not know comes through as it is."""
    said = run(
        GUARD + "try: import_torchvision()\nexcept RuntimeError as error: print(error)",
        fake("raise RuntimeError('CUDA versions differ')\n"),
    )
    assert "CUDA versions differ" in said and said.count("imported") == 1


def test_image_decoders_that_cannot_be_loaded_do_not_matter(run, fake):
    """torchvision's warning about its image extension is kept from students: IDX files need none."""
    run(
        GUARD + "import_torchvision()",
        fake("import warnings\nwarnings.warn('Failed to load image Python extension: libjpeg')\n"),
    )
