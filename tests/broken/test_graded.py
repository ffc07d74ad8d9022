"""Broken notebooks of the real course through the real grader: full marks or one clear message, and nobody
else pays."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.core.course import Course
from autograder.core.results import Result
from autograder.grading.grade import Grader
from autograder.submissions import points
from autograder.submissions.discover import discover
from tests.broken.release import code, named, write
from tests.course import COURSE, submission

Entries = list[dict[str, Any]]


def _stripped(entries: Entries) -> None:
    for cell in entries:
        cell["metadata"] = {}
        cell.pop("id", None)


def _moved(entries: Entries) -> None:
    solution = named(entries, "relu")
    entries.remove(solution)
    entries.append(code("".join(solution["source"])))


def _merged(entries: Entries) -> None:
    """All code but the experiments in one cell, with the metadata of the first."""
    whole = [
        cell
        for cell in entries
        if cell["cell_type"] == "code" and "experiment" not in cell["metadata"].get("tags", ())
    ]
    source = "\n\n".join("".join(cell["source"]) for cell in whole)
    entries[:] = [
        {**whole[0], "source": source},
        *(cell for cell in entries if cell["cell_type"] == "markdown"),
    ]


def _copied(entries: Entries, source: str) -> None:
    entries.append({**copy.deepcopy(named(entries, "relu")), "source": source})


def _forged(entries: Entries) -> None:
    for cell in entries:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["points"] = 1000
    test = named(entries, "test_relu")
    entries.append(code("1000", nbgrader={**test["metadata"]["nbgrader"], "grade_id": "test_extra"}))
    test["outputs"] = [
        {
            "output_type": "execute_result",
            "data": {"text/plain": "1000"},
            "metadata": {},
            "execution_count": 1,
        }
    ]


def _experiment(entries: Entries) -> None:
    entries.append(code("while True:\n    pass", tags=["experiment"]))
    named(entries, "relu")["metadata"]["tags"] = ["experiment"]


FULL: dict[str, Callable[[Entries], Any]] = {
    "untouched": lambda entries: None,
    "stripped": _stripped,
    "retyped": lambda entries: named(entries, "relu").update(cell_type="markdown"),
    "test deleted": lambda entries: entries.remove(named(entries, "test_relu")),
    "test rewritten": lambda entries: named(entries, "test_relu").update(source="raise SystemExit"),
    "tests doubled": lambda entries: entries.append(copy.deepcopy(named(entries, "test_relu"))),
    "solution moved": _moved,
    "stub copied": lambda entries: _copied(entries, "def relu(X):\n    raise NotImplementedError"),
    "solution copied": lambda entries: entries.insert(0, copy.deepcopy(named(entries, "relu"))),
    "another one further down": lambda entries: _copied(entries, "def relu(X):\n    return X.abs()"),
    "imports deleted": lambda entries: entries.pop(1),
    "imports emptied": lambda entries: entries[1].update(source=""),
    "turned into text": lambda entries: named(entries, "relu").update(cell_type="raw"),
    "merged": _merged,
    "order reversed": lambda entries: entries.reverse(),
    "forged": _forged,
    "experiments": _experiment,
    "zero byte": lambda entries: entries.append(code("relu\0")),
    "thousands of cells": lambda entries: entries.extend(code(f"x{number} = 1") for number in range(2000)),
    "much output": lambda entries: named(entries, "test_relu").update(outputs=[{"text": "x" * 10**6}] * 20),
}
REFUSED: dict[str, tuple[Callable[[Entries], Any], str]] = {
    "emptied": (lambda entries: entries.clear(), "None of the exercises of mlp"),
}


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A right submission of the course's own assignment."""
    path = submission(tmp_path_factory.mktemp("right") / "mlp.ipynb", "mlp")
    return json.loads(path.read_text(encoding="utf-8"))


def _grade(grader: Grader, path: Path) -> Result:
    return grader.grade(path, student="alice", assignment="mlp", shown="mlp.ipynb")


@pytest.mark.parametrize("name", FULL)
def test_a_repaired_submission_gets_its_marks(
    grader: Grader, right: dict[str, Any], tmp_path: Path, name: str
) -> None:
    """All of them, out of the course's own points."""
    notebook = copy.deepcopy(right)
    FULL[name](notebook["cells"])
    result = _grade(grader, write(tmp_path / "mlp.ipynb", notebook))
    full = sum(points(COURSE, "mlp").values())
    assert (result.outcome, result.score, result.max_score) == ("graded", full, full)


ONE: dict[str, tuple[Callable[[Entries], Any], str, float]] = {
    "deleted": (lambda entries: entries.remove(named(entries, "relu")), "missing", 0),
    "two filled copies, the wrong one last": (
        lambda entries: entries.insert(
            entries.index(named(entries, "relu")) + 1,
            {**copy.deepcopy(named(entries, "relu")), "source": "def relu(X):\n    return X.abs()"},
        ),
        "failed",
        0.7,
    ),
    "answer below the stub and its test": (
        lambda entries: (
            _copied(entries, "".join(named(entries, "relu")["source"]))
            or named(entries, "relu").update(source="def relu(X):\n    raise NotImplementedError")
        ),
        "not_implemented",
        0,
    ),
}


@pytest.mark.parametrize("name", ONE)
def test_what_is_wrong_with_one_cell_costs_its_exercise_only(
    grader: Grader, right: dict[str, Any], tmp_path: Path, name: str
) -> None:
    """The others have their marks, and the message says what was found."""
    notebook = copy.deepcopy(right)
    change, outcome, most = ONE[name]
    change(notebook["cells"])
    result = _grade(grader, write(tmp_path / "mlp.ipynb", notebook))
    relu, *others = result.exercises
    assert (result.outcome, relu.outcome) == ("graded", outcome) and relu.score <= most * relu.max_score
    assert [one.score for one in others] == [one.max_score for one in others]
    assert "relu" in str(result.message)


@pytest.mark.parametrize("name", REFUSED)
def test_an_unreadable_submission_gets_no_score(
    grader: Grader, right: dict[str, Any], tmp_path: Path, name: str
) -> None:
    """Not 0 either; the message says what to do, and the file is known by its digest."""
    notebook = copy.deepcopy(right)
    change, phrase = REFUSED[name]
    change(notebook["cells"])
    result = _grade(grader, write(tmp_path / "mlp.ipynb", notebook))
    assert (result.outcome, result.score, result.exercises) == ("unreadable", None, ())
    assert phrase in str(result.message) and len(str(result.submission)) == 64


def test_the_message_is_in_the_language_of_the_grader(
    grader: Grader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever language is in force around it."""
    monkeypatch.setattr(grader, "language", "zh")
    assert "文件是空的" in str(_grade(grader, write(tmp_path / "mlp.ipynb", b"")).message)


def test_a_class_with_everything_wrong_costs_nobody_else(
    grader: Grader, course: Course, right: dict[str, Any], tmp_path: Path
) -> None:
    """Between broken files, folders, links and names, honest work gets its marks."""
    top = tmp_path / "submitted"
    data = json.dumps(right).encode()
    files = {"a": data[:999], "b": b"", "d": b"[" * 100_000, "e\x1b[31m": data, "z": data}
    for name, content in files.items():
        write(top / name / "mlp" / "mlp.ipynb", content)
    (top / "c" / "mlp" / "mlp.ipynb").mkdir(parents=True)
    (top / "f" / "mlp").mkdir(parents=True)
    write(top / "g" / "mlp" / "one.ipynb", data)
    write(top / "g" / "mlp" / "two.ipynb", data)
    write(top / "h" / "mlp" / "final.ipynb", data)
    outcomes = {}
    for found in discover([top], course.names()):
        result = (
            found.unreadable()
            if found.path is None
            else grader.grade(
                found.path, student=found.student, assignment=found.assignment, shown=found.shown
            )
        )
        outcomes[found.student] = result.score if result.outcome == "graded" else result.outcome
    full = sum(points(course, "mlp").values())
    assert outcomes == dict.fromkeys("abcdf", "unreadable") | dict.fromkeys(
        ["e\x1b[31m", "g", "h", "z"], full
    )
