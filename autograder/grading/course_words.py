"""What a course's exercises, tests and misconceptions are called, out of its hidden tests."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from autograder.core.course import Course
from autograder.core.digest import suite_digest
from autograder.core.errors import AuthorFault
from autograder.core.files import write_whole
from autograder.core.text import Text
from autograder.core.words import AssignmentWords, ExerciseWords, MisconceptionWords

if TYPE_CHECKING:
    from autograder.grading.suite import Suite


def course_words(course: Course) -> Callable[[str], AssignmentWords | None]:
    """The words of assignments; None for one whose hidden tests cannot be loaded.

    They are kept beside the digest of what they come from, as loading the tests imports torch, which takes seconds.
    """

    @cache
    def words(assignment: str) -> AssignmentWords | None:
        try:
            return _kept(_path(course, assignment, suite_digest(course, assignment))) or _read(
                course, assignment
            )
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
    from autograder.grading.suite import Suite

    return keep_words(Suite.load(course, assignment))


def assignment_words(suite: Suite) -> AssignmentWords:
    """The words of an assignment, out of its loaded hidden tests; its title is its source notebook's first heading."""
    title = notebook_title(suite.course.source_notebook(suite.assignment))
    return AssignmentWords(title, {exercise.name: _exercise_words(exercise) for exercise in suite.exercises})


def notebook_title(path: Path) -> Text | None:
    """The first heading of a notebook, with its translations. None where there is none."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        first = next(cell for cell in cells if cell["cell_type"] == "markdown")
        metadata = first.get("metadata", {}).get("autograder", {})
        texts = {"en": "".join(first["source"])} | {
            code: str(metadata[code]) for code in metadata if len(code) < 4
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, StopIteration):
        return None
    titles = {
        code: match[1].strip() for code, text in texts.items() if (match := re.match(r"#\s+(.+)", text))
    }
    return Text(**titles) if titles else None


def notebook_titles(course: Course) -> dict[str, tuple[str, ...]]:
    """Assignment -> the titles of its source notebook in all its languages, for every assignment."""
    titles = {name: notebook_title(course.source_notebook(name)) for name in course.names()}
    return {name: tuple(words for _, words in title.said) if title else () for name, title in titles.items()}


def _exercise_words(exercise: Any) -> ExerciseWords:
    known = {
        wrong.slug: MisconceptionWords(wrong.feedback, wrong.section, wrong.title)
        for wrong in exercise.misconceptions
    }
    return ExerciseWords(
        exercise.manifest.title,
        exercise.manifest.section,
        {case.name: case.words for case in exercise.cases},
        known,
        exercise.manifest.hints,
    )
