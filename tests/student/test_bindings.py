"""What ``check`` judges is what is graded: what a name stood for at its test cell."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import autograder
from autograder.student import bindings
from autograder.student.live import Notebook
from tests.student.course import Session, cell, released
from tests.testing.test_plugin import fill

RIGHT = "def relu(X):\n    return X.clamp(min=0)\n"
WRONG = "def relu(X):\n    return X\n"
STUB = "def relu(X):\n    raise NotImplementedError\n"
LATER = "relu = torch.nn.ReLU()\n"
Check = Callable[..., str]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Saves a notebook with these cells for ``relu`` and below it, runs cells, and checks ``relu``; what is said."""
    session = Session()
    monkeypatch.setattr(bindings, "_session", None)
    monkeypatch.setattr(Notebook, "here", classmethod(lambda _: session.notebook))
    monkeypatch.delenv("AUTOGRADER_LANGUAGE", raising=False)
    notebook = released(tmp_path)
    monkeypatch.chdir(notebook.parent)
    session.run("import torch")
    bindings.remember(session.shell)

    def check(saved: str, below: list[str], *ran: str | tuple[str, str], language: str | None = None) -> str:
        fill(notebook, {"relu": saved})
        content = json.loads(notebook.read_text())
        content["cells"] += [cell("code", text) | {"id": f"below-{n}"} for n, text in enumerate(below)]
        notebook.write_text(json.dumps(content))
        for one in ran:
            text, name = one if isinstance(one, tuple) else (one, None)
            session.shell.run_cell(text, store_history=True, cell_id=name)
        autograder.set_language(language)
        autograder.check("relu")
        autograder.set_language(None)
        return capsys.readouterr().out

    return check


@pytest.mark.parametrize(
    "later",
    [
        LATER,
        "from torch.nn.functional import *\n",
        "for relu in range(3): pass\n",
        "globals()['relu'] = torch.nn.ReLU()\n",
        WRONG,
    ],
)
def test_a_name_bound_below_its_test_cell_does_not_count(check: Check, later: str) -> None:
    """However it was bound; the check says so, and no built-in is blamed that is not judged."""
    said = check(RIGHT, [later], RIGHT, later)
    assert said.startswith("✓ ReLU (relu)") and "relu is defined again below its test cell ([3])" in said
    assert "在其测试单元格之后又被定义（[3]）" in check(RIGHT, [later], language="zh")


def test_the_notebook_has_its_own_back(check: Check) -> None:
    """After the check, the name stands for what the student's later cell has bound."""
    check(RIGHT, [LATER], RIGHT, LATER)
    assert type(Notebook.here().namespace["relu"]).__name__ == "ReLU"


@pytest.mark.parametrize(
    ("saved", "below", "ran", "mark"),
    [
        (WRONG, [LATER], [WRONG, LATER], "✗"),  # a built-in below mends nothing
        (WRONG, [LATER], [WRONG, LATER, RIGHT], "✓"),  # edited, run, and not saved yet
        (RIGHT, [LATER], [RIGHT, LATER, RIGHT], "✓"),  # run once more
        (RIGHT, [RIGHT], [RIGHT], "✓"),  # the same text above and below
        (STUB, [RIGHT], [STUB, RIGHT], "○"),  # where nobody grades it
        (STUB, [], [STUB, RIGHT], "✓"),  # a cell that is not saved yet may stand anywhere
        (RIGHT, [LATER], [LATER, RIGHT], "✓"),  # out of order
        (WRONG, [RIGHT], [RIGHT, WRONG, RIGHT], "✗"),
        (
            STUB,
            [RIGHT],
            [(RIGHT, "below-0"), (RIGHT, "c-solution")],
            "○",
        ),  # no such id in the file: by its text
        (WRONG, [RIGHT], [(WRONG, "x"), (RIGHT + "\n# edited", "below-0")], "✗"),  # the editor tells the cell
    ],
)
def test_the_latest_cell_above_the_test_cell_decides(
    check: Check, saved: str, below: list[str], ran: list[Any], mark: str
) -> None:
    """Whatever is run, in whatever order."""
    assert check(saved, below, *ran)[0] == mark


def test_a_check_in_the_cell_that_binds_the_name_judges_the_same(check: Check) -> None:
    """The cell has not ended yet."""
    both = LATER + "import autograder\nautograder.check('relu')\n"
    assert check(RIGHT, [both], RIGHT, both).count("✓ ReLU (relu)") == 2
