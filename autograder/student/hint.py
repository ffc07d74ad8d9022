"""``hint("relu")`` in a notebook: the hints of an exercise, one more at each call; none before a first try."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.student.check import at_hand, graded

_opened: dict[tuple[Path, str], int] = {}  # exercise -> how many of its hints this session has shown


def hint(exercise: Any, *, assignment: str | None = None, trust: str | None = None) -> None:
    """Show the next hint of an exercise below those that were opened before: a question, where to look, and the shape of
    the solution.

    Args:
        exercise: its name, as in ``hint("relu")``, or the function itself.
        assignment, trust: as in :func:`autograder.check`.

    Raises:
        UsageError: when there is no such exercise, or no public tests are found.
    """
    if graded():
        return
    from autograder.core.text import translate
    from autograder.feedback import wording
    from autograder.student.judge import tried

    here = at_hand(exercise, assignment, trust)
    assert here.name is not None
    module = here.found.load()
    of = next(item for item in module.exercises if item.name == here.name)
    key = here.found.tests, of.name
    if not of.hints:
        lines = [wording.NO_HINTS.format(of.name)]
    elif key not in _opened and not tried(here.notebook, module, of):
        lines = [wording.TRY_FIRST.format(of.name)]
    else:
        _opened[key] = shown = min(_opened.get(key, 0) + 1, len(of.hints))
        lines = [
            wording.HINT.format(number, len(of.hints), text)
            for number, text in enumerate(of.hints[:shown], 1)
        ]
        lines += [wording.ANOTHER.format(of.name)] * (shown < len(of.hints))
    print("\n".join(str(translate(line, here.language)) for line in lines))
