"""What a course's exercises, tests and misconceptions are called, out of its hidden tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from autograder.course import Course
from autograder.digest import suite_digest
from autograder.errors import AuthorFault
from autograder.pages.words import AssignmentWords, assignment_words
from autograder.whole_files import write_whole

if TYPE_CHECKING:
    from autograder.marker.suite import Suite


def course_words(course: Course) -> Callable[[str], AssignmentWords | None]:
    """The words of assignments; None for one whose hidden tests cannot be loaded.

    They are kept beside the digest of what they come from, as loading the tests imports torch, which takes seconds.
    """

    @cache
    def words(assignment: str) -> AssignmentWords | None:
        try:
            return _kept(_path(course, assignment, suite_digest(course, assignment))) or _read(course, assignment)
        except (AuthorFault, OSError):
            return None

    return words


def keep_words(suite: Suite) -> AssignmentWords:
    """Keep the words of an assignment whose tests have been loaded, for the pages to come."""
    words, path = assignment_words(suite), _path(suite.course, suite.assignment, suite.digest)
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, msgspec.json.encode(words))
        except OSError:
            pass  # a folder that cannot be written to: they are worked out anew the next time
    return words


def _path(course: Course, assignment: str, digest: str) -> Path:
    return course.root / ".autograder" / "cache" / f"{assignment}-{digest[:16]}-words.json"


def _kept(path: Path) -> AssignmentWords | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=AssignmentWords)
    except (OSError, msgspec.MsgspecError):
        return None


def _read(course: Course, assignment: str) -> AssignmentWords:
    from autograder.marker.suite import Suite

    return keep_words(Suite.load(course, assignment))
