"""The marks of one submission: the one record that every export, report and page reads.

Where nbgrader's gradebook has the submission, the record is read from there (:mod:`autograder.bridge.marks`): what tests
gave, what people gave, extra credit, what is taken off for lateness. Otherwise it holds what the tests gave, and says so.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from autograder.core.results import Ids, Result
from autograder.core.text import Text, texts

_TEXTS = texts(__file__)


@dataclass(frozen=True, slots=True)
class Part:
    """The marks of one graded cell.

    Attributes:
        name: nbgrader's name of the cell.
        exercise: the exercise that it tests; None for a written question.
        max_score: the most points that it can give.
        automatic: points that tests gave, or that an empty answer gets; None where there are none.
        manual: points that a person gave instead.
        extra: extra credit, on top.
        open: whether it waits for a person.
        comment: what a person wrote to the student.
    """

    name: str
    exercise: str | None
    max_score: float
    automatic: float | None = None
    manual: float | None = None
    extra: float = 0.0
    open: bool = False
    comment: str = ""

    @property
    def given(self) -> float | None:
        """Points without extra credit: a person's, else the tests'."""
        return self.automatic if self.manual is None else self.manual

    @property
    def score(self) -> float | None:
        """Points, with extra credit where there are any, as nbgrader counts it."""
        return None if self.given is None else self.given + self.extra


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one submission.

    Attributes:
        student: who handed in.
        assignment: what.
        parts: the graded cells, in order.
        max_score: points of all of them; None where nobody knows.
        penalty: points taken off for lateness.
        seconds_late: how late it was handed in, extensions counted.
        handed_in: when, UTC, where that is known.
        due: until when it had to be, UTC.
        in_gradebook: whether a gradebook has it; otherwise only the tests' marks are known.
        ids: how a learning platform knows the student.
    """

    student: str
    assignment: str
    parts: tuple[Part, ...] = ()
    max_score: float | None = None
    penalty: float = 0.0
    seconds_late: float = 0.0
    handed_in: datetime | None = None
    due: datetime | None = None
    in_gradebook: bool = False
    ids: Ids = field(default_factory=Ids)

    @classmethod
    def of(cls, result: Result) -> Self:
        """What a verdict alone says: the marks of the tests."""
        graded = result.outcome == "graded"
        parts = tuple(
            Part(one.name, one.name, one.max_score, one.score if graded else None) for one in result.exercises
        )
        if graded and not math.isclose(math.fsum(part.given or 0 for part in parts), result.score or 0):
            parts = (Part(result.assignment, result.assignment, result.max_score or 0.0, result.score),)
        return cls(result.student, result.assignment, parts, result.max_score, ids=result.ids)

    @property
    def raw(self) -> float | None:
        """All points before anything is taken off; None while no part has any."""
        scores = [score for part in self.parts if (score := part.score) is not None]
        return math.fsum(scores) if scores else None

    @property
    def total(self) -> float | None:
        """The points that count; None while no part has any."""
        return None if self.raw is None else max(0.0, self.raw - self.penalty)

    @property
    def automatic(self) -> float | None:
        """Points of the exercises, those that a person corrected included; None without any."""
        return self._sum(lambda part: part.exercise is not None)

    @property
    def written(self) -> float | None:
        """Points of the written questions; None while none is marked."""
        return self._sum(lambda part: part.exercise is None)

    @property
    def extra(self) -> float:
        """Extra credit."""
        return math.fsum(part.extra for part in self.parts if part.given is not None)

    @property
    def open(self) -> tuple[Part, ...]:
        """The parts that wait for a person."""
        return tuple(part for part in self.parts if part.open)

    @property
    def still_open(self) -> tuple[Text, ...]:
        """What waits for a person, in words."""
        written = sum(part.exercise is None for part in self.open)
        counts = {"to-mark": written, "to-look-at": len(self.open) - written}
        return tuple(
            _TEXTS[f"one-{what}"] if count == 1 else _TEXTS[f"several-{what}"].format(count)
            for what, count in counts.items()
            if count
        )

    def _sum(self, wanted: Callable[[Part], bool]) -> float | None:
        given = [part.given for part in self.parts if wanted(part) and part.given is not None]
        return math.fsum(given) if given else None


@dataclass(frozen=True, slots=True)
class Student:
    """A student whom a gradebook knows; what it does not know is empty."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """The marks of a class.

    Attributes:
        marks: one a submission.
        students: whom the gradebook knows, also without a submission; empty without a gradebook.
    """

    marks: tuple[Marks, ...] = ()
    students: tuple[Student, ...] = ()

    def with_results(self, results: Iterable[Result]) -> Self:
        """The record, and what the tests gave those whom the gradebook does not have.

        A platform's ids stand in results alone; marks from the gradebook get them.
        """
        known = {(one.student, one.assignment): one for one in self.marks}
        for result in results:
            key = result.student, result.assignment
            own = known.get(key)
            known[key] = (
                Marks.of(result)
                if own is None or not own.in_gradebook
                else replace(own, ids=result.ids if result.ids != Ids() else own.ids)
            )
        return replace(self, marks=tuple(known.values()))

    def find(self, student: str, assignment: str) -> Marks | None:
        """The marks of one submission."""
        return next(
            (one for one in self.marks if (one.student, one.assignment) == (student, assignment)), None
        )
