"""Marks as a gradebook holds them, cell by cell: made by hand, without any grading."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from nbgrader.api import Base, Gradebook
from sqlalchemy import create_engine

from autograder.bridge.database import open_gradebook
from autograder.bridge.kept import Kept
from autograder.bridge.marks import read_marks
from autograder.core.course import Course
from autograder.core.marks import Marks, Part, Student
from autograder.core.results import Ids
from tests.bridge import tiny
from tests.reports.made import result

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # of nbgrader's own
DUE = datetime(2031, 1, 2, 12)
IDS = Ids(platform="canvas", id="7")


def with_tables(root: Path) -> Course:
    """A course with an empty gradebook; nbgrader would ask a process of its own for the schema's number."""
    course = tiny.make_course(root)
    engine = create_engine(course.db_url)
    Base.metadata.create_all(engine)
    engine.dispose()
    return course


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    """An assignment of the course, and one that it no longer has, of two notebooks."""
    course = with_tables(tmp_path_factory.mktemp("course"))
    with open_gradebook(course.db_url, course.course_id) as book:
        book.add_assignment("times", duedate=DUE)
        book.add_notebook("times", "times")
        cells = {"why": 1.0, "stray": 0.5, "test_extra": 4.0, "test_triple": 3.0, "test_double": 2.0}
        for name, points in cells.items():
            kind = "code" if name.startswith("test_") else "markdown"
            book.add_grade_cell(name, "times", "times", max_score=points, cell_type=kind)
        for name in ("double", "why", "triple"):
            book.add_solution_cell(name, "times", "times")
        book.add_assignment("gone", duedate=DUE)
        for name in ("one", "two"):
            book.add_notebook(name, "gone")
            book.add_grade_cell(f"test_{name}", name, "gone", max_score=1.0, cell_type="code")
            book.add_task_cell(f"task_{name}", name, "gone", max_score=2.0, cell_type="markdown")
        book.add_student("zoe", first_name="Zoe", last_name="Z", email="z@example.org")
        for name in ("ann", "bob"):
            book.add_student(name)
        book.add_submission("times", "bob", timestamp=DUE - timedelta(hours=1))
        late = book.add_submission("times", "ann", timestamp=DUE + timedelta(days=1, hours=1))
        late.extension = timedelta(days=1)
        late.notebooks[0].late_submission_penalty = 0.5
        for notebook in book.add_submission("gone", "ann").notebooks:
            notebook.late_submission_penalty = 0.25
        _mark(book, "test_double", auto_score=2.0, manual_score=1.5, needs_manual_grade=True)
        _mark(book, "test_triple", auto_score=3.0, extra_credit=0.5, needs_manual_grade=False)
        _mark(book, "why", needs_manual_grade=False)
        for cell, said in (("double", "see **5.1**\x1b[31m"), ("why", "why not?"), ("triple", None)):
            book.find_comment(cell, "times", "times", "ann").manual_comment = said
        book.db.commit()
    path = course.folders["autograded"] / "ann" / "times" / "times.ipynb"
    path.parent.mkdir(parents=True)
    kept = Kept(result("ann", "times", ids=IDS), "en")
    path.write_bytes(msgspec.json.encode({"metadata": {"autograded": kept}}))
    yield course


def _mark(book: Gradebook, cell: str, **values: object) -> None:
    grade = book.find_grade(cell, "times", "times", "ann")
    for name, value in values.items():
        setattr(grade, name, value)


def of(course: Course, student: str, assignment: str) -> Marks:
    """The marks of one submission."""
    return next(
        one for one in read_marks(course).marks if (one.student, one.assignment) == (student, assignment)
    )


def test_cells_stand_in_the_order_of_the_notebook(course: Course) -> None:
    """With what tests and people gave; a comment on a solution goes with its tests; what the notebook no longer has comes
    last, a code cell's exercise told by its name."""
    ann = of(course, "ann", "times")
    assert ann.parts[:3] == (
        Part("test_double", "double", 2.0, 2.0, 1.5, 0.0, True, "see **5.1**"),
        Part("test_triple", "triple", 3.0, 3.0, None, 0.5, False, ""),
        Part("why", None, 1.0, None, None, 0.0, False, "why not?"),
    )
    assert sorted((part.name, part.exercise, part.max_score) for part in ann.parts[3:]) == [
        ("stray", None, 0.5),
        ("test_extra", "extra", 4.0),
    ]
    assert (ann.max_score, ann.in_gradebook, ann.ids) == (10.5, True, IDS)


def test_lateness_is_counted_from_the_end_of_the_extension(course: Course) -> None:
    """Who is on time is not late by less than nothing; where nobody knows when it came, it is not late."""
    ann, bob, gone = of(course, "ann", "times"), of(course, "bob", "times"), of(course, "ann", "gone")
    assert (ann.seconds_late, ann.penalty, ann.handed_in) == (3600.0, 0.5, DUE + timedelta(hours=25))
    assert (bob.seconds_late, bob.penalty, bob.due, bob.ids) == (0.0, 0.0, DUE, Ids())
    assert (gone.seconds_late, gone.handed_in, gone.due) == (0.0, None, DUE)


def test_several_notebooks_are_one_submission(course: Course) -> None:
    """Of an assignment that the course no longer has: cells, points and penalties together."""
    gone = of(course, "ann", "gone")
    assert sorted((part.name, part.exercise, part.max_score) for part in gone.parts) == [
        ("task_one", None, 2.0),
        ("task_two", None, 2.0),
        ("test_one", "one", 1.0),
        ("test_two", "two", 1.0),
    ]
    assert (gone.max_score, gone.penalty) == (6.0, 0.5)


def test_what_is_asked_for_is_read(course: Course) -> None:
    """All, some assignments, one student; and whom the gradebook knows, whoever is asked for."""
    for asked, wanted in (
        ({}, [("ann", "gone"), ("ann", "times"), ("bob", "times")]),
        ({"assignments": ["times"]}, [("ann", "times"), ("bob", "times")]),
        ({"student": "ann"}, [("ann", "gone"), ("ann", "times")]),
        ({"assignments": iter(["times"]), "student": "bob"}, [("bob", "times")]),
        ({"assignments": []}, []),
    ):
        record = read_marks(course, **asked)
        assert [(one.student, one.assignment) for one in record.marks] == wanted
        assert sorted(record.students, key=lambda one: one.id) == [
            Student("ann"),
            Student("bob"),
            Student("zoe", "Zoe", "Z", "z@example.org"),
        ]


def test_an_empty_gradebook_has_no_marks(tmp_path: Path) -> None:
    """And nobody in it, after it was read, too."""
    course = with_tables(tmp_path)
    record = read_marks(course)
    assert (record.marks, record.students) == ((), ())
    with sqlite3.connect(tmp_path / "gradebook.db") as database:
        assert database.execute("SELECT id FROM course").fetchall() == [(course.course_id,)]
