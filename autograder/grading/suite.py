"""The hidden tests of one assignment, loaded once: cases, the examples drawn for them, what the reference does.

What depends on the suite alone is worked out once, kept beside a digest of everything it depends on, and found again by
every later run and every other process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.core import values
from autograder.core.course import Course
from autograder.core.digest import suite_digest
from autograder.core.errors import SuiteError
from autograder.core.files import write_whole
from autograder.grading import misconceptions, reference
from autograder.grading.misconceptions import Misconception
from autograder.grading.replay import Plan, Recorded, record, same
from autograder.submissions import Release, read_release, release_of
from autograder.testing import collect
from autograder.testing.collect import Case, TestModule
from autograder.testing.examples import Example, draw, draw_small
from autograder.testing.marks import Exercise
from autograder.testing.student import Request


@dataclass(frozen=True)
class ExerciseSuite:
    """The hidden tests of one exercise."""

    name: str
    points: float
    manifest: Exercise
    module: TestModule
    misconceptions: tuple[Misconception, ...]

    @property
    def cases(self) -> tuple[Case, ...]:
        """The tests, in the order of their file."""
        return self.module.cases

    @property
    def forbidden(self) -> Any:
        """The family of built-ins that the exercise forbids, or None."""
        return self.manifest.forbidden


@dataclass
class Suite:
    """The hidden tests of one assignment; :meth:`load` makes one."""

    course: Course
    assignment: str
    release: Release
    exercises: tuple[ExerciseSuite, ...]
    digest: str
    cells: list[tuple[str, str]]
    cache: Cache
    _examples: dict[tuple[str, str, str], tuple[Example, ...]] = field(default_factory=dict)
    _plans: dict[tuple[str, str], Plan | str] = field(default_factory=dict)

    @classmethod
    def load(cls, course: Course, assignment: str, *, released: bool = True) -> Suite:
        """Load an assignment's hidden tests, manifest and misconceptions.

        Args:
            released: whether stubs come from the release; otherwise they are made of the source notebook.

        Raises:
            CourseError: when the course has no such assignment.
            SuiteError: when one of its files cannot be used.
        """
        notebook = course.source_notebook(assignment)
        release = release_of(course, assignment) if released else read_release(notebook)
        manifest = {
            exercise.name: exercise
            for path in course.public_tests(assignment)
            for exercise in collect.load(path).exercises
        }
        hidden = {path.stem.removeprefix("test_"): path for path in course.hidden_tests(assignment)}
        wrong = misconceptions.read_all(notebook.parent / "hidden" / "misconceptions")
        exercises = []
        for exercise in release.exercises:
            if exercise.name not in hidden:
                raise SuiteError(
                    f"{assignment}: the exercise {exercise.name} has no hidden tests: expected "
                    f"{notebook.parent / 'hidden' / f'test_{exercise.name}.py'}"
                )
            if exercise.name not in manifest:
                raise SuiteError(
                    f"{assignment}: the exercise {exercise.name} has no entry in EXERCISES of "
                    f"test_{assignment}.py"
                )
            module = collect.load(hidden[exercise.name], exercise.name)
            exercises.append(
                ExerciseSuite(
                    exercise.name,
                    exercise.points,
                    manifest[exercise.name],
                    module,
                    tuple(m for m in wrong if m.exercise == exercise.name),
                )
            )
        digest = suite_digest(course, assignment)
        kept = course.root / ".autograder"
        # else hypothesis makes a folder where the command was called
        os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(kept / "hypothesis"))
        return cls(
            course,
            assignment,
            release,
            tuple(exercises),
            digest,
            reference.code_cells(notebook),
            Cache(kept / "cache", f"{assignment}-{digest[:16]}"),
        )

    @property
    def seed(self) -> str:
        """What this suite's examples and seeds are drawn from."""
        return f"{self.course.suite_seed}/{self.assignment}"

    def examples(self, case: Case) -> tuple[Example, ...]:
        """The examples of a case: drawn once, then found again in memory or on disk."""
        drawn = self._drawn("examples", case, draw)
        if not drawn:
            raise SuiteError(f"{self.assignment}: {case.name} drew no examples")
        return drawn

    def small_examples(self, case: Case) -> tuple[Example, ...]:
        """Small examples of a case, from which to show one that fails; drawn when first needed."""
        return self._drawn("small", case, draw_small)

    def _drawn(
        self, kind: str, case: Case, draw_them: Callable[[Case, str], Sequence[Example]]
    ) -> tuple[Example, ...]:
        key = kind, case.exercise, case.name
        if key not in self._examples:
            place = f"{kind}-{case.exercise}"
            stored = self.cache.get(place) or {}
            if case.name not in stored:  # another process may have drawn it meanwhile
                stored |= self.cache.read(place) or {}
            if case.name not in stored:
                stored[case.name] = [dict(example) for example in draw_them(case, self.seed)]
                self.cache.put(place, stored)
            self._examples[key] = tuple(_as_written(case, example) for example in stored[case.name])
        return self._examples[key]

    def plan(self, case: Case) -> Plan:
        """What a case asks of the reference solution, example by example; worked out once a suite.

        Raises:
            SuiteError: when the reference does not pass the case: it would cost right solutions their marks.
        """
        if (case.exercise, case.name) not in self._plans:
            recorded = self.cache.get(f"plans-{case.exercise}") or self._record(case.exercise)
            self._plans |= {
                (case.exercise, name): plan if isinstance(plan, str) else Plan(plan)
                for name, plan in recorded.items()
            }
        plan = self._plans[case.exercise, case.name]
        if isinstance(plan, str):
            raise SuiteError(plan)
        return plan

    def _record(self, exercise: str) -> dict[str, Recorded | str]:
        plans: dict[str, Recorded | str] = {}
        for case in self.exercise(exercise).cases:
            plans[case.name], verdict = record(case, self.examples(case), self.seed, self.cells)
            if verdict.outcome != "passed":
                why = (
                    repr(verdict.unexpected) if verdict.unexpected else verdict.message and verdict.message.en
                )
                plans[case.name] = (
                    f"{self.assignment}: the reference solution does not pass {case.name} of {exercise}: {why}"
                )
        self.cache.put(f"plans-{exercise}", plans)
        return plans

    def requests(self, exercise: ExerciseSuite) -> list[Request]:
        """All that the tests of an exercise ask of the reference solution, in their order."""
        plans = (self.plan(case) for case in exercise.cases)
        return [request for plan in plans for example in plan.examples for request, _ in example]

    def exercise(self, name: str) -> ExerciseSuite:
        """One exercise's tests, by its name."""
        return next(exercise for exercise in self.exercises if exercise.name == name)

    def prepare(self) -> None:
        """Draw every example and record what every test asks.

        Raises:
            SuiteError: when the reference solution does not pass a test.
        """
        for exercise in self.exercises:
            for case in exercise.cases:
                self.plan(case)


def _as_written(case: Case, example: Example) -> Example:
    """The author's own objects, where it is one of the explicit examples: it is known how they were made."""
    written = (one.kwargs for one in getattr(case.function, "hypothesis_explicit_examples", ()))
    return next((own for own in written if same(dict(own), dict(example))), example)


@dataclass
class Cache:
    """Values on disk under a digest; a file that cannot be read or written is worked out anew, never an error."""

    folder: Path
    name: str
    _memory: dict[str, Any] = field(default_factory=dict)

    def get(self, kind: str) -> Any:
        """What was put under ``kind``, or None."""
        if kind not in self._memory and (found := self.read(kind)) is not None:
            self._memory[kind] = found
        return self._memory.get(kind)

    def read(self, kind: str) -> Any:
        """What is on disk under ``kind`` now, or None."""
        try:
            return values.decode(self._path(kind).read_bytes())
        except (OSError, values.ValueRefused):
            return None

    def put(self, kind: str, value: Any) -> None:
        """Keep ``value``; on disk only if it is made of values."""
        self._memory[kind] = value
        try:
            data = values.encode(value)
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._path(kind), data)
        except (OSError, values.ValueRefused):
            return

    def _path(self, kind: str) -> Path:
        return self.folder / f"{self.name}-{kind}.bin"
