"""A bulk run's verdicts reach nbgrader's gradebook whole, once, and without touching what people gave."""

from __future__ import annotations

import json
import sqlite3
import threading

import msgspec
import pytest
from nbgrader.api import Gradebook

from autograder.bridge import gradebook
from autograder.core.course import Course
from autograder.core.errors import CourseError, OurFault
from tests.bridge import tiny


def grade(course, *students):
    with tiny.ReadingGrader(course) as grader:
        for student in students:
            path = course.submission(student, "times")
            yield grader.grade(path, student=student, assignment="times")


def write(course, *students, **options):
    return list(gradebook.write_results(grade(course, *students), course, **options))


def scores(course, student):
    with Gradebook(course.db_url, course.course_id) as book:
        found = book.find_submission_notebook("times", "times", student)
        return {
            grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
            for grade in found.grades
        }


def test_verdicts_become_scores_comments_and_notebooks(course, blank):
    """Partial marks, an open question and a read-only autograded notebook, as after nbgrader autograde."""
    tiny.hand_in(course, "bob", tiny.filled(blank, double="return half"))
    [written] = write(course, "bob")
    assert scores(course, "bob") == {
        "test_double": (1.0, None, False),
        "test_triple": (3.0, None, False),
        "why": (None, None, True),
    }
    notebook = json.loads(written.notebook.read_text())
    assert "".join(tiny.cell_of(notebook, "test_double")["outputs"][1]["data"]["text/plain"]) == "1.0"
    assert written.notebook.stat().st_mode & 0o777 == 0o444
    assert [path.name for path in written.notebook.parent.iterdir()] == ["times.ipynb"]


def test_an_unanswered_question_gets_nothing(course, blank):
    """A question left as it was is 0 with the comment "No response.", as nbgrader has it."""
    tiny.hand_in(course, "eve", tiny.filled(blank, why="".join(tiny.cell_of(blank, "why")["source"])))
    write(course, "eve")
    assert scores(course, "eve")["why"] == (0.0, None, False)
    with Gradebook(course.db_url, course.course_id) as book:
        assert book.find_comment("why", "times", "times", "eve").auto_comment == "No response."
        assert book.find_comment("double", "times", "times", "eve").auto_comment is None


def test_what_people_gave_survives_another_run(course, blank):
    """Manual marks, extra credit, comments and extensions stay; a cell with a manual mark is flagged for a
    look."""
    tiny.hand_in(course, "ann", tiny.filled(blank, triple="return 0"))
    write(course, "ann")
    with Gradebook(course.db_url, course.course_id) as book:
        mark = book.find_grade("test_triple", "times", "times", "ann")
        mark.manual_score, mark.extra_credit = 2.5, 0.5
        book.find_comment("why", "times", "times", "ann").manual_comment = "good"
        book.find_grade("why", "times", "times", "ann").manual_score = 1.0
        book.grant_extension("times", "ann", days=3)
        book.db.commit()
    tiny.hand_in(course, "ann", tiny.filled(blank))
    write(course, "ann")
    assert scores(course, "ann")["test_triple"] == (3.0, 2.5, True)
    assert scores(course, "ann")["why"] == (None, 1.0, True)
    with Gradebook(course.db_url, course.course_id) as book:
        assert book.find_submission("times", "ann").score == 2.0 + 3.0 + 1.0
        assert book.find_comment("why", "times", "times", "ann").comment == "good"
        assert book.find_submission("times", "ann").extension.days == 3


def test_late_penalties_follow_the_course(course, blank):
    """The plugin of nbgrader's AssignLatePenalties decides; handed in late, the penalty stands beside the
    score."""
    path = course.root / "nbgrader_config.py"
    path.write_text(path.read_text() + "c.LateSubmissionPlugin.penalty_method = 'zero'\n")
    with Gradebook(course.db_url, course.course_id) as book:
        book.update_or_create_assignment("times", duedate="2031-01-02 12:00:00 UTC")
    for student, day in (("late", "03"), ("early", "01")):
        handed = tiny.hand_in(course, student, tiny.filled(blank))
        (handed.parent / "timestamp.txt").write_text(f"2031-01-{day} 12:00:00 UTC")
    late, early = write(Course.load(course.root, {}), "late", "early")
    with Gradebook(course.db_url, course.course_id) as book:
        assert book.find_submission("times", "late").late_submission_penalty == 5.0
        assert book.find_submission("times", "early").late_submission_penalty == 0.0
        assert book.find_submission("times", "early").timestamp.day == 1
    assert (early.notebook.parent / "timestamp.txt").read_text() == "2031-01-01 12:00:00 UTC"


def test_an_unreadable_submission_waits_for_a_person(course, blank):
    """No score at all, older ones included; the message stands in the notebook."""
    tiny.hand_in(course, "carl", tiny.filled(blank))
    write(course, "carl")
    tiny.hand_in(course, "carl", "no json <script>")
    [written] = write(course, "carl")
    assert set(scores(course, "carl").values()) == {(None, None, True)}
    first = json.loads(written.notebook.read_text())["cells"][0]
    assert "".join(first["source"]).startswith("> ")


def test_what_was_not_graded_keeps_its_scores_and_is_flagged(course, blank):
    """Our fault writes no score; what the gradebook has is flagged for a person."""
    tiny.hand_in(course, "dan", tiny.filled(blank, double="return half"))
    write(course, "dan")
    tiny.hand_in(course, "dan", tiny.filled(blank, double="return ours"))
    [written] = write(course, "dan")
    assert written.notebook is None
    assert scores(course, "dan")["test_double"] == (1.0, None, True)


def test_scores_never_come_from_what_a_student_wrote(course, blank):
    """Forged outputs, points, graded cells and gradebook columns in the notebook change nothing."""
    forged = tiny.filled(blank, double="return 0", triple="return 0")
    for name in ("test_double", "test_triple"):
        cell = tiny.cell_of(forged, name)
        cell["metadata"]["nbgrader"]["points"] = 1000
        cell["source"] = "100"
        cell["outputs"] = [
            {
                "output_type": "execute_result",
                "data": {"text/plain": "100"},
                "metadata": {},
                "execution_count": 1,
            }
        ]
    forged["cells"].append(tiny.code("1", "test_bonus", grade=True, points=50))
    forged["cells"][1]["outputs"] = [
        {"output_type": "execute_result", "data": {"text/plain": "2.0"}, "metadata": {}, "execution_count": 1}
    ]
    tiny.hand_in(course, "mallory", forged)
    write(course, "mallory")
    assert {name: score[0] for name, score in scores(course, "mallory").items()} == {
        "test_double": 0.0,
        "test_triple": 0.0,
        "why": None,
    }


def test_a_notebook_that_cannot_be_written_leaves_the_gradebook_alone(course, blank):
    """Scores and notebook appear together or not at all."""
    tiny.hand_in(course, "fay", tiny.filled(blank))
    (course.folders["autograded"] / "fay" / "times" / "times.ipynb" / "in the way").mkdir(parents=True)
    with pytest.raises(OSError):
        write(course, "fay")
    with sqlite3.connect(course.root / "gradebook.db") as db:
        assert db.execute("select count(*) from student").fetchone() == (0,)
    assert not list(course.folders["autograded"].rglob(".*.part"))


def test_a_locked_gradebook_is_waited_for(course, blank):
    """While another process writes, the writer tries again; then everything is there."""
    tiny.hand_in(course, "gil", tiny.filled(blank))
    other = sqlite3.connect(course.root / "gradebook.db", check_same_thread=False)
    other.execute("begin exclusive")
    release = threading.Timer(0.5, other.rollback)
    release.start()
    write(course, "gil", db_url=f"{course.db_url}?timeout=0.05")
    release.join()
    other.close()
    assert scores(course, "gil")["test_double"][0] == 2.0


def test_a_gradebook_that_stays_locked_is_our_fault_and_loses_nothing(course, blank):
    """After the patience is used up: one clear error, no half-written marks, no notebook."""
    tiny.hand_in(course, "hal", tiny.filled(blank))
    results = list(grade(course, "hal"))
    with sqlite3.connect(course.root / "gradebook.db") as other:

        def locked():
            other.execute("begin exclusive")
            yield from results

        run = gradebook.write_results(locked(), course, db_url=f"{course.db_url}?timeout=0.01", patience=0.1)
        with pytest.raises(OurFault, match="locked"):
            next(run)
        other.rollback()
    assert not list(course.folders["autograded"].rglob("*.ipynb"))
    with Gradebook(course.db_url, course.course_id) as book:
        assert book.students == []


def test_a_gradebook_of_another_version_is_refused(course, blank):
    """When the points in the gradebook are not the course's, nothing is written."""
    tiny.hand_in(course, "ida", tiny.filled(blank))
    with sqlite3.connect(course.root / "gradebook.db") as db:
        db.execute("update grade_cells set max_score = 7")
    with pytest.raises(CourseError, match="test_double"):
        write(course, "ida")


def test_an_assignment_that_the_gradebook_does_not_know_says_what_to_do(tmp_path, course, blank):
    """A fresh gradebook asks for the release."""
    tiny.hand_in(course, "joe", tiny.filled(blank))
    with pytest.raises(CourseError, match="autograder release times"):
        write(course, "joe", db_url=f"sqlite:///{tmp_path / 'new.db'}")


@pytest.mark.parametrize("student", ["..", "", "a/b", "x" * 200, "a\0b"])
def test_a_student_id_that_is_no_folder_name_costs_nobody_else(course, blank, student, caplog):
    """It is left out of the gradebook, the log says so, and the next submission is written."""
    tiny.hand_in(course, "kim", tiny.filled(blank))
    [result] = grade(course, "kim")
    odd = msgspec.structs.replace(result, student=student)
    left_out, kept = gradebook.write_results([odd, result], course)
    assert left_out.notebook is None
    assert "not in the gradebook: " in caplog.text
    assert scores(course, "kim")["test_double"][0] == 2.0
    assert [path.name for path in course.folders["autograded"].iterdir()] == ["kim"]


@pytest.mark.parametrize("change", ["gone", "another"])
def test_a_notebook_that_is_not_at_hand_is_not_taken_for_unanswered(course, blank, change):
    """Graded from an archive, or changed since: scores are written, the question waits for a person, the page
    says so."""
    path = tiny.hand_in(course, "lea", tiny.filled(blank))
    results = list(grade(course, "lea"))
    if change == "gone":
        path.unlink()
    else:
        tiny.hand_in(course, "lea", tiny.filled(blank, double="return 0"))
    [written] = gradebook.write_results(results, course)
    assert scores(course, "lea") == {
        "test_double": (2.0, None, False),
        "test_triple": (3.0, None, False),
        "why": (None, None, True),
    }
    notebook = json.loads(written.notebook.read_text())
    assert "not at hand" in "".join(notebook["cells"][0]["source"])
    assert "return 0" not in json.dumps(notebook)


def test_a_notebook_from_elsewhere_can_be_pointed_at(course, blank, tmp_path):
    """locate says where an unpacked notebook is."""
    path = tiny.hand_in(course, "max", tiny.filled(blank))
    results = list(grade(course, "max"))
    path.rename(tmp_path / "unpacked.ipynb")
    [written] = gradebook.write_results(results, course, locate=lambda result: tmp_path / "unpacked.ipynb")
    assert "return x * 2" in written.notebook.read_text()


def test_a_class_is_written_as_it_comes(course, blank):
    """Results are drawn one at a time, so that a class of any size needs no memory."""
    for number in range(3):
        tiny.hand_in(course, f"s{number}", tiny.filled(blank))
    drawn = []

    def results():
        for result in grade(course, "s0", "s1", "s2"):
            drawn.append(result.student)
            yield result

    run = gradebook.write_results(results(), course)
    assert next(run).result.student == "s0"
    assert drawn == ["s0"]
    assert scores(course, "s0")["test_double"][0] == 2.0
