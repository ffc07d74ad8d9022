"""Auto-graded deep-learning exercises: notebooks in, marks and feedback out.

Students use :func:`check` and :func:`hint` in their notebooks; instructors use the command line (``autograder --help``) or nbgrader.
"""

from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "check", "grade", "hint", "set_language"]


def __getattr__(name: str) -> Any:
    """Load the public functions when they are first used, so that ``import autograder`` costs nothing."""
    if name in ("check", "hint"):
        from autograder.student import check as notebook

        return getattr(notebook, name)
    if name == "set_language":
        from autograder.core.text import set_language

        return set_language
    if name == "grade":
        from autograder.grading.grade import grade

        return grade
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
