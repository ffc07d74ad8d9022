"""An exam: the tests of one exercise on one student, and what came of them.

The one policy of the marker, ``check``, ``pytest assignments/`` and the audit: which tests run, in what order, and what ends
an exercise. They differ in how a case is put to the student (:data:`Sit`), in the cases, and in how the result is shown.

- The cases run in the order of their file. One that ``needs`` another is blocked unless every case of that test passed.
- A stub, a name that is missing, or one that cannot be called ends the exercise: that case says so, the others are blocked.
- After :data:`MAX_STALLS` cases that time out or end their process, the others are blocked.
- A forbidden built-in that runs while the tests' requests are answered costs the whole exercise: the first case is
  ``forbidden``, the others are blocked, whatever they found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from autograder.core import errors
from autograder.core.clean import clean, clean_line
from autograder.core.results import ExerciseOutcome, TestResult
from autograder.core.text import Text, translate
from autograder.testing import show
from autograder.testing.collect import Case
from autograder.testing.examples import TRIES, draw, seed_of
from autograder.testing.pictures import Picture
from autograder.testing.run import Verdict, run, said
from autograder.testing.student import Backend, Request, Student

MAX_STALLS = 2  # cases that time out or end their process, before the rest of an exercise is left alone
STALLS = frozenset(("timeout", "crashed", "memory"))
LOCAL_SEED = "local"  # of `check` and of `pytest assignments/`: both show the same examples

Sit = Callable[[Case, bool], Verdict]  # runs one case; the flag: no case before it has failed


@dataclass(frozen=True, slots=True)
class Tested:
    """One test: what it looks at, and what came of it."""

    case: Case
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """What the look for forbidden built-ins gives.

    Attributes:
        message: which one ran, for the student; None when none did.
        flags: what a person should look at, without marks being lost.
    """

    message: Text | None = None
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of an exam.

    Attributes:
        tests: each case and its verdict, in order; those after the end of an exam that stops early are left out.
        finding: what the look for forbidden built-ins gave.
    """

    tests: tuple[Tested, ...]
    finding: Finding = Finding()

    @property
    def outcome(self) -> ExerciseOutcome:
        """The verdict on the exercise: ``passed`` when every test holds."""
        verdicts = [test.verdict for test in self.tests]
        if all(verdict.outcome == "passed" for verdict in verdicts):
            return "passed"
        if any(verdict.not_implemented for verdict in verdicts):
            return "not_implemented"
        return "missing" if any(verdict.missing for verdict in verdicts) else "failed"

    @property
    def share(self) -> float:
        """The share of the exercise's points that the tests give, 0 to 1."""
        if self.outcome in ("not_implemented", "missing"):
            return 0.0
        earned = sum(test.case.weight for test in self.tests if test.verdict.outcome == "passed")
        return earned / sum(test.case.weight for test in self.tests)

    @property
    def stalled(self) -> bool:
        """Whether a case timed out or ended its process: the student is not asked anything more."""
        return any(test.verdict.outcome in STALLS for test in self.tests)


def examine(
    cases: Sequence[Case],
    sit: Sit,
    look: Callable[[], Finding] | None = None,
    *,
    stopped: str | None = None,
    until_lost: bool = False,
) -> Examined:
    """Run the cases of one exercise.

    Args:
        cases: the tests, in the order of their file.
        sit: runs one of them.
        look: looks for forbidden built-ins; None where the exercise forbids none.
        stopped: class name of the exception that ended the exercise's own cell, if one did.
        until_lost: end at the first case that does not pass.

    Raises:
        errors.OurFault, errors.SuiteError: as ``sit`` and ``look`` do.
    """
    verdicts: dict[str, Verdict] = {}
    for case in cases:
        if _closed(case, verdicts):
            verdicts[case.name] = Verdict("blocked")
            continue
        first = all(verdict.outcome == "passed" for verdict in verdicts.values())
        verdicts[case.name] = verdict = _stub(sit(case, first), stopped)
        if until_lost and verdict.outcome != "passed":
            break
    examined = Examined(tuple(Tested(case, verdicts[case.name]) for case in cases if case.name in verdicts))
    if look is None or any(verdict.over for verdict in verdicts.values()) or len(verdicts) < len(cases):
        return examined
    if sum(verdict.outcome in STALLS for verdict in verdicts.values()) >= MAX_STALLS:
        return examined  # it would stall again
    finding = look()
    if finding.message is None:
        return replace(examined, finding=finding)
    first_case, *rest = cases
    told = Tested(first_case, Verdict("forbidden", finding.message))
    return Examined((told, *(Tested(case, Verdict("blocked")) for case in rest)), finding)


def _closed(case: Case, verdicts: dict[str, Verdict]) -> bool:
    """Whether a case cannot be tried, after these verdicts on those before it."""
    if any(verdict.over for verdict in verdicts.values()):
        return True
    if sum(verdict.outcome in STALLS for verdict in verdicts.values()) >= MAX_STALLS:
        return True
    lost = {name.partition("[")[0] for name, verdict in verdicts.items() if verdict.outcome != "passed"}
    tried = {name.partition("[")[0] for name in verdicts}
    return not set(case.needs) <= tried - lost


def _stub(verdict: Verdict, stopped: str | None) -> Verdict:
    """A class whose body still is the stub ends its cell, and so is missing."""
    if verdict.missing and stopped == "NotImplementedError":
        return replace(verdict, missing=False, not_implemented=True)
    return verdict


def live(backend: Backend, seed: str, *, tries: int | None = TRIES) -> Sit:
    """Put cases to a student in this process, with examples drawn on the spot.

    Args:
        tries: executions that shrinking the first failure may take; None to show failures as they come.
    """

    def sit(case: Case, first: bool) -> Verdict:
        shrink = tries if first or tries is None else 0
        return run(case, Student(backend), draw(case, seed), seed, shrink=shrink)

    return sit


class Recorder:
    """A backend that keeps what it is asked, to ask it again under watch."""

    def __init__(self, inner: Backend) -> None:
        self.inner = inner
        self.asked: list[Request] = []

    def ask(self, request: Request, seconds: float | None) -> Any:
        """See :class:`autograder.testing.student.Backend`."""
        self.asked.append(request)
        return self.inner.ask(request, seconds)


def results_of(
    examined: Examined,
    language: str,
    first: Callable[[Text], Text] = lambda message: message,
    related: Tested | None = None,
) -> tuple[TestResult, ...]:
    """What an exam found, as the student reads it.

    Args:
        examined: the exam.
        language: of the messages.
        first: turns the first message into one that says more of the whole.
        related: the test whose message also says how what came back relates to what was expected.
    """
    found: list[TestResult] = []
    for test in examined.tests:
        verdict, message = test.verdict, test.verdict.message
        if message is not None:
            if all(earlier.message is None for earlier in found):
                message = first(message)
            if related is not None and test.case is related.case:
                message = said(message, related.verdict.relation)
        found.append(
            TestResult(
                name=test.case.name,
                outcome=verdict.outcome,
                weight=test.case.weight,
                message=None if message is None else clean(translate(message, language)),
                snippet=translate(verdict.snippet, language),
            )
        )
    return tuple(found)


def drawn(picture: Callable[[Student], Any] | None, student: Student, seed: str) -> Picture | None:
    """What an exercise's ``picture`` draws of a student's function; None where there is none, or it cannot be drawn.

    Raises:
        errors.OurFault: as the student's backend does.
    """
    if picture is None:
        return None
    student.seed(seed_of("picture", seed))
    try:
        made = picture(student)
    except errors.OurFault:
        raise
    except Exception:
        return None
    return made if isinstance(made, Picture) else None


def mend_first(cause: str, exercise: str, message: Text) -> Text:
    """The message of an exercise that calls another one which is wrong itself."""
    return Text("mend `{}` first: `{}` calls it\n{}", "请先改好 `{}`：`{}` 调用了它\n{}").format(
        cause, exercise, message
    )


def stopped(kind: str, detail: str, line: int | None, message: Text) -> Text:
    """The message of an exercise whose own cell has stopped with an exception."""
    where = Text("", "") if line is None else Text(" (line {})", "（第 {} 行）").format(line)
    return Text("the cell stopped with {}: {}{}\n{}", "单元格因 {} 而中断：{}{}\n{}").format(
        clean_line(kind, 80), show.clean(detail, 300), where, message
    )
