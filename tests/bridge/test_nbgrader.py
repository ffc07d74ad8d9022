"""Real nbgrader, real SQLite, a class with bad notebooks in it: nobody's notebook costs anybody else's
marks."""

from __future__ import annotations

import atexit
import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from autograder.core.course import Course
from tests.bridge import tiny
from tests.warm import WarmPython, warm_python

ROOT = Path(__file__).parents[2]
ATTACK = """
import os, pathlib, sqlite3
pathlib.Path('/tmp/autograder-was-here').write_text('x')
db = sqlite3.connect('../../../gradebook.db')
db.execute('update grade set manual_score = 100'); db.commit()
"""


@cache
def _warm() -> WarmPython:
    """A Python that has imported nbgrader, for all tests of this process."""
    started = ExitStack()
    atexit.register(started.close)
    imports = "import nbgrader.apps, nbconvert.exporters, torch"
    return started.enter_context(warm_python(imports, "-W", "ignore", env=_environment()))


def _environment(home: Path = ROOT) -> dict[str, str]:
    return {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",  # as activated
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home),
        "OMP_NUM_THREADS": "1",
    }


def nbgrader(course: Course, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command of nbgrader's."""
    return python(course, "from nbgrader.apps.nbgraderapp import main; main()", *arguments, cwd=cwd)


def python(course, code, *arguments, cwd=None):
    """Run Python in a course's folder, with a home and a Jupyter configuration of the test's own."""
    home = course.root / ".home"
    home.mkdir(exist_ok=True)
    return _warm().run(code, *arguments, cwd=cwd or course.root, env=_environment(home))


def grades(course: Course) -> dict[str, dict[str, tuple]]:
    """Student -> cell -> (auto score, manual score, needs a person)."""
    found: dict[str, dict[str, tuple]] = {}
    with sqlite3.connect(course.root / "gradebook.db") as db:
        rows = db.execute(
            "select s.student_id, b.name, g.auto_score, g.manual_score, g.needs_manual_grade from grade g "
            "join base_cell b on b.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id "
            "join submitted_assignment s on s.id = n.assignment_id"
        )
        for student, name, auto, manual, person in rows:
            found.setdefault(student, {})[name] = (auto, manual, bool(person))
    return found


def autograded(course: Course, student: str) -> dict:
    return json.loads((course.folders["autograded"] / student / "times" / "times.ipynb").read_text())


def _without(notebook, *names):
    notebook["cells"] = [
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") not in names
    ]
    return notebook


def _with(notebook, *cells):
    notebook["cells"] += cells
    return notebook


def _stripped(notebook):
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    return notebook


def _forged(notebook):
    for cell in notebook["cells"]:
        if "points" in cell["metadata"].get("nbgrader", {}):
            cell["metadata"]["nbgrader"] |= {"points": 1000, "schema_version": 99}
        if cell["cell_type"] == "code":
            cell["outputs"] = [
                {
                    "output_type": "execute_result",
                    "data": {"text/plain": "1000"},
                    "metadata": {},
                    "execution_count": 1,
                }
            ]
    return notebook


def hand_in_class(course: Course, blank: dict) -> None:
    def filled(**answers):
        return tiny.filled(blank, **answers)

    handed = {
        "right": filled(),
        "partial": filled(double="return half"),
        "wrong": filled(double="return 1", triple="return 1"),
        "ours": filled(double="return ours"),
        "not-json": "{",
        "empty": "",
        "utf16": json.dumps(filled()).encode("utf-16"),
        "forged": _forged(filled(double="return 1", triple="return 1")),
        "stripped": _stripped(filled()),
        "attack": _with(filled(double="return 1"), tiny.code(ATTACK)),
        "doubled": _with(filled(), tiny.cell_of(blank, "test_double"), tiny.cell_of(blank, "test_double")),
        "deleted": _without(filled(), "test_double", "test_triple"),
        "gone": _without(filled(), "double", "test_double"),
        "bonus": _with(filled(), tiny.code("1", "bonus", grade=True, points=99)),
        "hostile": _with(
            filled(why="</script><script>alert(1)</script>"),
            tiny.text("<img src=x onerror=alert(2)>"),
            {
                **tiny.code("1"),
                "outputs": [
                    {
                        "output_type": "display_data",
                        "metadata": {},
                        "data": {
                            "text/html": "<script>alert(3)</script>",
                            "text/plain": "<script>alert(4)</script>",
                        },
                    }
                ],
            },
        ),
    }
    for student, notebook in handed.items():
        tiny.hand_in(course, student, notebook)
    tiny.hand_in(course, "renamed", filled(), "times (1).ipynb")
    for name in ("one.ipynb", "two.ipynb"):
        tiny.hand_in(course, "two", filled(), name)
    (tiny.hand_in(course, "folder", filled(), "x").parent / "times.ipynb").mkdir()
    secret = course.solutions / "times" / "hidden" / "test_double.py"
    for student, name, target in (("link", "times.ipynb", secret), ("right", "notes.py", secret)):
        path = tiny.hand_in(course, student, "", name)
        path.unlink()
        path.symlink_to(target)


READ = (
    "right",
    "partial",
    "wrong",
    "utf16",
    "forged",
    "stripped",
    "attack",
    "doubled",
    "deleted",
    "bonus",
    "hostile",
    "renamed",
    "gone",
)
UNREADABLE = ("not-json", "empty", "two", "folder", "link")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The class after one `nbgrader autograde` of everybody, and what that said."""
    course = tiny.released(tmp_path_factory.mktemp("class") / "course")
    blank = json.loads(course.release_notebook("times").read_text())
    hand_in_class(course, blank)
    return course, nbgrader(course, "autograde", "times")


def test_one_run_grades_the_whole_class(graded):
    """Everybody whose notebook can be read has marks, whatever else is in the batch."""
    course, _ = graded
    assert {
        student: tuple(grades(course)[student][name][0] for name in ("test_double", "test_triple"))
        for student in READ
    } == {
        "right": (2.0, 3.0),
        "partial": (1.0, 3.0),
        "wrong": (0.0, 0.0),
        "utf16": (2.0, 3.0),
        "forged": (0.0, 0.0),
        "stripped": (2.0, 3.0),
        "attack": (0.0, 3.0),
        "doubled": (2.0, 3.0),
        "deleted": (2.0, 3.0),
        "bonus": (2.0, 3.0),
        "hostile": (2.0, 3.0),
        "renamed": (2.0, 3.0),
        "gone": (0.0, 3.0),
    }


@pytest.mark.parametrize("student", UNREADABLE)
def test_an_unreadable_submission_waits_for_a_person_with_the_reason(graded, student):
    """No score for any cell, not even 0 for the question; the message opens the notebook and stands in the
    log."""
    course, run = graded
    assert set(grades(course)[student].values()) == {(None, None, True)}
    assert autograded(course, student)["cells"][0]["source"][0].startswith("> ")
    assert f"times of '{student}' cannot be read" in run.stderr
    assert "handed in were one.ipynb, two.ipynb" in run.stderr


def test_a_fault_of_ours_fails_the_submission_in_nbgraders_own_way(graded):
    """It is named at the end, the exit status says so, no score is written and no notebook is left."""
    course, run = graded
    assert run.returncode == 1
    assert "assignment 'times' for student 'ours'" in run.stderr
    assert "times of 'ours' is not graded, and keeps no new score: no worker to be had" in run.stderr
    assert set(grades(course)["ours"].values()) == {(None, None, True)}
    assert not (course.folders["autograded"] / "ours" / "times").exists()


def test_only_our_fault_is_an_error_of_the_run(graded):
    """No other submission is reported as failed."""
    _, run = graded
    assert run.stderr.count("There was an error processing assignment '") == 1


def test_nothing_that_a_student_wrote_is_executed(graded):
    """A cell that reaches for ../../../gradebook.db changes nobody's marks."""
    course, _ = graded
    assert not Path("/tmp/autograder-was-here").exists()
    assert all(manual is None for cells in grades(course).values() for _, manual, _ in cells.values())


def test_graded_cells_hold_one_number_and_feedback(graded):
    """The release's test cell, our feedback as HTML and text, the score, and nothing on stderr."""
    course, _ = graded
    for student in READ:
        cell = tiny.cell_of(autograded(course, student), "test_double")
        assert [output["output_type"] for output in cell["outputs"]] == ["display_data", "execute_result"], (
            student
        )
        assert set(cell["outputs"][0]["data"]) == {"text/html", "text/plain"}
        assert cell["metadata"]["nbgrader"]["points"] == 2
        assert "".join(cell["source"]).endswith('check("double")')


def test_no_file_of_the_submission_is_handed_on(graded):
    """A link in a submission would show its target in the feedback; only the notebook is kept."""
    course, _ = graded
    assert [path.name for path in (course.folders["autograded"] / "right" / "times").iterdir()] == [
        "times.ipynb"
    ]


@pytest.fixture(scope="module")
def feedback(graded):
    """Student -> feedback page, by `nbgrader generate_feedback`."""
    course, _ = graded
    run = nbgrader(course, "generate_feedback", "times")
    assert run.returncode == 0, run.stderr
    return {
        path.parts[-3]: path.read_text() for path in course.folders["feedback"].glob("*/times/times.html")
    }


def test_feedback_shows_marks_and_messages_and_no_hidden_test(graded, feedback):
    """Everybody's page has its marks; nobody's has a hidden test, a reference, a path of this machine."""
    course, _ = graded
    assert set(feedback) == {*READ, *UNREADABLE}
    assert "double(&lt;1&gt;) should be" in feedback["partial"]
    for page in feedback.values():
        assert not any(
            secret in page for secret in ("27182818", "reference_factor", "squared_instead", str(course.root))
        )


def test_feedback_pages_run_nothing_of_a_students(feedback):
    """A strict content policy, no script at all, and no element of the student's making."""
    for page in feedback.values():
        assert page.index("default-src &#39;none&#39;") < page.index("<title>")
        assert "<script" not in page
    assert "<img" not in feedback["hostile"]
    assert "&lt;script&gt;alert(1)" in feedback["hostile"]


def test_the_export_has_the_marks(graded):
    """nbgrader export writes the scores that we gave."""
    course, _ = graded
    run = nbgrader(course, "export", "--to", str(course.root / "marks.csv"))
    assert run.returncode == 0, run.stderr
    with (course.root / "marks.csv").open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert (float(rows["partial"]["score"]), float(rows["partial"]["max_score"])) == (4.0, 6.0)


FORMGRADER = """
import json, sys
from nbgrader.apps.api import NbGraderAPI
from nbgrader.auth import Authenticator
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from nbconvert.exporters import HTMLExporter
formgrader = FormgradeExtension()
formgrader.load_cwd_config = False
formgrader.initialize([], root=sys.argv[1])
def api():
    formgrader.load_config_file()
    return NbGraderAPI(formgrader.coursedir, Authenticator(parent=formgrader), parent=formgrader)
steps = [api().generate_assignment("times"), api().autograde("times", "bob"),
         api().autograde("times", "carl"), api().autograde("times", "carl"),
         api().generate_feedback("times", "bob")]
page = HTMLExporter(config=formgrader.config).from_filename(
    sys.argv[1] + "/autograded/bob/times/times.ipynb", resources={
        "base_url": "", "submission_id": "1", "index": 0, "total": 1, "student": "bob", "last_name": None,
        "first_name": None, "assignment_id": "times", "notebook_id": "times", "notebook_path": "x"})[0]
from tests.bridge import tiny
print(json.dumps([[step["success"] for step in steps], [step.get("error") for step in steps],
                  "double(&lt;1&gt;)" in page, "<script>alert" in page, tiny.ReadingGrader.started]))
"""


def test_formgraders_buttons_do_the_same_from_another_folder(course, blank, tmp_path):
    """Generate, autograde and feedback run through formgrader's own API with one warm grader; nothing hidden
    is released."""
    tiny.hand_in(course, "bob", tiny.filled(blank, double="return half", why="<script>alert(1)</script>"))
    tiny.hand_in(course, "carl", tiny.filled(blank))
    shutil.rmtree(course.assignments)
    done = python(course, FORMGRADER, str(course.root), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    success, errors, shown, active, started = json.loads(done.stdout.splitlines()[-1])
    assert success == [True] * 5, errors
    assert (shown, active, started) == (True, False, 1)
    assert grades(course)["bob"]["test_double"] == (1.0, None, False)
    released = {path.name for path in course.assignments.rglob("*") if path.is_file()}
    assert released == {"times.ipynb", "test_times.py", "traps.json"}
    assert [path.name for path in (course.folders["feedback"] / "bob" / "times").iterdir()] == ["times.html"]
