"""What a reader sees of a result: translated, spelled out, made safe to show, bounded in length.

The one view of an exercise: the card that ``check`` shows, the outputs that nbgrader keeps, the page, and the text for a
terminal or a learning platform only lay out what stands here, so that all of them say the same, and none can forget to
clean a string. What is here still has to be escaped for its format.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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
from autograder.feedback import wording
from autograder.feedback.book import Link, link

MAX_TESTS = 60
MAX_NOTES = 20
SNIPPET_LIMIT = 8000  # characters
PNG_LIMIT = 400_000
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class TestView:
    """One test as the student reads it.

    Attributes:
        outcome: how it went, where its sign does not say it.
        message: what was asked, what was expected, and what came back.
        advice: where to look next; each line begins with an arrow.
        snippet: Python text that makes the failing call.
        loud: whether it is the failure to look at first; the others are folded.
    """

    __test__ = False  # the class is no pytest test

    words: str
    sign: str
    tone: str
    outcome: str
    message: str
    advice: str
    snippet: str
    loud: bool


@dataclass(frozen=True, slots=True)
class MisconceptionView:
    """The known mistake that it looks like; ``written`` is the feedback as its author broke it into lines."""

    name: str
    feedback: str
    written: str
    read: Link | None


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """One exercise as the student reads it; what is empty is not shown.

    Attributes:
        heading: its title, and its name where that is another one.
        marks: what was reached of what can be, as in ``0.5 / 2 points``.
        share: the same as a number from 0 to 1.
        tests: those that were run, failures first.
        waiting: those that were blocked or have nothing to run on.
        hints: to be opened one after the other; none before a first try.
        beyond: what grading looks at beyond these tests, point by point.
        picture: a PNG.
    """

    name: str
    title: str
    heading: str
    sign: str
    tone: str
    outcome: str
    marks: str
    share: float
    notes: tuple[str, ...]
    misconception: MisconceptionView | None
    tests: tuple[TestView, ...]
    waiting: tuple[TestView, ...]
    more: str
    hints: tuple[str, ...]
    beyond: tuple[str, ...]
    read: Link | None
    picture: bytes | None

    @property
    def tried(self) -> bool:
        """Whether there was something to run the tests on."""
        return bool(self.tests)


def exercise_view(
    exercise: ExerciseResult,
    *,
    language: str | None = None,
    words: ExerciseWords | None = None,
    notes: Iterable[Words] = (),
    picture: bytes | None = None,
    score: float | None = None,
    checks: bool = False,
    unrun: bool = False,
) -> ExerciseView:
    """Turn a verdict into what the student reads.

    Args:
        exercise: the verdict.
        language: ``"en"``, ``"zh"``, or None for the language in force.
        words: the exercise in words; by default, names are spelled out.
        notes: what stands in the way of testing, or of trusting the tests.
        picture: a PNG (see :mod:`autograder.feedback.pictures`).
        score: the mark that counts, where it is another one than the verdict's.
        checks: whether the verdict counts public checks in the place of points.
        unrun: whether the name is missing because its cell was not run in this session.

    Raises:
        ValueError: for an unknown language, or a picture that is no PNG or too large.
    """
    language = check_language(language or current_language())
    words = words or ExerciseWords()
    outcome, most = exercise.outcome, exercise.max_score
    share = exercise.score / most if most else float(outcome == "passed")
    partly = "partly" if outcome == "failed" and share > 0 else outcome
    look = wording.EXERCISE_LOOKS["unrun" if unrun else partly]
    told = _misconception(exercise, words, language)
    untried = outcome in ("not_implemented", "missing")
    tests, waiting = _tests(exercise.tests, words, told, language, untried)
    left_out = len(exercise.tests) - MAX_TESTS
    reached = (wording.TEXTS["CHECKS_OF"] if checks else wording.TEXTS["MARKS_OF"]).format(
        score=points(exercise.score if score is None else score), max=points(most)
    )
    read = link(words.section, language) if outcome != "passed" else None
    name, title = clean_line(exercise.name), clean_line(translate(words.title or "", language))
    beyond = clean(translate(words.beyond or "", language)).strip()
    hints = words.hints if outcome == "failed" else ()
    return ExerciseView(
        name=name,
        title=title or name,
        heading=f"{title} ({name})" if title and title != name else name,
        sign=look.sign,
        tone=look.tone,
        outcome=translate(look.word, language),
        marks=translate(reached, language) if most else "",
        share=min(1.0, max(0.0, share)),
        notes=_notes(exercise, notes, language),
        misconception=told,
        tests=tests,
        waiting=waiting,
        more=wording.TEXTS["MORE_TESTS"].format(n=left_out).into(language) if left_out > 0 else "",
        hints=tuple(clean(translate(hint, language)).strip() for hint in hints),
        beyond=tuple(part.strip(" .。") for part in re.split("[;；]", beyond) if part.strip(" .。")),
        read=None if told and told.read == read else read,
        picture=checked_png(picture),
    )


def checked_png(data: bytes | None) -> bytes | None:
    """Return ``data`` when it is None or a PNG of a decent size.

    Raises:
        ValueError: when it is something else.
    """
    if data is not None and (not data.startswith(_PNG) or len(data) > PNG_LIMIT):
        raise ValueError(f"a picture in a page has to be a PNG of at most {PNG_LIMIT} bytes")
    return data


def next_step(views: Sequence[ExerciseView]) -> ExerciseView | None:
    """The exercise to go on with: the first unfinished one, tried ones before empty ones, as later parts of a notebook
    build on earlier ones."""
    left = [view for view in views if view.tone != "good"]
    return min(left, key=lambda view: not view.tried, default=None)


def _tests(
    results: Sequence[TestResult],
    words: ExerciseWords,
    told: MisconceptionView | None,
    language: str,
    untried: bool,
) -> tuple[tuple[TestView, ...], tuple[TestView, ...]]:
    """The tests that were run, what to do next on top, and those that were not; an error that comes again and again is
    told in full once."""
    run: list[TestView] = []
    waiting: list[TestView] = []
    errors: set[str] = set()
    for test in sorted(results, key=lambda test: test.outcome == "passed")[:MAX_TESTS]:
        idle = untried or test.outcome == "blocked"
        view = _test(test, words, told, language, loud=not idle and test.outcome != "passed" and not run)
        error = "\n".join([*view.message.splitlines()[1:], view.advice]).strip()  # what comes after the call
        if error in errors:
            view = replace(view, message=wording.TEXTS["SAME_ERROR"].into(language), advice="")
        errors |= {error} - {""}
        (waiting if idle else run).append(view)
    return tuple(run), tuple(waiting)


def _test(
    test: TestResult, words: ExerciseWords, told: MisconceptionView | None, language: str, loud: bool
) -> TestView:
    look, said = wording.TEST_LOOKS[test.outcome], words_of_test(words.tests, test.name)
    message = clean(test.message or "")
    at = message.find(told.written) if told and told.written else -1
    if at >= 0:  # the last paragraph tells the misconception, which is shown by itself
        message = message[: max(0, message.rfind("\n\n", 0, at))]
    message, arrow, advice = message.strip("\n").partition("\n→")
    return TestView(
        clean_line(translate(said, language)) if said else spelled_out(test.name),
        look.sign,
        look.tone,
        "" if test.outcome in ("passed", "failed") else translate(look.word, language),
        message,
        f"→{advice}" if arrow else "",
        clean(test.snippet or "", SNIPPET_LIMIT),
        loud,
    )


def _notes(exercise: ExerciseResult, notes: Iterable[Words], language: str) -> tuple[str, ...]:
    """What is to be known first; by default, why there are no tests to show where there are none."""
    said = list(notes)[:MAX_NOTES]
    if not said and exercise.outcome == "not_implemented":
        said = [wording.TEXTS["NOT_TRIED"]]
    elif not said and exercise.outcome == "missing":
        said = [wording.TEXTS["NOT_DEFINED"].format(name=clean_line(exercise.name))]
    return tuple(clean(translate(note, language)).strip() for note in said)


def _misconception(exercise: ExerciseResult, words: ExerciseWords, language: str) -> MisconceptionView | None:
    slug = exercise.misconception
    if slug is None:
        return None
    known = words.misconceptions.get(slug) or MisconceptionWords(Text("", ""))
    feedback = clean(translate(known.feedback, language)).strip()
    # a slug is English: beside a Chinese explanation it says nothing
    name = known.name or ("" if feedback and language != "en" else misconception_name(slug, exercise.name))
    return MisconceptionView(
        clean_line(translate(name, language)), _flowed(feedback), feedback, link(known.section, language)
    )


def _flowed(text: str) -> str:
    """Paragraphs without the line breaks that their author's editor wanted; empty lines and lists stay."""

    def joined(found: re.Match[str]) -> str:
        before, after = found.string[found.start() - 1], found.string[found.end()]
        return "" if ord(before) > 0x2E80 and ord(after) > 0x2E80 else " "  # Chinese has no spaces

    return re.sub(r"(?<=[^\n])\n(?=[^\n\s*\-\d•])", joined, text)
