"""The class report as frozen values: what :mod:`.statistics` computes and :mod:`.report` writes."""

from dataclasses import dataclass
from typing import Literal

from autograder.core.words import Words
from autograder.reports.similarity import Group

SCHEMA = 2
Reason = Literal[
    "unreadable", "not_graded", "crashed", "timeout", "forbidden",
    "nothing_tried", "nothing_right", "unlike_the_class", "several",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExerciseStatistics:
    """How a class did on an exercise: numbers of submissions, and the mean share of its points."""

    name: str
    title: Words
    section: str | None
    max_score: float
    passed: int
    partly: int
    failed: int
    not_tried: int
    mean_share: float | None

    @property
    def count(self) -> int:
        """Graded submissions."""
        return self.passed + self.partly + self.failed + self.not_tried


@dataclass(frozen=True, slots=True)
class TestStatistics:
    """How a class did on a hidden test, over the submissions it was run on."""

    __test__ = False  # the class is no pytest test

    exercise: str
    name: str
    title: Words
    count: int
    failing: int
    blocked: int
    share_failing: float | None
    discrimination: float | None


@dataclass(frozen=True, slots=True)
class MisconceptionStatistics:
    """How many hold a misconception, or, where none was recognised, got the same relation to what was expected."""

    kind: Literal["misconception", "relation"]
    exercise: str
    slug: str
    title: Words
    section: str | None
    students: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class SectionStatistics:
    """A section of the book to go over again, and how many students' misconceptions point to it."""

    section: str
    students: int
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attention:
    """A submission that needs a person, and why."""

    student: str
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class StudentRow:
    """One submission's marks; ``exercises`` in the order of the assignment, None where there is none.

    ``score`` is what counts: of the tests, what people gave, less the penalty for lateness, as far as a gradebook has it.
    """

    student: str
    outcome: str
    score: float | None
    max_score: float | None
    exercises: tuple[tuple[float, str] | None, ...]
    written: float | None = None
    extra: float = 0.0
    penalty: float = 0.0
    still_open: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignmentReport:
    """The statistics of one assignment; shares are of the graded submissions."""

    name: str
    title: Words
    graded: int
    unreadable: int
    not_graded: int
    max_score: float | None
    mean: float | None
    median: float | None
    deviation: float | None
    quartiles: tuple[float, ...] | None
    histogram: tuple[int, ...]
    exercises: tuple[ExerciseStatistics, ...]
    tests: tuple[TestStatistics, ...]
    misconceptions: tuple[MisconceptionStatistics, ...]
    sections: tuple[SectionStatistics, ...]
    attention: tuple[Attention, ...]
    groups: tuple[Group, ...]
    compared: int
    students: tuple[StudentRow, ...]
    absent: tuple[str, ...] = ()

    @property
    def submissions(self) -> int:
        """All of them, those without marks too."""
        return self.graded + self.unreadable + self.not_graded

    @property
    def mean_share(self) -> float | None:
        """The mean as a share of the points to be had."""
        return self.mean / self.max_score if self.mean is not None and self.max_score else None

    @property
    def spread(self) -> tuple[float, ...]:
        """Lowest, first quartile, median, third quartile and highest mark in per cent; empty for too few students."""
        shares = [
            one.score / one.max_score for one in self.students if one.score is not None and one.max_score
        ]
        if not shares or self.quartiles is None or self.median is None or not self.max_score:
            return ()
        middle = (self.quartiles[0], self.median, self.quartiles[1])
        return (100 * min(shares), *(100 * mark / self.max_score for mark in middle), 100 * max(shares))

    @property
    def marked(self) -> bool:
        """Whether people have given marks, or have to."""
        return any(
            one.written is not None or one.penalty or one.extra or one.still_open for one in self.students
        )

    def called(self, exercise: str) -> Words:
        """The title of an exercise; what is none is its own."""
        return next((one.title for one in self.exercises if one.name == exercise), exercise)


@dataclass(frozen=True, slots=True)
class Report:
    """The statistics of a class, for one assignment or more."""

    schema: int
    assignments: tuple[AssignmentReport, ...]
