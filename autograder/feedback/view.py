"""Results turned into what a reader sees: translated, spelled out, made safe to show, bounded in length.

The renderers (HTML fragment, HTML page, plain text) only lay out what stands here, so none of them can forget
to clean a string. What is here still has to be escaped for its format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autograder.core.clean import clean, clean_line
from autograder.core.results import ExerciseResult, TestResult
from autograder.core.text import Text, check_language, current_language, translate
from autograder.core.words import (
    ExerciseWords,
    MisconceptionWords,
    Words,
    misconception_name,
    points,
    spelled_out,
    words_of_test,
)
from autograder.feedback import book, wording

MAX_TESTS = 60
MAX_NOTES = 20
SNIPPET_LIMIT = 8000  # characters
PNG_LIMIT = 400_000
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class TestView:
    """One hidden test: what it tests in words, how it went, the message to the student, Python text that makes the failing
    call, and whether this is the failure to look at first."""

    __test__ = False  # the class is no pytest test

    words: str
    sign: str
    tone: str
    outcome: str
    message: str
    snippet: str
    loud: bool


@dataclass(frozen=True, slots=True)
class LinkView:
    """A section of the book to read; ``url`` is one of ours or None."""

    label: str
    url: str | None


@dataclass(frozen=True, slots=True)
class MisconceptionView:
    """A diagnosed misconception; ``written`` is the feedback as its author broke it into lines."""

    slug: str
    name: str
    feedback: str
    written: str
    read: LinkView | None


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """One exercise as the student reads it.

    ``tests`` are those that were run, ``waiting`` those that were blocked or have nothing to run on.
    """

    name: str
    title: str
    sign: str
    tone: str
    outcome: str
    score: str
    max_score: str
    share: float
    explanation: str
    misconception: MisconceptionView | None
    tests: tuple[TestView, ...]
    waiting: tuple[TestView, ...]
    more: str
    notes: tuple[str, ...]
    read: LinkView | None
    picture: bytes | None


def exercise_view(
    exercise: ExerciseResult,
    *,
    language: str | None = None,
    words: ExerciseWords | None = None,
    picture_png: bytes | None = None,
    title: Words | None = None,
    section: str | None = None,
    notes: Iterable[Words] = (),
    descriptions: Mapping[str, Words] | None = None,
    misconception: MisconceptionWords | None = None,
) -> ExerciseView:
    """Turn a verdict into what the student reads; single arguments win over ``words``.

    Raises:
        ValueError: for a language the course does not speak, or a picture that is no PNG or too large.
    """
    language = check_language(language or current_language())
    words = words or ExerciseWords()
    share = exercise.score / exercise.max_score if exercise.max_score else float(exercise.outcome == "passed")
    look = wording.EXERCISE_LOOKS[
        "partly" if exercise.outcome == "failed" and share > 0 else exercise.outcome
    ]
    tests = sorted(exercise.tests, key=lambda test: test.outcome == "passed")  # what to do next stands on top
    untried = exercise.outcome in ("not_implemented", "missing")
    say = {**words.tests, **(descriptions or {})}
    left_out = len(tests) - MAX_TESTS
    loud = next((test for test in tests if test.outcome not in ("passed", "blocked")), None)
    told = _misconception(exercise.misconception, exercise.name, misconception, words, language)
    views = [
        (test, _test(test, words_of_test(say, test.name), test is loud, told, language))
        for test in tests[:MAX_TESTS]
    ]
    read = link(section or words.section, language) if exercise.outcome != "passed" else None
    return ExerciseView(
        name=clean_line(exercise.name),
        title=clean_line(translate(title or words.title or "", language)),
        sign=look.sign,
        tone=look.tone,
        outcome=translate(look.word, language),
        score=points(exercise.score),
        max_score=points(exercise.max_score),
        share=min(1.0, max(0.0, share)),
        explanation=_explanation(exercise, language),
        misconception=told,
        tests=tuple(view for test, view in views if not untried and test.outcome != "blocked"),
        waiting=tuple(view for test, view in views if untried or test.outcome == "blocked"),
        more=translate(wording.MORE_TESTS.format(n=left_out), language) if left_out > 0 else "",
        notes=tuple(clean(translate(note, language)) for note in list(notes)[:MAX_NOTES]),
        read=None if told and told.read == read else read,
        picture=checked_png(picture_png),
    )


def link(number: str | None, language: str) -> LinkView | None:
    """A reading hint for a section of the book."""
    found = book.section(number)
    return LinkView(translate(found.label, language), translate(found.url, language)) if found else None


def checked_png(data: bytes | None) -> bytes | None:
    """Return ``data`` when it is None or a PNG of a decent size.

    Raises:
        ValueError: when it is something else.
    """
    if data is not None and (not data.startswith(_PNG) or len(data) > PNG_LIMIT):
        raise ValueError(f"a picture in a page has to be a PNG of at most {PNG_LIMIT} bytes")
    return data


def _test(
    test: TestResult,
    description: Words | None,
    loud: bool,
    told: MisconceptionView | None,
    language: str,
) -> TestView:
    look = wording.TEST_LOOKS[test.outcome]
    words = clean_line(translate(description, language)) if description else spelled_out(test.name)
    return TestView(
        words,
        look.sign,
        look.tone,
        translate(look.word, language),
        _message(test.message or "", told),
        clean(test.snippet or "", SNIPPET_LIMIT),
        loud,
    )


def _message(message: str, told: MisconceptionView | None) -> str:
    """The message; without its last paragraph where that tells the misconception, which is shown by
    itself."""
    message = clean(message)
    at = message.find(told.written) if told and told.written else -1
    return (message[: max(0, message.rfind("\n\n", 0, at))] if at >= 0 else message).strip("\n")


def _explanation(exercise: ExerciseResult, language: str) -> str:
    """Why there are no tests to show, where there are none."""
    if exercise.outcome == "not_implemented":
        return wording.NOT_TRIED.into(language)
    if exercise.outcome == "missing":
        return wording.NOT_DEFINED.format(name=clean_line(exercise.name)).into(language)
    return ""


def flowed(text: str) -> str:
    """Paragraphs without the line breaks that their author's editor wanted; empty lines and lists stay."""

    def joined(found: re.Match[str]) -> str:
        before, after = found.string[found.start() - 1], found.string[found.end()]
        return "" if ord(before) > 0x2E80 and ord(after) > 0x2E80 else " "  # Chinese has no spaces

    return re.sub(r"(?<=[^\n])\n(?=[^\n\s*\-\d•])", joined, text)


def _misconception(
    slug: str | None, exercise: str, given: MisconceptionWords | None, words: ExerciseWords, language: str
) -> MisconceptionView | None:
    if slug is None:
        return None
    known = given or words.misconceptions.get(slug) or MisconceptionWords(Text("", ""))
    feedback = clean(translate(known.feedback, language)).strip()
    # a slug is English: beside a Chinese explanation it says nothing
    name = known.name or ("" if feedback and language != "en" else misconception_name(slug, exercise))
    return MisconceptionView(
        clean_line(slug),
        clean_line(translate(name, language)),
        flowed(feedback),
        feedback,
        link(known.section, language),
    )
