"""What the pages know about a course in words: titles, book sections, descriptions, misconceptions.

All of it is optional: without it, names are spelled out. The writer of a page asks for nothing else about a
course, so that a page can be made from a document of results alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from autograder.core.clean import clean_line
from autograder.core.text import Text

Words: TypeAlias = Text | str
LOOKS_LIKE = Text("Your code behaves like a known mistake", "你的代码的表现与一个常见的误解一致")


@dataclass(frozen=True, slots=True)
class MisconceptionWords:
    """What a student who holds a misconception should read.

    Attributes:
        feedback: what they seem to have done, why it is wrong, where to look; never the solution.
        section: section of the book to read again, as in ``"5.1.2.1"``.
        name: a title; by default the slug, spelled out.
    """

    feedback: Words
    section: str | None = None
    name: Words | None = None


@dataclass(frozen=True, slots=True)
class ExerciseWords:
    """An exercise in words.

    Attributes:
        title: what to call it; by default its name.
        section: section of the book.
        tests: name of a test -> what it tests.
        misconceptions: slug -> words.
        hints: what to read when stuck, one after the other.
        beyond: what the hidden tests look at beyond the public ones, where that is to be said.
    """

    title: Words | None = None
    section: str | None = None
    tests: Mapping[str, Words] = field(default_factory=dict)
    misconceptions: Mapping[str, MisconceptionWords] = field(default_factory=dict)
    hints: tuple[Words, ...] = ()
    beyond: Words | None = None


@dataclass(frozen=True, slots=True)
class AssignmentWords:
    """An assignment in words; ``exercises`` maps names to words, in the order of the notebook, and ``questions`` the names of
    the written questions to what they are headed."""

    title: Words | None = None
    exercises: Mapping[str, ExerciseWords] = field(default_factory=dict)
    questions: Mapping[str, Words] = field(default_factory=dict)


def spelled_out(name: str) -> str:
    """``test_gradient_is_a_step`` -> ``Gradient is a step``; ``dropout-not-rescaled`` -> ``Dropout not rescaled``."""
    text = clean_line(re.sub(r"[_\-\s]+", " ", re.sub(r"^test[_-]+", "", name))).strip()
    return text[:1].upper() + text[1:]


def misconception_name(slug: str, exercise: str) -> str:
    """A slug spelled out, without the exercise in front: ``relu-absolute-value`` -> ``Absolute value``."""
    prefix = exercise.replace("_", "-") + "-"
    return spelled_out(slug.removeprefix(prefix) or slug)


def points(value: float | None) -> str:
    """A number of points, short: ``2``, ``1.5``, ``0.33``; a dash for none."""
    return "–" if value is None else f"{round(value, 2):g}" if abs(value) < 1e5 else f"{value:.0f}"


def words_of_test(words: Mapping[str, Words], name: str) -> Words | None:
    """What a test looks at; one case of a parametrised test has the words of all of them."""
    return words.get(name) or words.get(name.partition("[")[0])
