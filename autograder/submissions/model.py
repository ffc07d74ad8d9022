"""What a read notebook is: a release (ours, trusted) and a submission (a student's, repaired)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.core.text import Text

Kind = Literal["code", "markdown", "raw"]
Role = Literal["solution", "test", "written", "experiment", "duplicate", "other"]

TEST_PREFIX = "test_"
EXPERIMENT_TAG = "experiment"


@dataclass(frozen=True, slots=True)
class ReleaseCell:
    """One cell of the course's own notebook.

    Attributes:
        index: its place in the notebook, from 0.
        kind: code, markdown or raw.
        role: what the cell is for; never ``duplicate``.
        source: its text as students get it: a stub in a solution cell.
        grade_id: nbgrader's name of the cell, or None.
        cell_id: Jupyter's id of the cell, or None.
        exercise: for a solution or test cell, the exercise's name.
        points: for a graded cell, what it is worth.
        locked: nbgrader's: not to be changed by students.
    """

    index: int
    kind: Kind
    role: Role
    source: str
    grade_id: str | None = None
    cell_id: str | None = None
    exercise: str | None = None
    points: float = 0.0
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Exercise:
    """An automatically graded exercise: its name, its points, and the stub that students get."""

    name: str
    points: float
    stub: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question answered in words and graded by a person: its grade_id, its points, and the text to be replaced."""

    name: str
    points: float
    prompt: str


@dataclass(frozen=True, slots=True)
class Release:
    """An assignment as the course has it."""

    assignment: str
    cells: tuple[ReleaseCell, ...]

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The automatically graded exercises, in order."""
        worth = {cell.exercise: cell.points for cell in self.cells if cell.role == "test"}
        return tuple(
            Exercise(cell.exercise, worth[cell.exercise], cell.source)
            for cell in self.cells
            if cell.role == "solution" and cell.exercise
        )

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions graded by a person, in order."""
        return tuple(
            Question(cell.grade_id, cell.points, cell.source)
            for cell in self.cells
            if cell.role == "written" and cell.grade_id
        )

    @property
    def points(self) -> dict[str, float]:
        """Exercise -> points, in order; the questions are not among them."""
        return {exercise.name: exercise.points for exercise in self.exercises}

    @property
    def max_score(self) -> float:
        """The points of all automatically graded exercises together."""
        return sum(self.points.values())

    def __iter__(self) -> Iterator[ReleaseCell]:
        return iter(self.cells)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a submission.

    Attributes:
        label: its grade_id, or ``cell 7``, counted from 1 as a reader would; no two cells have the same.
        kind: code, markdown or raw; a solution or test cell is always code.
        source: its text; the course's own for a test cell.
        role: what it is for; a ``duplicate`` is a copy that does not count.
        exercise: for a solution or test cell, the exercise's name.
        index: its place in the submitted file, from 0; None for a cell that was deleted and has been put back.
    """

    label: str
    kind: Kind
    source: str
    role: Role = "other"
    exercise: str | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do when a notebook is run: run a cell, or remember what an exercise's name is bound to."""

    label: str
    source: str | None
    keep: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A student's answer to a :class:`Question`; ``source`` is None when the cell is gone."""

    name: str
    source: str | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Submission:
    """A student's notebook, repaired, with our own points, tests and locked cells in it.

    Attributes:
        path: the file.
        digest: SHA-256 of its bytes, in hexadecimal.
        assignment: the release that it was read against.
        cells: the cells in order.
        notes: what was repaired or ignored, for the student to read.
        answers: the answers to the written questions.
        places: exercise -> position in ``cells`` of the cell that holds its solution.
        unchanged: the exercises whose name is bound to the stub, or to nothing, where their test stands.
        lent: position in ``cells`` of an experiment -> those of its definitions that other cells need.
        language: the one that the release notes in it, of whatever kind.
    """

    path: Path
    digest: str
    assignment: str
    cells: tuple[Cell, ...]
    notes: tuple[Text, ...] = ()
    answers: tuple[Answer, ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    unchanged: tuple[str, ...] = ()
    lent: tuple[tuple[int, str], ...] = ()
    language: str | None = None

    def solution(self, exercise: str) -> Cell:
        """The cell that holds an exercise's solution; one cell may hold several.

        Raises:
            KeyError: when the assignment has no such exercise.
        """
        return self.cells[dict(self.places)[exercise]]
