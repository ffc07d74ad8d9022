"""Feedback for one student: a fragment for a notebook's output, the same as plain text, and a page of its
own.

Everything that comes from the student, from a message or from a course is cleaned and escaped; the fragment
has no script and no style sheet, the page forbids both to itself (a content policy), and neither loads
anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath, PureWindowsPath

from autograder.core.clean import clean, clean_line
from autograder.core.marks import Marks, Part
from autograder.core.results import ExerciseResult, Result
from autograder.core.text import Text, check_language, current_language, translate
from autograder.core.words import (
    AssignmentWords,
    ExerciseWords,
    MisconceptionWords,
    Words,
    points,
    spelled_out,
)
from autograder.feedback import render, wording
from autograder.feedback.view import ExerciseView, exercise_view

HTML_LANGUAGE = {"en": "en", "zh": "zh-CN"}
ANSWER_LIMIT = 20_000


def exercise_html(
    exercise: ExerciseResult,
    *,
    language: str | None = None,
    picture_png: bytes | None = None,
    title: Words | None = None,
    section: str | None = None,
    notes: Iterable[Words] = (),
    descriptions: Mapping[str, Words] | None = None,
    misconception: MisconceptionWords | None = None,
    words: ExerciseWords | None = None,
) -> str:
    """An HTML fragment that shows one exercise's verdict, for a notebook's output.

    Args:
        exercise: the verdict.
        language: ``"en"``, ``"zh"``, or None for the language in force.
        picture_png: a picture (see :mod:`autograder.feedback.pictures`).
        title: what to call the exercise; by default its name.
        section: section of the book to read, as in ``"5.1.2.1"``.
        notes: more paragraphs, such as what the hidden tests look at beyond the public ones.
        descriptions: name of a test -> what it tests; by default the name, spelled out.
        misconception: words for ``exercise.misconception``.
        words: all of the above in one object; the single arguments win.

    Raises:
        ValueError: for an unknown language, or a picture that is no PNG or too large.
    """
    view = exercise_view(
        exercise,
        language=language,
        words=words,
        picture_png=picture_png,
        title=title,
        section=section,
        notes=notes,
        descriptions=descriptions,
        misconception=misconception,
    )
    return render.render("exercise.html", view=view, **_language_values(language))


def exercise_text(
    exercise: ExerciseResult,
    *,
    language: str | None = None,
    title: Words | None = None,
    section: str | None = None,
    notes: Iterable[Words] = (),
    descriptions: Mapping[str, Words] | None = None,
    misconception: MisconceptionWords | None = None,
    words: ExerciseWords | None = None,
) -> str:
    """The same as :func:`exercise_html` as plain text, safe for a terminal; the picture is left out."""
    view = exercise_view(
        exercise,
        language=language,
        words=words,
        title=title,
        section=section,
        notes=notes,
        descriptions=descriptions,
        misconception=misconception,
    )
    language = check_language(language or current_language())
    name = f"{view.title} ({view.name})" if view.title and view.title != view.name else view.name
    lines = [
        f"{view.sign} {name}: {view.outcome}, {view.score} / {view.max_score} "
        f"{translate(wording.POINTS, language)}"
    ]
    lines += _indented(view.explanation)
    if view.misconception:
        colon = _colon(language)
        name = f"{colon} {view.misconception.name}" if view.misconception.name else ""
        lines += _indented(translate(wording.LOOKS_LIKE, language) + name)
        lines += _indented(view.misconception.feedback, 4)
        if view.misconception.read:
            lines += _indented(f"{translate(wording.READ_ON, language)} {view.misconception.read.label}", 4)
    for test in view.tests:
        lines.append(f"  {test.sign} {test.words}" + ("" if test.tone == "good" else f" ({test.outcome})"))
        lines += _indented(test.message, 6)
        if test.loud and test.snippet:
            lines += _indented(translate(wording.TRY_IT, language) + _colon(language), 6)
            lines += _indented(test.snippet, 8)
    if view.tests and view.waiting:
        waiting = ("；" if language == "zh" else "; ").join(test.words for test in view.waiting)
        lines += _indented(f"○ {translate(wording.WAITING, language)} {waiting}")
    lines += _indented(view.more)
    for note in view.notes:
        lines += _indented(note)
    if view.read:
        lines += _indented(f"{translate(wording.READ_ON, language)} {view.read.label}")
    return "\n".join(lines) + "\n"


def page(
    result: Result,
    *,
    words: AssignmentWords | None = None,
    language: str | None = None,
    pictures: Mapping[str, bytes] | None = None,
    marks: Marks | None = None,
    answers: Mapping[str, str] | None = None,
    course: Words | None = None,
    suite: str | None = None,
) -> str:
    """One self-contained HTML page for one submission.

    Args:
        result: the verdict.
        words: the assignment in words.
        language: ``"en"``, ``"zh"``, or None for the language in force.
        pictures: name of an exercise -> PNG.
        marks: the record of its marks; by default what the verdict alone says.
        answers: name of a written question -> what the student wrote.
        course: title of the course.
        suite: digest of the hidden tests, shown in short.

    Raises:
        ValueError: for an unknown language, or a picture that is no PNG or too large.
    """
    words, pictures, answers = words or AssignmentWords(), pictures or {}, answers or {}
    language = check_language(language or current_language())
    marks = marks or Marks.of(result)
    by_person = {part.exercise: _part(part) for part in marks.parts if part.exercise}
    views = [
        exercise_view(
            exercise,
            language=language,
            words=words.exercises.get(exercise.name),
            picture_png=pictures.get(exercise.name),
        )
        for exercise in result.exercises
    ]
    title = clean_line(translate(words.title or "", language)) or spelled_out(result.assignment)
    copied = any(test.snippet for view in views for test in view.tests)
    script = render.asset("copy.js") if copied else ""
    return render.render(
        "page.html",
        policy=render.content_policy(script),
        script=script,
        style=render.asset("page.css"),
        views=views,
        title=title,
        course=clean_line(translate(course or "", language)),
        student=clean_line(result.student),
        notebook=clean_line(_file_name(result.notebook)),
        outcome=result.outcome,
        message=clean(result.message or "").strip(),
        total=_total(result, marks, language),
        penalty=points(marks.penalty) if marks.penalty else "",
        by_person=by_person,
        suite=clean_line(suite or "", 12),
        advice=_advice(views, language),
        written=[
            _part(part) | {"answer": clean(answers.get(part.name, ""), ANSWER_LIMIT).strip()}
            for part in marks.parts
            if part.exercise is None
        ],
        **_language_values(language),
    )


def _language_values(language: str | None) -> dict[str, object]:
    """What every template needs to speak a language."""
    language = check_language(language or current_language())
    say = {
        name: translate(value, language) for name, value in vars(wording).items() if isinstance(value, Text)
    }
    return {"say": say, "lang": HTML_LANGUAGE[language], "colon": _colon(language)}


def _colon(language: str) -> str:
    return "：" if language == "zh" else ":"


def _indented(text: str, by: int = 2) -> list[str]:
    return [" " * by + line if line else "" for line in text.splitlines()]


def _file_name(path: str) -> str:
    """The last part of a path of either kind: a page shows no folder of the grading machine."""
    return PureWindowsPath(path).name if "\\" in path else PurePath(path).name


def _total(result: Result, marks: Marks, language: str) -> dict[str, object] | None:
    """The points that count, or None when there are none to speak of."""
    score, most = marks.total, marks.max_score
    if score is None or most is None or result.outcome == "not_graded":
        return None
    return {
        "score": points(score),
        "max": points(most),
        "share": min(1.0, max(0.0, score / most)) if most else 0.0,
        "open": [translate(text, language) for text in marks.still_open],
    }


def _advice(views: Sequence[ExerciseView], language: str) -> str:
    """One line on what to do next: the first unfinished exercise, tried ones before empty ones (later parts
    of a notebook build on earlier ones)."""
    left = sorted((view for view in views if view.tone != "good"), key=lambda view: not view.tests)
    if not left:
        return translate(wording.FULL_MARKS, language) if views else ""
    return wording.NEXT_STEP.format(title=left[0].title or left[0].name).into(language)


def _part(part: Part) -> dict[str, object]:
    """The marks of one graded cell, to show."""
    return {
        "title": spelled_out(part.name.removeprefix("question_")),
        "marked": part.given is not None and not (part.exercise is None and part.open),
        "score": points(part.score),
        "max": points(part.max_score),
        "tests": points(part.automatic) if part.manual is not None and part.exercise else "",
        "extra": points(part.extra) if part.extra and part.given is not None else "",
        "comment": clean(part.comment).strip(),
    }
