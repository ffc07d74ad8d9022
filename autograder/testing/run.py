"""Runs one case against one student and says what came of it; everywhere the same."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as hypothesis_seed
from hypothesis.errors import HypothesisException

from autograder import errors, values
from autograder.results import TestOutcome
from autograder.testing.collect import DEFAULT_TIMEOUT, Case
from autograder.testing.expect import Mismatch
from autograder.testing.show import clean, show
from autograder.testing.student import Student
from autograder.text import Text

EXAMPLES = 25
SHRINK_LIMIT = 150  # executions; a count and not a time, so that the same submission gets the same message ...
SHRINK_LIMIT_SLOW = 25  # ... and fewer for tests whose author gave each call more time, as they train
SHRINK_SECONDS = 30.0  # for functions so slow that the count does not bound them
Example = Mapping[str, Any]
_LOUD = (AssertionError, errors.StudentError)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one case. ``unexpected`` holds an exception that the test's own code raised, for the caller to
    judge: the reference solution tells whether the test or the student's value is at fault. ``mismatch`` and ``call``
    are the message's parts, for those who lay them out otherwise."""

    outcome: TestOutcome
    message: Text | None = None
    unexpected: Exception | None = None
    not_implemented: bool = False
    missing: bool = False
    mismatch: Mismatch | None = None
    call: Text | None = None


def seed_of(case_name: str, suite_seed: str, index: int = 0) -> int:
    """The seed of one example: a hash of the suite's seed, the test's name and the example's number."""
    digest = hashlib.blake2b(f"{suite_seed}\0{case_name}\0{index}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def draw(case: Case, suite_seed: str, count: int = EXAMPLES) -> tuple[Example, ...]:
    """Draw the examples of a property, the explicit ones first; the same for the same suite seed.

    Hypothesis is asked once; :func:`run` replays what it drew. Returns ``({},)`` for a test that draws nothing.
    """
    if not case.property:
        return ({},)
    drawn: list[Example] = []

    def record(**example: Any) -> None:
        example.pop("student", None)
        drawn.append({key: value for key, value in example.items() if key not in case.arguments})

    _with_engine(case, record, suite_seed, count, (Phase.explicit, Phase.generate), None)
    return tuple(drawn)


def run(case: Case, student: Student, examples: Sequence[Example], suite_seed: str, *, shrink: bool = True,
        on_example: Callable[[int], None] | None = None) -> Verdict:
    """Replay the examples; when one fails, let hypothesis look for a smaller one that fails in the same way.

    Args:
        on_example: told the number of each example before it runs, and -1 before those that nobody drew.

    Raises:
        errors.OurFault: as the student's backend does.
    """
    student.limit(case.timeout)
    test = case.function.hypothesis.inner_test if case.property else case.function  # type: ignore[attr-defined]
    for index, example in enumerate(examples):
        student.seed(seed_of(case.name, suite_seed, index))
        if on_example is not None:
            on_example(index)
        try:
            _once(case, test, student, example)
        except _LOUD as failure:
            if shrink and case.property and _worth_shrinking(failure):
                if on_example is not None:
                    on_example(-1)
                failure, example = _shrink(case, test, student, suite_seed, index, failure, example)
            return _verdict(failure, student, example if case.property else {})
        except errors.OurFault:
            raise
        except Exception as exc:  # noqa: BLE001  a value that the test could not use, or a broken test
            return Verdict("failed", _unusable(exc, student), unexpected=exc)
    return Verdict("passed")


def _once(case: Case, test: Callable[..., Any], student: Student, example: Example) -> None:
    arguments = {**case.arguments, **example}
    if case.takes_student:
        arguments["student"] = student
    test(**arguments)


def _worth_shrinking(failure: BaseException) -> bool:
    hopeless = errors.CallTimeout | errors.Crashed | errors.NotImplementedYet | errors.MissingName
    return not isinstance(failure, hopeless) and getattr(failure, "kind", None) != "MemoryError"


class _Enough(BaseException):
    """Ends a shrink; no ``except Exception`` stops it."""


def _shrink(case: Case, test: Callable[..., Any], student: Student, suite_seed: str, index: int,
            failure: BaseException, example: Example) -> tuple[BaseException, Example]:
    """Look for the smallest example that fails with the same kind of exception."""
    best, call, smallest, tries = (failure, example), student.last_call(), _size(example), 0
    seed = seed_of(case.name, suite_seed, index)
    wanted, deadline = type(failure), time.monotonic() + SHRINK_SECONDS
    limit = SHRINK_LIMIT_SLOW if case.timeout > DEFAULT_TIMEOUT else SHRINK_LIMIT

    def attempt(**drawn: Any) -> None:
        nonlocal best, call, smallest, tries
        if tries >= limit or time.monotonic() > deadline:
            raise _Enough
        tries += 1
        drawn.pop("student", None)
        candidate = {key: value for key, value in drawn.items() if key not in case.arguments}
        student.seed(seed)
        try:
            _once(case, test, student, candidate)
        except _LOUD as exc:
            if isinstance(exc, errors.CallTimeout | errors.Crashed):
                raise _Enough from None
            if type(exc) is wanted and (size := _size(candidate)) < smallest:
                best, call, smallest = (exc, candidate), student.last_call(), size
            raise
        except errors.OurFault:
            raise _Enough from None

    _with_engine(case, attempt, suite_seed, EXAMPLES, (Phase.explicit, Phase.generate, Phase.shrink), student)
    student.recall(call)  # what the message shows is the call that failed, not the last one tried
    return best


def _with_engine(case: Case, inner: Callable[..., None], suite_seed: str, count: int, phases: tuple[Phase, ...],
                 student: Student | None) -> None:
    """Run hypothesis's engine with ``inner`` in the place of the test; its own verdict is not needed."""
    test = case.function
    handle = test.hypothesis  # type: ignore[attr-defined]
    genuine = handle.inner_test
    kept = {name: getattr(test, name, None) for name in _ENGINE_STATE}
    wanted = getattr(test, "_hypothesis_internal_use_settings", None)
    chosen = wanted.max_examples if wanted is not None and wanted.max_examples != settings.default.max_examples else count
    try:
        handle.inner_test = inner
        engine = settings(max_examples=chosen, database=None, derandomize=False, deadline=None, phases=phases, print_blob=False,
                          report_multiple_bugs=False, suppress_health_check=list(HealthCheck))
        test._hypothesis_internal_use_settings = engine  # type: ignore[attr-defined]
        hypothesis_seed(seed_of(case.name, suite_seed))(test)
        fixtures = {"student": student} if case.takes_student else {}
        test(**fixtures, **case.arguments)
    except (_Enough, HypothesisException, ExceptionGroup, *_LOUD):
        return
    except Exception:  # noqa: BLE001  raised by the test on a value it could not use; the first failure stands
        return
    finally:
        handle.inner_test = genuine
        for name, value in kept.items():
            setattr(test, name, value)


_ENGINE_STATE = ("_hypothesis_internal_use_settings", "_hypothesis_internal_use_seed")


def _size(example: Example) -> tuple[int, int]:
    try:
        return len(values.encode(dict(example))), len(show(dict(example)))
    except values.ValueRefused:
        return len(repr(example)), 0


def _verdict(failure: BaseException, student: Student, example: Example) -> Verdict:
    if isinstance(failure, errors.NotImplementedYet):
        return Verdict("error", Text("not implemented yet", "尚未实现"), not_implemented=True)
    if isinstance(failure, errors.MissingName):
        return Verdict("error", _missing(failure), missing=failure.found is None)
    context = _context(student, example)
    if isinstance(failure, Mismatch):
        return Verdict("failed", failure.message(context), mismatch=failure, call=context)
    if isinstance(failure, errors.StudentRaised):
        if "MemoryError" in failure.mro or failure.kind == "MemoryError":
            return Verdict("memory", _at(context, Text("your code ran out of memory", "你的代码耗尽了内存")))
        return Verdict("error", _raised(failure, context))
    if isinstance(failure, errors.CallTimeout):
        return Verdict("timeout", _at(context, Text(
            "no answer within {:g} s\n→ is there a loop that never ends, or work done one element at a time?",
            "{:g} 秒内没有结果\n→ 是否有死循环，或逐个元素地计算？").format(failure.seconds)))
    if isinstance(failure, errors.OutOfMemory):
        return Verdict("memory", _at(context, Text("your code ran out of memory", "你的代码耗尽了内存")))
    if isinstance(failure, errors.Crashed):
        return Verdict("crashed", _at(context, Text(
            "the process that ran your code ended\n→ does something call exit(), or kill the process?",
            "运行你的代码的进程意外结束\n→ 是否调用了 exit() 或结束了进程？")))
    plain = clean(str(failure)) or "assertion failed"
    return Verdict("failed", _at(context, Text(plain, plain)))


def _context(student: Student, example: Example) -> Text | None:
    call = student.last_call()
    if call is None and example:
        call = ", ".join(f"{key} = {show(value)}" for key, value in example.items())
    return None if call is None else Text(call, call)


def _at(context: Text | None, message: Text) -> Text:
    return message if context is None else Text("{}\n{}", "{}\n{}").format(context, message)


def _raised(failure: errors.StudentRaised, context: Text | None) -> Text:
    detail = clean(failure.detail, 300)
    kind = clean(failure.kind, 80)
    said = f"{kind}: {detail}" if detail else kind
    if failure.where is None:
        return _at(context, Text("what came back could not be used: {}", "返回的结果无法使用：{}").format(said))
    _, line, source = failure.where
    return _at(context, Text("raised {}\n→ line {} of your cell: {}", "抛出 {}\n→ 你的单元格第 {} 行：{}").format(
        said, line, clean(source, 120)))


def _missing(failure: errors.MissingName) -> Text:
    if failure.found is None:
        return Text("{} is not defined: its cell defines no such name, or did not run to its end",
                    "{} 未定义：单元格没有定义它，或没有运行到底").format(clean(failure.name, 80))
    return Text("{} should be a function; it is a {}", "{} 应为函数，现在却是 {}").format(
        clean(failure.name, 80), clean(failure.found, 60))


def _unusable(exc: Exception, student: Student) -> Text:
    said = clean(f"{type(exc).__name__}: {exc}", 200)
    return _at(_context(student, {}), Text(
        "what came back could not be used ({})\n→ compare its type and shape with what the docstring promises",
        "返回的结果无法使用（{}）\n→ 请对照文档字符串检查其类型和形状").format(said))
