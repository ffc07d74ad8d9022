"""``autograder reset``: the stub comes back, and nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.core.errors import UsageError
from autograder.student.live import read
from autograder.student.reset import reset
from autograder.student.start import start
from tests.course import ROOT


def source(notebook: Path, exercise: str) -> str:
    """The text of an exercise's cell."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    (cell,) = [c for c in cells if c["metadata"].get("nbgrader", {}).get("grade_id") == exercise]
    return "".join(cell["source"])


def test_the_stub_comes_back_and_the_old_text_is_kept(tmp_path: Path) -> None:
    """Each time in a file of its own; other cells stay."""
    notebook = start("mlp", tmp_path / "mlp", course=ROOT)
    stub, other = source(notebook, "relu"), source(notebook, "tanh")
    for number in (1, 2):
        notebook.write_text(
            notebook.read_text(encoding="utf-8").replace(json.dumps(stub)[1:-1], f"attempt = {number}")
        )
        path, kept = reset("relu", folder=notebook.parent)
        assert path == notebook and source(notebook, "relu") == stub and source(notebook, "tanh") == other
        assert kept.is_file()
    assert sorted(one.name for one in notebook.parent.glob("relu.*")) == ["relu.1.txt", "relu.2.txt"]


def test_what_cannot_be_reset_is_told(tmp_path: Path) -> None:
    """No such exercise, several, or no stub to be had."""
    with pytest.raises(UsageError, match="no notebook here has an exercise 'relu'"):
        reset("relu", folder=tmp_path)
    for name in ("mlp", "weight_decay"):
        start(name, tmp_path / name, course=ROOT)
    with pytest.raises(UsageError, match="reset ASSIGNMENT init_params"):
        reset("init_params", folder=tmp_path)
    assert reset("init_params", "mlp", folder=tmp_path)[0].stem == "mlp"
    (tmp_path / "alone").mkdir()
    alone = read(ROOT / "assignments" / "mlp" / "mlp.ipynb") or {}
    del alone["metadata"]["autograder"]["original"]
    (tmp_path / "alone" / "mlp.ipynb").write_text(json.dumps(alone))
    with pytest.raises(UsageError, match="is not known here"):
        reset("relu", folder=tmp_path / "alone")
