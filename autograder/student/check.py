"""``check("relu")`` in a notebook: the public tests against the live notebook.

Everything heavy is imported when the first check runs, so that ``from autograder import check`` costs nothing.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.sandbox import book

if TYPE_CHECKING:
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
    if _graded():
        return
    from autograder.student.live import Notebook, language_of
    from autograder.student.locate import find

    notebook = Notebook.here()
    session = notebook.path
    exercise = _name(exercise, notebook.namespace)
    found = find(
        Path.cwd(),
        name=exercise,
        assignment=assignment,
        session=session,
        defined=notebook.namespace,
        language=language_of(session),
        document=notebook.document,
        trust=trust,
    )
    language = language_of(found.notebook)
    if exercise is None:
        _check_all(notebook, found, language)
    else:
        _check_one(notebook, found, exercise, language)


def _name(exercise: Any, namespace: dict[str, Any]) -> str | None:
    """The name that is meant: a string, or what was given without quotes."""
    from autograder.core.errors import UsageError
    from autograder.core.text import translate
    from autograder.feedback import check_wording as words

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


def _graded() -> bool:
    """Whether this is no student's session but a run of the notebook for its grading: there a check in a cell of the
    student's own says nothing, stops nothing, and imports nothing into the worker."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and type(ipython.get_ipython()).__name__ == "QuietShell"


def _check_one(notebook: Notebook, found: Found, name: str, language: str) -> None:
    from autograder.core.errors import CheckFailed
    from autograder.core.text import translate
    from autograder.feedback import check_wording as words
    from autograder.feedback import show
    from autograder.student.judge import check_exercise

    module = found.load()
    checked = check_exercise(notebook, module, next(item for item in module.exercises if item.name == name))
    view = show.check_view(checked, language)
    _display(notebook, lambda: show.check_html(view, language), show.check_text(view, language))
    if checked.outcome != "passed" and _enforced():
        text = words.NOT_FILLED if checked.outcome == "not_implemented" else words.RAISED
        raise CheckFailed(translate(text.format(name), language))


def _check_all(notebook: Notebook, found: Found, language: str) -> None:
    from autograder.core.errors import CheckFailed
    from autograder.core.text import translate
    from autograder.feedback import check_wording as words
    from autograder.feedback import show
    from autograder.student.judge import check_exercise

    module = found.load()
    title, total = _title(found, language), len(module.exercises)
    views: list[show.CheckView] = []
    handle = None
    for exercise in module.exercises:
        now = translate(words.CHECKING.format(exercise.title), language)
        handle = _display(
            notebook,
            partial(show.overview_html, title, views, total, language, current=now),
            now,
            handle,
            True,
        )
        checked = check_exercise(notebook, module, exercise, picture=False)
        views.append(
            show.with_beyond(show.check_view(checked, language, picture=False), exercise.beyond, language)
        )
    _display(
        notebook,
        lambda: show.overview_html(title, views, total, language),
        show.overview_text(title, views, total, language),
        handle,
    )
    failed = [view.name for view in views if view.tone != "good"]
    if failed and _enforced():
        raise CheckFailed(translate(words.RAISED_SEVERAL.format(", ".join(failed)), language))


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
