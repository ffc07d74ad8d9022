"""What an autograded notebook keeps of its verdict, read without nbgrader and without the notebook's cells."""

from collections.abc import Iterable

import msgspec

from autograder.core.course import Course
from autograder.core.results import Result

KEPT = "autograded"  # in an autograded notebook's metadata


class Kept(msgspec.Struct, frozen=True):
    """The verdict that an autograded notebook shows.

    Attributes:
        result: the verdict.
        language: of its messages.
        submission: digest of the graded file.
        answers: name of a written question -> what the student wrote.
        seconds_late: how late the submission was when its penalty was worked out.
    """

    result: Result
    language: str
    submission: str | None = None
    answers: dict[str, str] = {}
    seconds_late: float | None = None


class _Metadata(msgspec.Struct):
    autograded: Kept | None = None


class _Notebook(msgspec.Struct):
    metadata: _Metadata


def kept(course: Course, student: str, assignment: str) -> Kept | None:
    """What the autograded notebook of a submission keeps; None where there is none of this version."""
    path = course.folders["autograded"] / student / assignment / f"{assignment}.ipynb"
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Notebook).metadata.autograded
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError):
        return None


def kept_results(course: Course, assignments: Iterable[str]) -> list[Kept]:
    """What the autograded notebooks of some assignments keep."""
    found = (
        kept(course, path.parent.name, path.name)
        for assignment in assignments
        for path in sorted(course.folders["autograded"].glob(f"*/{assignment}"))
    )
    return [one for one in found if one is not None]
