"""Writing verdicts into nbgrader's gradebook: one transaction a submission, so that nothing is ever
half-written.

nbgrader's own ``SaveAutoGrades`` commits after every cell and re-reads a cell's output for its score. This
does the same to the same tables, from the :class:`~autograder.core.results.Result` itself: manual marks, comments,
extensions and extra credit are never touched, a cell with a manual mark is flagged for another look, an
unanswered question gets 0.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
    new_uuid,
)
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task
from sqlalchemy import bindparam, insert, select, update

from autograder.bridge.database import PATIENCE, insist, open_gradebook
from autograder.core.errors import CourseError, OurFault
from autograder.core.results import Result

_GRADES, _COMMENTS = Grade.__table__, Comment.__table__
_SUBMISSIONS, _NOTEBOOKS = SubmittedAssignment.__table__, SubmittedNotebook.__table__


@dataclass(frozen=True)
class CellScores:
    """What one submission's cells get.

    Attributes:
        scores: grade_id of a graded cell -> points, or None where a person has to mark.
        unanswered: grade_id of a solution or task cell -> whether it is as it was released.
    """

    scores: Mapping[str, float | None]
    unanswered: Mapping[str, bool]

    @classmethod
    def of(
        cls, notebook: NotebookNode, exercises: Mapping[str, str], result: Result, *, answers: bool = True
    ) -> CellScores:
        """The scores of an autograded notebook; its outputs are not looked at.

        Args:
            notebook: the rebuilt notebook.
            exercises: grade_id of a test cell -> exercise.
            result: the verdict; one that is ``unreadable`` gives None everywhere.
            answers: whether the student's answers are in the notebook; if not, none is taken for missing.

        Raises:
            OurFault: when the verdict lacks an exercise.
        """
        given = {exercise.name: exercise.score for exercise in result.exercises}
        scores: dict[str, float | None] = {}
        unanswered = {}
        for cell in notebook.cells:
            if is_grade(cell):
                name = cell.metadata.nbgrader.grade_id
                if result.outcome == "unreadable":
                    scores[name] = None
                elif is_solution(cell):
                    scores[name] = determine_grade(cell)[0] if answers else None
                elif exercises.get(name) in given:
                    scores[name] = given[exercises[name]]
                else:
                    raise OurFault(f"the hidden tests gave no verdict on the graded cell {name!r}")
            if is_solution(cell) or is_task(cell):
                meta = cell.metadata.nbgrader
                unchanged = meta.get("checksum") == compute_checksum(cell)
                unanswered[meta.grade_id] = unchanged and answers and not is_task(cell)
        return cls(scores, unanswered)


@dataclass(frozen=True)
class _Structure:
    """One assignment's rows: its notebooks, and the cells of the notebook that is graded, by name."""

    assignment: str
    notebook: str
    notebooks: tuple[str, ...]
    points: Mapping[str, float]
    grade_cells: Mapping[str, str]
    comment_cells: Mapping[str, str]
    all_grades: tuple[tuple[str, str], ...]
    all_comments: tuple[tuple[str, str], ...]


@dataclass
class GradebookWriter:
    """The one writer of verdicts into a gradebook; a context manager.

    Args:
        db_url: the gradebook, an SQLAlchemy address.
        course_id: nbgrader's name of the course.
        penalties: nbgrader's late penalties, configured; None leaves them to somebody else.
        patience: seconds to wait for a locked gradebook.
        sleep: waits between tries.
    """

    db_url: str
    course_id: str = ""
    penalties: AssignLatePenalties | None = None
    patience: float = PATIENCE
    sleep: Callable[[float], None] = time.sleep
    _structures: dict[tuple[str, str], _Structure] = field(default_factory=dict, init=False, repr=False)

    def __enter__(self) -> GradebookWriter:
        self._gradebook = open_gradebook(self.db_url, self.course_id, self.patience, self.sleep)
        self._db = self._gradebook.db
        if self.penalties is not None:
            self.penalties.init_plugin()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._gradebook.close()

    def write(
        self,
        student: str,
        assignment: str,
        notebook: str,
        scores: CellScores,
        points: Mapping[str, float] | None = None,
        timestamp: datetime | None = None,
        last: Callable[[], None] = lambda: None,
    ) -> None:
        """Write one submission's scores in one transaction, creating student and submission where they are
        new.

        Args:
            student: nbgrader's student id.
            assignment: its name.
            notebook: the notebook's name, without ``.ipynb``.
            scores: what its cells get.
            points: grade_id -> points according to the course, which the gradebook must agree with.
            timestamp: when it was handed in, UTC; None leaves what the gradebook has.
            last: runs before the commit; when it raises, nothing is written.

        Raises:
            CourseError: when the gradebook's idea of the assignment is not the course's.
            OurFault: when the gradebook stays locked, or cannot be written.
        """

        def transaction() -> None:
            structure = self._structure(assignment, notebook)
            _same_cells(structure, scores, points or {})
            submitted = self._submitted(structure, student, timestamp)
            self._grades(structure, submitted, scores)
            self._comments(structure, submitted, scores)
            if self.penalties is not None:
                self._penalty(student, submitted)
            last()

        self._patiently(transaction, f"the marks of {student!r}")

    def flag(self, student: str, assignment: str, notebook: str) -> None:
        """Ask a person to look at a submission that could not be graded; its scores stay as they are.

        Raises:
            OurFault: when the gradebook stays locked, or cannot be written.
        """

        def transaction() -> None:
            row = self._db.execute(_find(assignment, notebook, student)).first()
            if row is not None:
                self._db.execute(
                    update(_GRADES).where(_GRADES.c.notebook_id == row.id).values(needs_manual_grade=True)
                )

        self._patiently(transaction, f"the note on {student!r}")

    def _patiently(self, transaction: Callable[[], None], what: str) -> None:
        """Run and commit a transaction, again and again while another process holds the gradebook."""

        def attempt() -> None:
            try:
                transaction()
                self._db.commit()
            except BaseException:
                self._db.rollback()
                raise

        insist(attempt, self.patience, f"so {what} are not in it", self.sleep)

    def _structure(self, assignment: str, notebook: str) -> _Structure:
        """The assignment's rows, read once."""
        if (key := (assignment, notebook)) in self._structures:
            return self._structures[key]
        rows = self._db.execute(
            select(Notebook.id, Notebook.name, Assignment.id.label("assignment"))
            .join(Assignment)
            .where(Assignment.name == assignment)
        ).all()
        chosen = next((row.id for row in rows if row.name == notebook), None)
        if chosen is None:
            raise CourseError(
                f"the gradebook knows no assignment {assignment!r} with a notebook {notebook!r}: "
                f"generate the release first (`nbgrader generate_assignment {assignment}`)"
            )
        ids = [row.id for row in rows]
        graded = self._db.execute(
            select(GradeCell.id, GradeCell.name, GradeCell.notebook_id, GradeCell.max_score).where(
                GradeCell.notebook_id.in_(ids)
            )
        ).all()
        tasks = self._db.execute(
            select(TaskCell.id, TaskCell.name, TaskCell.notebook_id).where(TaskCell.notebook_id.in_(ids))
        ).all()
        answers = self._db.execute(
            select(SolutionCell.id, SolutionCell.name, SolutionCell.notebook_id).where(
                SolutionCell.notebook_id.in_(ids)
            )
        ).all()
        found = _Structure(
            rows[0].assignment,
            chosen,
            tuple(ids),
            {row.name: row.max_score for row in graded if row.notebook_id == chosen},
            {row.name: row.id for row in graded if row.notebook_id == chosen},
            {row.name: row.id for row in (*answers, *tasks) if row.notebook_id == chosen},
            tuple((row.id, row.notebook_id) for row in (*graded, *tasks)),
            tuple((row.id, row.notebook_id) for row in (*answers, *tasks)),
        )
        return self._structures.setdefault(key, found)

    def _submitted(self, structure: _Structure, student: str, timestamp: datetime | None) -> str:
        """The row of the student's submitted notebook; a new submission gets all its rows, as nbgrader makes
        them."""
        db = self._db
        row = db.execute(
            select(_SUBMISSIONS.c.id, _NOTEBOOKS.c.id.label("notebook"))
            .join(_NOTEBOOKS, _NOTEBOOKS.c.assignment_id == _SUBMISSIONS.c.id)
            .where(
                _SUBMISSIONS.c.assignment_id == structure.assignment,
                _SUBMISSIONS.c.student_id == student,
                _NOTEBOOKS.c.notebook_id == structure.notebook,
            )
        ).first()
        if row is not None:
            if timestamp is not None:
                db.execute(
                    update(_SUBMISSIONS).where(_SUBMISSIONS.c.id == row.id).values(timestamp=timestamp)
                )
            return row.notebook
        if db.execute(select(Student.id).where(Student.id == student)).first() is None:
            db.execute(insert(Student.__table__).values(id=student))
        submission = new_uuid()
        db.execute(
            insert(_SUBMISSIONS).values(
                id=submission, assignment_id=structure.assignment, student_id=student, timestamp=timestamp
            )
        )
        made = {notebook: new_uuid() for notebook in structure.notebooks}
        db.execute(
            insert(_NOTEBOOKS),
            [
                {"id": made[notebook], "notebook_id": notebook, "assignment_id": submission, "flagged": False}
                for notebook in made
            ],
        )
        for table, cells, rest in (
            (_GRADES, structure.all_grades, {"needs_manual_grade": True}),
            (_COMMENTS, structure.all_comments, {}),
        ):
            if cells:
                db.execute(
                    insert(table),
                    [
                        {"id": new_uuid(), "cell_id": cell, "notebook_id": made[notebook], **rest}
                        for cell, notebook in cells
                    ],
                )
        return made[structure.notebook]

    def _grades(self, structure: _Structure, submitted: str, scores: CellScores) -> None:
        rows = self._db.execute(
            select(_GRADES.c.id, _GRADES.c.cell_id, _GRADES.c.manual_score).where(
                _GRADES.c.notebook_id == submitted
            )
        ).all()
        known = {row.cell_id: row for row in rows}
        changed, new = [], []
        for name, score in scores.scores.items():
            row = known.get(structure.grade_cells[name])
            if row is None:
                new.append(
                    {
                        "id": new_uuid(),
                        "cell_id": structure.grade_cells[name],
                        "notebook_id": submitted,
                        "auto_score": score,
                        "needs_manual_grade": score is None,
                    }
                )
            else:
                changed.append(
                    {"row": row.id, "score": score, "person": score is None or row.manual_score is not None}
                )
        if changed:
            self._db.connection().execute(
                update(_GRADES)
                .where(_GRADES.c.id == bindparam("row"))
                .values(auto_score=bindparam("score"), needs_manual_grade=bindparam("person")),
                changed,
            )
        if new:
            self._db.execute(insert(_GRADES), new)

    def _comments(self, structure: _Structure, submitted: str, scores: CellScores) -> None:
        known = {
            row.cell_id: row.id
            for row in self._db.execute(
                select(_COMMENTS.c.id, _COMMENTS.c.cell_id).where(_COMMENTS.c.notebook_id == submitted)
            )
        }
        changed = [
            {"row": known[cell], "text": "No response." if scores.unanswered.get(name) else None}
            for name, cell in structure.comment_cells.items()
            if cell in known
        ]
        if changed:
            self._db.connection().execute(
                update(_COMMENTS)
                .where(_COMMENTS.c.id == bindparam("row"))
                .values(auto_comment=bindparam("text")),
                changed,
            )

    def _penalty(self, student: str, submitted: str) -> None:
        """What nbgrader's AssignLatePenalties does, within this transaction."""
        self._db.expire_all()
        notebook = self._db.get(SubmittedNotebook, submitted)
        late = notebook.assignment.total_seconds_late if notebook.assignment.assignment.duedate else 0
        penalty = None
        if late > 0:
            penalty = self.penalties.plugin_inst.late_submission_penalty(student, notebook.score, late)
        if penalty is not None:
            penalty = self.penalties._check_late_penalty(notebook, penalty)
        notebook.late_submission_penalty = penalty


def _find(assignment: str, notebook: str, student: str) -> Any:
    return (
        select(SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .where(
            Assignment.name == assignment,
            Notebook.name == notebook,
            SubmittedAssignment.student_id == student,
        )
    )


def _same_cells(structure: _Structure, scores: CellScores, points: Mapping[str, float]) -> None:
    """Refuse to write into a gradebook that was made from another version of the assignment."""
    differ = set(scores.scores) ^ set(structure.points)
    differ |= {name for name, worth in points.items() if structure.points.get(name, worth) != worth}
    differ |= {
        name
        for name, score in scores.scores.items()
        if score is not None and name in structure.points and not 0 <= score <= structure.points[name]
    }
    if differ:
        raise CourseError(
            f"the gradebook and the course disagree about the graded cells {', '.join(sorted(differ))}: "
            f"generate the release again (`nbgrader generate_assignment --force`)"
        )
