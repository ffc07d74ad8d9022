"""A notebook alone in an empty folder: what travels in its metadata, and what is run of it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder.core.errors import UsageError
from autograder.student import travel
from autograder.student.live import read
from autograder.student.locate import find
from tests.course import COURSE, ROOT

TESTS = 'from autograder.testing import Exercise, Text\nEXERCISES = [Exercise("relu", "1", Text("a"), Text("b"), (Text("c"),))]\n'


def carrying(files: Any) -> dict[str, Any]:
    """A notebook with these files."""
    return {"cells": [], "metadata": {"autograder": {travel.FIELD: files}}}


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which nothing lies."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", COURSE.names())
def test_every_released_notebook_stands_alone(name: str, empty: Path) -> None:
    """Its public tests, those that were released, are found in it; this installation knows them."""
    alone = empty / f"{name}.ipynb"
    shutil.copy(ROOT / "assignments" / name / alone.name, alone)
    found = find(empty, document=read(alone), session=alone)
    assert found.assignment == name and found.tests.parent not in (empty, alone.parent)
    assert found.tests.read_bytes() == (ROOT / "assignments" / name / found.tests.name).read_bytes()
    assert (found.tests.parent / "traps.json").is_file() and found.load().exercises
    assert find(empty).assignment == name  # where the environment does not tell the notebook's name


def test_what_lies_beside_it_wins(empty: Path) -> None:
    """A course that has changed its tests hands out a file."""
    shutil.copy(ROOT / "assignments" / "mlp" / "mlp.ipynb", empty)
    (empty / "test_mlp.py").write_text(TESTS)
    found = find(empty, document=read(empty / "mlp.ipynb"), session=empty / "mlp.ipynb")
    assert found.tests == empty / "test_mlp.py"


def test_a_renamed_notebook_is_what_its_metadata_says(empty: Path) -> None:
    """Whatever else lies in the folder."""
    shutil.copy(ROOT / "assignments" / "mlp" / "mlp.ipynb", empty / "homework final.ipynb")
    (empty / "test_other.py").write_text(TESTS.replace("relu", "other"))
    session = empty / "homework final.ipynb"
    assert find(empty, document=read(session), session=session).assignment == "mlp"


def test_changed_tests_are_not_run(empty: Path) -> None:
    """Code that nobody sees is run only where its number is known, or typed."""
    touched = empty / "touched"
    files = {"test_mlp.py": TESTS + f"open({str(touched)!r}, 'w')\n", "traps.json": "{}"}
    number = travel.digest(files)[: travel.SHOWN]
    with pytest.raises(UsageError, match=f"not run\n.*{number}"):
        find(empty, document=carrying(files))
    with pytest.raises(UsageError, match="没有运行"):
        find(empty, document=carrying(files), language="zh", trust=number[:4])
    assert not touched.exists()
    find(empty, document=carrying(files), trust=number).load()
    assert touched.exists()


@pytest.mark.parametrize(
    "files",
    [
        None,
        [],
        {"test_a.py": 1},
        {"../test_a.py": ""},
        {"test_a.py": "", "test_b.py": ""},
        {"test_a.py": "", ".pth": ""},
        {"traps.json": ""},
    ],
    ids=str,
)
def test_other_metadata_is_left_alone(files: Any) -> None:
    """No path, no second module, nothing but text."""
    assert travel.unpacked(carrying(files), None, "en") is None
    assert travel.unpacked({"metadata": {}}, None, "en") is None


@pytest.mark.parametrize(
    "metadata",
    [
        {"colab": {"provenance": []}, "accelerator": "GPU"},
        {"vscode": {"interpreter": {"hash": "0"}}, "kernelspec": {"name": "python3"}},
    ],
    ids=["colab", "vscode"],
)
def test_a_notebook_alone_checks_its_exercises_in_a_kernel(empty: Path, metadata: Mapping[str, Any]) -> None:
    """With nothing but the installed package, whoever saved it."""
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    saved = json.loads((ROOT / "assignments" / "mlp" / "mlp.ipynb").read_text(encoding="utf-8"))
    saved["metadata"] |= metadata
    (empty / "mlp.ipynb").write_text(json.dumps(saved), encoding="utf-8")
    cells = [
        "import torch\nfrom autograder import check",
        "def relu(X):\n    return X.clamp(min=0)",
        "check(relu)",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in cells])
    client = nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(empty)}}
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        for name in ("NBGRADER_VALIDATING", "NBGRADER_EXECUTION", "JPY_SESSION_NAME"):
            patch.delenv(name, raising=False)
        client.execute(env=dict(os.environ))
    (output,) = notebook.cells[-1].outputs
    assert "✓" in output["data"]["text/plain"] and "4 / 4 public checks" in output["data"]["text/plain"]
