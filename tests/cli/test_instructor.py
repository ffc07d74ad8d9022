"""An instructor's commands: from a platform's download to the platform's gradebook, nothing typed twice."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import zipfile

import msgspec
import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.cli import app, main
from autograder.core.course import Course
from autograder.core.errors import UsageError
from autograder.core.results import Ids, from_json, to_json
from tests.bridge import tiny

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,times (4711),Current Score
    Points Possible,,,,,6,(read only)
"Ng, Ann",4711,U-11,annng,Group A,,
"Müller, Jörg",4712,U-12,joerg,Group A,,
"Poe, Carol",4713,U-13,carol,Group B,,
"""
FILES = {
    "ngann_4711_98765_times.ipynb": {},
    "mullerjorg_LATE_4712_98766_times.ipynb": {"double": "return x ** 2"},
}


def run(*arguments, status=0):
    """Run a command; its standard output and standard error."""
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    assert done.exit_code == status, (done.output, done.exception)
    return done.stdout, done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A course with a gradebook, a download of Canvas's, graded with real workers, and Canvas's roster."""
    course = tiny.released(tmp_path_factory.mktemp("home") / "course", tiny.REAL)
    blank = json.loads(course.release_notebook("times").read_text())
    with zipfile.ZipFile(course.root / "download.zip", "w") as archive:
        for name, work in FILES.items():
            archive.writestr(name, json.dumps(tiny.filled(blank, **work)))
    (course.root / "canvas.csv").write_text(CANVAS)
    run(
        "grade", course.root / "download.zip", "--json", course.root / "r.json", "--course", course.root, "-q"
    )
    return course


@pytest.fixture
def course(home, tmp_path):
    """The same course to change."""
    shutil.copytree(home.root, tmp_path / "course")
    made = Course.load(tmp_path / "course", {})
    path = made.root / "r.json"
    path.write_text(path.read_text().replace(str(home.root), str(made.root)))
    return made


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def mark(course, student):
    with Gradebook(course.db_url, course.course_id) as book:
        grade = book.find_grade("why", "times", "times", student)
        grade.manual_score, grade.needs_manual_grade = 0.5, False
        book.find_comment("why", "times", "times", student).manual_comment = "see page 3"
        book.db.commit()


def students(course):
    with sqlite3.connect(course.root / "gradebook.db") as db:
        return {row[0] for row in db.execute("select id from student")}


def test_from_a_download_to_canvas(course):
    """Every student of the roster has a mark; who has not handed in is told; results alone say what they are."""
    root = course.root
    out, err = run(
        "export", "canvas", "--results", root / "r.json", "--roster", root / "canvas.csv", "--course", root
    )
    marks = {row["Student"].strip(): row["times (4711)"] for row in rows(out)}
    assert marks == {"Points Possible": "5", "Müller, Jörg": "3", "Ng, Ann": "5", "Poe, Carol": ""}
    assert "2 of 2 marks are those of the tests alone" in err
    assert "1 not handed in: Poe, Carol" in err
    assert "Ng, Ann (by " in err


def test_whoever_is_on_no_roster_is_told_and_not_exported(course):
    """The exit status says so."""
    (course.root / "short.csv").write_text(
        CANVAS.replace("4711,U-11,annng", "1,U-1,x").replace("Ng, Ann", "Ma, Eve")
    )
    arguments = (
        "--results",
        course.root / "r.json",
        "--roster",
        course.root / "short.csv",
        "--course",
        course.root,
    )
    out, err = run("export", "canvas", *arguments, status=1)
    assert {row["Student"].strip() for row in rows(out)} == {
        "Points Possible",
        "Müller, Jörg",
        "Ma, Eve",
        "Poe, Carol",
    }
    assert "not exported: ngann: nobody on the roster" in err


def test_a_roster_without_canvas_s_numbers_is_told(course):
    """Canvas would not find the student."""
    (course.root / "names.csv").write_text("Name,Email\nAnn Ng,a@x.example\nMüller Jörg,b@x.example\n")
    arguments = ("--results", course.root / "r.json", "--roster", course.root / "names.csv")
    _, err = run("export", "canvas", *arguments, "--course", course.root, status=1)
    assert "Canvas finds students by" in err.replace("\n", " ")


def test_regrading_results_from_a_zip_writes_the_gradebook_and_invents_nobody(course):
    """Then the gradebook is the truth of every export, and no results have to be named."""
    root = course.root
    said, _ = run("regrade", root / "r.json", "--gradebook", "--course", root)
    assert "0 of 2 submissions have other marks" in said
    assert students(course) == {"ngann", "mullerjorg"}
    mark(course, "ngann")
    for to, column in (("canvas", "times (4711)"), ("nbgrader", "score")):
        out, err = run("export", to, "--roster", root / "canvas.csv", "--course", root)
        assert {row[column] for row in rows(out)} >= {"5.5", "3"}
        assert "1 written answer to mark" in err and "tests alone" not in err
    run("regrade", root / "r.json", "--gradebook", "--course", root)
    with Gradebook(course.db_url, course.course_id) as book:
        assert not book.find_submission("times", "ngann").needs_manual_grade


def test_a_download_that_is_gone_keeps_its_marks(course):
    """It is told, and the exit status says so."""
    (course.root / "download.zip").unlink()
    said, _ = run("regrade", course.root / "r.json", "--gradebook", "--course", course.root, status=1)
    assert said.count("keeps its marks") == 2 and students(course) == set()


def test_a_fault_of_a_hidden_test_is_no_change_of_marks(course):
    """Marks stay as they are; what is wrong with the test is told once, and the exit status says so."""
    root = course.root
    run("regrade", root / "r.json", "--gradebook", "--course", root)
    before, _ = run("export", "nbgrader", "--course", root)
    test = root / "solutions" / "times" / "hidden" / "test_double.py"
    test.write_text(
        test.read_text() + "\ndef test_impossible(student):\n    expect.number(student.double(1), 3)\n"
    )
    said, _ = run("regrade", root / "r.json", "--gradebook", "--course", root, status=3)
    said = " ".join(said.split())
    assert "0 of 2 submissions have other marks" in said and said.count("2 not graded, ") == 1
    assert "the reference solution does not pass test_impossible of double" in said
    assert run("export", "nbgrader", "--course", root)[0] == before


def test_feedback_goes_back_under_the_names_of_the_download(course):
    """One zip, for Canvas or Moodle; what neither named is told."""
    path = course.root / "r.json"
    document = from_json(path.read_bytes())
    ids = {
        "ngann": Ids(platform="canvas", id="4711", submission="98765", file="ngann_4711_98765_times.ipynb"),
        "mullerjorg": Ids(platform="moodle", id="5502", file="Jörg Müller_5502_assignsubmission_file_"),
    }
    results = [msgspec.structs.replace(one, ids=ids[one.student]) for one in document.results]
    stranger = msgspec.structs.replace(results[0], student="stranger", ids=Ids())
    path.write_bytes(to_json(msgspec.structs.replace(document, results=(*results, stranger))))
    archive = course.root / "back.zip"
    said, _ = run(
        "feedback", "--no-pictures", "--results", path, "--zip", archive, "--course", course.root, status=1
    )
    assert "not in it  stranger, times" in said
    with zipfile.ZipFile(archive) as made:
        assert set(made.namelist()) == {
            "ngann_4711_98765_times.html",
            "Jörg Müller_5502_assignsubmission_file_/times.html",
        }
        assert "<strong>ngann</strong>" in made.read("ngann_4711_98765_times.html").decode()


def test_feedback_in_another_language_is_graded_in_it(course):
    """No Chinese frame around English messages."""
    root = course.root
    run("feedback", "--no-pictures", "--results", root / "r.json", "--language", "zh", "--course", root)
    page = (root / "feedback" / "mullerjorg" / "times" / "times.html").read_text()
    assert ('<html lang="zh-CN">' in page and "应为" in page) or "期望" in page
    assert "expected" not in page


def test_reports_and_feedback_need_no_results_where_autograded_notebooks_keep_them(course):
    """After `grade download.zip --gradebook` there is no submitted/ to look into."""
    root = course.root
    run("regrade", root / "r.json", "--gradebook", "--course", root)
    run("report", "--out", root / "class.html", "--course", root)
    said, _ = run("feedback", "--no-pictures", "--course", root)
    assert "2 pages" in said and "ngann" in (root / "class.html").read_text()


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one | {"score": 99.0},
        lambda one: one | {"score": -1.0},
        lambda one: one | {"score": None},
        lambda one: one | {"student": ""},
        lambda one: one | {"exercises": one["exercises"] * 2},
        lambda one: one | {"outcome": "excellent"},
        lambda one: one | {"score": "5"},
        lambda one: [],
    ],
)
def test_results_edited_by_hand_are_one_line(course, change):
    """Whichever command reads them."""
    path = course.root / "r.json"
    document = json.loads(path.read_text())
    document["results"][0] = change(document["results"][0])
    path.write_text(json.dumps(document))
    for command in (
        ("regrade", path),
        ("report", "--results", path),
        ("export", "canvas", "--results", path),
    ):
        done = CliRunner().invoke(app, [*map(str, command), "--course", str(course.root)])
        assert type(done.exception).__name__ == "UsageError", command
        assert "\n" not in str(done.exception).strip()


@pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "a/b", "..", "\u202eevil"])
def test_names_edited_by_hand_leave_no_folder_elsewhere(course, name):
    """A student's name in a document is data; no path is made of it outside the course."""
    path = course.root / "r.json"
    document = json.loads(path.read_text())
    document["results"] = [document["results"][0] | {"student": name}]
    path.write_text(json.dumps(document))
    run("feedback", "--no-pictures", "--results", path, "--course", course.root)
    outside = {
        one for one in course.root.parent.rglob("*") if "evil" in one.name and course.root not in one.parents
    }
    assert not outside


@pytest.mark.parametrize("columns", ["60", "80"])
def test_no_mark_is_cut(course, columns, monkeypatch):
    """In a pipe a table is as wide as it has to be."""
    monkeypatch.setenv("COLUMNS", columns)
    _, err = run("export", "nbgrader", "--results", course.root / "r.json", "--course", course.root)
    assert "5/5" in err and "3/5" in err and "…" not in err


def test_names_that_are_markup_or_no_folder_are_told(course):
    """A name in brackets is a name; a submission that gets no page is a line."""
    path = course.root / "r.json"
    document = json.loads(path.read_text())
    one = document["results"][0]
    document["results"] = [one | {"student": "[/bold] a/b"}, one | {"student": "[red]x", "assignment": ""}]
    path.write_text(json.dumps(document))
    said, _ = run("feedback", "--no-pictures", "--results", path, "--course", course.root)
    assert "no page    [/bold] a/b: times" in said
    _, err = run("export", "canvas", "--results", path, "--course", course.root)
    assert "not exported: [red]x: its name tells no assignment" in err and "[/bold] a/b" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("grade", "download.zip", "--json"),
        ("report", "times", "--out"),
        ("feedback", "times", "--zip"),
        ("export", "canvas", "--out"),
        ("regrade", "r.json", "--json"),
    ],
)
def test_a_file_that_cannot_be_written_is_told_before_the_work(course, arguments, monkeypatch):
    """One line, exit status 2, and nothing was graded."""
    monkeypatch.chdir(course.root)
    for target in ("nowhere/x.html", "solutions"):
        if (arguments[0], target) == ("report", "solutions"):
            continue  # a page has an end
        done = CliRunner().invoke(app, [*arguments, target])
        assert isinstance(done.exception, UsageError) and str(done.exception).startswith(
            f"cannot write {target}"
        )
    assert not (course.root / "feedback").exists()


def test_grade_names_what_it_leaves_out(course):
    """A notebook of another assignment is left out by ``--assignment``, never in silence; nothing of it at all is wrong use."""
    shutil.copytree(course.solutions / "times", course.solutions / "sums")
    (course.solutions / "sums" / "times.ipynb").rename(course.solutions / "sums" / "sums.ipynb")
    for name in ("times", "sums"):
        place = course.root / "handed" / "ann" / name / f"{name}.ipynb"
        place.parent.mkdir(parents=True)
        shutil.copy(course.release_notebook("times"), place)
    asked = ("grade", course.root / "handed", "--course", course.root, "-q", "--assignment")
    assert "left out because of --assignment times: 1 of sums" in run(*asked, "times")[1]
    shutil.rmtree(course.root / "handed" / "ann" / "times")
    assert isinstance(
        refusal := CliRunner().invoke(app, [str(one) for one in (*asked, "times")]).exception, UsageError
    )
    assert str(refusal) == "nothing of times is there; found 1 of sums"


def test_a_package_that_cannot_be_imported_is_one_line(monkeypatch, capsys):
    """As torch where a library that it needs is not there."""

    def broken(*_, **__):
        raise ImportError("libtorch.so: cannot open shared object file")

    monkeypatch.setattr("autograder.cli.app", broken)
    with pytest.raises(SystemExit) as stopped:
        main([])
    said = capsys.readouterr().err
    assert stopped.value.code == 3 and "libtorch.so" in said and "autograder doctor" in said
