"""The course folder: how it is found, what its configuration says, where its files are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.core.course import Course, Limits
from autograder.core.errors import CourseError

CONFIG = """
from autograder.bridge.config import apply
c = get_config()
apply(c, course_id="dl", language="zh", suite_seed="2031")
c.Autograder.limits = {"cell_seconds": 3}
"""


def make(root: Path, config: str | None = CONFIG) -> Path:
    for name in ("mlp", "dropout"):
        (root / "solutions" / name / "hidden").mkdir(parents=True)
        (root / "solutions" / name / f"{name}.ipynb").write_text("{}")
        (root / "solutions" / name / f"test_{name}.py").write_text("")
        (root / "solutions" / name / "hidden" / "test_relu.py").write_text("")
    (root / "solutions" / "notes").mkdir()
    if config is not None:
        (root / "nbgrader_config.py").write_text(config)
    return root


def test_a_course_is_found_from_any_folder_inside_it(tmp_path):
    """The nearest folder upwards with a configuration is the course."""
    make(tmp_path)
    assert Course.find(tmp_path / "solutions" / "mlp", {}).root == tmp_path.resolve()


def test_solutions_alone_make_a_course_with_defaults(tmp_path):
    """Without a configuration file a course speaks English and has nbgrader's gradebook beside it."""
    course = Course.find(make(tmp_path, None), {})
    assert (course.language, course.isolation, course.limits) == ("en", "auto", Limits())
    assert course.db_url == f"sqlite:///{tmp_path.resolve() / 'gradebook.db'}"


def test_outside_of_a_course_the_error_says_what_to_do(tmp_path):
    """No course: the error names what is looked for."""
    with pytest.raises(CourseError, match="nbgrader_config.py"):
        Course.find(tmp_path, {})


def test_the_configuration_is_read(tmp_path):
    """Language, seed, limits, folders and the course's name come from nbgrader_config.py."""
    course = Course.load(make(tmp_path), {})
    assert (course.language, course.suite_seed, course.course_id) == ("zh", "2031", "dl")
    assert course.limits == Limits(cell_seconds=3)
    assert (course.solutions.name, course.assignments.name) == ("solutions", "assignments")


def test_the_environment_outweighs_the_configuration(tmp_path):
    """$AUTOGRADER_LANGUAGE, $AUTOGRADER_SUITE_SEED and the limits win over the file."""
    course = Course.load(
        make(tmp_path),
        {
            "AUTOGRADER_LANGUAGE": "en",
            "AUTOGRADER_SUITE_SEED": "x",
            "AUTOGRADER_CELL_SECONDS": "7.5",
            "AUTOGRADER_ISOLATION": "none",
        },
    )
    assert (course.language, course.suite_seed, course.isolation) == ("en", "x", "none")
    assert course.limits.cell_seconds == 7.5


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("c.Autograder.langage = 'en'", "langage"),
        ("c.Autograder.language = 'fr'", "en, zh"),
        ("c.Autograder.limits = {'cell_second': 1}", "cell_seconds"),
        ("c.Autograder.limits = {'cell_seconds': 0}", "above 0"),
        ("c.Autograder.limits = {'cell_seconds': 'nan'}", "above 0"),
        ("import no_such_module", "no_such_module"),
        ("c.Autograder.language = (", "SyntaxError"),
    ],
)
def test_a_wrong_configuration_is_told_by_name(tmp_path, line, said):
    """A misspelt or impossible setting is an error that names it and what is allowed."""
    with pytest.raises(CourseError, match=said):
        Course.load(make(tmp_path, CONFIG + line + "\n"), {})


def test_the_names_are_the_folders_with_a_notebook(tmp_path):
    """Assignments are the folders of solutions that hold a notebook of the same name, sorted."""
    course = Course.load(make(tmp_path), {})
    assert course.names() == ("dropout", "mlp")
    assert [path.name for path in course.public_tests("mlp")] == ["test_mlp.py"]
    assert [path.parent.name for path in course.hidden_tests("mlp")] == ["hidden"]


def test_an_unknown_assignment_names_the_known_ones(tmp_path):
    """Asking for an assignment that is not there lists those that are."""
    course = Course.load(make(tmp_path), {})
    with pytest.raises(CourseError, match="dropout, mlp"):
        course.source_notebook("nlp")
    with pytest.raises(CourseError, match="autograder release mlp"):
        course.release_notebook("mlp")


def test_reading_a_course_imports_nothing_slow(tmp_path):
    """Neither nbgrader nor torch nor nbformat is imported to find a course."""
    code = (
        "import sys; from autograder.core.course import Course; Course.find(sys.argv[1]);"
        "print([name for name in ('nbgrader', 'torch', 'nbformat', 'sqlalchemy') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, make(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
