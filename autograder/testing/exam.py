"""An exam: the tests of one exercise on one student, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from autograder.core.text import Text
from autograder.testing.collect import Case
from autograder.testing.marks import Exercise
from autograder.testing.pictures import Picture
from autograder.testing.run import Verdict
from autograder.testing.sealed import Told

Outcome = Literal["passed", "failed", "not_implemented", "missing"]


@dataclass(frozen=True, slots=True)
class Tested:
    """One public test: what it looks at, and what came of it."""

    case: Case
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Checked:
    """What the public tests of one exercise found.

    Attributes:
        exercise: its entry in the manifest.
        outcome: ``passed`` when every test holds.
        tests: what was run, in the order of the file; none when there was nothing to run them on.
        note: what stands in the way of testing, or of trusting the tests; else None.
        forbidden: the message on a built-in that the exercise forbids; else None.
        trap: the known mistake that it looks like; else None.
        picture: what the student's function does, where a picture of it says more; else None.
        unrun: whether it is missing because its cell was not run in this session.
    """

    exercise: Exercise
    outcome: Outcome
    tests: tuple[Tested, ...] = ()
    note: Text | None = None
    forbidden: Text | None = None
    trap: Told | None = None
    picture: Picture | None = None
    unrun: bool = False

    @property
    def holding(self) -> int:
        """How many tests hold."""
        return sum(test.verdict.outcome == "passed" for test in self.tests)
