"""Judges one piece of code as the marker would, in this process: for trusted code of the course only."""

import time
from dataclasses import dataclass
from typing import Any

from autograder.grading import reference
from autograder.grading.diagnosis import diagnose
from autograder.grading.suite import ExerciseSuite, Suite
from autograder.testing import stats
from autograder.testing.exam import Finding, examine
from autograder.testing.forbidden import look
from autograder.testing.run import Verdict, run
from autograder.testing.student import LiveBackend, Request, Student

Cells = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the hidden tests of one exercise say of one solution.

    Attributes:
        share: of the exercise's points, 0 to 1.
        outcomes: of each test, in order: its name and outcome.
        why: the first message, in English.
        misconception: slug of what it was diagnosed as, or None; only where that was asked for.
        forbidden: what the rules found, in words, or None; only where that was asked for.
        false_alarms: summed rate of the statistical assertions made.
        seconds: CPU of the tests themselves, without the solution's own.
        whole_seconds: CPU of both.
    """

    share: float
    outcomes: tuple[tuple[str, str], ...]
    why: str | None = None
    misconception: str | None = None
    forbidden: str | None = None
    false_alarms: float = 0.0
    seconds: float = 0.0
    whole_seconds: float = 0.0

    @property
    def full(self) -> bool:
        """Whether it gets full marks."""
        return self.forbidden is None and all(outcome == "passed" for _, outcome in self.outcomes)

    @property
    def complaint(self) -> str | None:
        """Why it does not get full marks, or None."""
        return None if self.full else self.forbidden or self.why


def judge(
    suite: Suite,
    exercise: ExerciseSuite,
    code: str | None = None,
    *,
    on_top: str = "",
    first_only: bool = False,
    diagnosed: bool = False,
    ruled: bool = False,
) -> Judgement:
    """Judge ``code`` in the place of an exercise's solution, by default the reference itself.

    Args:
        on_top: code of a cell before all others.
        first_only: stop at the first test that does not pass.
        diagnosed: name the misconception.
        ruled: look for forbidden built-ins.
    """
    cells = suite.cells if code is None else reference.replaced(suite.cells, exercise.name, code)
    if on_top:
        cells = [("on top", on_top), *cells]
    backend = _Timed(reference.backend(cells, strict=False))
    ruled = ruled and exercise.forbidden is not None
    start = time.process_time()
    with backend.inner.quietly(), stats.false_alarms() as rates:
        examined = examine(
            exercise.cases,
            lambda case, _: run(case, Student(backend), suite.examples(case), suite.seed, shrink=None),
            (lambda: _forbidden(suite, exercise, cells)) if ruled else None,
            until_lost=first_only,
        )
    took = time.process_time() - start
    verdicts = {test.case.name: test.verdict for test in examined.tests}
    why = next((f"{name}: {_said(v)}" for name, v in verdicts.items() if v.outcome != "passed"), None)
    name = None
    if diagnosed and why is not None:
        fresh = reference.backend(cells, strict=False)
        with fresh.quietly():
            found = diagnose(suite, exercise, fresh)
        name = found.slug if found else None
    forbidden = examined.finding.message.en if examined.finding.message else None
    outcomes = tuple((test.case.name, test.verdict.outcome) for test in examined.tests)
    seconds = took - backend.seconds, took
    return Judgement(examined.share, outcomes, why, name, forbidden, sum(rates), *seconds)


def _said(verdict: Verdict) -> str:
    return verdict.message.en if verdict.message else verdict.outcome


def _forbidden(suite: Suite, exercise: ExerciseSuite, cells: Cells) -> Finding:
    """As the marker looks for them."""
    backend = reference.backend(cells, strict=False)
    with backend.quietly():
        return look(exercise.forbidden, exercise.name, cells, suite.requests(exercise), backend, None)


class _Timed:
    """A backend that counts the CPU seconds spent behind it."""

    def __init__(self, inner: LiveBackend) -> None:
        self.inner, self.seconds = inner, 0.0

    def ask(self, request: Request, seconds: float | None) -> Any:
        """See :class:`autograder.testing.student.Backend`."""
        start = time.process_time()
        try:
            return self.inner.ask(request, seconds)
        finally:
            self.seconds += time.process_time() - start
