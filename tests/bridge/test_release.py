"""The release is what nbgrader makes of the source, and gives nothing away."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from autograder.authoring import release
from autograder.authoring.leaks import leaks, secrets
from autograder.core.errors import CourseError
from tests.bridge import tiny


def _bytes(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_release_holds_the_notebook_and_the_public_tests_only(course):
    """Neither hidden tests nor misconceptions nor caches reach the release."""
    assert set(_bytes(course.assignments)) == {"times/times.ipynb", "times/test_times.py", "times/traps.json"}


def test_a_stub_is_exactly_the_exception(blank):
    """Between the solution marks stands `raise NotImplementedError`, and the docstring before it is kept."""
    assert "".join(tiny.cell_of(blank, "double")["source"]) == (
        'def double(x):\n    """double of x"""\n    raise NotImplementedError'
    )


def test_translations_in_the_metadata_are_kept(blank):
    """A cell's Chinese text survives generating."""
    assert blank["cells"][0]["metadata"]["autograder"] == {"zh": "# 乘法"}


def test_generating_twice_gives_the_same_bytes(course):
    """No ids, times or orders change from run to run."""
    before = _bytes(course.assignments)
    release.generate(course, gradebook=False)
    assert _bytes(course.assignments) == before


def test_nbgrader_s_own_command_writes_the_same_release(course):
    """Public tests travel in the notebook, whichever command made it; nobody waits for torch."""
    before = _bytes(course.assignments)
    shutil.rmtree(course.assignments)
    nbgrader = "import sys; sys.modules['torch'] = None; from nbgrader.apps.nbgraderapp import main; main()"
    command = [sys.executable, "-c", nbgrader, "generate_assignment", "times", "--force"]
    subprocess.run(command, cwd=course.root, check=True, capture_output=True)
    assert _bytes(course.assignments) == before


def test_without_a_gradebook_none_is_made(tmp_path):
    """gradebook=False leaves no database behind."""
    course = tiny.make_course(tmp_path)
    release.generate(course, gradebook=False)
    assert not list(tmp_path.glob("*.db"))
    assert course.release_notebook("times").is_file()


def test_a_source_that_nbgrader_refuses_leaves_the_release_alone(course):
    """An unclosed solution mark is an error that says so; what was released before stays."""
    before = _bytes(course.assignments)
    path = course.source_notebook("times")
    path.write_text(path.read_text().replace("### END SOLUTION", "### END"))
    with pytest.raises(CourseError, match="no end solution"):
        release.generate(course)
    assert _bytes(course.assignments) == before


def test_a_release_in_step_has_no_problems(course):
    """check finds nothing wrong right after generate."""
    assert release.check(course) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda a: (a / "times" / "test_times.py").write_text("x = 1\n"),
            "test_times.py differs from its source",
        ),
        (lambda a: (a / "times" / "test_times.py").unlink(), "test_times.py is missing"),
        (lambda a: (a / "times" / "notes.txt").write_text("x"), "notes.txt is not generated"),
        (lambda a: (a / "old").mkdir(), "assignments/old is released, but has no source"),
    ],
)
def test_a_release_out_of_step_is_told(course, spoil, said):
    """A changed, missing or additional file is named, with the command that mends it."""
    spoil(course.assignments)
    problems = release.check(course)
    assert any(said in problem for problem in problems), problems


def test_hidden_files_in_the_release_are_leaks(course):
    """Copying the hidden folder into the release is told, file by file."""
    shutil.copytree(course.solutions / "times" / "hidden", course.assignments / "times" / "hidden")
    problems = "\n".join(release.check(course))
    assert "times/hidden/test_double.py is in a folder hidden/" in problems
    assert "test_values of times/hidden/test_double.py" in problems


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.py", "def f(x):\n  reference_factor=2  # mine\n  return (reference_factor * x)\n"),
        ("b.html", "<pre><span>reference_factor</span> = 2\nreturn reference_factor * <b>x</b></pre>"),
        (
            "c.ipynb",
            json.dumps(
                {
                    "cells": [
                        {
                            "cell_type": "code",
                            "source": ["%time\n", "reference_factor = 2\n", "return reference_factor * x"],
                        }
                    ]
                }
            ),
        ),
        (
            "d.ipynb",
            json.dumps(
                {
                    "cells": [
                        {
                            "cell_type": "markdown",
                            "source": "",
                            "metadata": {
                                "autograder": {"zh": "reference_factor = 2\nreturn reference_factor * x"}
                            },
                        }
                    ]
                }
            ),
        ),
        (
            "e.py",
            "class C:\n    def g(self, x):\n        squared_instead = x**2\n        return squared_instead\n",
        ),
    ],
)
def test_secret_code_is_found_however_it_is_laid_out(course, tmp_path, name, content):
    """A reference solution or a misconception is found in code, pages and notebooks, whatever its spacing."""
    path = tmp_path / name
    path.write_text(content)
    assert len(leaks(course, [path])) == 1


def test_archives_are_looked_into(course, tmp_path):
    """A wheel that carries a hidden test is told by the member's name."""
    path = shutil.make_archive(str(tmp_path / "wheel"), "zip", course.solutions)
    assert any("times/hidden/test_double.py contains" in line for line in leaks(course, [tmp_path / path]))


@pytest.mark.parametrize(
    "coding",
    [
        "def double(x):\n    tripled = x + x + x\n    return tripled",
        "double = lambda number: number ** 2 + 0",
    ],
)
def test_every_coding_of_a_misconception_is_a_secret(course, tmp_path, coding):
    """Also one that stands below another, and one without a def."""
    path = course.solutions / "times/hidden/misconceptions/double/double_squared.py"
    path.write_text(path.read_text() + f"\n# another coding\n{coding}\n")
    (tmp_path / "notes.py").write_text(coding + "\n")
    [told] = leaks(course, [tmp_path / "notes.py"])
    assert "misconceptions/double/double_squared.py" in told


def test_innocent_files_are_no_leaks(course, tmp_path):
    """Names, docstrings and short lines that anybody writes are not taken for leaks."""
    path = tmp_path / "x.py"
    path.write_text('def double(x):\n    """double of x"""\n    return 2 * x\n')
    assert leaks(course, [path]) == []
    assert {"reference" in secret.what for secret in secrets(course)} == {True, False}
