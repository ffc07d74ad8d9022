"""Writing verdicts into nbgrader's gradebook: one transaction a submission, so that nothing is ever half-written.

nbgrader's own ``SaveAutoGrades`` commits after every cell and re-reads a cell's output for its score. This
does the same to the same tables, from the :class:`~autograder.core.results.Result` itself, and writes only what has
changed: manual marks, comments, extensions and extra credit are never touched, a cell with a manual mark is flagged for
another look where the work that was marked is another one, an unanswered question gets 0.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from nbformat import NotebookNode
from nbgrader.api import (
    Assignment,
    BaseCell,
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

from autograder.bridge.database import PATIENCE, insist, open_gradebook
from autograder.bridge.kept import KEPT
from autograder.bridge.penalties import LatePenalties, seconds_late
from autograder.core.errors import CourseError, OurFault
from autograder.core.results import Result

NO_RESPONSE = "No response."  # nbgrader's own comment on an empty answer


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
    ) -> Self:
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
        if before is None:
            return cls(scores, unanswered)
        same = scores.keys() & set(_same(notebook, before, exercises))
        return cls(scores, unanswered, frozenset(same), before.metadata.get(KEPT, {}).get("seconds_late"))


def _same(notebook: NotebookNode, before: NotebookNode, exercises: Mapping[str, str]) -> Iterable[str]:
    """The graded cells whose work is the same in both: all of one file's, else those whose text is the same."""
    now, then = (one.metadata.get(KEPT, {}).get("submission") for one in (notebook, before))
    texts, earlier = _texts(notebook), _texts(before)
    for name in texts:
        about = exercises.get(name)  # a test cell is about the exercise's cell, which need not bear its name
        if (now is not None and now == then) or (about is None and texts[name] == earlier.get(name)):
            yield name


def _texts(notebook: NotebookNode) -> dict[str, str]:
    return {meta.grade_id: cell.source for cell in notebook.cells if (meta := cell.metadata.get("nbgrader"))}


@dataclass(frozen=True)
class _Structure:
    """One assignment's rows: its notebooks and their cells; points and names are of the notebook that is graded."""

    assignment: str
    notebook: str
    notebooks: tuple[str, ...]
    cells: tuple[Any, ...]
    points: Mapping[str, float]

    def of(self, *kinds: type) -> list[Any]:
        """The cells of some of nbgrader's kinds, in all notebooks."""
        names = {kind.__name__ for kind in kinds}
        return [cell for cell in self.cells if cell.type in names]

    def ids(self, *kinds: type) -> dict[str, str]:
        """Name -> id of such cells in the notebook that is graded."""
        return {cell.name: cell.id for cell in self.of(*kinds) if cell.notebook_id == self.notebook}


@dataclass
class GradebookWriter:
    """The one writer of verdicts into a gradebook; a context manager.

    Args:
        db_url: the gradebook, an SQLAlchemy address.
        course_id: nbgrader's name of the course.
        penalties: late penalties; None leaves them to somebody else.
        patience: seconds to wait for a locked gradebook.
    """

    db_url: str
    course_id: str = ""
    penalties: LatePenalties | None = None
    patience: float = PATIENCE
    _structures: dict[tuple[str, str], _Structure] = field(default_factory=dict, init=False, repr=False)

    def __enter__(self) -> Self:
        self._gradebook = open_gradebook(self.db_url, self.course_id, self.patience)
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
            last(self._penalty(submitted, scores.seconds_late, changed))

        self._patiently(transaction, f"so the marks of {student!r} are not in it")

    def check(self, assignment: str, notebook: str, points: Mapping[str, float]) -> None:
        """See that the gradebook knows an assignment as the course has it.

        Raises:
            CourseError: when it does not.
            OurFault: when the gradebook stays locked.
        """
        self._patiently(
            lambda: _same_points(self._structure(assignment, notebook), points), "so nothing is graded"
        )

    def flag(self, student: str, assignment: str, notebook: str) -> None:
        """Ask a person to look at a submission that could not be graded; its scores stay as they are, and what a
        person has marked stays marked.

        Raises:
            OurFault: when the gradebook stays locked, or cannot be written.
        """

        def transaction() -> None:
            found = self._rows(student).join(Notebook).join(Assignment)
            row = found.filter(Assignment.name == assignment, Notebook.name == notebook).first()
            if row is not None:
                mine = self._db.query(Grade).filter(Grade.notebook_id == row.notebook)
                mine.filter(Grade.manual_score.is_(None)).update({"needs_manual_grade": True})

        self._patiently(transaction, f"so the note on {student!r} is not in it")

    def _patiently(self, transaction: Callable[[], None], so: str) -> None:
        """Run and commit a transaction, again and again while another process holds the gradebook."""

        def attempt() -> None:
            try:
                transaction()
                self._db.commit()
            except BaseException:
                self._db.rollback()
                raise

        insist(attempt, self.patience, so)

    def _structure(self, assignment: str, notebook: str) -> _Structure:
        """The assignment's rows, read once."""
        if (key := (assignment, notebook)) in self._structures:
            return self._structures[key]
        books = self._db.query(Notebook.id, Notebook.name, Notebook.assignment_id).join(Assignment)
        rows = books.filter(Assignment.name == assignment).all()
        chosen = next((row.id for row in rows if row.name == notebook), None)
        if chosen is None:
            raise CourseError(
                f"the gradebook knows no assignment {assignment!r} with a notebook {notebook!r}: "
                f"make the release first (`autograder release {assignment}`)"
            )
        ids = [row.id for row in rows]
        cells = self._db.query(BaseCell.id, BaseCell.name, BaseCell.notebook_id, BaseCell.type)
        points = self._db.query(GradeCell.name, GradeCell.max_score).filter(GradeCell.notebook_id == chosen)
        known = tuple(cells.filter(BaseCell.notebook_id.in_(ids)))
        found = _Structure(rows[0].assignment_id, chosen, tuple(ids), known, dict(map(tuple, points)))
        return self._structures.setdefault(key, found)

    def _rows(self, student: str) -> Any:
        """A query of a student's submissions: their ids and those of their notebooks."""
        columns = SubmittedAssignment.id, SubmittedNotebook.id.label("notebook")
        joined = self._db.query(*columns).join(SubmittedNotebook.assignment)
        return joined.filter(SubmittedAssignment.student_id == student)

    def _submitted(self, structure: _Structure, student: str, timestamp: datetime | None) -> str:
        """The row of the student's submitted notebook; a new submission gets all its rows, as nbgrader makes them."""
        db = self._db
        row = self._rows(student).filter(SubmittedNotebook.notebook_id == structure.notebook).first()
        if row is not None:
            if timestamp is not None:
                db.bulk_update_mappings(SubmittedAssignment, [{"id": row.id, "timestamp": timestamp}])
            return str(row.notebook)
        if db.query(Student.id).filter(Student.id == student).first() is None:
            db.bulk_insert_mappings(Student, [{"id": student}])
        submission = {"id": new_uuid(), "assignment_id": structure.assignment, "student_id": student}
        db.bulk_insert_mappings(SubmittedAssignment, [submission | {"timestamp": timestamp}])
        made = {notebook: new_uuid() for notebook in structure.notebooks}
        books = ({"id": own, "notebook_id": notebook} for notebook, own in made.items())
        db.bulk_insert_mappings(
            SubmittedNotebook, [{"assignment_id": submission["id"], **one} for one in books]
        )
        for table, kinds in ((Grade, (GradeCell, TaskCell)), (Comment, (SolutionCell, TaskCell))):
            cells = ((one.id, made[one.notebook_id]) for one in structure.of(*kinds))
            db.bulk_insert_mappings(table, [{"cell_id": cell, "notebook_id": own} for cell, own in cells])
        return made[structure.notebook]

    def _grades(self, structure: _Structure, submitted: str, scores: CellScores) -> bool:
        """Write the scores that have changed; whether any has.

        A mark that a person gave stays, and so does its being done, unless the score or the work below it is another.
        """
        columns = Grade.id, Grade.cell_id, Grade.auto_score, Grade.manual_score, Grade.needs_manual_grade
        known = {row.cell_id: row for row in self._db.query(*columns).filter(Grade.notebook_id == submitted)}
        cells, changed, new, another = structure.ids(GradeCell), [], [], False
        for name, score in scores.scores.items():
            row = known.get(cells[name])
            if row is None:
                mark = {"cell_id": cells[name], "notebook_id": submitted}
                new.append(mark | {"auto_score": score, "needs_manual_grade": score is None})
                continue
            differs = row.auto_score != score
            another = another or differs
            person = (score is None or row.manual_score is not None) and (
                bool(row.needs_manual_grade) or differs or name not in scores.same
            )
            if differs or person != row.needs_manual_grade:
                changed.append({"id": row.id, "auto_score": score, "needs_manual_grade": person})
        self._db.bulk_update_mappings(Grade, changed)
        self._db.bulk_insert_mappings(Grade, new)
        return another or bool(new)

    def _comments(self, structure: _Structure, submitted: str, scores: CellScores) -> None:
        columns = self._db.query(Comment.id, Comment.cell_id, Comment.auto_comment)
        known = {row.cell_id: row for row in columns.filter(Comment.notebook_id == submitted)}
        wanted = {
            cell: NO_RESPONSE if scores.unanswered.get(name) else None
            for name, cell in structure.ids(SolutionCell, TaskCell).items()
        }
        changed = [
            {"id": known[cell].id, "auto_comment": said}
            for cell, said in wanted.items()
            if cell in known and known[cell].auto_comment != said
        ]
        self._db.bulk_update_mappings(Comment, changed)

    def _penalty(self, submitted: str, before: float | None, changed: bool) -> float:
        """What nbgrader's AssignLatePenalties does, within this transaction; how many seconds late it is.

        A penalty is worked out once from the same figures: not again while neither the scores nor the lateness have
        changed, for a person may have given marks since.
        """
        self._db.expire_all()
        notebook = self._db.get(SubmittedNotebook, submitted)
        late = seconds_late(notebook)
        if self.penalties is not None and (changed or late != before):
            notebook.late_submission_penalty = self.penalties.of(notebook)
        return late


def _same_cells(structure: _Structure, scores: CellScores, points: Mapping[str, float]) -> None:
    """Refuse to write into a gradebook that was made from another version of the assignment."""
    most = structure.points
    given = ((name, score) for name, score in scores.scores.items() if score is not None and name in most)
    beyond = (name for name, score in given if not 0 <= score <= most[name])
    _same_points(structure, points, {*(scores.scores.keys() ^ most.keys()), *beyond})


def _same_points(structure: _Structure, points: Mapping[str, float], others: Iterable[str] = ()) -> None:
    differ = {name for name, worth in points.items() if structure.points.get(name, worth) != worth}
    if differ := differ | set(others):
        raise CourseError(
            f"the gradebook and the course disagree about the graded cells {', '.join(sorted(differ))}: "
            "make the release again (`autograder release`)"
        )
