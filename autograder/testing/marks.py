"""What an author says of a test beside its code, and of an exercise beside its tests."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from autograder.core.text import Text

F = TypeVar("F", bound=Callable[..., Any])
_ATTRIBUTE = "autograder_marks"


@dataclass(frozen=True, slots=True)
class Trap:
    """A known mistake that ``check`` in the notebook tells by what it does, where its answers to the public tests alone
    do not tell it (see :mod:`autograder.testing.sealed`): random functions, and mistakes that look alike.

    Attributes:
        slug: the misconception's name; its words are those of the misconception.
        seen: ``seen(student) -> bool``: whether the function behaves like it; asked only when a public test failed.
    """

    slug: str
    seen: Callable[..., Any] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Exercise:
    """One entry of an assignment's manifest, ``EXERCISES`` in its public test module.

    Attributes:
        name: the function's name; also the ``grade_id`` of its cell.
        section: the book's section to read, such as ``"5.1.2.1"``.
        title: what the exercise is called in headings.
        beyond: in words, what the hidden tests look at beyond the public ones.
        hints: what to read when stuck, opened one after the other: a question, a pointer, the shape of the solution; never
            the solution.
        forbidden: a family of built-ins from :mod:`autograder.rules` that may not be used, or None.
        picture: draws a picture of what the student's function does: ``picture(student) -> Picture``, or None.
        traps: known mistakes that ``check`` in the notebook tells by name.
    """

    name: str
    section: str
    title: Text
    beyond: Text
    hints: tuple[Text, ...]
    forbidden: Any = None
    picture: Callable[..., Any] | None = field(default=None, compare=False)
    traps: tuple[Trap, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """What the decorators of one test say."""

    weight: float = 1.0
    needs: tuple[str, ...] = ()
    exercise: str | None = None
    words: Text | None = None
    timeout: float | None = None


def marks_of(test: Callable[..., Any]) -> Marks:
    """The marks of a test function, wherever its decorators stand relative to ``@given``."""
    handle = getattr(test, "hypothesis", None)
    inner = getattr(getattr(handle, "inner_test", None), _ATTRIBUTE, None)
    return getattr(test, _ATTRIBUTE, None) or inner or Marks()


def _mark(test: F, **changes: Any) -> F:
    setattr(test, _ATTRIBUTE, replace(marks_of(test), **changes))
    return test


def weight(value: float) -> Callable[[F], F]:
    """Weigh a test: its share of the exercise's points is its weight over the sum of all. Default 1.

    Raises:
        ValueError: for a weight that is not positive.
    """
    if not 0 < value < 1000:
        raise ValueError(f"a weight lies between 0 and 1000, not {value!r}")
    return lambda test: _mark(test, weight=float(value))


def needs(*tests: str) -> Callable[[F], F]:
    """Block a test (no marks, no noise) unless the named tests before it in the same module passed."""
    return lambda test: _mark(test, needs=tests)


def exercise(name: str) -> Callable[[F], F]:
    """Say which exercise a public test belongs to; a hidden module's file name says it for hidden tests."""
    return lambda test: _mark(test, exercise=name)


def describe(en: str | Text | None = None, zh: str | None = None, **others: str) -> Callable[[F], F]:
    """Say in words, for students, what a test looks at, in the course's languages: ``describe(en="…", zh="…")``, by position
    or as a ``Text``; without it the docstring serves."""
    words = en if isinstance(en, Text) else Text(en, zh, **others)
    return lambda test: _mark(test, words=words)


def timeout(seconds: float) -> Callable[[F], F]:
    """Give each call of a test so many seconds (default 10), for tests that train."""
    return lambda test: _mark(test, timeout=float(seconds))
