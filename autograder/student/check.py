"""``check("relu")`` in a notebook: the public tests against the live notebook.

Everything heavy is imported when the first check runs, so that ``from autograder import check`` costs nothing.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.sandbox import book

if TYPE_CHECKING:
    from autograder.feedback.view import ExerciseView
    from autograder.student.live import Notebook
    from autograder.student.locate import Found

book.stand_in()  # `from d2l import torch as d2l`, the book's own line, works from here on


def check(exercise: Any = None, *, assignment: str | None = None, trust: str | None = None) -> None:
    """Run the public tests of one exercise, or of all, against the notebook it is called from, and show what holds.

    The notebook is left as it was: its random numbers go on where they were, and nothing it defines changes.

    Args:
        exercise: its name, as in ``check("relu")``, or the function itself; without it, an overview of the whole
            notebook, and what to do next.
        assignment: the assignment's name, should several lie in the same folder.
        trust: the number of the public tests that travel in the notebook, where this installation does not know them.

    Raises:
        CheckFailed: when something does not hold, after it was shown, while nbgrader validates or grades; everywhere
            else, "Run all" goes on.
        UsageError: when there is no such exercise, or no public tests are found.
    """
    if graded():
        return
    here = at_hand(exercise, assignment, trust)
    if here.name is None:
        _check_all(here)
    else:
        _check_one(here, here.name)


@dataclass(frozen=True, slots=True)
class AtHand:
    """What a call in a notebook is about: the notebook, its assignment, the exercise that is named, and the language."""

    notebook: Notebook
    found: Found
    name: str | None
    language: str


def at_hand(exercise: Any, assignment: str | None, trust: str | None) -> AtHand:
    """Find what a call is about; the arguments are those of :func:`check`.

    Raises:
        UsageError: when there is no such exercise, or no public tests are found.
    """
    from autograder.student.live import Notebook, language_of
    from autograder.student.locate import find

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


def _name(exercise: Any, namespace: dict[str, Any]) -> str | None:
    """The name that is meant: a string, or what was given without quotes."""
    from autograder.core.errors import UsageError
    from autograder.core.text import translate
    from autograder.feedback import wording as words

    if exercise is None or isinstance(exercise, str):
        return exercise
    bound = [key for key, value in namespace.items() if value is exercise and not key.startswith("_")]
    name = getattr(exercise, "__name__", None)
    if name in bound or (isinstance(name, str) and not bound):
        return name
    if bound:
        return bound[0]
    raise UsageError(translate(words.QUOTES))


def _enforced() -> bool:
    """Whether nbgrader runs the notebook, to validate or to grade it: there a check that fails has to fail."""
    return any(os.environ.get(name) for name in ("NBGRADER_VALIDATING", "NBGRADER_EXECUTION"))


def graded() -> bool:
    """Whether this is no student's session but a run of the notebook for its grading: there a check in a cell of the
    student's own says nothing, stops nothing, and imports nothing into the worker."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and type(ipython.get_ipython()).__name__ == "QuietShell"


def _check_one(here: AtHand, name: str) -> None:
    from autograder.core.errors import CheckFailed
    from autograder.core.text import translate
    from autograder.feedback import feedback
    from autograder.feedback import wording as words

    (view, _), language = _view(here, name), here.language
    _display(
        here.notebook,
        lambda: feedback.card_html(view, language, live=True),
        feedback.card_text(view, language),
    )
    if view.tone != "good" and _enforced():
        raise CheckFailed(translate(words.RAISED.format(name), language))


def _check_all(here: AtHand) -> None:
    from autograder.core.errors import CheckFailed
    from autograder.core.text import translate
    from autograder.feedback import feedback
    from autograder.feedback import wording as words

    exercises, language = here.found.load().exercises, here.language
    title = _title(here.found, language)
    views: list[ExerciseView] = []
    causes: dict[str, None] = {}
    handle, total = None, len(exercises)
    for exercise in exercises:
        now = translate(words.CHECKING.format(exercise.title), language)
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
        raise CheckFailed(translate(words.RAISED_SEVERAL.format(", ".join(failed)), language))


def _view(here: AtHand, name: str, *, picture: bool = True) -> tuple[ExerciseView, list[str]]:
    """Check an exercise; what the student reads of it, and what keeps it from working that is not in its own cell."""
    from autograder.core.text import translate
    from autograder.feedback.view import exercise_view
    from autograder.student.judge import check_exercise

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
    from autograder.core.text import translate
    from autograder.core.words import spelled_out
    from autograder.grading.course_words import notebook_title

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
