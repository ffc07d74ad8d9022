"""What a course's exercises, tests and misconceptions are called, out of its hidden tests."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
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
            path = _path(course, assignment, suite_digest(course, assignment))
            with suppress(OSError, msgspec.MsgspecError):
                return msgspec.json.decode(path.read_bytes(), type=AssignmentWords)
            from autograder.grading.suite import Suite

            return keep_words(Suite.load(course, assignment))
        except (AuthorFault, OSError):
            return None

    return words


def keep_words(suite: Suite) -> AssignmentWords:
    """Keep the words of an assignment whose tests have been loaded, for the pages to come."""
    words, path = assignment_words(suite), _path(suite.course, suite.assignment, suite.digest)
    if not path.exists():
        with suppress(OSError):  # a folder that cannot be written to: they are worked out anew the next time
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, msgspec.json.encode(words))
    return words


def _path(course: Course, assignment: str, digest: str) -> Path:
    return course.root / ".autograder" / "cache" / f"{assignment}-{digest[:16]}-words.json"


def assignment_words(suite: Suite) -> AssignmentWords:
    """The words of an assignment, out of its loaded hidden tests; its title is its source notebook's first heading, a
    question's the one that stands above the answer."""
    source = suite.course.source_notebook(suite.assignment)
    exercises = {exercise.name: _exercise_words(exercise) for exercise in suite.exercises}
    headings = _headings(source)
    answers = [
        (cell.grade_id, headings.get(cell.index - 1)) for cell in suite.release if cell.role == "written"
    ]
    questions = {name: heading for name, heading in answers if name and heading}
    return AssignmentWords(notebook_title(source), exercises, questions)


def notebook_title(path: Path) -> Text | None:
    """The first heading of a notebook, with its translations. None where there is none."""
    return next(iter(_headings(path).values()), None)


def _headings(path: Path) -> dict[int, Text]:
    """Place of a text cell that begins with a heading -> the heading, with its translations; none where a notebook cannot be
    read."""
    found = {}
    try:
        for place, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"]):
            if cell["cell_type"] == "markdown":
                said = cell.get("metadata", {}).get("autograder", {})
                texts = {
                    "en": "".join(cell["source"]),
                    **{code: str(said[code]) for code in said if len(code) < 4},
                }
                matches = {code: re.match(r"#+\s+(.+)", text) for code, text in texts.items()}
                if titles := {code: match[1].strip() for code, match in matches.items() if match}:
                    found[place] = Text(**titles)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return found


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
