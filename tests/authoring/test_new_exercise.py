"""A new exercise and a new course: what is laid out is whole, passes its audit, and changes nothing else."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest

from autograder.authoring.audit import Options, audit
from autograder.authoring.new_exercise import new_course, new_exercise, new_question
from autograder.core.course import Course
from autograder.core.errors import UsageError
from autograder.submissions import points, read_release
from tests.course import ROOT


@pytest.fixture
def home(tmp_path: Path) -> Course:
    """An empty course in two languages."""
    (tmp_path / "solutions").mkdir()
    return Course.load(tmp_path, {})


def added_only(before: str, after: str) -> bool:
    """Whether no line went away."""
    return not [
        line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line.startswith("- ")
    ]


def test_what_is_laid_out_passes_its_first_audit(home: Course):
    """In a new assignment and for a second exercise: texts in both languages, the trap is named, mutants die."""
    new_exercise(home, "extras", "double", points=3)
    new_exercise(home, "extras", "twice_as_much")
    assert points(home, "extras") == {"double": 3.0, "twice_as_much": 2.0}
    new_question(home, "extras", "question_why", points=1.5, after="double")
    report = audit(home, ["extras"], jobs=1, options=Options(whole=False, release=False))
    assert report.problems() == ()
    assert [len(one.wrong) for one in report.assignments[0].exercises] == [1, 1]
    [question] = read_release(home.source_notebook("extras")).questions
    cells = json.loads(home.source_notebook("extras").read_text(encoding="utf-8"))["cells"]
    names = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in cells]
    assert names.index("question_why") == names.index("test_double") + 2
    assert cells[names.index("question_why")]["metadata"]["nbgrader"]["points"] == 1.5 and question


def test_a_new_course_in_one_language_passes_its_audit(tmp_path: Path):
    """Configuration, one assignment with one exercise, no translation and no written question."""
    new_course(tmp_path / "maths", ("en",))
    course = Course.load(tmp_path / "maths", {})
    assert (course.languages, course.course_id, course.names()) == (("en",), "maths", ("first_steps",))
    report = audit(course, jobs=1, options=Options(release=False))
    assert report.problems() == ()
    public = (course.solutions / "first_steps" / "test_first_steps.py").read_text(encoding="utf-8")
    assert "zh" not in public and public.isascii()


@pytest.mark.parametrize("after", [None, "relu"])
def test_cells_are_added_and_nothing_else_changes(tmp_path: Path, after: str | None):
    """The notebook of a real assignment keeps every line; the cells stand where the author says."""
    course = Course.load(tmp_path, {})
    folder = course.solutions / "mlp"
    folder.mkdir(parents=True)
    for name in ("mlp.ipynb", "test_mlp.py"):
        (folder / name).write_bytes((ROOT / "solutions" / "mlp" / name).read_bytes())
    before = {path: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    new_exercise(course, "mlp", "leaky_relu", after=after)
    for path, text in before.items():
        assert added_only(text, path.read_text(encoding="utf-8")), path
    cells = json.loads((folder / "mlp.ipynb").read_text(encoding="utf-8"))["cells"]
    names = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in cells]
    place = names.index("leaky_relu")
    assert names[place - 2] == "test_relu" if after else place == len(cells) - 2


def test_names_that_cannot_be_are_refused(home: Course):
    """No Python name; one that is taken; a place that is not there."""
    new_exercise(home, "extras", "double")
    names = ("double", "2x", "a b", "größe", "lambda", "print")
    for assignment, name in (("../up", "x"), ("class", "x"), *(("extras", name) for name in names)):
        with pytest.raises(UsageError):
            new_exercise(home, assignment, name)
    with pytest.raises(UsageError, match="no exercise 'triple'"):
        new_exercise(home, "extras", "twice", after="triple")
    with pytest.raises(UsageError, match="no exercise 'triple'"):
        new_exercise(home, "unmade", "twice", after="triple")
    assert not (home.solutions / "unmade").exists()
    with pytest.raises(UsageError, match="already"):
        new_question(home, "extras", "double")


@pytest.mark.parametrize("languages", [(), ("english",), ("en", "")])
def test_languages_that_are_none_are_refused(tmp_path: Path, languages: tuple[str, ...]):
    """The message says what a list of languages looks like."""
    with pytest.raises(UsageError, match="language codes"):
        new_course(tmp_path / "new", languages)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path):
    """A file in its place, or a folder with something in it."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes").touch()
    for path in (tmp_path / "full", tmp_path / "full" / "notes"):
        with pytest.raises(UsageError, match="already|cannot be made"):
            new_course(path)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["notes"]
