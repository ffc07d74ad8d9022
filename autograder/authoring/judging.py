"""Judges one piece of code as the marker would, in this process: for trusted code of the course only."""

from __future__ import annotations

import linecache
import time
from dataclasses import dataclass
from typing import Any

from autograder import rules
from autograder.authoring.mutants import plain
from autograder.core import errors
from autograder.grading import reference
from autograder.grading.diagnosis import diagnose, telling_requests
from autograder.grading.grade import WATCHED
from autograder.grading.suite import ExerciseSuite, Suite
from autograder.testing import stats
from autograder.testing.run import run
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
    forbidden = _forbidden(suite, exercise, cells) if ruled else None
    backend = _Timed(live(cells))
    examples = {case.name: suite.examples(case) for case in exercise.cases}
    outcomes: dict[str, str] = {}
    why: str | None = None
    hopeless = False
    start = time.process_time()
    with backend.inner.quietly(), stats.false_alarms() as rates:
        for case in exercise.cases:
            passed = {name.partition("[")[0] for name, outcome in outcomes.items() if outcome == "passed"}
            lost = {name.partition("[")[0] for name, outcome in outcomes.items() if outcome != "passed"}
            if hopeless or not set(case.needs) <= passed - lost:
                outcomes[case.name] = "blocked"
                continue
            verdict = run(case, Student(backend), examples[case.name], suite.seed, shrink=None)
            outcomes[case.name] = verdict.outcome
            hopeless = verdict.not_implemented or verdict.missing
            if verdict.outcome != "passed":
                why = why or f"{case.name}: {verdict.message.en if verdict.message else verdict.outcome}"
                if first_only:
                    break
    took = time.process_time() - start
    whole = sum(case.weight for case in exercise.cases)
    earned = sum(case.weight for case in exercise.cases if outcomes.get(case.name) == "passed")
    name = None
    if diagnosed and why is not None:
        fresh = live(cells)
        with fresh.quietly():
            found = diagnose(suite, exercise, fresh)
        name = found.slug if found else None
    return Judgement(
        0.0 if forbidden else earned / whole,
        tuple(outcomes.items()),
        why,
        name,
        forbidden,
        sum(rates),
        took - backend.seconds,
        took,
    )


def live(cells: Cells) -> LiveBackend:
    """A backend on a new namespace in which the cells have run; as when grading, one that fails does not stop the rest."""
    filled: dict[str, Any] = {"__name__": "__main__"}
    for label, source in cells:
        code, filename = plain(source), f"<cell {label}>"
        linecache.cache[filename] = (len(code), None, code.splitlines(keepends=True), filename)
        try:
            exec(compile(code, filename, "exec"), filled)
        except Exception:
            continue
    return LiveBackend(
        filled,
        lambda name: name[6:-1] if name.startswith("<cell ") else None,
        lambda label, line: linecache.getline(f"<cell {label}>", line).strip(),
    )


def _forbidden(suite: Suite, exercise: ExerciseSuite, cells: Cells) -> str | None:
    """What the look at the source and the watch at run time find, as the marker uses them."""
    family = exercise.forbidden
    if family is None:
        return None
    uses = rules.find(cells, exercise.name, family)
    if uses:
        return "in the source: " + rules.explain(uses, family, "en")
    seen: set[str] = set()
    backend = live(cells)
    with backend.quietly():
        for request in telling_requests(suite, exercise)[:WATCHED]:
            try:
                seen.update(backend.ask(["watch", None, request], None))
            except errors.StudentError:
                continue
    found = family.among(seen)
    return f"at run time: {', '.join(found)}" if found else None


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
