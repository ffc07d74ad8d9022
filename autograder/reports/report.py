"""The report on a class: one self-contained HTML page, and the same as CSV and JSON.

:func:`build_report` computes, :func:`report_html`, :func:`report_csv` and :func:`report_json` only write.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from autograder.core.clean import clean_line
from autograder.core.errors import UsageError
from autograder.core.results import Document, Result
from autograder.core.text import Text, check_language, current_language, translate
from autograder.core.words import CourseWords, Words, points
from autograder.feedback import render
from autograder.feedback.feedback import HTML_LANGUAGE
from autograder.feedback.view import link
from autograder.reports import charts, report_wording
from autograder.reports.report_model import SCHEMA, AssignmentReport, Report, StudentRow, TestStatistics
from autograder.reports.report_table import report_csv
from autograder.reports.statistics import MIN_COUNT, MIN_EACH, Sources, build_report

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = [
    "SCHEMA",
    "Report",
    "build_report",
    "class_report",
    "report_csv",
    "report_html",
    "report_json",
    "student_html",
]
NAMES_SHOWN = 40
SECTIONS_SHOWN = 5
_TONES = {"passed": "p", "partly": "q", "failed": "r", "not_tried": "o"}
_SIGNS = {"passed": "✓", "partly": "◐", "failed": "✗", "not_tried": "○"}


def class_report(
    results: Iterable[Result | Document],
    *,
    words: CourseWords | None = None,
    sources: Sources | None = None,
    language: str | None = None,
) -> str:
    """:func:`build_report` and :func:`report_html` in one."""
    return report_html(build_report(results, words=words, sources=sources), language=language)


def report_html(report: Report, *, language: str | None = None) -> str:
    """One HTML page that loads nothing and runs nothing but its own table sorter.

    Raises:
        ValueError: for a language the course does not speak.
    """
    writer = _Writer(check_language(language or current_language()))
    assignments = [writer.assignment(one) for one in report.assignments]
    say = writer.all_words() | {
        "SHOW_ALL": writer(
            report_wording.SHOW.format(
                count=len({row.student for one in report.assignments for row in one.students})
            )
        )
    }
    title = writer(report.course) or (
        assignments[0]["title"] if len(assignments) == 1 else writer(report_wording.TITLE)
    )
    if len(assignments) == 1 and report.course:
        title = f"{title}: {assignments[0]['title']}"
    script = render.asset("reports/sort.js")
    return render.render(
        "reports/report.html",
        lang=HTML_LANGUAGE[writer.language],
        policy=render.content_policy(script),
        script=script,
        style=render.asset("page.css") + render.asset("reports/report.css"),
        say=say,
        colon=writer.colon,
        title=title,
        assignments=assignments,
        boxes=writer.boxes(report.assignments),
        totals=_totals(report.assignments),
    )


def student_html(report: Report, student: str, *, language: str | None = None) -> str:
    """One student over all assignments: marks, what they are made of, what was not understood.

    Raises:
        UsageError: when nothing of this student is known.
        ValueError: for a language the course does not speak.
    """
    writer = _Writer(check_language(language or current_language()))
    cards = [writer.student(one, student) for one in report.assignments]
    if not any(card["row"] for card in cards):
        raise UsageError(f"no submission of {student!r} is known")
    return render.render(
        "reports/student.html",
        lang=HTML_LANGUAGE[writer.language],
        policy=render.content_policy(),
        style=render.asset("page.css") + render.asset("reports/report.css"),
        say=writer.all_words(),
        colon=writer.colon,
        student=clean_line(student),
        course=writer(report.course),
        cards=cards,
    )


def report_json(report: Report) -> bytes:
    """The statistics as JSON, with ``schema`` (see ``docs/results.md``); texts are objects with ``en`` and
    ``zh``."""
    return msgspec.json.format(msgspec.json.encode(_plain(msgspec.to_builtins(report))), indent=2)


def _plain(value: Any) -> Any:
    """The same, with texts as languages and words."""
    if isinstance(value, dict):
        return dict(value["said"]) if value.keys() == {"said"} else {k: _plain(v) for k, v in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


class _Writer:
    """Turns statistics into what the template shows, in one language."""

    def __init__(self, language: str) -> None:
        self.language, self.colon = language, "：" if language == "zh" else ":"

    def __call__(self, words: Words | None) -> str:
        return clean_line(translate(words or "", self.language))

    def all_words(self) -> dict[str, str]:
        filled = {"TESTS_NOTE": report_wording.TESTS_NOTE.format(count=MIN_COUNT, each=MIN_EACH)}
        return {
            name: translate(filled.get(name, value), self.language)
            for name, value in vars(report_wording).items()
            if isinstance(value, Text)
        }

    def assignment(self, one: AssignmentReport) -> dict[str, Any]:
        """Everything the template shows of one assignment."""
        titles = {exercise.name: self(exercise.title) for exercise in one.exercises}
        mean_share = one.mean / one.max_score if one.mean is not None and one.max_score else None
        return {
            "title": self(one.title),
            "graded": one.graded,
            "count": one.graded + one.unreadable + one.not_graded,
            "count_note": self._count_note(one),
            "mean": points(one.mean),
            "mean_share": f"{mean_share or 0:.4f}",
            "median": points(one.median),
            "deviation": points(one.deviation),
            "max": points(one.max_score),
            "out_of": self(report_wording.OUT_OF.format(most=points(one.max_score))),
            "histogram": self._histogram(one, mean_share),
            "sections": self._sections(one),
            "absent": _names(one.absent),
            "absent_count": len(one.absent),
            "marked": any(
                row.written is not None or row.penalty or row.extra or row.still_open for row in one.students
            ),
            "exercises": [self._exercise(exercise, titles) for exercise in one.exercises],
            "misconceptions": [self._misconception(item, titles, one.graded) for item in one.misconceptions],
            "tests": [self._test(test, titles) for test in one.tests],
            "scatter": self._scatter(one, titles),
            "attention": [
                {
                    "student": clean_line(item.student),
                    "why": self(report_wording.REASONS[item.reason]),
                    "detail": titles.get(item.detail) or clean_line(item.detail, 300),
                }
                for item in one.attention
            ],
            "groups": [
                {
                    "students": _names(group.students),
                    "share": _per_cent(group.share),
                    "kind": self(report_wording.KINDS[group.kind]),
                }
                for group in one.groups
            ],
            "compared": one.compared,
            "rows": _rows(one.students, self),
            "show": self(report_wording.SHOW.format(count=len(one.students))),
        }

    def student(self, one: AssignmentReport, student: str) -> dict[str, Any]:
        """What a page for one student shows of one assignment."""
        row = next((row for row in one.students if row.student == student), None)
        held = [item for item in one.misconceptions if student in item.students]
        return {
            "title": self(one.title),
            "row": row,
            "total": f"{points(row.score)} / {points(row.max_score)}"
            if row and row.score is not None
            else "",
            "outcome": row.outcome if row else self(report_wording.NOT_HANDED_IN),
            "exercises": [
                (
                    self(exercise.title),
                    _TONES[cell[1]],
                    f"{_SIGNS[cell[1]]} {points(cell[0])} / {points(exercise.max_score)}",
                )
                for exercise, cell in zip(one.exercises, row.exercises if row else (), strict=False)
                if cell
            ],
            "more": [
                (self(name), value)
                for name, value in (
                    (report_wording.WRITTEN, points(row.written) if row and row.written is not None else ""),
                    (report_wording.EXTRA, points(row.extra) if row and row.extra else ""),
                    (report_wording.LATE, f"−{points(row.penalty)}" if row and row.penalty else ""),
                    (report_wording.STILL_OPEN, ", ".join(map(self, row.still_open)) if row else ""),
                )
                if value
            ],
            "held": [
                {
                    "title": self(item.title),
                    "read": link(item.section, self.language) if item.section else None,
                }
                for item in held
            ],
        }

    def boxes(self, assignments: Sequence[AssignmentReport]) -> Markup | None:
        """The course at a glance: a box plot an assignment."""
        rows = []
        for one in assignments:
            shares = sorted(
                row.score / row.max_score for row in one.students if row.score is not None and row.max_score
            )
            if shares and one.quartiles and one.max_score and one.median is not None:
                rows.append(
                    (
                        self(one.title),
                        (
                            shares[0],
                            one.quartiles[0] / one.max_score,
                            one.median / one.max_score,
                            one.quartiles[1] / one.max_score,
                            shares[-1],
                        ),
                    )
                )
        return charts.boxes(rows, title=self(report_wording.SPREAD)) if len(rows) > 1 else None

    def _count_note(self, one: AssignmentReport) -> str:
        notes = [
            f"{count} {self(word)}"
            for count, word in (
                (one.unreadable, report_wording.UNREADABLE),
                (one.not_graded, report_wording.NOT_GRADED),
            )
            if count
        ]
        return ", ".join(notes)

    def _histogram(self, one: AssignmentReport, mean_share: float | None) -> Markup:
        alt = report_wording.DISTRIBUTION_ALT.format(bins=", ".join(map(str, one.histogram)))
        return charts.histogram(
            one.histogram,
            mean=mean_share,
            title=translate(alt, self.language),
            x_label=self(report_wording.PER_CENT_MARKS),
            y_label=self(report_wording.SUBMISSIONS),
            mean_label=self(report_wording.MEAN_OF.format(value=_per_cent(mean_share))),
        )

    def _sections(self, one: AssignmentReport) -> list[dict[str, Any]]:
        found = []
        for item in one.sections[:SECTIONS_SHOWN]:
            read = link(item.section, self.language)
            found.append(
                {
                    "label": read.label if read else clean_line(item.section),
                    "url": read.url if read else None,
                    "students": self(report_wording.GO_OVER_ITEM.format(students=item.students)),
                }
            )
        return found

    def _exercise(self, exercise: Any, titles: dict[str, str]) -> dict[str, Any]:
        counts = {
            "good": exercise.passed,
            "warn": exercise.partly,
            "bad": exercise.failed,
            "idle": exercise.not_tried,
        }
        total = exercise.count or 1
        return {
            "title": titles[exercise.name],
            "sort": f"{exercise.passed / total:.4f}",
            "bar": charts.stacked([(count / total, tone) for tone, count in counts.items()]),
            "shares": [_per_cent(count / total) for count in counts.values()],
            "mean": _per_cent(exercise.mean_share),
        }

    def _misconception(self, item: Any, titles: dict[str, str], graded: int) -> dict[str, Any]:
        return {
            "title": self(item.title),
            "exercise": titles.get(item.exercise, clean_line(item.exercise)),
            "bar": charts.stacked([(item.share, "warn")]),
            "count": len(item.students),
            "of_class": self(report_wording.OF_CLASS.format(count=len(item.students), all=graded)),
            "share": _per_cent(item.share),
            "students": _names(item.students),
            "read": link(item.section, self.language),
            "section": clean_line(item.section or ""),
        }

    def _test(self, test: TestStatistics, titles: dict[str, str]) -> dict[str, Any]:
        tone, verdict = verdict_on(test)
        title = self(test.title)
        return {
            "title": title,
            "exercise": titles.get(test.exercise, clean_line(test.exercise)),
            "sort": f"{test.share_failing or 0:.4f}",
            "bar": charts.stacked([(test.share_failing or 0.0, "bad")]),
            "failing": _per_cent(test.share_failing),
            "count": test.count,
            "blocked": test.blocked,
            "discrimination": "–" if test.discrimination is None else f"{test.discrimination:.2f}",
            "tone": f"t-{tone}",
            "verdict": self(verdict),
        }

    def _scatter(self, one: AssignmentReport, titles: dict[str, str]) -> Markup | None:
        dots = [
            (
                test.share_failing,
                test.discrimination,
                verdict_on(test)[0],
                f"{titles[test.exercise]}, {self(test.title)}",
            )
            for test in one.tests
            if test.discrimination is not None and test.share_failing is not None
        ]
        return (
            charts.scatter(
                dots,
                title=self(report_wording.SCATTER_ALT),
                x_label=self(report_wording.PER_CENT_FAILING),
                y_label=self(report_wording.DISCRIMINATION),
            )
            if dots
            else None
        )


def verdict_on(test: TestStatistics) -> tuple[str, Text]:
    """How a test's discrimination reads, and its tone."""
    if test.count >= MIN_COUNT and test.failing in (0, test.count):
        return "idle", report_wording.ALL_FAIL if test.failing else report_wording.ALL_PASS
    if test.discrimination is None or min(test.failing, test.count - test.failing) < MIN_EACH:
        return "idle", report_wording.TOO_FEW
    if test.discrimination >= 0.3:
        return "good", report_wording.TELLS_WELL
    return (
        ("warn", report_wording.TELLS_LITTLE)
        if test.discrimination >= 0.1
        else ("bad", report_wording.LOOK_AT_IT)
    )


def _per_cent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def _names(students: Sequence[str]) -> str:
    shown = ", ".join(clean_line(student, 80) for student in students[:NAMES_SHOWN])
    return shown + (f", … (+{len(students) - NAMES_SHOWN})" if len(students) > NAMES_SHOWN else "")


def _rows(students: Sequence[StudentRow], say: _Writer) -> Markup:
    """The table of all marks; written here, as a class has ten thousand of its cells."""
    from markupsafe import Markup, escape

    marked = any(row.written is not None or row.penalty or row.extra or row.still_open for row in students)
    lines = []
    for row in students:
        total = (
            f"{points(row.score)} / {points(row.max_score)}" if row.score is not None else escape(row.outcome)
        )
        cells = [
            f'<tr><th scope="row">{escape(clean_line(row.student))}</th>'
            f'<td class="n" data-v="{row.score or 0:g}">{total}</td>'
        ]
        cells += [
            f'<td class="c {_TONES[cell[1]]}" data-v="{cell[0]:g}">{_SIGNS[cell[1]]} {points(cell[0])}</td>'
            if cell
            else "<td></td>"
            for cell in row.exercises
        ]
        if marked:
            extra, late = (
                points(row.extra) if row.extra else "",
                f"−{points(row.penalty)}" if row.penalty else "",
            )
            waits = ", ".join(say(text) for text in row.still_open)
            cells += [f'<td class="n">{points(row.written)}</td><td class="n">{extra}</td>']
            cells += [f'<td class="n">{late}</td><td>{escape(waits)}</td>']
        lines.append("".join(cells) + "</tr>")
    return Markup("\n".join(lines))  # all that is not ours was escaped above


def _totals(assignments: Sequence[AssignmentReport]) -> list[dict[str, Any]]:
    """A row a student over all assignments; the total counts what is graded."""
    marks = [{row.student: row.score for row in one.students} for one in assignments]
    rows = []
    for student in sorted(set().union(*marks)) if marks else ():
        own = [mark.get(student) for mark in marks]
        rows.append(
            {
                "student": clean_line(student),
                "marks": [points(mark) for mark in own],
                "total": points(sum(mark for mark in own if mark is not None)),
            }
        )
    return rows
