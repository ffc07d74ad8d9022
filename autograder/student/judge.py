"""Runs the public tests of one exercise on the live notebook; what is found is data, laid out elsewhere."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any

from autograder import rules
from autograder.core import errors
from autograder.core.clean import clean_line
from autograder.core.text import LANGUAGES, Text
from autograder.student.live import Notebook
from autograder.submissions import source
from autograder.testing import sealed
from autograder.testing.collect import TestModule
from autograder.testing.exam import Checked, Tested
from autograder.testing.examples import draw, seed_of
from autograder.testing.live import BoundedBackend
from autograder.testing.marks import Exercise
from autograder.testing.pictures import Picture
from autograder.testing.run import Verdict, run
from autograder.testing.sealed import Told
from autograder.testing.student import Request, Student
from autograder.testing.traps import spotted

SEED = "local"  # the seed of `pytest assignments/`, too: both ways say the same
WATCHED = 12  # requests that are made again, watching what runs

_STALE = Text(
    "your latest version of {name} (cell {cell}) has a syntax error in line {line}: {said}",
    "你最新的 {name}（单元格 {cell}）第 {line} 行有语法错误：{said}",
)
_OLDER = Text("{}\n→ what is checked below is an older version", "{}\n→ 下面检查的是较早的版本")
_ABSENT = Text(
    "{} is not defined: run its cell first, then check again", "{} 未定义：请先运行它的单元格，再检查"
)
_NO_FUNCTION = Text(
    "{name} should be a function or a class; now it is a {kind}", "{name} 应为函数或类；现在是 {kind}"
)
_CALLED = Text("{}\nfound when your code ran: {}\n→ {}", "{}\n运行你的代码时发现：{}\n→ {}")


def check_exercise(
    notebook: Notebook, module: TestModule, exercise: Exercise, *, picture: bool = True
) -> Checked:
    """Run the public tests of one exercise.

    The notebook is left as it was: random state, globals, nothing printed.

    Args:
        picture: whether to make one, should something fail.

    Raises:
        KeyboardInterrupt: when the student stops it.
    """
    slip = _slip(notebook, exercise.name)
    found = notebook.namespace.get(exercise.name)
    if exercise.name not in notebook.namespace:
        newest = notebook.newest(exercise.name)
        if slip is None and newest is not None and "raise NotImplementedError" in newest[1]:
            return Checked(exercise, "not_implemented")  # a class whose body is still the stub
        return Checked(exercise, "missing", note=slip or _ABSENT.format(exercise.name), unrun=slip is None)
    if not callable(found):
        return Checked(
            exercise, "missing", note=_NO_FUNCTION.format(name=exercise.name, kind=type(found).__name__)
        )
    note = None if slip is None else _OLDER.format(slip)
    uses = rules.find(notebook.cells, exercise.name, exercise.forbidden) if exercise.forbidden else ()
    if uses:
        told = Text(*(rules.explain(uses, exercise.forbidden, code) for code in LANGUAGES))
        return Checked(exercise, "failed", note=note, forbidden=told)
    backend = _Recorder(notebook.backend())
    with _silence(), backend.inner.quietly():
        return _tested(backend, module, exercise, note, picture)


def _tested(
    backend: _Recorder, module: TestModule, exercise: Exercise, note: Text | None, picture: bool
) -> Checked:
    tests = tuple(_run(backend, module, exercise.name))
    if any(test.verdict.not_implemented for test in tests):
        return Checked(exercise, "not_implemented", note=note)
    if all(test.verdict.outcome == "passed" for test in tests):
        forbidden = _called(backend, exercise)
        return Checked(exercise, "failed" if forbidden else "passed", tests, note, forbidden)
    student = Student(backend)
    if any(test.verdict.outcome in ("timeout", "memory") for test in tests):
        return Checked(exercise, "failed", tests, note)
    return Checked(
        exercise,
        "failed",
        tests,
        note,
        trap=_trap(module, exercise, tests, student),
        picture=_picture(exercise, student) if picture else None,
    )


def _trap(module: TestModule, exercise: Exercise, tests: tuple[Tested, ...], student: Student) -> Told | None:
    """The known mistake that the answers tell, or else the author's own look at the function."""
    told = sealed.opened(
        sealed.signatures((test.case, test.verdict) for test in tests), module.path, exercise.name
    )
    if told is None and (seen := spotted(exercise, student, SEED)) is not None:
        told = sealed.opened([sealed.named(seen.slug)], module.path, exercise.name)
    return told


def _run(backend: _Recorder, module: TestModule, name: str) -> Iterator[Tested]:
    passed: set[str] = set()
    for case in module.of(name):
        if not set(case.needs) <= passed:
            yield Tested(case, Verdict("blocked"))
            continue
        verdict = run(case, Student(backend), draw(case, SEED), SEED)
        yield Tested(case, verdict)
        if verdict.outcome == "passed":
            passed.add(case.function_name)
        elif verdict.not_implemented or verdict.outcome == "timeout":
            return  # the other tests would say the same, and take as long


def _called(backend: _Recorder, exercise: Exercise) -> Text | None:
    """The second look: which built-ins run, whatever the names they are called by."""
    family = exercise.forbidden
    if family is None:
        return None
    seen: set[str] = set()
    for request in backend.asked[:WATCHED]:
        with contextlib.suppress(errors.StudentError):
            seen |= set(backend.inner.ask(["watch", None, request], None))
    names = family.among(seen)
    return _CALLED.format(family.sentence, ", ".join(names), family.instead) if names else None


def _picture(exercise: Exercise, student: Student) -> Picture | None:
    """What the function does, as numbers; None where it cannot be drawn."""
    if exercise.picture is None:
        return None
    student.seed(seed_of("picture", SEED))
    try:
        return exercise.picture(student)
    except errors.OurFault:
        raise
    except Exception:
        return None


def _slip(notebook: Notebook, name: str) -> Text | None:
    """A syntax error in the latest version of the exercise's cell: what is defined then is an older one, or nothing."""
    newest = notebook.newest(name)
    if newest is None or source.parse(newest[1]) is not None:
        return None
    try:
        compile(newest[1], "<cell>", "exec")
    except SyntaxError as exc:
        return _STALE.format(name=name, cell=newest[0], line=exc.lineno or 1, said=clean_line(exc.msg))
    except (ValueError, MemoryError, RecursionError):
        return None
    return None


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Nothing that the student's function prints is shown: a test calls it many times."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


class _Recorder:
    """A backend that keeps the first requests, to make them again."""

    def __init__(self, inner: BoundedBackend) -> None:
        self.inner = inner
        self.asked: list[Request] = []

    def ask(self, request: Request, seconds: float | None) -> Any:
        if len(self.asked) < WATCHED and request[0] != "set":
            self.asked.append(request)
        return self.inner.ask(request, seconds)
