"""Writing verdicts into nbgrader's gradebook: one transaction a submission, so that nothing is ever
half-written.

nbgrader's own ``SaveAutoGrades`` commits after every cell and re-reads a cell's output for its score. This
does the same to the same tables, from the :class:`~autograder.core.results.Result` itself, and writes only what has
changed: manual marks, comments, extensions and extra credit are never touched, a cell with a manual mark is flagged for
another look where the work that was marked is another one, an unanswered question gets 0.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
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
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task
from sqlalchemy import bindparam, insert, select, update

from autograder.bridge.database import PATIENCE, insist, open_gradebook
from autograder.bridge.kept import KEPT
from autograder.bridge.penalties import LatePenalties
from autograder.core.errors import CourseError, OurFault
from autograder.core.results import Result

NO_RESPONSE = "No response."  # nbgrader's own comment on an empty answer
_GRADES, _COMMENTS = Grade.__table__, Comment.__table__
_SUBMISSIONS, _NOTEBOOKS = SubmittedAssignment.__table__, SubmittedNotebook.__table__


@dataclass(frozen=True)
class CellScores:
    """What one submission's cells get.

    Attributes:
        scores: grade_id of a graded cell -> points, or None where a person has to mark.
        unanswered: grade_id of a solution or task cell -> whether it is as it was released.
        same: the graded cells whose work is what an earlier run found there.
        seconds_late: how late the submission was when its penalty was last worked out; None where nobody knows.
    """

    scores: Mapping[str, float | None]
    unanswered: Mapping[str, bool]
    same: frozenset[str] = frozenset()
    seconds_late: float | None = None

    @classmethod
    def of(
        cls,
        notebook: NotebookNode,
        exercises: Mapping[str, str],
        result: Result,
        *,
        answers: bool = True,
        before: NotebookNode | None = None,
    ) -> CellScores:
        """The scores of an autograded notebook; its outputs are not looked at.

        Args:
            notebook: the rebuilt notebook.
            exercises: grade_id of a test cell -> exercise.
            result: the verdict; one that is ``unreadable`` gives None everywhere.
            answers: whether the student's answers are in the notebook; if not, none is taken for missing.
            before: the autograded notebook of an earlier run.

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
        kept = before.metadata.get(KEPT, {}) if before is not None else {}
        return cls(
            scores,
            unanswered,
            frozenset(_same(notebook, before, exercises)) & scores.keys()
            if before is not None
            else frozenset(),
            kept.get("seconds_late"),
        )


def _same(notebook: NotebookNode, before: NotebookNode, exercises: Mapping[str, str]) -> Iterable[str]:
    """The graded cells whose work is the same in both: all of one file's, else those whose text is the same."""
    now, then = (one.metadata.get(KEPT, {}).get("submission") for one in (notebook, before))
    texts, earlier = _texts(notebook), _texts(before)
    for name in texts:
        about = exercises.get(name)  # a test cell is about the exercise's cell, which need not bear its name
        if (now is not None and now == then) or (about is None and texts[name] == earlier.get(name)):
            yield name


def _texts(notebook: NotebookNode) -> dict[str, str]:
    return {
        meta.grade_id: cell.source for cell in notebook.cells if (meta := cell.metadata.get("nbgrader", {}))
    }


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
        penalties: late penalties; None leaves them to somebody else.
        patience: seconds to wait for a locked gradebook.
        sleep: waits between tries.
    """

    db_url: str
    course_id: str = ""
    penalties: LatePenalties | None = None
    patience: float = PATIENCE
    sleep: Callable[[float], None] = time.sleep
    _structures: dict[tuple[str, str], _Structure] = field(default_factory=dict, init=False, repr=False)

    def __enter__(self) -> GradebookWriter:
        self._gradebook = open_gradebook(self.db_url, self.course_id, self.patience, self.sleep)
        self._db = self._gradebook.db
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
        last: Callable[[float], None] = lambda late: None,
    ) -> None:
        """Write what has changed of one submission's scores in one transaction, creating student and submission
        where they are new.

        Args:
            student: nbgrader's student id.
            assignment: its name.
            notebook: the notebook's name, without ``.ipynb``.
            scores: what its cells get.
            points: grade_id -> points according to the course, which the gradebook must agree with.
            timestamp: when it was handed in, UTC; None leaves what the gradebook has.
            last: runs before the commit, and is told how many seconds late the submission is; when it raises,
                nothing is written.

        Raises:
            PluginFailed: when the late plugin does.
            CourseError: when the gradebook's idea of the assignment is not the course's.
            OurFault: when the gradebook stays locked, or cannot be written.
        """

        def transaction() -> None:
            structure = self._structure(assignment, notebook)
            _same_cells(structure, scores, points or {})
            submitted = self._submitted(structure, student, timestamp)
            changed = self._grades(structure, submitted, scores)
            self._comments(structure, submitted, scores)
            last(self._penalty(student, submitted, scores.seconds_late, changed))

        self._patiently(transaction, f"the marks of {student!r}")

    def check(self, assignment: str, notebook: str, points: Mapping[str, float]) -> None:
        """See that the gradebook knows an assignment as the course has it.

        Raises:
            CourseError: when it does not.
            OurFault: when the gradebook stays locked.
        """
        insist(
            lambda: _same_points(self._structure(assignment, notebook), points),
            self.patience,
            "so nothing is graded",
            self.sleep,
        )

    def flag(self, student: str, assignment: str, notebook: str) -> None:
        """Ask a person to look at a submission that could not be graded; its scores stay as they are, and what a
        person has marked stays marked.

        Raises:
            OurFault: when the gradebook stays locked, or cannot be written.
        """

        def transaction() -> None:
            row = self._db.execute(_find(assignment, notebook, student)).first()
            if row is not None:
                mine = (_GRADES.c.notebook_id == row.id, _GRADES.c.manual_score.is_(None))
                self._db.execute(update(_GRADES).where(*mine).values(needs_manual_grade=True))

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
            return str(row.notebook)
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

    def _grades(self, structure: _Structure, submitted: str, scores: CellScores) -> bool:
        """Write the scores that have changed; whether any has.

        A mark that a person gave stays, and so does its being done, unless the score or the work below it is another.
        """
        rows = self._db.execute(
            select(
                _GRADES.c.id,
                _GRADES.c.cell_id,
                _GRADES.c.auto_score,
                _GRADES.c.manual_score,
                _GRADES.c.needs_manual_grade,
            ).where(_GRADES.c.notebook_id == submitted)
        ).all()
        known = {row.cell_id: row for row in rows}
        changed, new, another = [], [], False
        for name, score in scores.scores.items():
            cell = structure.grade_cells[name]
            row = known.get(cell)
            if row is None:
                new.append(
                    {
                        "id": new_uuid(),
                        "cell_id": cell,
                        "notebook_id": submitted,
                        "auto_score": score,
                        "needs_manual_grade": score is None,
                    }
                )
                continue
            differs = row.auto_score != score
            person = (score is None or row.manual_score is not None) and (
                bool(row.needs_manual_grade) or differs or name not in scores.same
            )
            if differs or person != row.needs_manual_grade:
                changed.append({"row": row.id, "score": score, "person": person})
            another = another or differs
        if changed:
            self._db.connection().execute(
                update(_GRADES)
                .where(_GRADES.c.id == bindparam("row"))
                .values(auto_score=bindparam("score"), needs_manual_grade=bindparam("person")),
                changed,
            )
        if new:
            self._db.execute(insert(_GRADES), new)
        return another or bool(new)

    def _comments(self, structure: _Structure, submitted: str, scores: CellScores) -> None:
        known = {
            row.cell_id: row
            for row in self._db.execute(
                select(_COMMENTS.c.id, _COMMENTS.c.cell_id, _COMMENTS.c.auto_comment).where(
                    _COMMENTS.c.notebook_id == submitted
                )
            )
        }
        changed = []
        for name, cell in structure.comment_cells.items():
            said = NO_RESPONSE if scores.unanswered.get(name) else None
            if cell in known and known[cell].auto_comment != said:
                changed.append({"row": known[cell].id, "text": said})
        if changed:
            self._db.connection().execute(
                update(_COMMENTS)
                .where(_COMMENTS.c.id == bindparam("row"))
                .values(auto_comment=bindparam("text")),
                changed,
            )

    def _penalty(self, student: str, submitted: str, before: float | None, changed: bool) -> float:
        """What nbgrader's AssignLatePenalties does, within this transaction; how many seconds late it is.

        A penalty is worked out once from the same figures: not again while neither the scores nor the lateness have
        changed, for a person may have given marks since.
        """
        self._db.expire_all()
        notebook = self._db.get(SubmittedNotebook, submitted)
        late = float(notebook.assignment.total_seconds_late if notebook.assignment.assignment.duedate else 0)
        if self.penalties is not None and (changed or late != before):
            notebook.late_submission_penalty = (
                self.penalties.penalty(student, notebook.score, late) if late > 0 else None
            )
        return late


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
    _same_points(
        structure,
        points,
        (set(scores.scores) ^ set(structure.points))
        | {
            name
            for name, score in scores.scores.items()
            if score is not None and name in structure.points and not 0 <= score <= structure.points[name]
        },
    )


def _same_points(
    structure: _Structure, points: Mapping[str, float], other: Iterable[str] = frozenset()
) -> None:
    differ = {name for name, worth in points.items() if structure.points.get(name, worth) != worth}
    if differ := differ | set(other):
        raise CourseError(
            f"the gradebook and the course disagree about the graded cells {', '.join(sorted(differ))}: "
            f"generate the release again (`nbgrader generate_assignment --force`)"
        )
