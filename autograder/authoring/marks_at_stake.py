"""Whose marks an exercise is part of, out of nbgrader's gradebook: said before an author takes the exercise away."""

from __future__ import annotations

from contextlib import closing

from sqlalchemy import make_url

from autograder.bridge.database import open_gradebook
from autograder.core.course import Course


def marks_at_stake(course: Course, assignment: str, exercise: str) -> list[str]:
    """One line a student: the marks of an exercise, and the total with and without it; empty when nothing was graded.

    Raises:
        OurFault: when the gradebook cannot be read.
    """
    address = make_url(course.db_url)
    if address.get_backend_name() == "sqlite" and not course.root.joinpath(address.database or "").is_file():
        return []
    lines = []
    with closing(open_gradebook(course.db_url, course.course_id)) as book:
        submissions = [one for one in book.submitted_assignments if one.assignment.name == assignment]
        for submission in sorted(submissions, key=lambda one: one.student_id):
            for grade in (grade for notebook in submission.notebooks for grade in notebook.grades):
                if grade.name == f"test_{exercise}":
                    lines.append(
                        f"{submission.student_id}: {grade.score:g} of {grade.max_score:g} for {exercise}; in all "
                        f"{submission.score:g} of {submission.max_score:g}, without it "
                        f"{submission.score - grade.score:g} of {submission.max_score - grade.max_score:g}"
                    )
    return lines
