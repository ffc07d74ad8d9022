"""Runs the public tests of one exercise on the live notebook; what is found is data, laid out elsewhere."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from autograder.core import source
from autograder.core.clean import clean_line
from autograder.core.results import ExerciseResult
from autograder.core.text import Text, texts
from autograder.core.words import ExerciseWords, MisconceptionWords
from autograder.sandbox.settings import silence
from autograder.student.live import Notebook
from autograder.submissions import messages
from autograder.testing import sealed
from autograder.testing.collect import TestModule
from autograder.testing.exam import LOCAL_SEED, Examined, Tested, drawn, mend_first, results_of
from autograder.testing.live import examine_live
from autograder.testing.marks import Exercise
from autograder.testing.notebook_wide import causes_of, told, would_define
from autograder.testing.pictures import Picture
from autograder.testing.student import Backend, Student

_TEXTS = texts(__file__)


@dataclass(frozen=True, slots=True)
class Checked:
    """What ``check`` found of one exercise.

    Attributes:
        result: the verdict; its score counts public checks.
        words: the exercise in words, with the known mistake that it looks like.
        notes: what stands in the way of testing, or of trusting the tests.
        causes: what keeps it from working, and is not in its own cell.
        picture: what the student's function does, where a picture of it says more; else None.
        unrun: whether the name is missing because its cell was not run in this session.
    """

    result: ExerciseResult
    words: ExerciseWords
    notes: tuple[Text, ...] = ()
    causes: tuple[Text, ...] = ()
    picture: Picture | None = None
    unrun: bool = False


def check_exercise(
    notebook: Notebook, module: TestModule, exercise: Exercise, language: str, *, picture: bool = True
) -> Checked:
    """Run the public tests of one exercise.

    The notebook is left as it was: random state, globals, nothing printed.

    Args:
        language: of the messages.
        picture: whether to make one, should something fail.

    Raises:
        KeyboardInterrupt: when the student stops it.
    """
    slip = _slip(notebook, exercise.name)
    backend = notebook.backend()
    with silence(), backend.quietly():
        examined = _examined(notebook, module, exercise, backend)
        outcome, picture_of, mend = examined.outcome, None, None
        trap: dict[str, MisconceptionWords] = {}
        unrun = outcome == "missing" and slip is None
        notes = [] if slip is None else [slip if outcome == "missing" else _TEXTS["older"].format(slip)]
        notes += [_TEXTS["absent"].format(exercise.name)] * unrun
        if exercise.name in notebook.rebound:
            below = messages.TEXTS["below"]
            notes.append(below.format(name=exercise.name, labels=notebook.rebound[exercise.name][1].label))
        if outcome == "failed" and examined.finding.message is None and not examined.stalled:
            student = Student(backend)
            trap = _trap(module, exercise, examined.tests, student)
            picture_of = drawn(exercise.picture, student, LOCAL_SEED) if picture else None
            mend = _wrong_itself(notebook, module, exercise, backend)
        found = causes_of(examined, partial(_why_missing, notebook, module, exercise.name))
        causes = tuple(dict.fromkeys(found.values()))
        examined = told(examined, found, causes)
        related = next(
            (test for test in examined.tests if test.verdict.relation and not trap and not causes), None
        )
        first = partial(mend_first, mend, exercise.name) if mend else lambda message: message
        ran = [] if outcome in ("not_implemented", "missing") else examined.tests
        result = ExerciseResult(
            name=exercise.name,
            score=sum(test.verdict.outcome == "passed" for test in ran),
            max_score=len(ran),
            outcome=outcome,
            misconception=next(iter(trap), None),
            tests=results_of(replace(examined, tests=tuple(ran)), language, first, related),
        )
    return Checked(result, _words(module, exercise, trap), tuple(notes), causes, picture_of, unrun)


def tried(notebook: Notebook, module: TestModule, exercise: Exercise) -> bool:
    """Whether the student has written something for an exercise, right or wrong, and has run it."""
    if _slip(notebook, exercise.name) is not None:
        return True
    backend = notebook.backend()
    with silence(), backend.quietly():
        return _examined(notebook, module, exercise, backend, True).outcome in ("passed", "failed")


def _examined(
    notebook: Notebook, module: TestModule, exercise: Exercise, backend: Backend, hasty: bool = False
) -> Examined:
    """Take the exam; in haste, only to the first loss."""
    graded, _ = notebook.rebound.get(exercise.name, (None, None))
    cells = notebook.cells
    until = next((n for n, (label, _) in enumerate(cells, 1) if graded and label == graded.label), None)
    stopped = _stopped(notebook, exercise.name)
    return examine_live(module, exercise.name, backend, cells, until, stopped, hasty)


def _wrong_itself(notebook: Notebook, module: TestModule, exercise: Exercise, backend: Backend) -> str | None:
    """An earlier exercise that this one calls, and that does not pass its own public tests."""
    newest = notebook.newest(exercise.name)
    used = source.global_names(newest[1]) if newest else set()
    for other in itertools.takewhile(lambda other: other.name != exercise.name, module.exercises):
        if other.name in used and _examined(notebook, module, other, backend, True).outcome != "passed":
            return other.name
    return None


def _why_missing(notebook: Notebook, module: TestModule, exercise: str, name: str) -> Text | None:
    """Why a name is not defined: another cell has stopped, or was not run in this session; None where an exercise that is
    called is missing itself."""
    if name == exercise or name in {other.name for other in module.exercises}:
        return None
    newest = notebook.newest(exercise)
    ran = [label for label, text in notebook.cells if would_define(text, name)]
    if ran and (newest is None or ran[-1] != newest[0]):
        return _TEXTS["stopped-there"].format(name, ran[-1])
    cells = (notebook.document or {}).get("cells")
    texts = ["".join(cell.get("source", "")) for cell in cells or () if cell.get("cell_type") == "code"]
    return _TEXTS["not-run"].format(name) if any(would_define(text, name) for text in texts) else None


def _words(module: TestModule, exercise: Exercise, known: Mapping[str, MisconceptionWords]) -> ExerciseWords:
    said = {case.name: case.words for case in module.of(exercise.name)}
    return ExerciseWords(exercise.title, exercise.section, said, known, exercise.hints, exercise.beyond)


def _stopped(notebook: Notebook, name: str) -> str | None:
    """What ends the exercise's own cell, as far as its text tells: a class whose body still is the stub."""
    newest = notebook.newest(name)
    return "NotImplementedError" if newest and "raise NotImplementedError" in newest[1] else None


def _trap(
    module: TestModule, exercise: Exercise, tests: tuple[Tested, ...], student: Student
) -> dict[str, MisconceptionWords]:
    """The known mistake that the answers tell, or else the author's own look at the function: slug and words."""
    keys = sealed.signatures((test.case, test.verdict) for test in tests)
    told = sealed.opened(keys, module.path, exercise.name)
    if not told and (seen := sealed.spotted(exercise, student, LOCAL_SEED)) is not None:
        told = sealed.opened([sealed.named(seen.slug)], module.path, exercise.name)
    return told


def _slip(notebook: Notebook, name: str) -> Text | None:
    """A syntax error in the latest version of the exercise's cell: what is defined then is an older one, or nothing."""
    newest = notebook.newest(name)
    if newest is None or source.parse(newest[1]) is not None:
        return None
    try:
        compile(newest[1], "<cell>", "exec")
    except SyntaxError as exc:
        return _TEXTS["stale"].format(
            name=name, cell=newest[0], line=exc.lineno or 1, said=clean_line(exc.msg)
        )
    except (ValueError, MemoryError, RecursionError):
        pass
    return None
