"""The class report as one CSV table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from autograder.core.clean import clean_line, spreadsheet_cell
from autograder.core.text import check_language, current_language, translate
from autograder.reports.report_model import AssignmentReport, Report

CSV_COLUMNS = (
    "schema",
    "assignment",
    "kind",
    "exercise",
    "name",
    "title",
    "students",
    "count",
    "passed",
    "partly",
    "failed",
    "not_tried",
    "blocked",
    "share",
    "discrimination",
    "mean",
    "median",
    "max_score",
    "section",
    "detail",
)


def report_csv(report: Report, *, language: str | None = None) -> str:
    """The statistics as one table; ``kind`` says what a row is about: an assignment, an exercise, a test, a
    misconception, a relation, a submission that needs a person, a student who has not handed in, or a group of equal
    solutions.

    Text that a spreadsheet would take for a formula is quoted with an apostrophe.
    """
    language = check_language(language or current_language())
    buffer = io.StringIO()
    table = csv.DictWriter(buffer, CSV_COLUMNS, restval="", lineterminator="\r\n")
    table.writeheader()
    for one in report.assignments:
        for row in _csv_rows(one, language):
            table.writerow(
                {
                    key: _cell(value)
                    for key, value in {"schema": report.schema, "assignment": one.name, **row}.items()
                }
            )
    return buffer.getvalue()


def _csv_rows(one: AssignmentReport, language: str) -> Iterable[dict[str, Any]]:
    yield {
        "kind": "assignment",
        "title": translate(one.title, language),
        "students": one.graded + one.unreadable + one.not_graded,
        "count": one.graded,
        "mean": one.mean,
        "median": one.median,
        "max_score": one.max_score,
    }
    for exercise in one.exercises:
        yield {
            "kind": "exercise",
            "exercise": exercise.name,
            "name": exercise.name,
            "title": translate(exercise.title, language),
            "count": exercise.count,
            "passed": exercise.passed,
            "partly": exercise.partly,
            "failed": exercise.failed,
            "not_tried": exercise.not_tried,
            "share": exercise.mean_share,
            "max_score": exercise.max_score,
            "section": exercise.section,
        }
    for test in one.tests:
        yield {
            "kind": "test",
            "exercise": test.exercise,
            "name": test.name,
            "title": translate(test.title, language),
            "count": test.count,
            "passed": test.count - test.failing,
            "failed": test.failing,
            "blocked": test.blocked,
            "share": test.share_failing,
            "discrimination": test.discrimination,
        }
    for item in one.misconceptions:
        yield {
            "kind": item.kind,
            "exercise": item.exercise,
            "name": item.slug,
            "title": translate(item.title, language),
            "count": len(item.students),
            "share": item.share,
            "section": item.section,
            "students": " ".join(item.students),
        }
    for note in one.attention:
        yield {
            "kind": "attention",
            "name": note.reason,
            "students": note.student,
            "detail": clean_line(note.detail, 300),
        }
    for student in one.absent:
        yield {"kind": "absent", "students": student}
    for group in one.groups:
        yield {
            "kind": "similar",
            "name": group.kind,
            "count": len(group.students),
            "share": group.share,
            "students": " ".join(group.students),
        }


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    return spreadsheet_cell(value) if isinstance(value, str) else value
