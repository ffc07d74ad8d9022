"""Notebook in, result out: grades one submission after the other in a warm process."""

import os
import time
import warnings
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Self

import torch
from msgspec import structs

from autograder.core import errors
from autograder.core.clean import clean_line
from autograder.core.course import Course
from autograder.core.results import ExerciseResult, Result
from autograder.core.source import global_names
from autograder.core.text import Text, translate
from autograder.core.words import LOOKS_LIKE, AssignmentWords
from autograder.grading.cores import a_core, on_core
from autograder.grading.course_words import assignment_words, keep_words
from autograder.grading.diagnosis import diagnose, relate
from autograder.grading.misconceptions import Misconception
from autograder.grading.other_arguments import other_default
from autograder.grading.process import Zygote
from autograder.grading.replay import Heard, replay
from autograder.grading.session import ATTEMPTS, Session
from autograder.grading.suite import ExerciseSuite, Suite
from autograder.sandbox.lean import without_compiler
from autograder.submissions import Submission, cells_before, read_submission, runnable, steps
from autograder.testing.collect import DEFAULT_TIMEOUT, Case
from autograder.testing.exam import (
    Examined,
    Finding,
    Tested,
    drawn,
    examine,
    mend_first,
    results_of,
    stopped,
)
from autograder.testing.examples import TRIES
from autograder.testing.forbidden import look
from autograder.testing.notebook_wide import StoppedCell, causes_of, stopped_before, told
from autograder.testing.pictures import Picture
from autograder.testing.relations import Relation
from autograder.testing.run import Verdict, undefined
from autograder.testing.show import clean
from autograder.testing.student import Student

PICTURES = 1 / 4  # of the time for a submission is what its pictures may take, once more
# relations that say more of what came back than another default explains
OTHER_KINDS = ("nothing-returned", "number-for-tensor", "other-type")
HASTE = 1 / 5  # of its time is what a call has where an exercise is tried in a fork that is not its own


class Grader:
    """Grades submissions of a course; keeps its zygote and suites warm. A context manager.

    Args:
        course: the course.
        isolation: the level that workers must have; ``"auto"`` is the strongest to be had. Default: the course's.
        language: language of the messages. Default: the course's.
        zygote: makes the zygote; another one may be given in tests.
        cpu: the processor that this marker and its workers run on, as they take turns; by default, the one at hand.
    """

    def __init__(
        self,
        course: Course,
        isolation: str | None = None,
        language: str | None = None,
        zygote: Callable[[str, float], Any] = Zygote,
        cpu: int | None = None,
    ) -> None:
        without_compiler()  # 70 MB, and a second, of which hidden tests and diagnoses use nothing
        torch.set_num_threads(1)  # more wait for one another on the one core that marker and worker share
        self.course = course
        self.isolation = isolation or course.isolation
        self.language = language or course.language
        self._make_zygote = zygote
        self._cpu = a_core(os.getpid()) if cpu is None else cpu
        self._zygote: Any = None
        self._suites: dict[str, Suite] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """End the zygote and its workers."""
        if self._zygote is not None:
            self._zygote.close()
            self._zygote = None

    def suite(self, assignment: str) -> Suite:
        """The hidden tests of an assignment, loaded once.

        Raises:
            AuthorFault: when they cannot be used.
        """
        if assignment not in self._suites:
            self._suites[assignment] = Suite.load(self.course, assignment)
            keep_words(self._suites[assignment])
        return self._suites[assignment]

    def warm(self, assignments: Sequence[str] = ()) -> None:
        """Start the zygote, load suites and draw their examples, before the first submission needs them."""
        self._start()
        for assignment in assignments:
            self.suite(assignment).prepare()

    def words(self, assignment: str) -> AssignmentWords:
        """What an assignment's exercises, tests and misconceptions are called, for the pages.

        Raises:
            AuthorFault: when its tests cannot be used.
        """
        return assignment_words(self.suite(assignment))

    def drawings(self, result: Result, path: Path | None = None) -> dict[str, Picture]:
        """What the student's function does, in numbers, for each exercise of a graded result that failed and has
        something to show. The notebook runs once more for it; ``path`` says where it is now."""
        try:
            suite = self.suite(result.assignment)
            wanted = [
                exercise
                for exercise in result.exercises
                if exercise.outcome == "failed" and suite.exercise(exercise.name).manifest.picture is not None
            ]
            if not wanted:
                return {}
            submission = read_submission(
                path or Path(result.notebook), suite.release, self.course.limits.notebook_bytes
            )
            with on_core(self._cpu), closing(self._session(submission, PICTURES)) as session:
                return {
                    exercise.name: drawing
                    for exercise in wanted
                    if (drawing := _drawing(suite.exercise(exercise.name), session, suite.seed))
                }
        except errors.AutograderError:
            return {}  # a picture is not worth a fault

    def grade(self, path: Path | str, *, student: str, assignment: str, shown: str | None = None) -> Result:
        """Grade one notebook; never raises for anything that a submission can hold.

        Args:
            path: the submitted notebook.
            shown: how the result names the notebook; by default, the path itself.
        """
        with on_core(self._cpu):
            return self._grade(path, student, assignment, shown)

    def _grade(self, path: Path | str, student: str, assignment: str, shown: str | None) -> Result:
        start = time.monotonic()
        about: dict[str, Any] = {"student": student, "assignment": assignment, "notebook": shown or str(path)}
        try:
            suite = self.suite(assignment)
            submission = read_submission(Path(path), suite.release, self.course.limits.notebook_bytes)
            about["submission"] = submission.digest
            # not in the student's time; raised again where that test's turn comes
            with suppress(errors.SuiteError):
                suite.prepare()
            exercises, causes = self._mark(suite, submission)
            notes = "\n".join(translate(note, self.language) for note in (*causes, *submission.notes))
            result = Result(
                outcome="graded",
                message=notes or None,
                exercises=exercises,
                score=round(sum(exercise.score for exercise in exercises), 4),
                max_score=suite.release.max_score,
                isolation=self._start().level,
                seconds=0.0,
                **about,
            )
        except errors.Unreadable as exc:
            message = clean(translate(exc.text or str(exc), self.language), 2000)
            result = Result.ungraded("unreadable", message, **about | {"submission": exc.digest})
        except Exception as exc:
            told = isinstance(exc, errors.OurFault | errors.AuthorFault)
            said = f"not graded, through no fault of yours: {'' if told else f'{type(exc).__name__}: '}{exc}"
            result = Result.ungraded("not_graded", clean(said, 2000), **about)
        return structs.replace(result, seconds=round(time.monotonic() - start, 4))

    def _start(self) -> Any:
        if self._zygote is None:
            self._zygote = self._make_zygote(self.isolation, self.course.limits.memory_mb)
        return self._zygote

    def _spawn(self) -> Any:
        """A fresh worker; a zygote that died is replaced once."""
        try:
            return self._start().spawn(self._cpu)
        except errors.WorkerUnavailable:
            self.close()
            return self._start().spawn(self._cpu)

    def _session(self, submission: Submission, share: float = 1.0) -> Session:
        limits = self.course.limits
        seconds = share * limits.submission_seconds
        return Session(self._spawn, steps(submission), limits.cell_seconds, seconds)

    def _mark(
        self, suite: Suite, submission: Submission
    ) -> tuple[tuple[ExerciseResult, ...], tuple[Text, ...]]:
        """The verdicts on the exercises, and what keeps several of them from working."""
        results: list[ExerciseResult] = []
        markings: list[_Marking] = []
        with closing(self._session(submission)) as session:
            for exercise in suite.exercises:
                lost = [result.name for result in results if result.outcome != "passed"]
                markings.append(_Marking(suite, exercise, submission, session, self.language, lost))
                results.append(markings[-1].result())
        counted = Counter(cause for marking in markings for cause in set(marking.causes.values()))
        on_top = [cause for cause, count in counted.items() if count > 1]
        results = [marking.told(one, on_top) for marking, one in zip(markings, results, strict=True)]
        return tuple(results), tuple(on_top)


def _drawing(exercise: ExerciseSuite, session: Session, seed: str) -> Picture | None:
    """What the student's function does, in numbers; None when it cannot be drawn."""
    with session.exercise(name=exercise.name):
        return drawn(exercise.manifest.picture, Student(session), seed)


def _unhinted(examined: Examined, only: Tested | None = None) -> Examined:
    """An exam without its tests' hints, or without ``only`` that of one test: a mistake that is known by name, or by what came
    back, says more, and what it says fits."""
    return replace(
        examined,
        tests=tuple(
            replace(test, verdict=replace(verdict, message=mismatch.message(verdict.call, hinted=False)))
            if (mismatch := (verdict := test.verdict).mismatch) and (only is None or only.case is test.case)
            else test
            for test in examined.tests
        ),
    )


@contextmanager
def _unharmed() -> Iterator[None]:
    """A fault of ours in what is said beside a mark costs the saying, not the mark: what came back may be anything."""
    try:
        yield
    except errors.AutograderError:
        raise
    except Exception as exc:
        said = clean_line(f"a diagnosis failed: {type(exc).__name__}: {exc}", 300)
        warnings.warn(said, errors.FaultWarning, stacklevel=2)


class _Marking:
    """One exercise of one submission; ``lost`` are the exercises before it that lost marks."""

    def __init__(
        self,
        suite: Suite,
        exercise: ExerciseSuite,
        submission: Submission,
        session: Session,
        language: str,
        lost: Sequence[str],
    ) -> None:
        self.suite, self.exercise, self.submission, self.session = suite, exercise, submission, session
        self.language = language
        # of those that it calls, the ones in whose place no right function is put while it is tested
        used = global_names(submission.solution(exercise.name).source) if lost else set()
        self.mend = [name for name in lost if name in used and name not in exercise.module.repairs]
        self.prelude = [probe.request() for name, probe in exercise.module.repairs.items() if name in lost]
        self.pace = suite.course.limits.call_seconds / DEFAULT_TIMEOUT
        self.causes: dict[str, Text] = {}  # case -> what it fails for that is not in the exercise's own cell
        self.heard: Heard = {}  # what the student has answered to the tests' requests

    def result(self) -> ExerciseResult:
        """Run the hidden tests and put the verdicts into points.

        An exercise is first tried in the fork that the one before has left, which costs less than one of its own. Only a
        pass counts there: for anything else the tests meet the notebook as it was right after it ran. Names are bound as
        they were there, and what else the notebook's own functions may have done to the process in passing, its cells
        could have done just as well. Where a process is killed, that may have been somebody else's doing: it is tried again, then.
        """
        if self.session.forked:
            with self.session.exercise(self.prelude, afresh=False, name=self.exercise.name):
                examined = self._examined(hasty=True)
            if examined.outcome == "passed":
                return self._scored(examined)
        for _ in range(ATTEMPTS):
            self.heard.clear()
            kills = self.session.kills
            with self.session.exercise(self.prelude, name=self.exercise.name):
                result = self._scored(self._examined(hasty=False))
            if self.session.kills == kills:
                break
        return result

    def _examined(self, hasty: bool) -> Examined:
        """Take the exam, in a fifth of the time and to the first loss where it is tried in ``haste``."""
        look = self._forbidden if self.exercise.forbidden is not None else None
        sit = partial(self._sit, hasty)
        return examine(self.exercise.cases, sit, look, stopped=self._stopped(), until_lost=hasty)

    def _sit(self, hasty: bool, case: Case, first: bool) -> Verdict:
        plan = self.suite.plan(case)  # raises if the test is at fault: the reference does not pass it
        examples, seed = self.suite.examples(case), self.suite.seed
        if hasty:
            case = replace(case, timeout=case.timeout * self.pace * HASTE)
            return replay(case, examples, seed, plan, self.session, None)
        small = partial(self.suite.small_examples, case)
        case = replace(case, timeout=case.timeout * self.pace)
        tries = TRIES if first else 0  # the first message of an exercise is the one that is read
        return replay(case, examples, seed, plan, self.session, tries, small, self.heard)

    def _stopped(self) -> str | None:
        """What ended the exercise's own cell, by the class of the exception."""
        error = self.session.cell_errors.get(self.submission.solution(self.exercise.name).label)
        return None if error is None else error.kind

    def _forbidden(self) -> Finding:
        cells = [(cell.label, cell.source) for cell in runnable(self.submission)]
        seconds = self.exercise.cases[0].timeout * self.pace
        requests = self.suite.requests(self.exercise)
        until = cells_before(steps(self.submission), self.exercise.name)
        return look(
            self.exercise.forbidden, self.exercise.name, cells, requests, self.session, seconds, until
        )

    def _scored(self, examined: Examined) -> ExerciseResult:
        points, outcome = self.exercise.points, examined.outcome
        score = points if outcome == "passed" else min(round(points * examined.share, 2), points)
        misconception, related = None, None
        if outcome == "failed" and not examined.stalled and examined.finding.message is None:
            with _unharmed():
                misconception, related = self._diagnosis(examined)
            if misconception or related:
                examined = _unhinted(examined, related)
        self.causes = causes_of(examined, self._missing)
        self.texts = partial(
            results_of,
            language=self.language,
            first=partial(self._first, examined.outcome, misconception),
            related=None if self.causes else related,
        )
        self.examined = examined
        return ExerciseResult(
            name=self.exercise.name,
            score=float(score),
            max_score=float(points),
            outcome=outcome,
            misconception=misconception.slug if misconception else None,
            relation=related.verdict.relation.slug if related and related.verdict.relation else None,
            flags=tuple(sorted(examined.finding.flags)),
            tests=self.texts(told(examined, self.causes, ())),
        )

    def told(self, result: ExerciseResult, on_top: Collection[Text]) -> ExerciseResult:
        """The result, whose messages point to what stands on top."""
        if not set(self.causes.values()) & set(on_top):
            return result
        return structs.replace(result, tests=self.texts(told(self.examined, self.causes, on_top)))

    def _diagnosis(self, examined: Examined) -> tuple[Misconception | None, Tested | None]:
        """The mistake that it is, or else a test with what came back relates to what was expected; a mistake says more."""
        self.session.rebind()
        misconception = diagnose(self.suite, self.exercise, self.session, self.heard)
        if misconception is not None:
            return misconception, None
        first = next(test for test in examined.tests if test.verdict.outcome != "passed")
        relation = self._other_default() if first.verdict.outcome == "failed" else None
        if relation is not None and getattr(first.verdict.relation, "slug", "") in OTHER_KINDS:
            relation = None
        if relation is None:
            related = next((test for test in examined.tests if test.verdict.relation), None)
            later = related is not None and related is not first and related.verdict.mismatch
            if later and later.relation is None:  # two values that are related later alone
                related = None
            # the sizes of one part may be those of another part, which only the whole shows
            by_size = related is first and getattr(first.verdict.relation, "slug", "") == "other-sizes"
            if (related is not None and not by_size) or first.verdict.outcome != "failed":
                return None, related
            cases = [test.case for test in examined.tests if test.verdict.outcome in ("failed", "blocked")]
            leading = first is examined.tests[0]
            mismatch = first.verdict.mismatch
            shown = None if mismatch is None else mismatch.values
            relation = relate(self.suite, cases, self.session, leading, self.heard, shown)
        if relation is None:
            return None, related
        return None, replace(first, verdict=replace(first.verdict, relate=lambda: relation))

    def _other_default(self) -> Relation | None:
        name = self.exercise.name
        return other_default(name, self.submission.solution(name).source, dict(self.suite.cells)[name])

    def _missing(self, name: str) -> Text | None:
        """Why a name is not defined: another cell has stopped; None where an exercise that it calls is to be mended first."""
        own = self.submission.solution(self.exercise.name).label
        if name == self.exercise.name:  # what ended its cell, then
            error = self.session.cell_errors.get(own)
            name = (undefined(error.detail) if error and error.kind == "NameError" else None) or ""
        if not name or name in self.mend:
            return None
        texts = {cell.label: cell.source for cell in runnable(self.submission) if cell.label != own}
        errors = self.session.cell_errors.items()
        stopped = [
            StoppedCell(label, texts[label], error.kind, error.detail, error.line)
            for label, error in errors
            if label in texts
        ]
        return stopped_before(name, stopped)

    def _first(self, outcome: str, misconception: Misconception | None, message: Text) -> Text:
        """The message of the first failure, which also says what the whole looks like."""
        if outcome == "not_implemented":
            return Text("{} is not implemented yet", "{} 尚未实现").format(self.exercise.name)
        if self.mend:
            message = mend_first(self.mend[0], self.exercise.name, message)
        error = self.session.cell_errors.get(self.submission.solution(self.exercise.name).label)
        if error is not None and not self.causes:
            message = stopped(error.kind, error.detail, error.line, message)
        if misconception is None:
            return message
        said = Text("{}\n\n{}: {}\nRead again: section {}", "{}\n\n{}：{}\n请重读：第 {} 节")
        return said.format(message, LOOKS_LIKE, misconception.feedback, misconception.section)


def grade(
    path: Path | str,
    *,
    student: str = "student",
    assignment: str | None = None,
    course: Course | None = None,
    isolation: str | None = None,
) -> Result:
    """Grade one notebook with a grader of its own; for many, keep a :class:`Grader`.

    Args:
        assignment: which assignment it is of; by default, the notebook's file name says it.
    """
    path = Path(path)
    with Grader(course or Course.find(), isolation) as grader:
        return grader.grade(path, student=student, assignment=assignment or path.stem)
