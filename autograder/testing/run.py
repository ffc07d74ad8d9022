"""Runs one case against one student and says what came of it; everywhere the same."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from autograder.core import errors
from autograder.core.clean import clean as printable
from autograder.core.results import TestOutcome
from autograder.core.text import Text, texts
from autograder.testing import relations
from autograder.testing.collect import DEFAULT_TIMEOUT, Case
from autograder.testing.examples import FAILURES, TRIES, Example, Trial, draw_small, smallest
from autograder.testing.expect import Mismatch
from autograder.testing.relations import Pair, Relation
from autograder.testing.show import clean
from autograder.testing.snippets import snippet
from autograder.testing.student import Student

_TEXTS = texts(__file__)

# more failures that a relation must hold on; fewer for tests whose calls have more time
FURTHER, FURTHER_SLOW = 4, 2
_INSIDE = re.compile(r"(?:[\w<>]+\.)*<locals>\.")  # where a function was defined: a test's own affair
NAME = "name"  # the kind of cause that is a name which is not defined


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one case.

    Attributes:
        message: for the student; None when the case passed or was blocked.
        unexpected: an exception that the test's own code raised: the reference solution tells whether the test or the
            student's value is at fault.
        not_implemented: the stub is still there.
        missing: nothing has the exercise's name.
        over: no other case of the exercise can find anything new: a stub, a missing name, or one that cannot be called.
        cause: the kind and the name of what the notebook wanted and cannot have (see :mod:`autograder.sandbox.causes`), or
            :data:`NAME` and a name that is not defined; None where the fault is elsewhere.
        mismatch, call: the message's parts, for those who lay them out otherwise.
        relate: finds out how what came back relates to what was expected, on every failing example that was tried; see
            :attr:`relation`.
        show: makes the :attr:`snippet`.
    """

    outcome: TestOutcome
    message: Text | None = None
    unexpected: Exception | None = None
    not_implemented: bool = False
    missing: bool = False
    over: bool = False
    cause: tuple[str, str] | None = None
    mismatch: Mismatch | None = None
    call: Text | None = None
    relate: Callable[[], Relation | None] | None = None
    show: Callable[[], Text | None] | None = None

    @property
    def relation(self) -> Relation | None:
        """How what came back relates to what was expected: found out when it is asked for, as that takes a while."""
        return None if self.relate is None else self.relate()

    @property
    def snippet(self) -> Text | None:
        """Python text that makes the failing call in the student's own notebook; None where nothing was called."""
        return None if self.show is None else self.show()


def said(message: Text, relation: Relation | None) -> Text:
    """A message, followed by the sentence of a relation where there is one."""
    return message if relation is None else message + "\n→ " + relation.text


def run(
    case: Case,
    student: Student,
    examples: Sequence[Example],
    suite_seed: str,
    *,
    shrink: int | None = TRIES,
    known: Callable[[int], bool] = lambda index: False,
    passed: Callable[[int], None] = lambda index: None,
    small: Callable[[], Sequence[Example]] | None = None,
) -> Verdict:
    """Replay the examples; when one fails, look for a smaller one that fails in the same way.

    Args:
        shrink: executions that hypothesis may take for that; 0 to look among the examples only, None not to look.
        known, passed: as of a :class:`autograder.testing.examples.Trial`.
        small: gives small examples, from which to show one that fails; by default, they are drawn.

    Raises:
        errors.OurFault: as the student's backend does.
    """
    student.limit(case.timeout)
    small = small or partial(draw_small, case, suite_seed)
    trial = Trial(case, student, suite_seed, examples, small, known, passed)
    for index, drawn in enumerate(examples):
        example = drawn
        try:
            trial.replay(index)
        except FAILURES as first:
            failure: BaseException = first
            if shrink is not None and _worth_shrinking(first):
                failure, example = smallest(trial, index, first, shrink)
            verdict = _verdict(failure, case, student)
            if shrink is None or verdict.over:
                return verdict
            known(-1)
            return replace(
                verdict,
                relate=cache(partial(_relation, failure, trial)),
                show=cache(partial(snippet, case, example, student, student.asked(), failure)),
            )
        except errors.OurFault:
            raise
        except Exception as exc:
            verdict = Verdict("failed", _unusable(exc, student), unexpected=exc)
            if shrink is None:
                return verdict
            known(-1)
            return replace(
                verdict, show=cache(partial(snippet, case, example, student, student.asked(), exc))
            )
    return Verdict("passed")


def _relation(shown: BaseException, trial: Trial) -> Relation | None:
    """What holds on all failures of the kind that is shown, and on a few more examples that are tried for it."""
    told = relations.raised.relation(shown) if isinstance(shown, errors.StudentRaised) else None
    compared = isinstance(shown, Mismatch) and not (shown.relation is None and shown.values is None)
    if told is None and not compared:
        return None
    if trial.case.property:
        trial.further(FURTHER if trial.case.timeout <= DEFAULT_TIMEOUT else FURTHER_SLOW)
    if isinstance(shown, Mismatch):
        seen = [(one, given) for one, given in trial.failures if isinstance(one, Mismatch)]
        seen.sort(key=lambda one: one[0] is not shown)  # the numbers in a sentence are those of the message
        if shown.relation is not None:
            alike = all(one.relation == shown.relation for one, _ in seen)
            return relations.named(shown.relation) if alike else None
        pairs = [
            Pair(*mismatch.values, given, operation == "call")
            for mismatch, (operation, given) in seen
            if mismatch.values is not None
        ]
        return relations.find(pairs, trial.case.relations) if len(pairs) == len(seen) else None
    raised = [one for one, _ in trial.failures if isinstance(one, errors.StudentRaised)]
    others = {relation and relation.slug for relation in map(relations.raised.relation, raised)}
    same = {told and told.slug}
    return told if others <= (relations.raised.SIZES if same <= relations.raised.SIZES else same) else None


def _worth_shrinking(failure: BaseException) -> bool:
    hopeless = errors.CallTimeout | errors.Crashed | errors.NotImplementedYet | errors.MissingName
    return not isinstance(failure, hopeless) and getattr(failure, "kind", None) != "MemoryError"


def _verdict(failure: BaseException, case: Case, student: Student) -> Verdict:
    if isinstance(failure, errors.NotImplementedYet):
        function = failure.where[3] if failure.where else case.exercise
        if function == case.exercise:
            return Verdict("error", _TEXTS["stub"], not_implemented=True, over=True)
        return Verdict("error", _lines(_context(student), _TEXTS["calls-stub"].format(clean(function, 80))))
    if isinstance(failure, errors.MissingName):
        cause = failure.cause or (NAME, failure.name) if failure.found is None else None
        return Verdict("error", _missing(failure), missing=cause is not None, over=True, cause=cause)
    context = _context(student)
    if isinstance(failure, Mismatch):
        if failure.asked is not None and context is not None and not _speaks_of(failure, context, student):
            context = None
        return Verdict("failed", failure.message(context), mismatch=failure, call=context)
    kinds = (failure.kind, *failure.mro) if isinstance(failure, errors.StudentRaised) else ()
    if isinstance(failure, errors.OutOfMemory) or "MemoryError" in kinds:
        return Verdict("memory", _lines(context, _TEXTS["no-memory"]))
    if isinstance(failure, errors.StudentRaised):
        name = undefined(failure.detail) if failure.kind == "NameError" else None
        cause = failure.cause or ((NAME, name) if name else None)
        return Verdict("error", _raised(failure, context), cause=cause)
    if isinstance(failure, errors.Stalled):
        return Verdict("timeout", _TEXTS["stalled"], over=True)
    if isinstance(failure, errors.CallTimeout):
        return Verdict("timeout", _lines(context, _TEXTS["slow"].format(failure.seconds)))
    if isinstance(failure, errors.Crashed):
        return Verdict("crashed", _lines(context, _TEXTS["ended"]))
    plain = clean(str(failure)) or "assertion failed"
    return Verdict("failed", _lines(context, Text(plain, plain)))


def _context(student: Student) -> Text | None:
    call = student.last_call()
    return None if call is None else Text(call, call)


def _speaks_of(mismatch: Mismatch, call: Text, student: Student) -> bool:
    """Whether the latest call is the one that the message is about, and adds to what it says was asked."""
    assert mismatch.asked is not None
    calls = student.calls()
    if call.en in mismatch.asked.en:
        return False
    replied = {id(value) for value in _walk(calls[-1].reply)}
    seen = (*mismatch.evidence, *(mismatch.values or ())[1:])
    return len(calls) == 1 or any(id(value) in replied for value in _walk(seen))


def _walk(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, list | tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _walk(item)


def _lines(*texts: Text | None) -> Text:
    """Those that there are, below each other."""
    first, *rest = [text for text in texts if text is not None]
    for text in rest:
        first = first + "\n" + text
    return first


def _raised(failure: errors.StudentRaised, context: Text | None) -> Text:
    detail = _INSIDE.sub("", clean(failure.detail, 300))
    kind = clean(failure.kind, 80)
    said = f"{kind}: {detail}" if detail else kind
    if failure.where is None:
        return _lines(context, _TEXTS["unusable-reply"].format(said))
    _, line, source, _ = failure.where
    raised = _TEXTS["raised"]
    return _lines(said_of(failure.cause), context, raised.format(said, line, printable(source, 120)))


def undefined(detail: str) -> str | None:
    """The name that the message of a NameError is about."""
    found = re.search(r"name '(\w+)' is not defined", detail)
    return found[1] if found else None


def said_of(cause: tuple[str, str] | None) -> Text | None:
    """What the notebook wanted and cannot have where it runs."""
    told = None if cause is None else _TEXTS.get(f"needs-{cause[0]}")
    return told and cause and told.format(clean(cause[1], 120))


def _missing(failure: errors.MissingName) -> Text:
    name = clean(failure.name, 80)
    if failure.found is not None:
        return _TEXTS["no-function"].format(name, clean(failure.found, 60))
    return _lines(said_of(failure.cause), _TEXTS["missing"].format(name))


def _unusable(exc: Exception, student: Student) -> Text:
    said = clean(f"{type(exc).__name__}: {exc}", 200)
    return _lines(_context(student), _TEXTS["unusable"].format(said))
