"""Marks as gradebook CSV files: Canvas, Moodle, and the columns of nbgrader's own export.

What is not graded has no mark in any of them (an empty cell, ``-`` in Moodle's), never 0: platforms then
leave what they have. Write the text as UTF-8. Names are disarmed for spreadsheets
(:func:`autograder.core.clean.spreadsheet_cell`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from autograder.core.clean import clean_line, spreadsheet_cell
from autograder.core.errors import UsageError
from autograder.core.results import Document, Result
from autograder.reports.roster import Person, marks, people, possible

CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
NBGRADER_COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)
MoodleKey = Literal["username", "id_number", "email"]
MOODLE_KEYS: dict[MoodleKey, str] = {
    "username": "Username",
    "id_number": "ID number",
    "email": "Email address",
}
MOODLE_MOST = 100  # points above which Moodle refuses the whole file, unless its administrator allows more
# Canvas takes every column whose heading contains one of these for a total of its own, and skips it.
_CANVAS_OWN = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")


def canvas_csv(
    results: Iterable[Result | Document],
    *,
    roster: Iterable[Person] = (),
    titles: Mapping[str, str] | None = None,
) -> str:
    """A file for Canvas: *Grades > Import*.

    Args:
        results: results, or documents of them.
        roster: who is who; without it, the students of the results are taken for SIS login IDs.
        titles: assignment -> heading of its column in Canvas, best as Canvas exports it, with the number:
            ``{"mlp": "Multilayer perceptrons (4711)"}``. By default the assignment's name.

    Raises:
        UsageError: when Canvas would not take a heading for an assignment.
    """
    found = marks(results)
    headings = _headings(found, titles)
    for heading in headings.values():
        if _CANVAS_OWN.search(heading) or heading in CANVAS_COLUMNS:
            raise UsageError(
                f"Canvas takes a column called {heading!r} for one of its own: choose another title"
            )
    rows: list[list[str]] = [
        [*CANVAS_COLUMNS, *headings.values()],
        ["    Points Possible", "", "", "", "", *(_mark(possible(found[name])) for name in headings)],
    ]
    for person in people(found, roster):
        login = person.login_id or (person.student if not (person.canvas_id or person.sis_user_id) else "")
        rows.append(
            [
                spreadsheet_cell(person.full_name),
                *map(spreadsheet_cell, (person.canvas_id, person.sis_user_id, login, person.section)),
                *(_mark(_score(found[name].get(person.student))) for name in headings),
            ]
        )
    return _written(rows)


def moodle_csv(
    results: Iterable[Result | Document],
    *,
    roster: Iterable[Person] = (),
    key: MoodleKey | None = None,
    titles: Mapping[str, str] | None = None,
    feedback: bool = False,
) -> str:
    """A file for Moodle: *Grades > Import > CSV file*, separator comma, "map from" the column of ``key``.

    Students without any mark are left out: Moodle stops at the first one it does not know.

    Args:
        results: results, or documents of them.
        roster: who is who; without it, the students of the results are taken for the ``key``.
        key: what names a student: user name, ID number or e-mail address; by default the first of them that
            the roster has for everybody with a mark.
        titles: assignment -> heading of its column, best the name of the grade item in Moodle.
        feedback: add a column with one line of feedback an assignment.

    Raises:
        UsageError: when a student of the results has no such key.
    """
    found, roster = marks(results), tuple(roster)
    headings = _headings(found, titles)
    key = key or _moodle_key(people(found, roster), found)
    header = [MOODLE_KEYS[key], "Full name"]
    for heading in headings.values():
        header += [heading, f"{heading} (feedback)"] if feedback else [heading]
    rows: list[list[str]] = [header]
    for person in people(found, roster):
        own = {name: found[name].get(person.student) for name in headings}
        if all(_score(result) is None for result in own.values()):
            continue
        name = getattr(person, key) or (person.student if person == Person(person.student) else "")
        if not name:
            raise UsageError(
                f"the roster has no {MOODLE_KEYS[key]} for {clean_line(person.student)!r}, and Moodle finds "
                "students by it"
            )
        row = [spreadsheet_cell(name), spreadsheet_cell(person.full_name)]
        for result in own.values():
            row.append(_mark(_score(result)) or "-")
            if feedback:
                row.append(spreadsheet_cell(_one_line(result), 1_000))
        rows.append(row)
    return _written(rows)


def _moodle_key(everybody: Iterable[Person], found: Mapping[str, Mapping[str, Result]]) -> MoodleKey:
    """The first key that everybody with a mark and an entry in the roster has."""
    graded = {
        student for own in found.values() for student, result in own.items() if _score(result) is not None
    }
    known = [person for person in everybody if person.student in graded and person != Person(person.student)]
    return next((key for key in MOODLE_KEYS if all(getattr(person, key) for person in known)), "username")


def above_moodles_limit(results: Iterable[Result | Document]) -> tuple[str, ...]:
    """The assignments worth more points than Moodle takes by default, to warn about."""
    return tuple(name for name, own in marks(results).items() if (possible(own) or 0) > MOODLE_MOST)


def nbgrader_csv(results: Iterable[Result | Document], *, roster: Iterable[Person] = ()) -> str:
    """The columns of ``nbgrader export``, from results alone: marks of tests only, no due dates, no
    penalties."""
    found, known = marks(results), {person.student: person for person in roster}
    rows: list[list[str]] = [list(NBGRADER_COLUMNS)]
    for assignment, own in found.items():
        for student, result in own.items():
            person = known.get(student, Person(student))
            score = _mark(result.score)
            rows.append(
                [
                    spreadsheet_cell(assignment),
                    "",
                    "",
                    *map(spreadsheet_cell, (student, person.last_name, person.first_name, person.email)),
                    score,
                    "0" if score else "",
                    score,
                    _mark(result.max_score),
                ]
            )
    return _written(rows)


def _headings(found: Mapping[str, object], titles: Mapping[str, str] | None) -> dict[str, str]:
    """Assignment -> heading of its column.

    Raises:
        UsageError: when two assignments would share a heading.
    """
    headings = {name: spreadsheet_cell((titles or {}).get(name, name)) for name in found}
    twice = sorted({heading for heading in headings.values() if list(headings.values()).count(heading) > 1})
    if twice:
        raise UsageError(f"two assignments have the same title: {', '.join(twice)}")
    return headings


def _score(result: Result | None) -> float | None:
    return result.score if result is not None and result.outcome == "graded" else None


def _mark(value: float | None) -> str:
    """Points with a decimal point, whatever the locale; at most four decimals, as platforms round anyway."""
    return "" if value is None else f"{round(value, 4):.10g}"


def _one_line(result: Result | None) -> str:
    """What is right, and what is not yet."""
    if result is None or result.outcome != "graded":
        return ""
    return "; ".join(
        f"{exercise.name} {_mark(exercise.score)}/{_mark(exercise.max_score)}"
        + (f" ({exercise.misconception})" if exercise.misconception else "")
        for exercise in result.exercises
    )


def _written(rows: Sequence[Sequence[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()
