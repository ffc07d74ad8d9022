"""A check, and a hint, in the notebook that they are called from: what is found, laid out and shown there."""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from autograder.core.errors import CheckFailed, UsageError
from autograder.core.text import translate
from autograder.core.words import spelled_out
from autograder.feedback import feedback, wording
from autograder.feedback.view import ExerciseView, exercise_view
from autograder.grading.course_words import notebook_title
from autograder.student.bindings import as_graded
from autograder.student.judge import check_exercise, tried
from autograder.student.live import Notebook, language_of, read
from autograder.student.locate import Found, find

_opened: dict[tuple[Path, str], int] = {}  # exercise -> how many of its hints this session has shown


@dataclass(frozen=True, slots=True)
class AtHand:
    """What a call in a notebook is about: the notebook, its assignment, the exercise that is named, and the language."""

    notebook: Notebook
    found: Found
    name: str | None
    language: str


def find_out(exercise: Any, assignment: str | None, trust: str | None) -> AtHand:
    """Find what a call is about; the arguments are those of :func:`autograder.check`.

    Raises:
        UsageError: when there is no such exercise, or no public tests are found.
    """
    notebook = Notebook.here()
    name = _name(exercise, notebook.namespace)
    found = find(
        Path.cwd(),
        name=name,
        assignment=assignment,
        session=notebook.path,
        defined=notebook.namespace,
        language=language_of(notebook.path),
        document=notebook.document,
        trust=trust,
    )
    return AtHand(notebook, found, name, language_of(found.notebook))


def check(here: AtHand) -> None:
    """Show what holds of one exercise, or of all.

    Raises:
        CheckFailed: when something does not hold and nbgrader runs the notebook.
    """
    with _as_graded(here) as graded:
        if graded.name is None:
            _check_all(graded)
        else:
            _check_one(graded, graded.name)


def hint(here: AtHand) -> None:
    """Show one more hint of an exercise."""
    with _as_graded(here) as graded:
        _hint(graded)


@contextlib.contextmanager
def _as_graded(here: AtHand) -> Iterator[AtHand]:
    """In here, the notebook's names stand for what is graded."""
    notebook, path = here.notebook, here.found.notebook
    document = notebook.document or (None if path is None else read(path))
    names = [exercise.name for exercise in here.found.load().exercises]
    with as_graded(notebook.namespace, names, document) as rebound:
        yield replace(here, notebook=replace(notebook, rebound=rebound))


def _hint(here: AtHand) -> None:
    module = here.found.load()
    of = next(item for item in module.exercises if item.name == here.name)
    key = here.found.tests, of.name
    if not of.hints:
        lines = [wording.TEXTS["NO_HINTS"].format(of.name)]
    elif key not in _opened and not tried(here.notebook, module, of):
        lines = [wording.TEXTS["TRY_FIRST"].format(of.name)]
    else:
        _opened[key] = shown = min(_opened.get(key, 0) + 1, len(of.hints))
        lines = [
            wording.TEXTS["HINT"].format(number, len(of.hints), text)
            for number, text in enumerate(of.hints[:shown], 1)
        ]
        lines += [wording.TEXTS["ANOTHER"].format(of.name)] * (shown < len(of.hints))
    print("\n".join(str(translate(line, here.language)) for line in lines))


def _name(exercise: Any, namespace: dict[str, Any]) -> str | None:
    """The name that is meant: a string, or what was given without quotes."""
    if exercise is None or isinstance(exercise, str):
        return exercise
    bound = [key for key, value in namespace.items() if value is exercise and not key.startswith("_")]
    name = getattr(exercise, "__name__", None)
    if name in bound or (isinstance(name, str) and not bound):
        return name
    if bound:
        return bound[0]
    raise UsageError(translate(wording.TEXTS["QUOTES"]))


def _enforced() -> bool:
    """Whether nbgrader runs the notebook, to validate or to grade it: there a check that fails has to fail."""
    return any(os.environ.get(name) for name in ("NBGRADER_VALIDATING", "NBGRADER_EXECUTION"))


def _check_one(here: AtHand, name: str) -> None:
    (view, _), language = _view(here, name), here.language
    _display(
        here.notebook,
        lambda: feedback.card_html(view, language, live=True),
        feedback.card_text(view, language),
    )
    if view.tone != "good" and _enforced():
        raise CheckFailed(wording.TEXTS["RAISED"].format(name).into(language))


def _check_all(here: AtHand) -> None:
    exercises, language = here.found.load().exercises, here.language
    title = _title(here.found, language)
    views: list[ExerciseView] = []
    causes: dict[str, None] = {}
    handle, total = None, len(exercises)
    for exercise in exercises:
        now = wording.TEXTS["CHECKING"].format(exercise.title).into(language)
        page = partial(feedback.overview_html, title, views, total, language, current=now)
        handle = _display(here.notebook, page, now, handle, True)
        view, own = _view(here, exercise.name, picture=False)
        views.append(view)
        causes |= dict.fromkeys(own)
    cause = "\n".join(causes)
    _display(
        here.notebook,
        lambda: feedback.overview_html(title, views, total, language, cause=cause),
        feedback.overview_text(title, views, total, language, cause=cause),
        handle,
    )
    failed = [view.name for view in views if view.tone != "good"]
    if failed and _enforced():
        raise CheckFailed(wording.TEXTS["RAISED_SEVERAL"].format(", ".join(failed)).into(language))


def _view(here: AtHand, name: str, *, picture: bool = True) -> tuple[ExerciseView, list[str]]:
    """Check an exercise; what the student reads of it, and what keeps it from working that is not in its own cell."""
    module, language = here.found.load(), here.language
    exercise = next(item for item in module.exercises if item.name == name)
    checked = check_exercise(here.notebook, module, exercise, language, picture=picture)
    drawn: Mapping[str, bytes] = {}
    if checked.picture is not None:
        with contextlib.suppress(ImportError):  # without matplotlib, there is none
            from autograder.feedback.pictures import pngs

            drawn = pngs({name: checked.picture}, language)
    view = exercise_view(
        checked.result,
        language=language,
        words=checked.words,
        notes=(*checked.causes, *checked.notes),
        picture=drawn.get(name),
        checks=True,
        unrun=checked.unrun,
    )
    return view, [translate(cause, language) for cause in checked.causes]


def _title(found: Found, language: str) -> str:
    """The notebook's own heading where it has one."""
    title = None if found.notebook is None else notebook_title(found.notebook)
    return spelled_out(found.assignment) if title is None else translate(title, language)


def _display(
    notebook: Notebook, html: Callable[[], str], text: str, handle: Any = None, passing: bool = False
) -> Any:
    """Show it, rendered where that can be; ``handle`` is an earlier display to put it in the place of.

    Returns:
        A handle, if the display is ``passing``, that is, to be replaced later.
    """
    if notebook.shell is None or not hasattr(notebook.shell, "kernel"):
        if not passing:  # a terminal: one text, at the end
            print(text, end="")
        return None
    from IPython.display import display

    data = {"text/plain": text}
    with contextlib.suppress(ImportError):  # no jinja2: the text says the same
        data["text/html"] = html()
    if handle is not None:
        handle.update(data, raw=True)
        return handle
    return display(data, raw=True, display_id=True) if passing else display(data, raw=True)
