"""The examples of a property: drawn once by hypothesis, replayed for everyone, made smaller for the one that fails."""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as hypothesis_seed

from autograder.core import errors, values
from autograder.testing.collect import DEFAULT_TIMEOUT, Case
from autograder.testing.show import show
from autograder.testing.student import Student

EXAMPLES = 25
SMALL = 12  # examples to look among for a small one that fails
READABLE = 2  # times as long as the smallest example there is: one that fails need not be shorter
TRIES = 40  # executions that shrinking may take; a count, no time, so that the same submission gets the same message ...
TRIES_SLOW = 25  # ... and fewer for tests whose author gave each call more time, as they train
SHRINK_SECONDS = 30.0  # for functions so slow that the count does not bound them
_GOLDEN = (5**0.5 - 1) / 2  # the parts of its multiples after the point lie evenly between 0 and 1
Example = Mapping[str, Any]
FAILURES = (AssertionError, errors.StudentError)  # how a test fails


def seed_of(case_name: str, suite_seed: str, index: int = 0) -> int:
    """The seed of one example: a hash of the suite's seed, the test's name and the example's number."""
    digest = hashlib.blake2b(f"{suite_seed}\0{case_name}\0{index}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def draw(case: Case, suite_seed: str, count: int = EXAMPLES) -> tuple[Example, ...]:
    """Draw the examples of a property, the explicit ones first; the same for the same suite seed.

    Hypothesis is asked once; :class:`Trial` replays what it drew. Returns ``({},)`` for a test that draws nothing.
    """
    if not case.property:
        return ({},)
    drawn: list[Example] = []
    seed, phases = seed_of(case.name, suite_seed), (Phase.explicit, Phase.generate)
    _with_engine(case, lambda **found: drawn.append(_drawn(case, found)), seed, _count(case, count), phases)
    return tuple(drawn)


def draw_small(case: Case, suite_seed: str) -> tuple[Example, ...]:
    """Draw a few small examples of a property, the smallest first; the same for the same suite seed.

    Hypothesis begins with small ones when it is asked for many, so it is asked for many and stopped.
    """
    drawn: list[Example] = []

    def take(**found: Any) -> None:
        drawn.append(_drawn(case, found))
        if len(drawn) == SMALL:
            raise _Enough

    if case.property:
        _with_engine(case, take, seed_of(f"small {case.name}", suite_seed), 40 * SMALL, (Phase.generate,))
    return tuple(sorted(drawn, key=_size))


@dataclass(frozen=True)
class Trial:
    """One case put to one student.

    Attributes:
        examples: what :func:`draw` drew.
        small: gives what :func:`draw_small` draws.
        known: told the number of each example before it runs, and -1 before those that nobody drew; says whether it is
            known to pass.
        passed: told the number of each example that has passed.
        failures: every failure until now, with the operation and the arguments of the latest request.
    """

    case: Case
    student: Student
    suite_seed: str
    examples: Sequence[Example]
    small: Callable[[], Sequence[Example]]
    known: Callable[[int], bool] = lambda index: False
    passed: Callable[[int], None] = lambda index: None
    failures: list[tuple[BaseException, tuple[str, tuple[Any, ...]]]] = field(default_factory=list)

    @cached_property
    def _test(self) -> Callable[..., None]:
        function = self.case.function
        return function.hypothesis.inner_test if self.case.property else function  # type: ignore[attr-defined]

    def replay(self, index: int) -> None:
        """Run the test on the example with this number; raises as the test does."""
        self._run(self.examples[index], index, index)

    def explore(self, example: Example, index: int) -> None:
        """Run it on one that nobody drew, seeded as the one with this number."""
        self._run(example, index, -1)

    def further(self, count: int) -> None:
        """Run it on examples from all over the list, as hypothesis draws like after like, until ``count`` more have failed."""
        enough = len(self.failures) + count
        scattered = sorted(range(1, len(self.examples)), key=lambda index: index * _GOLDEN % 1)
        for index in scattered[: 3 * count]:
            try:
                self.explore(self.examples[index], index)
            except (errors.CallTimeout, errors.Crashed, errors.OurFault):
                break
            except Exception:  # a failure is noted; from anything else nothing follows
                if len(self.failures) >= enough:
                    break

    def _run(self, example: Example, seed_index: int, number: int) -> None:
        self.student.begin(seed_of(self.case.name, self.suite_seed, seed_index))
        if self.known(number):
            return
        fixtures = {"student": self.student} if self.case.takes_student else {}
        try:
            self._test(**self.case.arguments, **example, **fixtures)
        except FAILURES as failure:
            self.failures.append((failure, self.student.last_given()))
            raise
        self.passed(number)


def smallest(
    trial: Trial, index: int, failure: BaseException, tries: int = TRIES
) -> tuple[BaseException, Example]:
    """A small example that fails with the same kind of exception as the one with this number, and how it fails.

    One that the author wrote down stands, as with hypothesis. Others give way to the first of the small ones that fails;
    if that is still long, to the smallest one drawn, and to what hypothesis shrinks it to in at most ``tries`` executions.
    """
    written = getattr(trial.case.function, "hypothesis_explicit_examples", ())
    if not trial.case.property or index < len(written):
        return failure, trial.examples[index]
    search = _Search(trial, index, failure)
    try:
        search.among_the_small()
        if search.too_long():
            search.among_the_drawn()
        if search.too_long():
            search.with_the_engine(min(tries, TRIES_SLOW) if trial.case.timeout > DEFAULT_TIMEOUT else tries)
    except (_Enough, errors.OurFault):
        pass
    trial.student.recall(search.asked)  # the message shows the call that failed, not the last one tried
    return search.failure, search.example


class _Enough(BaseException):
    """Ends a search; no ``except Exception`` stops it."""


@dataclass
class _Search:
    """The smallest failing example until now: its number or that of the one it came from, and how it fails."""

    trial: Trial
    index: int
    failure: BaseException
    tries: int = 0
    passed: set[bytes | None] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.wanted = type(self.failure)
        self.example = self.trial.examples[self.index]
        self.size, self.asked = _size(self.example), self.trial.student.asked()
        self.passed = {_key(example) for example in self.trial.examples[: self.index]}

    def too_long(self) -> bool:
        """Whether it is worth while to look for a smaller one."""
        small = self.trial.small()
        return not small or self.size[1] > READABLE * _size(small[0])[1]

    def among_the_small(self) -> None:
        """Try the small ones until one fails."""
        origin, size = self.index, self.size
        for example in self.trial.small():
            if _size(example) >= size:
                break
            self._fails(example, origin, partial(self.trial.explore, example, origin))
            if self.size < size:
                break

    def among_the_drawn(self) -> None:
        """Try the examples that come later and are smaller."""
        for index in range(self.index + 1, len(self.trial.examples)):
            example, run = self.trial.examples[index], partial(self.trial.replay, index)
            if _size(example) < self.size and not self._fails(example, index, run):
                self.passed.add(_key(example))

    def with_the_engine(self, tries: int) -> None:
        """Have hypothesis shrink what it draws."""
        deadline, origin = time.monotonic() + SHRINK_SECONDS, self.index

        def attempt(**found: Any) -> None:
            example = _drawn(self.trial.case, found)
            if (key := _key(example)) is not None and key in self.passed:
                return
            if self.tries >= tries or time.monotonic() > deadline:
                raise _Enough
            self.tries += 1
            failure = self._fails(example, origin, lambda: self.trial.explore(example, origin))
            if failure is not None:
                raise failure
            if key is not None:
                self.passed.add(key)

        if tries:
            case, phases = self.trial.case, (Phase.generate, Phase.shrink)
            seed = seed_of(case.name, self.trial.suite_seed)
            _with_engine(case, attempt, seed, _count(case, EXAMPLES), phases)

    def _fails(self, example: Example, index: int, run: Callable[[], None]) -> BaseException | None:
        """How an example fails, or None; it is remembered if it is smaller."""
        try:
            run()
        except FAILURES as exc:
            if isinstance(exc, errors.CallTimeout | errors.Crashed):
                raise _Enough from None
            if type(exc) is self.wanted and (size := _size(example)) < self.size:
                self.index, self.failure, self.example, self.size = index, exc, example, size
                self.asked = self.trial.student.asked()
            return exc
        except errors.OurFault:
            raise _Enough from None
        except Exception as exc:
            return exc
        return None


def _count(case: Case, count: int) -> int:
    """How many examples: ``count``, unless the author asked for another number."""
    wanted = getattr(case.function, _ENGINE_STATE[0], None)
    usual = settings.default
    if wanted is None or (usual is not None and wanted.max_examples == usual.max_examples):
        return count
    return int(wanted.max_examples)


def _with_engine(
    case: Case, inner: Callable[..., None], seed: int, count: int, phases: tuple[Phase, ...]
) -> None:
    """Run hypothesis's engine with ``inner`` in the place of the test; its own verdict is not needed."""
    test = case.function
    handle = test.hypothesis  # type: ignore[attr-defined]
    kept = handle.inner_test, [getattr(test, name, None) for name in _ENGINE_STATE]
    engine = settings(
        max_examples=count,
        database=None,
        derandomize=False,
        deadline=None,
        phases=phases,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    fixtures = {"student": None} if case.takes_student else {}
    try:
        handle.inner_test = inner
        setattr(test, _ENGINE_STATE[0], engine)
        with suppress(_Enough, Exception):
            hypothesis_seed(seed)(test)(**fixtures, **case.arguments)
    finally:
        handle.inner_test, state = kept
        for name, value in zip(_ENGINE_STATE, state, strict=True):
            setattr(test, name, value)


_ENGINE_STATE = ("_hypothesis_internal_use_settings", "_hypothesis_internal_use_seed")


def _drawn(case: Case, found: Mapping[str, Any]) -> Example:
    return {key: value for key, value in found.items() if key != "student" and key not in case.arguments}


def _key(example: Example) -> bytes | None:
    try:
        return values.encode(dict(example))
    except values.ValueRefused:
        return None


def _size(example: Example) -> tuple[int, int]:
    key = _key(example)
    return (len(repr(example)), 0) if key is None else (len(key), len(show(dict(example))))
