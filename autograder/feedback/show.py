"""What a check found, laid out: HTML where a notebook shows it, plain text everywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from autograder.core.clean import clean, clean_line
from autograder.core.text import Text, translate
from autograder.core.words import misconception_name
from autograder.feedback import check_wording as words
from autograder.feedback import wording
from autograder.feedback.view import LinkView, link
from autograder.testing.exam import Checked, Tested
from autograder.testing.expect import NOTHING_SEEN

SNIPPET = 8000  # characters
BAR = 24  # characters of a bar in plain text
_TONES = {"passed": "good", "failed": "bad", "partly": "warn", "not_implemented": "idle", "missing": "bad"}


@dataclass(frozen=True, slots=True)
class TestView:
    """One public test as the student reads it.

    Attributes:
        rows: the small table: name and value.
        snippet: Python text that makes the failing call.
        loud: whether it is the failure to look at first; the others are folded.
    """

    __test__ = False

    good: bool
    sign: str
    words: str
    rows: tuple[tuple[str, str], ...]
    message: str
    hint: str
    snippet: str = ""
    loud: bool = True


@dataclass(frozen=True, slots=True)
class TrapView:
    """The known mistake that it looks like."""

    name: str
    feedback: str
    read: LinkView | None


@dataclass(frozen=True, slots=True)
class CheckView:
    """One exercise as the student reads it; empty strings are not shown."""

    name: str
    title: str
    sign: str
    tone: str
    summary: str
    share: float
    note: str
    forbidden: str
    tests: tuple[TestView, ...]
    trap: TrapView | None
    hint: str
    beyond: str
    read: LinkView | None
    picture: bytes | None


def check_view(checked: Checked, language: str, *, picture: bool = True) -> CheckView:
    """Turn what was found into what is read; every string is cleaned, and has still to be escaped."""

    def say(text: Text | None, limit: int = 4000) -> str:
        return "" if text is None else clean(translate(text, language), limit).strip()

    exercise, passed = checked.exercise, checked.outcome == "passed"
    partly = checked.outcome == "failed" and checked.holding > 0 and checked.forbidden is None
    look = "partly" if partly else "not_implemented" if checked.unrun else checked.outcome
    trap = (
        None
        if checked.trap is None
        else TrapView(
            say(checked.trap.title) or misconception_name(checked.trap.slug, exercise.name),
            say(checked.trap.feedback),
            link(checked.trap.section, language),
        )
    )
    read = None if passed else link(exercise.section, language)
    return CheckView(
        name=exercise.name,
        title=clean_line(translate(exercise.title, language)),
        sign=wording.EXERCISE_LOOKS[look].sign,
        tone=_TONES[look],
        summary=say(_summary(checked)),
        share=checked.holding / len(checked.tests) if checked.tests else 0.0,
        note=say(checked.note or (words.FILL_IN if checked.outcome == "not_implemented" else None)),
        forbidden=say(checked.forbidden),
        tests=_tests(checked.tests, language, related=trap is None),
        trap=trap,
        hint="" if passed or checked.forbidden else say(words.HINT.format(exercise.hint)),
        beyond=say(words.BEYOND.format(exercise.beyond)) if passed else "",
        read=None if trap and trap.read == read else read,
        picture=_png(checked, language) if picture else None,
    )


def _summary(checked: Checked) -> Text:
    if checked.outcome == "not_implemented":
        return words.NOT_FILLED.format(checked.exercise.name)
    if checked.outcome == "missing":
        return words.NOT_RUN if checked.unrun else words.NOT_DEFINED
    if checked.forbidden is not None:
        return words.FORBIDDEN
    if checked.outcome == "passed":
        return words.ALL_HOLD.format(n=len(checked.tests))
    return words.SOME_HOLD.format(k=checked.holding, n=len(checked.tests))


def _tests(tests: Sequence[Tested], language: str, related: bool) -> tuple[TestView, ...]:
    """All tests; an error that comes again and again is told in full once.

    Args:
        related: whether the first test that tells how what came back relates to what was expected says so.
    """
    views: list[TestView] = []
    told: set[str] = set()
    telling = next((test for test in tests if related and test.verdict.relation), None)
    for test in tests:
        view = _test(test, language)
        if test is telling and test.verdict.relation is not None:
            relation = clean(translate(test.verdict.relation.text, language))
            view = replace(view, hint=f"{view.hint}\n{relation}".strip())
        error = view.message.partition("\n")[2]  # what comes after the call
        if error and error in told:
            view = replace(view, message=translate(words.SAME_ERROR, language))
        told.add(error)
        views.append(replace(view, loud=view.good or all(earlier.good for earlier in views)))
    return tuple(views)


def _test(test: Tested, language: str) -> TestView:
    verdict, look = test.verdict, wording.TEST_LOOKS[test.verdict.outcome]
    said = clean_line(translate(test.case.words, language))
    rows, message, hint = [], "", ""
    if verdict.mismatch is not None:
        wrong = verdict.mismatch
        rows = [
            (words.ASKED, wrong.asked),
            (words.INPUT, verdict.call),
            (words.EXPECTED, wrong.expected),
            (words.YOURS, wrong.got if wrong.got is not NOTHING_SEEN else words.NOT_SO),
        ]
        hint = clean(translate(wrong.hint, language)) if wrong.hint else ""
    elif verdict.message is not None and verdict.outcome != "passed":
        message = clean(translate(verdict.message, language)).strip()
    return TestView(
        verdict.outcome == "passed",
        look.sign,
        said[:1].upper() + said[1:],
        tuple(
            (translate(key, language), clean(translate(value, language), 1000))
            for key, value in rows
            if value is not None
        ),
        message,
        hint,
        "" if verdict.outcome == "passed" else clean(translate(verdict.snippet or "", language), SNIPPET),
    )


def _png(checked: Checked, language: str) -> bytes | None:
    if checked.picture is None:
        return None
    try:
        from autograder.feedback.pictures import render_png

        return render_png(checked.picture, language)
    except (ImportError, ArithmeticError, ValueError, RuntimeError):
        return None  # a picture is an extra


def check_html(view: CheckView, language: str) -> str:
    """One exercise as an HTML fragment.

    Raises:
        ImportError: where jinja2 is not installed.
    """
    return _fill("check.html", language, view=view)


def check_text(view: CheckView, language: str) -> str:
    """The same as plain text; the picture is left out."""
    lines = [f"{view.sign} {_heading(view)}{_colon(language)}{view.summary}"]
    lines += _indented(view.note) + _indented(view.forbidden)
    if view.trap is not None:
        lines += _indented(f"{translate(wording.LOOKS_LIKE, language)}{_colon(language)}{view.trap.name}")
        lines += _indented(view.trap.feedback, 4) + _read(view.trap.read, language, 4)
    for test in view.tests:
        lines.append(f"  {test.sign} {test.words}")
        width = max((_width(key) for key, _ in test.rows), default=0)
        for key, value in test.rows:
            first, *more = value.splitlines() or [""]
            lines.append(f"      {key}{' ' * (width - _width(key))}  {first}")
            lines += [" " * (8 + width) + line for line in more]
        lines += _indented(test.message, 6) + _indented(f"→ {test.hint}" if test.hint else "", 6)
        if test.loud and test.snippet:
            lines += _indented(f"{translate(wording.TRY_IT, language)}{_colon(language)}".rstrip(), 6)
            lines += _indented(test.snippet, 8)
    lines += _indented(view.hint) + _indented(view.beyond) + _read(view.read, language, 2)
    return "\n".join(lines) + "\n"


def overview_html(
    title: str, views: Sequence[CheckView], total: int, language: str, *, current: str = ""
) -> str:
    """The whole notebook as an HTML fragment; while it is being made, ``current`` is what is checked now.

    Raises:
        ImportError: where jinja2 is not installed.
    """
    return _fill(
        "overview.html",
        language,
        title=title,
        views=views,
        total=total,
        current=current,
        **_overview(views, total, language),
    )


def overview_text(title: str, views: Sequence[CheckView], total: int, language: str) -> str:
    """The same as plain text, finished."""
    said = _overview(views, total, language)
    full = round(BAR * said["share"])
    lines = [title, f"[{'#' * full}{'-' * (BAR - full)}] {said['counted']}", ""]
    lines += [f"{view.sign} {_heading(view)}{_colon(language)}{view.summary}" for view in views]
    if said["details"]:
        lines += ["", said["details"]]
    lines += ["", f"{said['beyond_all']}{_colon(language)}".rstrip(), *_indented(said["beyond_why"])]
    lines += [f"  · {view.name}{_colon(language)}{view.beyond}" for view in views if view.beyond]
    return "\n".join(lines) + "\n"


def with_beyond(view: CheckView, beyond: Text, language: str) -> CheckView:
    """The view for an overview, which always says what grading looks at beyond the public checks."""
    return replace(view, beyond=clean(translate(beyond, language)))


def _overview(views: Sequence[CheckView], total: int, language: str) -> dict[str, Any]:
    good = sum(view.tone == "good" for view in views)
    open_ = next((view.name for view in views if view.tone in ("bad", "warn")), None)
    return {
        "share": good / total if total else 0.0,
        "counted": translate(words.OVERVIEW.format(k=good, n=total), language),
        "details": translate(words.DETAILS.format(open_), language) if open_ else "",
        "beyond_all": translate(words.BEYOND_ALL, language),
        "beyond_why": translate(words.BEYOND_WHY, language),
    }


def _fill(template: str, language: str, **values: Any) -> str:
    from autograder.feedback.feedback import HTML_LANGUAGE
    from autograder.feedback.render import render

    say = {
        name: translate(value, language) for name, value in vars(wording).items() if isinstance(value, Text)
    }
    return render(template, say=say, lang=HTML_LANGUAGE[language], colon=_colon(language), **values)


def _heading(view: CheckView) -> str:
    return f"{view.title} ({view.name})" if view.title and view.title != view.name else view.name


def _colon(language: str) -> str:
    return "：" if language == "zh" else ": "


def _indented(text: str, by: int = 2) -> list[str]:
    return [" " * by + line if line else "" for line in text.splitlines()]


def _read(read: LinkView | None, language: str, by: int) -> list[str]:
    return [] if read is None else _indented(f"{translate(wording.READ_ON, language)} {read.label}", by)


def _width(text: str) -> int:
    """Columns in a terminal: Chinese characters take two."""
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)
