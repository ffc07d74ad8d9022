"""What students call in their notebooks: ``check("relu")`` and ``hint("relu")``.

Everything heavy is imported when the first of them runs, so that ``from autograder import check`` costs nothing.
"""

import sys
from typing import Any

from autograder.sandbox import book


def _graded() -> bool:
    """Whether this is no student's session but a run of the notebook for its grading: there a check in a cell of the
    student's own says nothing, stops nothing, and imports nothing into the worker."""
    return type(_shell()).__name__ == "QuietShell"


def _shell() -> Any:
    """IPython's shell; None in plain Python."""
    ipython = sys.modules.get("IPython")
    return None if ipython is None else ipython.get_ipython()


book.stand_in()  # `from d2l import torch as d2l`, the book's own line, works from here on
if _shell() is not None and not _graded():
    from autograder.student import bindings  # a worker needs none of it

    bindings.remember(_shell())


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
    if not _graded():
        from autograder.student import at_work

        at_work.check(at_work.find_out(exercise, assignment, trust))


def hint(exercise: Any, *, assignment: str | None = None, trust: str | None = None) -> None:
    """Show the next hint of an exercise below those that were opened before: a question, where to look, and the shape of
    the solution. There is none before a first try.

    Args:
        exercise: its name, as in ``hint("relu")``, or the function itself.
        assignment, trust: as in :func:`check`.

    Raises:
        UsageError: when there is no such exercise, or no public tests are found.
    """
    if not _graded():
        from autograder.student import at_work

        at_work.hint(at_work.find_out(exercise, assignment, trust))
