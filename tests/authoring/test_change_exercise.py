"""Taking an exercise out of a course, and renaming one: every file that speaks of it, and no other."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from autograder.authoring.audit import Options, audit
from autograder.authoring.change_exercise import carry_out, removal, renamed, renaming
from autograder.authoring.new_exercise import new_course, new_exercise
from autograder.core.course import Course
from autograder.core.errors import CourseError, UsageError
from autograder.grading.suite import Suite
from tests.course import ROOT

QUICK = Options(whole=False, release=False, mutants=False)


@pytest.fixture
def home(tmp_path: Path) -> Course:
    """A course with the exercises double and twice."""
    new_course(tmp_path / "maths")
    course = Course.load(tmp_path / "maths", {})
    new_exercise(course, "first_steps", "twice")
    return course


def tree(course: Course) -> dict[str, bytes]:
    """Every file of the course."""
    return {
        path.relative_to(course.root).as_posix(): path.read_bytes()
        for path in course.root.rglob("*")
        if path.is_file() and ".autograder" not in path.parts and "__pycache__" not in path.parts
    }


def test_removing_what_was_laid_out_gives_back_what_was_there(home: Course):
    """A new exercise and its removal leave the course as it was, byte for byte."""
    before = tree(home)
    new_exercise(home, "first_steps", "triple", after="double")
    plan = removal(home, "first_steps", "triple")
    assert tree(home) != before and len(plan) == 6
    carry_out(plan)
    assert tree(home) == before


@pytest.mark.parametrize("name", ["relu", "init_weights", "build_mlp"])
def test_a_real_exercise_goes_and_the_others_stay(tmp_path: Path, name: str):
    """The entry in a list of EXERCISES, decorated tests, cells and folders; what is left loads."""
    for folder in ("solutions", "tests/right", "tests/wrong"):
        shutil.copytree(ROOT / folder / "mlp", tmp_path / folder / "mlp")
    course = Course.load(tmp_path, {})
    known = [exercise.name for exercise in Suite.load(course, "mlp").exercises]
    carry_out(removal(course, "mlp", name))
    suite = Suite.load(course, "mlp")
    assert [exercise.name for exercise in suite.exercises] == [one for one in known if one != name]
    assert not [path for path in tree(course) if name in Path(path).parts]


def test_a_renamed_exercise_still_passes_its_audit(home: Course):
    """Cells, public and hidden tests, misconceptions and kept solutions speak of the new name."""
    carry_out(renaming(home, "first_steps", "double", "times_two"))
    assert audit(home, jobs=1, options=QUICK).problems() == ()
    assert [one.name for one in Suite.load(home, "first_steps").exercises] == ["times_two", "twice"]


def test_what_cannot_be_written_is_told_before_anything_changes(home: Course, monkeypatch):
    """One folder of several is closed, or the public tests are no Python: one line, and no file is another."""
    before = tree(home)
    closed = home.root / "tests"
    access = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: closed not in [path, *path.parents] and access(path, mode)
    )
    for change in (
        lambda: carry_out(removal(home, "first_steps", "twice")),
        lambda: carry_out(renaming(home, "first_steps", "twice", "doubled")),
        lambda: new_exercise(home, "another", "triple"),
    ):
        with pytest.raises(UsageError, match="nothing was changed: the folder .*tests"):
            change()
    assert tree(home) == before
    monkeypatch.undo()
    [path] = home.public_tests("first_steps")
    path.write_text(path.read_text() + "def (:\n")
    with pytest.raises(CourseError, match=r"test_first_steps.py, line \d+: .*; mend it first"):
        removal(home, "first_steps", "twice")


def test_an_unknown_exercise_names_the_known_ones(home: Course):
    """Removing or renaming what is not there, or to a name that is taken or none."""
    with pytest.raises(UsageError, match="double, twice"):
        removal(home, "first_steps", "thrice")
    for old, new in (
        ("thrice", "x"),
        ("double", "twice"),
        ("double", "2x"),
        ("double", "lambda"),
        ("double", "print"),
    ):
        with pytest.raises(UsageError):
            renaming(home, "first_steps", old, new)


def test_the_audit_sees_what_no_longer_belongs_to_a_cell(home: Course):
    """An exercise's cells deleted by hand: its entry, public test, hidden tests and misconceptions are told, with the cure."""
    notebook = home.source_notebook("first_steps")
    before = notebook.read_text(encoding="utf-8")
    carry_out(removal(home, "first_steps", "twice")[:1])  # the cells alone
    assert notebook.read_text(encoding="utf-8") != before
    problems = audit(home, jobs=1, options=QUICK).problems()
    assert len(problems) == 4 and all(
        "twice" in one and "autograder remove first_steps twice" in one for one in problems
    )
    carry_out(removal(home, "first_steps", "twice"))
    assert audit(home, jobs=1, options=QUICK).problems() == ()


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("def relu(X):\n    return relu(X)\n", "def act(X):\n    return act(X)\n"),
        ('check("relu")', 'check("act")'),
        ("test_relu, test_relu_twice, prelu, relu_", "test_act, test_act_twice, prelu, relu_"),
        ("# relu\n'relu of X'", "# relu\n'relu of X'"),
        ("student.relu(X)", "student.act(X)"),
        ("%matplotlib inline\n(", "%matplotlib inline\n("),
    ],
)
def test_names_are_renamed_and_words_are_not(source: str, wanted: str):
    """Names, attributes, test names and whole strings; not parts of other names, nor prose."""
    assert renamed(source, "relu", "act") == wanted
