"""Verdicts written into a gradebook's rows, without any grading: what is made, what changes, what stays as it is."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import nbformat
import nbgrader
import pytest
import sqlalchemy
from nbgrader.api import Gradebook, SubmittedNotebook
from nbgrader.utils import compute_checksum

from autograder.bridge.database import open_gradebook
from autograder.bridge.penalties import LatePenalties
from autograder.bridge.records import NO_RESPONSE, CellScores, GradebookWriter
from autograder.bridge.renamed import rename_cells
from autograder.core.course import Course
from autograder.core.errors import CourseError, OurFault
from tests.bridge.test_read_marks import with_tables
from tests.reports.made import result, ungraded

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # of nbgrader's own
DUE = datetime(2031, 1, 2, 12)
GRADED = {"test_double": 2.0, "test_triple": 3.0, "why": 1.0}
SCORES = CellScores({"test_double": 1.0, "test_triple": 3.0, "why": None}, {"double": False, "why": False})
ALL = frozenset(GRADED)


class Half(LatePenalties):
    """A late plugin that takes half of the score, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, float, float]] = []

    def penalty(self, student: str, score: float, seconds_late: float) -> float | None:
        """Half."""
        self.asked.append((student, score, seconds_late))
        return score / 2


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gradebook with an assignment of two notebooks, and another assignment."""
    folder = tmp_path_factory.mktemp("made")
    course = with_tables(folder)
    with open_gradebook(course.db_url, course.course_id) as book:
        for assignment, names in (("times", ("times", "more")), ("other", ("other", "times"))):
            book.add_assignment(assignment, duedate=DUE if assignment == "times" else None)
            for name in names:
                book.add_notebook(name, assignment)
                for cell, points in GRADED.items():
                    book.add_grade_cell(
                        cell, name, assignment, max_score=points + (name == "more"), cell_type="code"
                    )
                for cell in ("double", "why"):
                    book.add_solution_cell(cell, name, assignment)
                book.add_task_cell("draw", name, assignment, max_score=2.0, cell_type="markdown")
        book.db.commit()
    return folder / "gradebook.db"


class Book:
    """A gradebook of this test's own."""

    def __init__(self, path: Path) -> None:
        self.path, self.url = path, f"sqlite:///{path}"

    def write(self, scores: CellScores = SCORES, *, student: str = "ann", **given: Any) -> list[float]:
        """Write one submission; what the caller is told before the commit."""
        told: list[float] = []
        writer = {key: given.pop(key) for key in ("penalties", "patience") if key in given}
        with GradebookWriter(self.url, "tiny", **writer) as open_writer:
            where = {"assignment": "times", "notebook": "times"} | given
            open_writer.write(student=student, scores=scores, **({"last": told.append} | where))
        return told

    def rows(self, query: str, *values: object) -> list[Any]:
        """What the tables hold."""
        with sqlite3.connect(self.path) as db:
            return db.execute(query, values).fetchall()

    def grades(self, notebook: str = "times", student: str = "ann") -> dict[str, tuple[Any, ...]]:
        """The marks of a submission: automatic, manual, to be looked at."""
        with Gradebook(self.url, "tiny") as book:
            found = book.find_submission_notebook(notebook, "times", student)
            return {
                one.name: (one.auto_score, one.manual_score, one.needs_manual_grade) for one in found.grades
            }

    def mark(self, cell: str, student: str = "ann", **values: Any) -> None:
        """What a person does."""
        with Gradebook(self.url, "tiny") as book:
            mark = book.find_grade(cell, "times", "times", student)
            for name, value in values.items():
                setattr(mark, name, value)
            book.db.commit()

    def penalty(self) -> float | None:
        """What is taken off."""
        with Gradebook(self.url, "tiny") as book:
            penalty: float | None = book.find_submission_notebook(
                "times", "times", "ann"
            ).late_submission_penalty
            return penalty


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Iterator[Book]:
    """An empty gradebook of the course."""
    yield Book(Path(shutil.copy(made, tmp_path / "gradebook.db")))


def test_a_new_submission_gets_all_its_rows(book: Book):
    """Those of the other notebook and of the task, too, as nbgrader makes them."""
    assert book.write(timestamp=DUE - timedelta(hours=1)) == [0.0]
    assert book.grades() == {
        "test_double": (1.0, None, False),
        "test_triple": (3.0, None, False),
        "why": (None, None, True),
        "draw": (None, None, True),
    }
    assert set(book.grades("more").values()) == {(None, None, True)}
    assert book.rows("select id from student") == [("ann",)]
    [(handed_in,)] = book.rows("select timestamp from submitted_assignment")
    assert handed_in.startswith("2031-01-02 11:00:00")
    assert book.rows("select flagged, late_submission_penalty from submitted_notebook") == [(0, None)] * 2
    with Gradebook(book.url, "tiny") as opened:
        for notebook in ("times", "more"):
            found = opened.find_submission_notebook(notebook, "times", "ann")
            assert sorted(comment.name for comment in found.comments) == ["double", "draw", "why"]
            assert len({grade.id for grade in found.grades}) == 4
        assert opened.find_submission_notebook("times", "times", "ann").score == 4.0


def test_a_second_writing_changes_nothing_and_adds_nothing(book: Book):
    """One row each; the time of handing in stays where none is given, and follows one that is."""
    book.write(timestamp=DUE)
    before = book.rows("select * from grade order by id"), book.rows("select * from comment order by id")
    book.write()
    assert before == (
        book.rows("select * from grade order by id"),
        book.rows("select * from comment order by id"),
    )
    assert [row[0][:19] for row in book.rows("select timestamp from submitted_assignment")] == [
        "2031-01-02 12:00:00"
    ]
    book.write(timestamp=DUE + timedelta(days=1))
    assert [row[0][:19] for row in book.rows("select timestamp from submitted_assignment")] == [
        "2031-01-03 12:00:00"
    ]
    book.write(student="bob")
    assert len(book.rows("select * from submitted_notebook")) == 4
    assert book.write(assignment="other", notebook="other") == [0.0]
    assert book.rows("select count(*) from student") == [(2,)]


def test_a_student_whom_the_gradebook_knows_is_not_made_anew(book: Book):
    """The name that it has stays."""
    with Gradebook(book.url, "tiny") as opened:
        opened.add_student("ann", first_name="Ann")
    book.write()
    assert book.rows("select id, first_name from student") == [("ann", "Ann")]


@pytest.mark.parametrize(
    ("score", "same", "done", "after"),
    [
        (1.0, ALL, False, (1.0, 1.5, False)),  # nothing has changed
        (1.0, ALL, True, (1.0, 1.5, True)),  # a person has yet to look: still
        (1.0, frozenset(), False, (1.0, 1.5, True)),  # the work is another
        (2.0, ALL, False, (2.0, 1.5, True)),  # the score is another
        (0.0, ALL, False, (0.0, 1.5, True)),
    ],
)
def test_a_persons_mark_stays(
    book: Book, score: float, same: frozenset[str], done: bool, after: tuple[Any, ...]
):
    """It is to be looked at again where the score or the work below it is another."""
    book.write()
    book.mark("test_double", manual_score=1.5, needs_manual_grade=done, extra_credit=0.25)
    book.write(CellScores({**SCORES.scores, "test_double": score}, {}, same))
    assert book.grades()["test_double"] == after
    assert book.grades()["test_triple"] == (3.0, None, False)
    assert book.rows("select extra_credit from grade where extra_credit is not null") == [(0.25,)]


def test_a_mark_that_nobody_has_to_give_is_done(book: Book):
    """What was flagged is given a score, and is marked; an answer that a person has marked stays so."""
    book.write(CellScores(dict.fromkeys(GRADED), {}))
    assert {mark[2] for name, mark in book.grades().items() if name != "draw"} == {True}
    book.mark("why", manual_score=1.0, needs_manual_grade=False)
    book.write(CellScores(SCORES.scores, {}, ALL))
    assert book.grades() == {
        "test_double": (1.0, None, False),
        "test_triple": (3.0, None, False),
        "why": (None, 1.0, False),
        "draw": (None, None, True),
    }


def test_a_row_that_is_missing_is_made(book: Book):
    """A gradebook from an older release of the assignment."""
    book.write()
    with sqlite3.connect(book.path) as db:
        db.execute("delete from grade")
        db.execute("delete from comment")
    book.write(CellScores({**SCORES.scores, "test_double": 2.0}, {"why": True}))
    assert book.grades() == {
        "test_double": (2.0, None, False),
        "test_triple": (3.0, None, False),
        "why": (None, None, True),
    }


def test_an_answer_that_is_as_released_is_told(book: Book):
    """As nbgrader has it; and no longer once it is answered."""
    for unanswered, said in (
        ({"double": True, "why": True, "draw": False}, {"double", "why"}),
        ({"double": False, "why": True, "draw": True}, {"why", "draw"}),
        ({}, set()),
    ):
        book.write(CellScores(SCORES.scores, unanswered))
        with Gradebook(book.url, "tiny") as opened:
            comments = opened.find_submission_notebook("times", "times", "ann").comments
            assert {one.name for one in comments if one.auto_comment == NO_RESPONSE} == said
            assert {one.auto_comment for one in comments} <= {NO_RESPONSE, None}
            assert not any(
                one.auto_comment for one in opened.find_submission_notebook("more", "times", "ann").comments
            )


LATE = {"timestamp": DUE + timedelta(hours=1)}


def test_a_penalty_is_worked_out_once_from_the_same_figures(book: Book):
    """Not again for the same scores and lateness, whatever a person has given since."""
    half = Half()
    assert book.write(penalties=half, **LATE) == [3600.0]
    assert (half.asked, book.penalty()) == ([("ann", 4.0, 3600.0)], 2.0)
    book.mark("why", manual_score=1.0, needs_manual_grade=False)
    same = CellScores(SCORES.scores, {}, ALL, 3600.0)
    assert book.write(same, penalties=half, **LATE) == [3600.0]
    assert (len(half.asked), book.penalty()) == (1, 2.0)
    more = CellScores({**SCORES.scores, "test_double": 2.0}, {}, ALL, 3600.0)
    book.write(more, penalties=half)
    assert (half.asked[-1], book.penalty()) == (("ann", 6.0, 3600.0), 3.0)
    book.write(more, penalties=half, timestamp=DUE + timedelta(hours=2))  # later than before
    assert (half.asked[-1], book.penalty()) == (("ann", 6.0, 7200.0), 3.0)
    book.write(more, penalties=half, timestamp=DUE)
    assert (len(half.asked), book.penalty()) == (3, None)
    book.write(more, penalties=half, timestamp=DUE + timedelta(hours=1))
    same = CellScores(more.scores, {}, ALL, 3600.0)
    with sqlite3.connect(book.path) as db:
        db.execute("delete from grade")
    book.write(same, penalties=half)  # rows that are new are a change
    assert len(half.asked) == 4


def test_a_second_late_counts(book: Book):
    """From the first on."""
    book.write(penalties=(half := Half()), timestamp=DUE + timedelta(seconds=1))
    assert half.asked == [("ann", 4.0, 1.0)]


def test_without_penalties_or_a_date_nothing_is_taken_off(book: Book):
    """Somebody else's penalty is left alone."""
    half = Half()
    assert book.write(**LATE) == [3600.0] and book.penalty() is None
    with Gradebook(book.url, "tiny") as opened:
        opened.find_submission_notebook("times", "times", "ann").late_submission_penalty = 0.75
        opened.db.commit()
    book.write(CellScores({**SCORES.scores, "test_double": 0.0}, {}), **LATE)
    assert book.penalty() == 0.75
    for _ in range(2):
        assert book.write(assignment="other", notebook="other", penalties=half, **LATE) == [0.0]
        with sqlite3.connect(book.path) as db:  # an extension of a date that there is not
            db.execute("update submitted_assignment set extension = '1970-01-02 00:00:00.000000'")
    assert half.asked == []


def test_what_fails_before_the_commit_writes_nothing(book: Book):
    """The notebook could not be written, say."""

    def fail(late: float) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        book.write(last=fail)
    assert book.rows("select * from student") == [] == book.rows("select * from grade")


@pytest.mark.parametrize(
    ("scores", "points", "named"),
    [
        ({**SCORES.scores, "test_double": 2.5}, {}, "test_double"),
        ({**SCORES.scores, "test_double": -0.5}, {}, "test_double"),
        ({"test_double": 1.0, "test_triple": 1.0}, {}, "why"),
        ({**SCORES.scores, "stray": None, "another": 1.0}, {}, "another, stray"),
        (SCORES.scores, {"why": 1.0, "test_double": 7.0}, "test_double"),
    ],
)
def test_a_gradebook_of_another_version_is_refused(book: Book, scores: Any, points: Any, named: str):
    """Cells and points are to be the course's; what differs is named."""
    with pytest.raises(CourseError, match=rf"graded cells {named}: make the release again"):
        book.write(CellScores(scores, {}), points=points)
    assert book.rows("select * from student") == []


def test_an_assignment_is_checked_before_the_work(book: Book):
    """The same of an assignment alone; points that the gradebook does not know are no difference."""
    with GradebookWriter(book.url, "tiny") as writer:
        writer.check("times", "times", GRADED | {"unknown": 4.0})
        with pytest.raises(CourseError, match="graded cells why: "):
            writer.check("times", "times", {"why": 2.0})
        for assignment, notebook in (("times", "other"), ("none", "times")):
            with pytest.raises(
                CourseError, match=f"no assignment {assignment!r} with a notebook {notebook!r}"
            ):
                writer.check(assignment, notebook, {})
        writer.check("times", "more", {name: points + 1 for name, points in GRADED.items()})  # its own points
        with pytest.raises(CourseError, match="autograder release none"):
            writer.check("none", "none", {})


def test_marks_at_their_bounds_are_written(book: Book):
    """Nothing, and all."""
    book.write(CellScores({"test_double": 0.0, "test_triple": 3.0, "why": None}, {}), points=GRADED)
    assert [book.grades()[name][0] for name in GRADED] == [0.0, 3.0, None]


def test_what_could_not_be_graded_waits_for_a_person(book: Book):
    """Scores stay; what a person has marked stays marked; nobody else's is touched."""
    book.write(CellScores({**SCORES.scores, "why": 0.0}, {}))
    book.write(CellScores({**SCORES.scores, "why": 0.0}, {}), student="bob")
    book.mark("test_triple", manual_score=1.0, needs_manual_grade=False)
    with GradebookWriter(book.url, "tiny") as writer:
        writer.flag("ann", "times", "times")
        for student, assignment, notebook in (("carl", "times", "times"), ("ann", "other", "other")):
            writer.flag(student, assignment, notebook)
    assert {name: mark[0::2] for name, mark in book.grades().items()} == {
        "test_double": (1.0, True),
        "test_triple": (3.0, False),
        "why": (0.0, True),
        "draw": (None, True),
    }
    assert {name for name, mark in book.grades(student="bob").items() if mark[2]} == {"draw"}
    book.write(assignment="other", notebook="times")
    book.write(CellScores({**SCORES.scores, "why": 0.0}, {}, ALL))
    flagged = "select count(*) from grade where needs_manual_grade and auto_score is not null"
    assert book.rows(flagged) == [(0,)]
    with GradebookWriter(book.url, "tiny") as writer:
        writer.flag("ann", "other", "times")
        assert book.rows(flagged) == [(2,)]  # not those of the notebook of that name in another assignment
        writer.flag("ann", "times", "times")
        assert book.rows(flagged) == [(4,)]  # of which a person has marked one
    assert book.rows("select count(*) from student") == [(2,)]


def test_a_gradebook_that_stays_locked_is_our_fault(book: Book):
    """One clear error for each of the three, which says what was not done."""
    book.write()
    address = f"{book.url}?timeout=0.01"
    with GradebookWriter(address, "tiny", patience=0.05) as writer, sqlite3.connect(book.path) as other:
        other.execute("begin exclusive")
        with pytest.raises(OurFault, match=r"locked.*\), so the marks of 'ann' are not in it: "):
            writer.write("ann", "times", "times", SCORES)
        with pytest.raises(OurFault, match=r"\), so the note on 'ann' is not in it: "):
            writer.flag("ann", "times", "times")
        with pytest.raises(OurFault, match=r"\), so nothing is graded: "):
            writer.check("times", "times", GRADED)
        other.rollback()
        writer.flag("ann", "times", "times")
    assert book.grades()["test_double"] == (1.0, None, True)
    with Gradebook(book.url, "tiny") as opened:
        assert opened.db.query(SubmittedNotebook).count() == 2


def _cell(name: str, text: str, released: str | None = None, **kinds: bool) -> Any:
    make = nbformat.v4.new_code_cell if name.startswith("test_") else nbformat.v4.new_markdown_cell
    cell = make(text)
    kinds = {"grade": False, "solution": False, "task": False, "locked": False} | kinds
    cell.metadata.nbgrader = {
        "grade_id": name,
        "schema_version": 3,
        "points": 1.0,
        "cell_type": cell.cell_type,
        **kinds,
    }
    if released is not None:
        as_released = nbformat.from_dict({**cell, "source": released})
        cell.metadata.nbgrader["checksum"] = compute_checksum(as_released)
    return cell


def _notebook(
    why: str = "since", code: str = "return 2", submission: str | None = None, **kept: object
) -> Any:
    cells = [
        nbformat.v4.new_markdown_cell("no cell of the course's"),
        _cell("double", code, "stub", solution=True),
        _cell("test_double", "check", grade=True),
        _cell("why", why, "Your answer", grade=True, solution=True),
        _cell("draw", "draw it", "draw it", task=True),
    ]
    return nbformat.v4.new_notebook(cells=cells, metadata={"autograded": {"submission": submission, **kept}})


ABOUT = {"test_double": "relu"}


def test_scores_are_the_verdicts():
    """Of test cells; an answer waits for a person, and gets nothing where it is as released."""
    found = CellScores.of(_notebook(), ABOUT, result("ann"))
    assert found == CellScores(
        {"test_double": 2.0, "why": None}, {"double": False, "why": False, "draw": False}
    )
    found = CellScores.of(_notebook("Your answer", "stub"), ABOUT, result("ann"))
    assert found == CellScores({"test_double": 2.0, "why": 0.0}, {"double": True, "why": True, "draw": False})
    found = CellScores.of(_notebook("Your answer", "stub"), ABOUT, result("ann"), answers=False)
    assert found == CellScores(
        {"test_double": 2.0, "why": None}, {"double": False, "why": False, "draw": False}
    )
    found = CellScores.of(_notebook("Your answer"), ABOUT, ungraded("ann"))
    assert found.scores == {"test_double": None, "why": None} and found.unanswered["why"]


@pytest.mark.parametrize("exercises", [{}, {"test_double": "unknown"}])
def test_a_cell_without_a_verdict_is_our_fault(exercises: dict[str, str]):
    """Never a student's zero."""
    with pytest.raises(OurFault, match="no verdict on the graded cell 'test_double'"):
        CellScores.of(_notebook(), exercises, result("ann"))


@pytest.mark.parametrize(
    ("now", "then", "same"),
    [
        (_notebook(submission="a"), _notebook("another", "another", submission="a"), {"test_double", "why"}),
        (_notebook(submission="a"), _notebook(submission="b"), {"why"}),  # the text of an answer tells
        (_notebook(submission="a"), _notebook("another", submission="b"), set()),
        (_notebook(), _notebook(), {"why"}),  # nobody knows of which file
        (_notebook(), nbformat.v4.new_notebook(), set()),
    ],
)
def test_which_work_is_the_same(now: Any, then: Any, same: set[str]):
    """All of one file's; else the answers whose text is the same, for a test cell's says nothing about an exercise's."""
    found = CellScores.of(now, ABOUT, result("ann"), before=then)
    assert (found.scores, found.unanswered["why"]) == ({"test_double": 2.0, "why": None}, False)
    assert found.same == same and found.seconds_late is None
    assert CellScores.of(now, ABOUT, result("ann")).same == frozenset()


def test_how_late_it_was_is_remembered():
    """By the autograded notebook of an earlier run."""
    before = _notebook(seconds_late=60.0)
    assert CellScores.of(_notebook(), ABOUT, result("ann"), before=before).seconds_late == 60.0


def test_renaming_works_penalties_out_from_the_same_figures(book: Book, monkeypatch: pytest.MonkeyPatch):
    """When an exercise goes: a share of what is left; nothing where the date has gone, whatever extension was granted."""
    half = Half()
    monkeypatch.setattr("autograder.bridge.renamed.LatePenalties", lambda config: half)
    course = Course(root=book.path.parent, folders={}, db_url=book.url, course_id="tiny")
    book.write(penalties=half, **LATE)
    rename_cells(course, "times", {"test_double": None})
    assert (half.asked[-1], book.penalty()) == (("ann", 3.0, 3600.0), 1.5)
    with sqlite3.connect(book.path) as db:
        db.execute("update assignment set duedate = null")
        db.execute("update submitted_assignment set extension = '1970-01-02 00:00:00.000000'")
    rename_cells(course, "times", {"test_triple": None})
    assert (len(half.asked), book.penalty()) == (2, None)
    assert set(book.grades()) == {"why", "draw"}


def test_a_new_gradebook_is_of_the_latest_version_and_starts_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """nbgrader's own way runs ``alembic`` by name, which takes seconds, and needs an activated environment."""
    monkeypatch.setattr(subprocess, "Popen", None)
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    with open_gradebook(url, "course") as book:
        found = [version for (version,) in book.db.execute(sqlalchemy.text("SELECT * FROM alembic_version"))]
    scripts = [
        path.read_text() for path in (Path(nbgrader.__file__).parent / "alembic/versions").glob("*.py")
    ]
    made = {
        line.split("'")[1] for text in scripts for line in text.splitlines() if line.startswith("revision")
    }
    older = {version for version in made for text in scripts if f"down_revision = '{version}'" in text}
    assert len(made) > 1 and set(found) == made - older


def test_a_gradebook_is_opened_again_with_the_same_engine_and_never_taken_for_another_file(
    tmp_path: Path,
) -> None:
    """A new engine would compile every query again; one that kept its connection would read a file that is gone."""
    path = tmp_path / "gradebook.db"
    engines = []
    for student in ("ada", "alan"):
        with Gradebook(f"sqlite:///{path}", "course") as book:
            book.add_student(student)
            engines.append(book.engine)
        with Gradebook(f"sqlite:///{path}", "course") as book:
            assert [one.id for one in book.students] == [student]
        path.unlink()
    assert engines[0] is engines[1]
