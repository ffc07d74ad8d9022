"""The report on a class: one self-contained HTML page, the same as CSV and JSON, and a page for one student.

:mod:`.statistics` computes, these functions only write; what they write looks as in ``templates/``.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import msgspec

from autograder.core.clean import clean_line, spreadsheet_cell
from autograder.core.errors import UsageError
from autograder.core.text import check_language, current_language, texts, translate
from autograder.core.words import Words, points
from autograder.feedback import render
from autograder.feedback.book import link
from autograder.reports.report_model import AssignmentReport, Report, TestStatistics
from autograder.reports.statistics import MIN_COUNT, MIN_EACH

TEXTS = texts(__file__)  # the fixed words of the pages
NAMES_SHOWN = 40
CSV_COLUMNS = (
    "schema assignment kind exercise name title students count passed partly failed not_tried blocked share "
    "discrimination mean median max_score section detail"
).split()
_LOOKS = {"passed": ("p", "✓"), "partly": ("q", "◐"), "failed": ("r", "✗"), "not_tried": ("o", "○")}


def report_html(report: Report, *, language: str | None = None) -> str:
    """One HTML page that loads nothing and runs nothing but its own table sorter.

    Raises:
        ValueError: for a language the course does not speak.
    """
    spoken = check_language(language or current_language())
    titles = [clean_line(translate(one.title, spoken)) for one in report.assignments]
    scores = [{row.student: row.score for row in one.students} for one in report.assignments]
    students = sorted(set().union(*scores)) if scores else []
    return _page(
        "reports/report.html",
        report,
        spoken,
        render.asset("reports/sort.js"),
        title=titles[0] if len(titles) == 1 else TEXTS["TITLE"].into(spoken),
        spreads=[
            (title, one.spread) for title, one in zip(titles, report.assignments, strict=True) if one.spread
        ],
        totals={student: [own.get(student) for own in scores] for student in students},
        verdict_on=verdict_on,
        min_count=MIN_COUNT,
        min_each=MIN_EACH,
    )


def student_html(report: Report, student: str, *, language: str | None = None) -> str:
    """One student over all assignments: marks, what they are made of, what was not understood.

    Raises:
        UsageError: when nothing of this student is known.
        ValueError: for a language the course does not speak.
    """
    if not any(row.student == student for one in report.assignments for row in one.students):
        raise UsageError(f"no submission of {student!r} is known")
    spoken = check_language(language or current_language())
    return _page("reports/student.html", report, spoken, student=student)


def _page(template: str, report: Report, language: str, script: str = "", **values: Any) -> str:
    """Fill a template; what stands in it of the results goes through ``say`` or ``line``."""

    def say(words: Words | None) -> str:
        return clean_line(translate(words or "", language))

    return render.render(
        template,
        report=report,
        lang=render.HTML_LANGUAGE[language],
        colon="：" if language == "zh" else ":",
        policy=render.content_policy(script),
        script=script,
        style=render.asset("page.css") + render.asset("reports/report.css"),
        words={name: text.into(language) for name, text in TEXTS.items()},
        say=say,
        line=clean_line,
        names=_names,
        points=points,
        per_cent=lambda share: "–" if share is None else f"{100 * share:.0f} %",
        link=partial(link, language=language),
        looks=_LOOKS,
        **values,
    )


def verdict_on(test: TestStatistics) -> tuple[str, str]:
    """The tone of a test's discrimination, and how it reads: the rest of a name of fixed words."""
    if test.count >= MIN_COUNT and test.failing in (0, test.count):
        return "idle", "all_fail" if test.failing else "all_pass"
    if test.discrimination is None or min(test.failing, test.count - test.failing) < MIN_EACH:
        return "idle", "too_few"
    if test.discrimination >= 0.3:
        return "good", "tells_well"
    return ("warn", "tells_little") if test.discrimination >= 0.1 else ("bad", "look_at_it")


def _names(students: Sequence[str]) -> str:
    shown = "; ".join(clean_line(student, 80) for student in students[:NAMES_SHOWN])
    return shown + (f"; … (+{len(students) - NAMES_SHOWN})" if len(students) > NAMES_SHOWN else "")


def report_json(report: Report) -> bytes:
    """The statistics as JSON, with ``schema`` (see ``docs/results.md``); texts are objects with ``en`` and ``zh``."""
    return msgspec.json.format(msgspec.json.encode(_plain(msgspec.to_builtins(report))), indent=2)


def _plain(value: Any) -> Any:
    """The same, with texts as languages and words."""
    if isinstance(value, dict):
        return dict(value["said"]) if "said" in value else {k: _plain(v) for k, v in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def report_csv(report: Report, *, language: str | None = None) -> str:
    """The statistics as one table; ``kind`` says what a row is about: an assignment, an exercise, a test, a
    misconception, a relation, a submission that needs a person, a student who has not handed in, or a group of equal
    solutions.

    Text that a spreadsheet would take for a formula is quoted with an apostrophe.
    """
    spoken, buffer = check_language(language or current_language()), io.StringIO()
    table = csv.DictWriter(buffer, CSV_COLUMNS, restval="", lineterminator="\r\n")
    table.writeheader()
    for one in report.assignments:
        for row in _rows(one):
            row |= {"schema": report.schema, "assignment": one.name}
            table.writerow({column: _cell(value, spoken) for column, value in row.items()})
    return buffer.getvalue()


def _rows(one: AssignmentReport) -> Iterator[dict[str, Any]]:
    def row(kind: str, item: Any, **others: Any) -> dict[str, Any]:
        """What an item has under a column's name, and the others."""
        same = {column: getattr(item, column) for column in CSV_COLUMNS if hasattr(item, column)}
        return same | {"kind": kind} | others

    yield row("assignment", one, name="", students=one.submissions, count=one.graded)
    for exercise in one.exercises:
        yield row("exercise", exercise, exercise=exercise.name, share=exercise.mean_share)
    for test in one.tests:
        passed = test.count - test.failing
        yield row("test", test, passed=passed, failed=test.failing, share=test.share_failing)
    for item in one.misconceptions:
        yield row(item.kind, item, name=item.slug, count=len(item.students))
    for note in one.attention:
        yield {
            "kind": "attention",
            "name": note.reason,
            "students": note.student,
            "detail": note.detail[:300],
        }
    for student in one.absent:
        yield {"kind": "absent", "students": student}
    for group in one.groups:
        yield row("similar", group, name=group.kind, count=len(group.students))


def _cell(value: Any, language: str) -> Any:
    if isinstance(value, tuple):
        value = " ".join(value)
    value = translate(value, language)
    if isinstance(value, float):
        return f"{value:.6g}"
    return "" if value is None else spreadsheet_cell(value) if isinstance(value, str) else value
