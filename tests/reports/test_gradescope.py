"""Gradescope: results.json against its documentation, the archive, and ``run_autograder`` in a folder laid
out as there."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.core.course import Course
from autograder.core.errors import CourseError, OurFault, UsageError
from autograder.reports import gradescope_run
from autograder.reports.gradescope import build_zip, gradescope_results, requirements
from autograder.reports.gradescope_run import find_notebook

from . import made

NUMBER, VISIBILITY = (int, float), {"hidden", "after_due_date", "after_published", "visible"}
FORMATS = {"text", "html", "simple_format", "md", "ansi"}
# "Autograder Specifications", section "Output format": field -> type or values.
TOP = {
    "score": NUMBER,
    "execution_time": NUMBER,
    "output": str,
    "output_format": FORMATS,
    "test_output_format": FORMATS,
    "test_name_format": FORMATS,
    "visibility": VISIBILITY,
    "stdout_visibility": VISIBILITY,
    "extra_data": dict,
    "tests": list,
    "leaderboard": list,
}
TEST = {
    "score": NUMBER,
    "max_score": NUMBER,
    "status": {"passed", "failed"},
    "name": str,
    "name_format": FORMATS,
    "number": str,
    "output": str,
    "output_format": FORMATS,
    "tags": list,
    "visibility": VISIBILITY,
    "extra_data": dict,
}


def check(found: dict) -> None:
    """Hold what was written against the documented fields."""
    for values, known in ((found, TOP), *((test, TEST) for test in found["tests"])):
        assert set(values) <= set(known)
        for name, value in values.items():
            assert value in known[name] if isinstance(known[name], set) else isinstance(value, known[name]), (
                name,
                value,
            )
    assert "score" in found, "required, as not every test has one"
    json.dumps(found, allow_nan=False)


@pytest.mark.parametrize(
    "result",
    [made.result("alice"), made.ungraded("bob"), made.hostile()],
    ids=["graded", "unreadable", "hostile"],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_results_have_the_documented_form(result, language):
    """Fields, types and allowed values, in both languages."""
    check(gradescope_results(result, language=language))


def test_partial_credit_and_single_tests_are_shown():
    """An exercise carries the points; its tests say passed or failed and carry none, so the sum is right."""
    found = gradescope_results(made.result("alice"), language="en", visibility="after_published", suite="abc")
    scored = [test for test in found["tests"] if "score" in test]
    assert [(test["name"], test["score"], test["max_score"], test["status"]) for test in scored] == [
        ("relu", 2.0, 2.0, "passed"),
        ("sigmoid", 1.5, 3.0, "failed"),
        ("tanh", 0.0, 1.0, "failed"),
        ("net", 0.0, 1.0, "failed"),
    ]
    assert sum(test["score"] for test in scored) == found["score"] == 3.5
    single = next(test for test in found["tests"] if test["number"] == "2.1")
    assert (single["name"], single["status"], single["visibility"], single["output"]) == (
        "Failed",
        "failed",
        "after_published",
        "failed: yours was nan",
    )
    assert (
        found["extra_data"]["misconceptions"] == ["sigmoid-overflow"]
        and found["stdout_visibility"] == "hidden"
    )


def test_an_unreadable_notebook_says_what_to_do():
    """Gradescope knows no result without points; the message is what counts."""
    found = gradescope_results(made.ungraded("bob"), language="en")
    assert found["score"] == 0.0 and "put it back" in found["output"]


def test_a_fault_of_ours_gives_no_mark():
    """No results: Gradescope then reports a failed autograder instead of a zero."""
    with pytest.raises(OurFault, match="not graded"):
        gradescope_results(made.ungraded("bob", "not_graded"), language="en")


@pytest.fixture
def course(tmp_path) -> Course:
    """A course with one small assignment."""
    root = tmp_path / "course"
    source, release = root / "solutions" / "mlp", root / "assignments" / "mlp"
    for folder in (
        source / "hidden",
        source / "__pycache__",
        source / ".ipynb_checkpoints",
        release,
        root / "solutions" / "other",
    ):
        folder.mkdir(parents=True)
    for path in (
        source / "mlp.ipynb",
        source / "test_mlp.py",
        source / "hidden" / "test_relu.py",
        source / "__pycache__" / "x.pyc",
        source / ".ipynb_checkpoints" / "mlp.ipynb",
        release / "mlp.ipynb",
        root / "solutions" / "other" / "other.ipynb",
    ):
        path.write_text("{}", encoding="utf-8")
    (source / "link").symlink_to("/etc/passwd")
    return Course.load(root)


def test_the_archive_holds_what_gradescope_asks_for_and_nothing_else(course, tmp_path):
    """Both scripts at the root, executable; the one assignment, without caches, links and other
    assignments."""
    path = build_zip(course, "mlp", tmp_path)
    assert path == tmp_path / "mlp-gradescope.zip"
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        for script in ("setup.sh", "run_autograder"):
            assert stat.S_IMODE(archive.getinfo(script).external_attr >> 16) == 0o755
            assert archive.read(script).startswith(b"#!/usr/bin/env bash\n") and b"\r" not in archive.read(
                script
            )
        assert b"gradescope_run mlp\n" in archive.read("run_autograder") and b"@" not in archive.read(
            "run_autograder"
        ).replace(b'"$@"', b"")
        needs = archive.read("requirements.txt").decode().splitlines()
    assert {name for name in names if name.startswith("course/")} == {
        "course/solutions/mlp/mlp.ipynb",
        "course/solutions/mlp/test_mlp.py",
        "course/solutions/mlp/hidden/test_relu.py",
        "course/assignments/mlp/mlp.ipynb",
    }
    assert {
        "package/autograder/__init__.py",
        "package/autograder/feedback/templates/page.html",
        "constraints.txt",
    } <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith("/") or ".." in name]
    assert {"torch", "nbgrader"} <= {re.match(r"[\w-]+", need)[0] for need in needs}
    assert not [need for need in needs if "extra" in need or need.startswith("ruff")]
    assert any(
        need.startswith("pyseccomp") and "sys_platform" in need for need in needs
    )  # wherever it was built
    assert build_zip(course, "mlp", tmp_path / "again.zip").read_bytes() == path.read_bytes()


def test_the_scripts_are_valid_shell(course, tmp_path):
    """bash reads them without complaint."""
    with zipfile.ZipFile(build_zip(course, "mlp", tmp_path)) as archive:
        for script in ("setup.sh", "run_autograder"):
            subprocess.run(["bash", "-n"], input=archive.read(script), check=True)


def test_an_assignment_that_does_not_exist_or_cannot_be_named_is_refused(course, tmp_path):
    """Before anything is written."""
    with pytest.raises(CourseError, match="no assignment"):
        build_zip(course, "nothing", tmp_path)
    odd = course.solutions / "a;b"
    odd.mkdir()
    (odd / "a;b.ipynb").write_text("{}")
    with pytest.raises(CourseError, match="cannot stand in a script"):
        build_zip(course, "a;b", tmp_path)
    with pytest.raises(UsageError, match="choose one of hidden, after_due_date"):
        build_zip(course, "mlp", tmp_path, "later")
    assert not list(tmp_path.glob("*.zip"))


def test_the_archive_says_when_students_see_their_marks(course, tmp_path):
    """Chosen when it is built; the environment of the container may still say otherwise."""
    with zipfile.ZipFile(build_zip(course, "mlp", tmp_path, "after_published")) as archive:
        assert b"AUTOGRADER_VISIBILITY:-after_published}" in archive.read("run_autograder")


def test_constraints_name_versions_that_an_index_has():
    """Exact, and without the local part of a build; all that is needed is among them."""
    needs, pinned = requirements()
    assert any(line.startswith("torch==") for line in pinned) and not any(
        "+" in line or line.startswith("d2l-autograder") for line in pinned
    )
    known = {line.partition("==")[0] for line in pinned}
    assert {re.match(r"[\w-]+", need)[0].lower().replace("_", "-") for need in needs} <= known


@pytest.fixture
def base(course, tmp_path) -> Path:
    """/autograder as Gradescope lays it out, elsewhere: source/, submission/, results/ and run_autograder."""
    base = tmp_path / "autograder"
    for name in ("source", "submission", "results"):
        (base / name).mkdir(parents=True)
    with zipfile.ZipFile(build_zip(course, "mlp", tmp_path)) as archive:
        archive.extractall(base / "source")
    shutil.copy(base / "source" / "run_autograder", base / "run_autograder")
    return base


def run(base: Path, monkeypatch, capsys, answer=None) -> tuple[int, str]:
    """Do what ``run_autograder`` does, with ``answer`` as the verdict; its exit status and what it says of a fault."""
    monkeypatch.setattr(sys, "argv", ["gradescope_run", "mlp"])
    monkeypatch.setenv("AUTOGRADER_BASE", str(base))
    monkeypatch.setattr(gradescope_run, "grade", lambda path, **_: answer)
    return gradescope_run.main(), capsys.readouterr().err


def test_run_autograder_grades_the_submission_and_writes_results(base, monkeypatch, capsys):
    """A notebook of any name goes in, results.json comes out; which of several counts is said there."""
    results = base / "results" / "results.json"
    (base / "submission" / "mlp.ipynb").write_text("the notebook")
    (base / "submission" / "old.ipynb").write_text("another")
    assert run(base, monkeypatch, capsys, made.result("submission"))[0] == 0
    assert "Other notebooks beside mlp.ipynb" in json.loads(results.read_text(encoding="utf-8"))["output"]
    (base / "submission" / "mlp.ipynb").unlink()
    assert run(base, monkeypatch, capsys, made.result("submission"))[0] == 0
    found = json.loads(results.read_text(encoding="utf-8"))
    check(found)
    assert found["score"] == 3.5 and len(found["extra_data"]["suite"]) > 10


def test_run_autograder_tells_a_student_what_is_missing(base, monkeypatch, capsys):
    """No notebook, or no telling which: a message and no grading."""
    target = base / "results" / "results.json"
    assert (
        run(base, monkeypatch, capsys)[0] == 0
        and "upload mlp.ipynb" in json.loads(target.read_text())["output"]
    )
    for name in ("a.ipynb", "b.ipynb"):
        (base / "submission" / name).write_text("the notebook")
    assert run(base, monkeypatch, capsys)[0] == 0
    assert "a.ipynb, b.ipynb" in json.loads(target.read_text())["output"]


def test_run_autograder_gives_no_mark_for_a_fault_of_ours(base, monkeypatch, capsys):
    """No results.json, a status that is not 0, one line for the instructor."""
    (base / "submission" / "mlp.ipynb").write_text("the notebook")
    status, said = run(base, monkeypatch, capsys, made.ungraded("s", "not_graded"))
    assert status == 3 and said.startswith("no results: ") and said.count("\n") == 1
    monkeypatch.setenv("AUTOGRADER_VISIBILITY", "later")
    status, said = run(base, monkeypatch, capsys, made.result("s"))
    assert status == 3 and "choose one of hidden" in said
    assert not (base / "results" / "results.json").exists()


def test_run_autograder_with_the_real_grader(base):
    """The archive of a real assignment, with its copy of the course, gives the reference full marks."""
    root = Path(__file__).parents[2]
    try:
        course = Course.load(root)
        notebook = course.source_notebook("mlp")
    except CourseError as exc:
        pytest.skip(f"the course is not there: {exc}")
    shutil.rmtree(base / "source")
    with zipfile.ZipFile(build_zip(course, "mlp", base)) as archive:
        archive.extractall(base / "source")
    shutil.copy(notebook, base / "submission")
    environ = {key: value for key, value in os.environ.items() if not key.startswith("AUTOGRADER_")}
    environ |= {"AUTOGRADER_BASE": str(base), "AUTOGRADER_PYTHON": sys.executable}
    done = subprocess.run(
        ["bash", str(base / "run_autograder")],
        env=environ,
        cwd=base,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads((base / "results" / "results.json").read_text(encoding="utf-8"))
    check(found)
    assert found["score"] == sum(test.get("max_score", 0) for test in found["tests"]) > 0
    assert {test["status"] for test in found["tests"]} == {"passed"}


def test_of_several_notebooks_the_one_with_the_assignments_name_counts(tmp_path):
    """Checkpoints, archives' leftovers and links are no notebooks."""
    for name in ("mlp.ipynb", "draft.ipynb", ".ipynb_checkpoints/mlp.ipynb", "__MACOSX/mlp.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")
    (tmp_path / "secret.ipynb").symlink_to("/etc/passwd")
    best = find_notebook(tmp_path, "mlp")
    assert best.path == tmp_path / "mlp.ipynb" and "beside mlp.ipynb" in str(best.notes[0])
    (tmp_path / "mlp.ipynb").unlink()
    best = find_notebook(tmp_path, "mlp")
    assert best.path == tmp_path / "draft.ipynb" and not best.notes
    (tmp_path / "draft.ipynb").unlink()
    assert find_notebook(tmp_path, "mlp").path is None
