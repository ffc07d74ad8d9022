"""A tiny course with two exercises and a question, a class that fills it in, and a grader that only reads."""

from __future__ import annotations

import atexit
import copy
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from autograder import submissions as notebooks
from autograder.authoring import release
from autograder.core.course import Course
from autograder.core.errors import Unreadable
from autograder.core.results import ExerciseResult, Result, TestResult

CONFIG = """
from autograder.bridge.config import apply
c = get_config()
apply(c, course_id="tiny")
c.GradeSubmission.grader = "tests.bridge.tiny.ReadingGrader"
"""
REAL = CONFIG.replace('c.GradeSubmission.grader = "tests.bridge.tiny.ReadingGrader"\n', "")
PUBLIC_TEST = """
from autograder.testing import Exercise, Text, exercise, expect

EXERCISES = [Exercise(name, section="1.1", title=Text(name, name), beyond=Text("numbers", "数"),
                      hints=(Text("add", "加"),)) for name in ("double", "triple")]

@exercise("double")
def test_double_of_one(student):
    expect.number(student.double(1), 2)
"""
HIDDEN_TEST = '''
from autograder.testing import expect

def test_values(student):
    """{name} of numbers"""
    secret_number = 27182818
    expect.number(student.{name}(secret_number), {factor} * secret_number)

def test_small_values(student):
    """{name} of small numbers"""
    expect.number(student.{name}(7), {factor} * 7)
'''
MISCONCEPTION = '''"""
en = "you squared"
zh = "平方了"
section = "1.1"
"""
def double(x):
    squared_instead = x ** 2
    return squared_instead
'''
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


def code(source: str, grade_id: str | None = None, **meta: Any) -> dict[str, Any]:
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": source,
        "id": grade_id or f"c{abs(hash(source)) % 10**8}",
    }
    if grade_id:
        cell["metadata"]["nbgrader"] = {
            "grade": False,
            "grade_id": grade_id,
            "locked": False,
            "schema_version": 3,
            "solution": False,
            "task": False,
            **meta,
        }
    return cell


def text(source: str, grade_id: str | None = None, **meta: Any) -> dict[str, Any]:
    cell = code(source, grade_id, **meta)
    del cell["execution_count"], cell["outputs"]
    return cell | {"cell_type": "markdown"}


def source_notebook() -> dict[str, Any]:
    cells = [text("# Multiplying\n\nOne cell an exercise, with <b>marks</b>.", "intro", locked=True)]
    cells[0]["metadata"]["autograder"] = {"zh": "# 乘法"}
    for name, factor in (("double", 2), ("triple", 3)):
        body = (
            f'def {name}(x):\n    """{name} of x"""\n    ### BEGIN SOLUTION\n'
            f"    reference_factor = {factor}\n"
            f"    return reference_factor * x\n    ### END SOLUTION"
        )
        cells.append(code(body, name, solution=True))
        cells.append(
            code(
                f'from autograder import check\ncheck("{name}")',
                f"test_{name}",
                grade=True,
                locked=True,
                points=factor,
            )
        )
    cells.append(text("Because.", "why", grade=True, solution=True, points=1))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def make_course(root: Path, config: str = CONFIG) -> Course:
    folder = root / "solutions" / "times"
    (folder / "hidden" / "misconceptions" / "double").mkdir(parents=True)
    (folder / "times.ipynb").write_text(json.dumps(source_notebook(), indent=1) + "\n")
    (folder / "test_times.py").write_text(PUBLIC_TEST)
    for name, factor in (("double", 2), ("triple", 3)):
        (folder / "hidden" / f"test_{name}.py").write_text(HIDDEN_TEST.format(name=name, factor=factor))
    (folder / "hidden" / "misconceptions" / "double" / "double_squared.py").write_text(MISCONCEPTION)
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x.pyc").write_bytes(b"x")
    (root / "nbgrader_config.py").write_text(config)
    return Course.load(root, {})


@cache
def _generated() -> Path:
    """A released course, made once for all tests; not to be changed."""
    root = Path(tempfile.mkdtemp(prefix="tiny-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    release.generate(make_course(root / "course"))
    return root / "course"


def released(root: Path, config: str = CONFIG) -> Course:
    """A course in a new folder, its assignment generated and known to its gradebook."""
    shutil.copytree(_generated(), root)
    (root / "nbgrader_config.py").write_text(config)
    return Course.load(root, {})


def filled(
    release: dict[str, Any],
    double: str = "return x * 2",
    triple: str = "return x * 3",
    why: str = "Because of *this*.",
) -> dict[str, Any]:
    """A student's notebook."""
    notebook = copy.deepcopy(release)
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        body = {"double": double, "triple": triple}.get(grade_id)
        source = "".join(cell["source"])
        if body is not None:
            cell["source"] = source.replace("raise NotImplementedError", body)
        elif grade_id == "why":
            cell["source"] = why
    return notebook


def cell_of(notebook: dict[str, Any], grade_id: str) -> dict[str, Any]:
    return next(
        cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def hand_in(
    course: Course, student: str, notebook: dict[str, Any] | str | bytes, name: str = "times.ipynb"
) -> Path:
    path = course.folders["submitted"] / student / "times" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    data = json.dumps(notebook) if isinstance(notebook, dict) else notebook
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


class ReadingGrader:
    """Gives marks for the text of a solution: ``x * 2`` is right, ``half`` is half right, ``ours`` is our
    fault."""

    started = 0

    def __init__(self, course: Course, isolation: str = "auto", language: str = "en") -> None:
        self.course, self.language = course, language
        type(self).started += 1

    def __enter__(self) -> ReadingGrader:
        return self

    def __exit__(self, *exc_info: object) -> None:
        pass

    def grade(self, notebook: Path, *, student: str, assignment: str) -> Result:
        release = notebooks.read_release(
            self.course.source_notebook(assignment), self.course.release_notebook(assignment)
        )
        about = {
            "student": student,
            "assignment": assignment,
            "notebook": str(notebook),
            "seconds": 0.1,
            "isolation": "none",
            "submission": None,
            "score": None,
            "max_score": release.max_score,
        }
        try:
            submission = notebooks.read_submission(notebook, release)
        except Unreadable as exc:
            return Result(**about, outcome="unreadable", message=str(exc))
        sources = {name: submission.solution(name).source for name in release.points}
        if any("ours" in source for source in sources.values()):
            return Result(**about, outcome="not_graded", message="no worker to be had")
        exercises = tuple(
            self._verdict(name, points, sources[name]) for name, points in release.points.items()
        )
        about |= {"score": sum(exercise.score for exercise in exercises), "submission": submission.digest}
        return Result(**about, outcome="graded", message=None, exercises=exercises)

    def _verdict(self, name: str, points: float, source: str) -> ExerciseResult:
        factor = {"double": 2, "triple": 3}[name]
        share = 1.0 if f"x * {factor}" in source else 0.5 if "half" in source else 0.0
        outcome = "passed" if share == 1 else "failed"
        message = None if share == 1 else f"{name}(<1>) should be <b>{factor}</b>"
        test = TestResult(name="test_values", outcome=outcome, weight=1.0, message=message)
        return ExerciseResult(
            name=name, score=share * points, max_score=points, outcome=outcome, tests=(test,)
        )
