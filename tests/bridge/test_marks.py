"""The gradebook is the one record of marks: read as nbgrader's export reads it, and written only where it changed."""

from __future__ import annotations

import csv
import sqlite3

import pytest
from nbgrader.api import Gradebook
from nbgrader.plugins.export import CsvExportPlugin

from autograder.authoring.change_exercise import carry_out, marks_at_stake, removal, renaming
from autograder.authoring.release import generate
from autograder.bridge.gradebook import write_results
from autograder.bridge.marks import read_marks
from autograder.core.course import Course
from autograder.core.errors import CourseError
from tests.bridge import tiny

SLIDING = """
from nbgrader.plugins import BasePlugin

class Sliding(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        {body}
"""


def write(course, *students):
    with tiny.ReadingGrader(course) as grader:
        results = [
            grader.grade(course.submission(student, "times"), student=student, assignment="times")
            for student in students
        ]
    return list(write_results(results, course))


def mark(course, student, cell="why", score=0.5, extra=None, comment="see **5.1**"):
    """Mark a cell as formgrader does."""
    with Gradebook(course.db_url, course.course_id) as book:
        grade = book.find_grade(cell, "times", "times", student)
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = score, extra, False
        if cell == "why":
            book.find_comment(cell, "times", "times", student).manual_comment = comment
        book.db.commit()


def late(course, blank, student, days=1, **work):
    """Hand in late."""
    path = tiny.hand_in(course, student, tiny.filled(blank, **work))
    (path.parent / "timestamp.txt").write_text(f"2031-01-{2 + days:02} 12:00:00 UTC")


def with_plugin(course, body):
    """The course with a late plugin beside its configuration, and a due date."""
    module = f"late_{abs(hash((str(course.root), body)))}"
    (course.root / f"{module}.py").write_text(SLIDING.format(body=body))
    path = course.root / "nbgrader_config.py"
    path.write_text(path.read_text() + f"c.AssignLatePenalties.plugin_class = '{module}.Sliding'\n")
    with Gradebook(course.db_url, course.course_id) as book:
        book.update_or_create_assignment("times", duedate="2031-01-02 12:00:00 UTC")
    return Course.load(course.root, {})


def exported(course, tmp_path):
    """What nbgrader export says: student -> (raw, penalty, score, maximum)."""
    plugin = CsvExportPlugin()
    plugin.to = str(tmp_path / "export.csv")
    with Gradebook(course.db_url, course.course_id) as book:
        plugin.export(book)
    with open(plugin.to) as file:
        return {
            row["student_id"]: tuple(
                float(row[name]) for name in ("raw_score", "late_submission_penalty", "score", "max_score")
            )
            for row in csv.DictReader(file)
        }


def tables(course):
    """Everything that the gradebook holds."""
    with sqlite3.connect(course.root / "gradebook.db") as db:
        return list(db.iterdump())


def test_marks_are_those_of_nbgraders_export(course, blank, tmp_path):
    """Automatic and manual marks, a corrected test, extra credit, a late penalty: the same numbers."""
    course = with_plugin(course, "return 0.1 * score")
    tiny.hand_in(course, "ann", tiny.filled(blank, double="return half"))
    late(course, blank, "bob", triple="return 0")
    write(course, "ann", "bob")
    mark(course, "ann", extra=0.25)
    mark(course, "bob", "test_triple", 2.0)
    found = {one.student: one for one in read_marks(course).marks}
    for student, (raw, penalty, score, most) in exported(course, tmp_path).items():
        own = found[student]
        assert (own.raw, own.penalty, own.total, own.max_score) == pytest.approx((raw, penalty, score, most))
    ann, bob = found["ann"], found["bob"]
    assert (ann.automatic, ann.written, ann.extra, ann.total) == (4.0, 0.5, 0.25, 4.75)
    assert [part.exercise for part in ann.parts] == ["double", "triple", None]
    assert ann.parts[2].comment == "see **5.1**"
    assert [str(text) for text in bob.still_open] == ["1 written answer to mark"]
    assert (bob.automatic, bob.penalty, bob.seconds_late) == (4.0, pytest.approx(0.2), 86400.0)


def test_unchanged_work_is_not_written_again(course, blank):
    """What a person has marked stays marked, and a penalty is worked out once, whatever was marked since."""
    course = with_plugin(course, "return 0.2 * score")
    late(course, blank, "ann", double="return half")
    [written] = write(course, "ann")
    mark(course, "ann")
    mark(course, "ann", "test_double", 1.5, extra=0.5)
    before, made = tables(course), written.notebook.stat().st_mtime_ns
    write(course, "ann")
    assert tables(course) == before
    assert written.notebook.stat().st_mtime_ns == made
    [ann] = read_marks(course).marks
    assert (ann.penalty, ann.open) == (pytest.approx(0.8), ())


def test_what_changed_below_a_mark_is_looked_at_again(course, blank):
    """A new answer, or a new solution below a corrected mark, waits for a person; what is as it was does not."""
    tiny.hand_in(course, "ann", tiny.filled(blank, double="return half"))
    write(course, "ann")
    mark(course, "ann")
    mark(course, "ann", "test_double", 1.5)
    tiny.hand_in(course, "ann", tiny.filled(blank, double="return half + half"))
    write(course, "ann")
    [ann] = read_marks(course).marks
    assert [part.name for part in ann.open] == ["test_double"]
    mark(course, "ann", "test_double", 1.5)
    tiny.hand_in(course, "ann", tiny.filled(blank, double="return half + half", why="For another reason."))
    write(course, "ann")
    [ann] = read_marks(course).marks
    assert "why" in [part.name for part in ann.open] and ann.written == 0.5


def test_a_later_extension_takes_the_penalty_away(course, blank):
    """The lateness has changed, so the penalty is worked out again."""
    course = with_plugin(course, "return 1.0")
    late(course, blank, "ann")
    write(course, "ann")
    assert read_marks(course).marks[0].penalty == 1.0
    with Gradebook(course.db_url, course.course_id) as book:
        book.grant_extension("times", "ann", days=2)
    write(course, "ann")
    assert read_marks(course).marks[0].penalty == 0.0


@pytest.mark.parametrize(
    "body", ["raise KeyError(student_id)", "return 'much'", "return float('nan')", "raise SystemExit(3)"]
)
def test_a_plugin_that_fails_costs_nobody_else(course, blank, body):
    """One line with its name; the submission keeps what it had, the others go on."""
    course = with_plugin(course, f"if student_id == 'bob': {body}\n        return 0.5")
    for student in ("ann", "bob", "carl"):
        late(course, blank, student)
    ann, bob, carl = write(course, "ann", "bob", "carl")
    assert [one.result.outcome for one in (ann, bob, carl)] == ["graded", "not_graded", "graded"]
    assert "late plugin" in bob.result.message and "Sliding" in bob.result.message
    assert "\n" not in bob.result.message
    assert [one.student for one in read_marks(course).marks] == ["ann", "carl"]


@pytest.mark.parametrize(
    "said",
    [
        "c.AssignLatePenalties.plugin_class = 'nowhere.Sliding'",
        "c.AssignLatePenalties.plugin_class = 'json.dumps'",
    ],
)
def test_a_plugin_that_cannot_be_made_is_one_line(course, blank, said):
    """Before anything is written."""
    path = course.root / "nbgrader_config.py"
    path.write_text(path.read_text() + said + "\n")
    tiny.hand_in(course, "ann", tiny.filled(blank))
    with pytest.raises(CourseError, match="late plugin .* cannot be used") as refused:
        write(Course.load(course.root, {}), "ann")
    assert "\n" not in str(refused.value)


def test_results_alone_are_the_marks_of_the_tests(course, blank):
    """Who is not in the gradebook has what the tests gave; who is has the gradebook's marks and the platform's ids."""
    for student in ("ann", "bob"):
        tiny.hand_in(course, student, tiny.filled(blank, double="return half"))
    write(course, "ann")
    mark(course, "ann")
    with tiny.ReadingGrader(course) as grader:
        results = [
            grader.grade(course.submission(student, "times"), student=student, assignment="times")
            for student in ("ann", "bob")
        ]
    record = read_marks(course).with_results(results)
    ann, bob = record.find("ann", "times"), record.find("bob", "times")
    assert (ann.total, ann.max_score, ann.in_gradebook) == (4.5, 6.0, True)
    assert (bob.total, bob.max_score, bob.in_gradebook) == (4.0, 5.0, False)


def test_marks_at_stake_are_told_before_an_exercise_goes(course, blank):
    """A line a student: what the exercise gave, and the total with and without it."""
    tiny.hand_in(course, "ann", tiny.filled(blank, double="return half"))
    write(course, "ann")
    assert marks_at_stake(course, "times", "double") == [
        "ann: 1 of 2 for double; in all 4 of 6, without it 3 of 4"
    ]
    assert marks_at_stake(course, "times", "unknown") == []


@pytest.mark.parametrize("new", [None, "twofold"])
def test_an_exercise_goes_or_is_renamed_after_grading_has_begun(course, blank, new):
    """nbgrader then takes the new release; the other marks, a person's among them, stay."""
    tiny.hand_in(course, "ann", tiny.filled(blank, double="return half"))
    write(course, "ann")
    mark(course, "ann")
    before = read_marks(course).find("ann", "times")
    plan = removal(course, "times", "double") if new is None else renaming(course, "times", "double", new)
    assert plan[0][0].startswith("the gradebook: ")
    carry_out(plan)
    generate(course)
    after = read_marks(course).find("ann", "times")
    own = {part.exercise: part for part in before.parts}
    gone = 0.0 if new else own["double"].score
    assert after.raw == before.raw - gone and after.max_score == before.max_score - (0.0 if new else 2.0)
    kept = {part.exercise: part.score for part in after.parts}
    assert kept.get(new or "double") == (own["double"].score if new else None)


def test_a_penalty_is_a_share_of_what_is_left(course, blank):
    """It is worked out again when an exercise goes."""
    course = with_plugin(course, "return 0.5 * score")
    late(course, blank, "ann")
    write(course, "ann")
    carry_out(removal(course, "times", "double"))
    generate(course)
    after = read_marks(course).find("ann", "times")
    assert after.raw > 0 and after.penalty == after.raw / 2


def test_a_course_without_a_gradebook_says_so(tmp_path):
    """Nothing is made by asking."""
    course = tiny.make_course(tmp_path)
    assert not course.has_gradebook
    assert not (tmp_path / "gradebook.db").exists()
