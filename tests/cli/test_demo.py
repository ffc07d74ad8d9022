"""``autograder demo``: a class from nothing to marks, pages and a report; made anew each time, and never over other work."""

from __future__ import annotations

import subprocess
import sys

from typer.testing import CliRunner

from autograder.cli import app
from autograder.core.course import Course
from autograder.core.errors import UsageError
from tests.bridge import tiny
from tests.bridge.test_nbgrader import grades


def demo(course, folder):
    """Run the command for three students; what came of it."""
    return CliRunner().invoke(
        app,
        ["demo", "--course", str(course.root), "--folder", str(folder), "--students", "3", "--jobs", "2"],
    )


def test_a_class_of_three_has_marks_pages_and_a_report(tmp_path):
    """The gradebook, every page and the report tell of the same students; a second demo takes the first one's place."""
    course = tiny.make_course(tmp_path / "course", tiny.REAL)
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / ".autograder-demo").touch()
    (folder / "of the demo before").touch()
    done = demo(course, folder)
    assert done.exit_code == 0, (done.output, done.exception)
    assert "3 pages" in done.stdout and not (folder / "of the demo before").exists()
    made = Course.load(folder, {})
    marks = grades(made)
    assert marks.keys() == {"ada", "alan", "barbara"}
    assert {cells["test_triple"] for cells in marks.values()} == {(3.0, None, False)}  # no mistake is known
    assert {cells["test_double"][0] for cells in marks.values()} == {0.0, 2.0}
    assert all(
        cells["why"] == (None, None, True) for cells in marks.values()
    )  # answered, for a person to read
    assert any((course.root / ".autograder" / "cache").iterdir())  # for the next demo, and for the course
    report = (folder / "report.html").read_text()
    for student, cells in marks.items():
        page = (folder / "feedback" / student / "times" / "times.html").read_text()
        assert student in report and ("you squared" in page) == (cells["test_double"][0] == 0.0)


def test_a_folder_of_somebody_s_own_is_left_alone(tmp_path):
    """It says how to name another one."""
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "thesis.tex").touch()
    done = demo(tiny.make_course(tmp_path / "course"), tmp_path / "class")
    assert isinstance(done.exception, UsageError) and "--folder" in str(done.exception)
    assert [path.name for path in (tmp_path / "class").iterdir()] == ["thesis.tex"]


def test_laying_out_a_class_needs_no_torch():
    """It takes seconds to import, and the markers are there for it."""
    modules = "autograder.authoring.demo", "autograder.authoring.release", "autograder.bridge.gradebook"
    code = f"import sys; sys.modules['torch'] = None; import {', '.join(modules)}"
    subprocess.run([sys.executable, "-c", code], check=True)
