"""Feedback for one student: a fragment for a notebook's output, the same as plain text, an overview of a notebook,
and a page of its own.

Everything that comes from the student, from a message or from a course is cleaned and escaped; the page forbids all scripts
but its own to itself (a content policy), the fragment has no style sheet, and neither loads anything.
"""

from collections.abc import Mapping, Sequence
from pathlib import PurePath, PureWindowsPath
from typing import Any

from autograder.core.clean import clean, clean_line
from autograder.core.marks import Marks, Part
from autograder.core.results import Result
from autograder.core.text import check_language, current_language, translate
from autograder.core.words import LOOKS_LIKE, AssignmentWords, points, spelled_out
from autograder.feedback import render, styles, wording
from autograder.feedback.book import Link
from autograder.feedback.view import ExerciseView, exercise_view, next_step

ANSWER_LIMIT = 20_000
BAR = 24  # characters of a bar in plain text


def card_html(view: ExerciseView, language: str, *, live: bool = False) -> str:
    """One exercise as an HTML fragment; in a ``live`` notebook, with a button that copies a snippet.

    Raises:
        ImportError: where jinja2 is not installed.
    """
    return render.fill(
        "exercise.html", language, view=view, part=None, page=False, live=live, anchor="", at=styles.inline
    )


def card_text(view: ExerciseView, language: str) -> str:
    """The same as plain text; hints stay folded, and a picture is left out."""

    def say(text: Any) -> str:
        return str(translate(text, language))

    lines = [_line(view, language)]
    for note in view.notes:
        lines += _indented(note)
    if view.misconception:
        name = f"{render.colon(language)}{view.misconception.name}" if view.misconception.name else ""
        lines += _indented(say(LOOKS_LIKE) + name)
        lines += _indented(view.misconception.feedback, 4) + _read(view.misconception.read, language, 4)
    for test in view.tests:
        lines.append(f"  {test.sign} {test.words}" + (f" ({test.outcome})" if test.outcome else ""))
        lines += _indented(test.message, 6) + _indented(test.advice, 6)
        if test.loud and test.snippet:
            lines += _indented(f"{say(wording.TEXTS['TRY_IT'])}{render.colon(language)}".rstrip(), 6)
            lines += _indented(test.snippet, 8)
    if view.waiting:
        said = (
            wording.TEXTS["WAITING"].format(n=len(view.waiting)) if view.tests else wording.TEXTS["PLANNED"]
        )
        lines.append(f"  ○ {say(said)}{render.colon(language)}".rstrip())
        lines += [f"    · {test.words}" for test in view.waiting]
    lines += _indented(view.more)
    if view.hints:
        lines += _indented(say(wording.TEXTS["ASK_FOR_HINT"].format(view.name)))
    if view.beyond and view.tone == "good":
        lines += [f"  {say(wording.TEXTS['BEYOND'])}{render.colon(language)}".rstrip()]
        lines += [f"    · {point}" for point in view.beyond]
    return "\n".join([*lines, *_read(view.read, language, 2)]) + "\n"


def overview_html(
    title: str,
    views: Sequence[ExerciseView],
    total: int,
    language: str,
    *,
    cause: str = "",
    current: str = "",
) -> str:
    """A whole notebook's public checks as an HTML fragment.

    Args:
        cause: what keeps several exercises from working.
        current: while it is being made, what is checked now.

    Raises:
        ImportError: where jinja2 is not installed.
    """
    own = {"title": title, "views": views, "total": total, "cause": cause, "current": current}
    return render.fill("overview.html", language, styles=styles, **own, **_overview(views, total, language))


def overview_text(
    title: str, views: Sequence[ExerciseView], total: int, language: str, *, cause: str = ""
) -> str:
    """The same as plain text, finished."""
    said = _overview(views, total, language)
    full = round(BAR * said["share"])
    lines = [title, f"[{'#' * full}{'-' * (BAR - full)}] {said['counted']}", *cause.splitlines(), ""]
    lines += [_line(view, language) for view in views]
    lines += ["", f"→ {said['advice']}", "", wording.TEXTS["BEYOND_ALL"].into(language)]
    lines += [*_indented(wording.TEXTS["BEYOND_WHY"].into(language))]
    between = "；" if language == "zh" else "; "
    lines += [
        f"  · {view.name}{render.colon(language)}{between.join(view.beyond)}" for view in views if view.beyond
    ]
    return "\n".join(lines) + "\n"


def page(
    result: Result,
    *,
    words: AssignmentWords | None = None,
    language: str | None = None,
    pictures: Mapping[str, bytes] | None = None,
    marks: Marks | None = None,
    answers: Mapping[str, str] | None = None,
) -> str:
    """One self-contained HTML page for one submission.

    Args:
        result: the verdict.
        words: the assignment in words.
        language: ``"en"``, ``"zh"``, or None for the language in force.
        pictures: name of an exercise -> PNG.
        marks: the record of its marks; by default what the verdict alone says.
        answers: name of a written question -> what the student wrote.

    Raises:
        ValueError: for an unknown language, or a picture that is no PNG or too large.
    """
    words, pictures, answers = words or AssignmentWords(), pictures or {}, answers or {}
    language = check_language(language or current_language())
    marks = marks or Marks.of(result)
    own = {part.exercise: part for part in marks.parts if part.exercise}
    views = [
        exercise_view(
            exercise,
            language=language,
            words=words.exercises.get(exercise.name),
            picture=pictures.get(exercise.name),
            score=own[exercise.name].score if exercise.name in own else None,
        )
        for exercise in result.exercises
    ]
    title = clean_line(translate(words.title or "", language)) or spelled_out(result.assignment)
    copied = any(test.snippet for view in views for test in view.tests)
    script = render.asset("copy.js") if copied else ""
    return render.fill(
        "page.html",
        language,
        page=True,
        live=False,
        at=styles.by_class,
        policy=render.content_policy(script),
        script=script,
        style=render.asset("page.css"),
        views=views,
        parts={name: _part(part, name) for name, part in own.items()},
        title=title,
        student=clean_line(result.student),
        notebook=clean_line(_file_name(result.notebook)),
        outcome=result.outcome,
        message=clean(result.message or "").strip(),
        total=_total(result, marks, language),
        penalty=points(marks.penalty) if marks.penalty else "",
        advice=_advice(views, language),
        written=[
            _part(part, translate(words.questions.get(part.name, ""), language))
            | {"answer": clean(answers.get(part.name, ""), ANSWER_LIMIT).strip()}
            for part in marks.parts
            if part.exercise is None
        ],
    )


def _line(view: ExerciseView, language: str) -> str:
    """The verdict on one exercise in a line."""
    said = [view.outcome, *([view.marks] if view.marks else [])]
    return (
        f"{view.sign} {view.heading}{render.colon(language)}{('，' if language == 'zh' else ', ').join(said)}"
    )


def _indented(text: str, by: int = 2) -> list[str]:
    return [" " * by + line if line else "" for line in text.splitlines()]


def _read(read: Link | None, language: str, by: int) -> list[str]:
    return [] if read is None else _indented(f"{wording.TEXTS['READ_ON'].into(language)} {read.label}", by)


def _overview(views: Sequence[ExerciseView], total: int, language: str) -> dict[str, Any]:
    good = sum(view.tone == "good" for view in views)
    step = next_step(views)
    advice = wording.TEXTS["ALL_PASS"].into(language) if step is None else _advice(views, language)
    if step is not None and step.tried:
        stop = "。" if language == "zh" else ". "
        advice += stop + wording.TEXTS["SHOW_WRONG"].format(step.name).into(language)
    return {
        "share": good / total if total else 0.0,
        "counted": wording.TEXTS["OVERVIEW_OF"].format(k=good, n=total).into(language),
        "advice": advice,
    }


def _advice(views: Sequence[ExerciseView], language: str) -> str:
    """One line on what to do next."""
    step = next_step(views)
    if step is None:
        return wording.TEXTS["FULL_MARKS"].into(language) if views else ""
    return wording.TEXTS["NEXT_STEP"].format(title=step.title).into(language)


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


def _part(part: Part, title: str) -> dict[str, object]:
    """The marks of one graded cell, to show; a question without a heading goes by its name."""
    return {
        "title": clean_line(title) or spelled_out(part.name.removeprefix("question_")),
        "marked": part.given is not None and not (part.exercise is None and part.open),
        "empty": part.manual is None,  # what the tests' side gives a written question is 0, for no answer
        "score": points(part.score),
        "max": points(part.max_score),
        "tests": points(part.automatic) if part.manual is not None and part.exercise else "",
        "extra": points(part.extra) if part.extra and part.given is not None else "",
        "comment": clean(part.comment).strip(),
    }
