"""Runs the public tests of one exercise on the live notebook; what is found is data, laid out elsewhere."""

from __future__ import annotations

from dataclasses import replace

from autograder.core import errors, source
from autograder.core.clean import clean_line
from autograder.core.text import Text
from autograder.sandbox.settings import silence
from autograder.student.live import Notebook
from autograder.testing import sealed
from autograder.testing.collect import TestModule
from autograder.testing.exam import LOCAL_SEED, Checked, Finding, Recorder, Tested, examine, live
from autograder.testing.examples import seed_of
from autograder.testing.forbidden import look
from autograder.testing.marks import Exercise
from autograder.testing.pictures import Picture
from autograder.testing.sealed import Told
from autograder.testing.student import Student
from autograder.testing.traps import spotted

LOOK_SECONDS = 20.0  # for the tests' requests once more, under watch

_STALE = Text(
    "your latest version of {name} (cell {cell}) has a syntax error in line {line}: {said}",
    "你最新的 {name}（单元格 {cell}）第 {line} 行有语法错误：{said}",
)
_OLDER = Text("{}\n→ what is checked below is an older version", "{}\n→ 下面检查的是较早的版本")
_ABSENT = Text(
    "{} is not defined: run its cell first, then check again", "{} 未定义：请先运行它的单元格，再检查"
)


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
    note = None if slip is None else _OLDER.format(slip)
    backend = notebook.backend()
    recorder = Recorder(backend)

    def forbidden() -> Finding:
        family, cells = exercise.forbidden, notebook.cells
        return look(family, exercise.name, cells, recorder.asked, backend, LOOK_SECONDS)

    with silence(), backend.quietly():
        examined = examine(
            module.of(exercise.name),
            live(recorder, LOCAL_SEED),
            forbidden if exercise.forbidden is not None else None,
            stopped=_stopped(notebook, exercise.name),
        )
        if examined.outcome == "not_implemented":
            return Checked(exercise, "not_implemented", note=note)
        if examined.outcome == "missing":
            absent = slip or _ABSENT.format(exercise.name)
            return Checked(exercise, "missing", note=absent, unrun=slip is None)
        if examined.finding.message is not None:
            return Checked(exercise, "failed", note=note, forbidden=examined.finding.message)
        checked = Checked(exercise, examined.outcome, examined.tests, note)
        if examined.outcome == "passed" or examined.stalled:
            return checked
        student = Student(recorder)
        return replace(
            checked,
            trap=_trap(module, exercise, examined.tests, student),
            picture=_picture(exercise, student) if picture else None,
        )


def _stopped(notebook: Notebook, name: str) -> str | None:
    """What ends the exercise's own cell, as far as its text tells: a class whose body still is the stub."""
    newest = notebook.newest(name)
    return "NotImplementedError" if newest and "raise NotImplementedError" in newest[1] else None


def _trap(module: TestModule, exercise: Exercise, tests: tuple[Tested, ...], student: Student) -> Told | None:
    """The known mistake that the answers tell, or else the author's own look at the function."""
    told = sealed.opened(
        sealed.signatures((test.case, test.verdict) for test in tests), module.path, exercise.name
    )
    if told is None and (seen := spotted(exercise, student, LOCAL_SEED)) is not None:
        told = sealed.opened([sealed.named(seen.slug)], module.path, exercise.name)
    return told


def _picture(exercise: Exercise, student: Student) -> Picture | None:
    """What the function does, as numbers; None where it cannot be drawn."""
    if exercise.picture is None:
        return None
    student.seed(seed_of("picture", LOCAL_SEED))
    try:
        drawn = exercise.picture(student)
        return drawn if isinstance(drawn, Picture) else None
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
