"""Reading the one record of marks: nbgrader's gradebook, with what tests and people gave and what lateness costs."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.api import Student as StudentRow
from sqlalchemy import select

from autograder.bridge.database import open_gradebook
from autograder.bridge.kept import kept
from autograder.core.clean import clean
from autograder.core.course import Course
from autograder.core.errors import CourseError
from autograder.core.marks import Marks, Part, Record, Student
from autograder.core.results import Ids
from autograder.submissions import read_release


def read_marks(
    course: Course, assignments: Iterable[str] | None = None, student: str | None = None
) -> Record:
    """The marks in the course's gradebook, with the numbers of ``nbgrader export``.

    Args:
        course: the course.
        assignments: which assignments; by default all that the gradebook has.
        student: whose marks; by default everybody's.

    Raises:
        OurFault: when the gradebook cannot be opened.
    """
    with open_gradebook(course.db_url, course.course_id) as gradebook:
        db = gradebook.db
        students = db.execute(
            select(StudentRow.id, StudentRow.first_name, StudentRow.last_name, StudentRow.email)
        )
        return Record(
            tuple(_marks(db, course, _submissions(db, assignments, student))),
            tuple(Student(*(value or "" for value in row)) for row in students),
        )


def _submissions(db: Any, assignments: Iterable[str] | None, student: str | None) -> list[Any]:
    """A row a submitted notebook; nbgrader may have several of one assignment."""
    submitted = SubmittedAssignment
    query = (
        select(
            SubmittedNotebook.id,
            SubmittedNotebook.late_submission_penalty.label("penalty"),
            submitted.student_id.label("student"),
            submitted.timestamp,
            submitted.extension,
            Assignment.name.label("assignment"),
            Assignment.duedate,
        )
        .join(SubmittedNotebook.assignment)
        .join(submitted.assignment)
        .order_by(Assignment.name, submitted.student_id)
    )
    if assignments is not None:
        query = query.where(Assignment.name.in_(list(assignments)))
    if student is not None:
        query = query.where(submitted.student_id == student)
    return list(db.execute(query))


def _marks(db: Any, course: Course, rows: list[Any]) -> Iterable[Marks]:
    cells, ids = _cells(db), [row.id for row in rows]
    grades: dict[str, list[Any]] = defaultdict(list)
    given = (Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade)
    for grade in _of(db, select(Grade.notebook_id, Grade.cell_id, *given), Grade, ids):
        grades[grade.notebook_id].append(grade)
    comments: dict[str, dict[str, str]] = defaultdict(dict)
    said = select(Comment.notebook_id, BaseCell.name, Comment.manual_comment).join(Comment.cell)
    for one in _of(db, said.where(Comment.manual_comment.is_not(None)), Comment, ids):
        comments[one.notebook_id][one.name] = clean(one.manual_comment)
    together: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows:
        together[row.assignment, row.student].append(row)
    layouts = {name: _layout(course, name) for name in {row.assignment for row in rows}}
    for (assignment, student), own in together.items():
        layout = layouts[assignment]
        parts = [
            _part(grade, *cells[grade.cell_id], layout, comments[row.id])
            for row in own
            for grade in grades[row.id]
            if grade.cell_id in cells
        ]
        place = {name: index for index, name in enumerate(layout)}
        first = own[0]
        due = first.duedate and first.duedate + first.extension if first.extension else first.duedate
        late = (first.timestamp - due).total_seconds() if first.timestamp and due else 0.0
        verdict = kept(course, student, assignment)
        known = verdict.result.ids if verdict else Ids()
        parts.sort(key=lambda part: place.get(part.name, len(place)))
        most = math.fsum(part.max_score for part in parts)
        penalty = math.fsum(row.penalty or 0.0 for row in own)
        dates = max(0.0, late), first.timestamp, first.duedate
        yield Marks(student, assignment, tuple(parts), most, penalty, *dates, in_gradebook=True, ids=known)


def _of(db: Any, query: Any, table: Any, notebooks: list[str]) -> Iterable[Any]:
    """The rows of a few notebooks, or of all where they are many."""
    few = len(notebooks) < 100  # a statement takes no unlimited number of values
    return db.execute(query.where(table.notebook_id.in_(notebooks)) if few else query)


def _cells(db: Any) -> dict[str, tuple[str, float, bool]]:
    """Id of a graded cell -> its name, its points, and whether it holds code."""
    graded = db.execute(select(GradeCell.id, GradeCell.name, GradeCell.max_score, GradeCell.cell_type))
    tasks = db.execute(select(TaskCell.id, TaskCell.name, TaskCell.max_score))
    return {row.id: (row.name, row.max_score, row.cell_type == "code") for row in graded} | {
        row.id: (row.name, row.max_score, False) for row in tasks
    }


def _part(
    grade: Any,
    name: str,
    points: float,
    code: bool,
    layout: Mapping[str, str | None],
    comments: Mapping[str, str],
) -> Part:
    exercise = name.removeprefix("test_") if code else None
    said = [
        text for cell, text in comments.items() if cell == name or (exercise and layout.get(cell) == exercise)
    ]
    given = grade.auto_score, grade.manual_score, grade.extra_credit or 0.0, bool(grade.needs_manual_grade)
    return Part(name, exercise, points, *given, "\n\n".join(said))


def _layout(course: Course, assignment: str) -> Mapping[str, str | None]:
    """grade_id of a cell -> its exercise, or None, in the order of the notebook; empty for what the course no
    longer has."""
    try:
        release = read_release(course.source_notebook(assignment))
    except CourseError:
        return {}
    return {cell.grade_id: cell.exercise for cell in release if cell.grade_id}
