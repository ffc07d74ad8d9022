"""Marks as gradebook files: Canvas, Moodle, Blackboard, and the columns of nbgrader's own export.

What nobody has given a mark has none in any of them (an empty cell, ``-`` in Moodle's), never 0: platforms then leave what
they have. Names are disarmed for spreadsheets (:func:`autograder.core.clean.spreadsheet_cell`).
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from autograder.core.clean import clean_line, spreadsheet_cell
from autograder.core.errors import UsageError
from autograder.core.marks import Marks
from autograder.core.text import Text, translate
from autograder.core.words import points
from autograder.reports.roster import Enrolled, Person

CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
BLACKBOARD_COLUMNS = ("Last Name", "First Name", "Username", "Student ID")
NBGRADER_COLUMNS = (
    "assignment duedate timestamp student_id last_name first_name email raw_score late_submission_penalty score max_score"
).split()
MOODLE_KEYS = {"username": "Username", "id_number": "ID number", "email": "Email address"}
# Canvas takes every column whose heading contains one of these for a total of its own, and skips it.
_CANVAS_OWN = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
_LATE = Text("handed in late: −{}", "迟交扣分：−{}")
Titles = Mapping[str, str]


def gradebook_file(to: str, enrolled: Enrolled, titles: Titles, zero: bool, language: str) -> bytes:
    """The file for ``canvas``, ``moodle``, ``blackboard`` or ``nbgrader``; see the function of that name."""
    if to == "blackboard":
        return blackboard_csv(enrolled, titles=titles, zero=zero).encode("utf-16")
    if to == "moodle":
        return moodle_csv(enrolled, titles=titles, zero=zero, language=language).encode()
    if to == "canvas":
        return canvas_csv(enrolled, titles=titles, zero=zero).encode()
    return nbgrader_csv(enrolled, zero=zero).encode()


def canvas_csv(enrolled: Enrolled, *, titles: Titles | None = None, zero: bool = False) -> str:
    """A file for Canvas: *Grades > Import*.

    Args:
        enrolled: the class and its marks; without a roster, the students are taken for SIS login IDs.
        titles: assignment -> heading of its column in Canvas, best as Canvas exports it, with the number:
            ``{"mlp": "Multilayer perceptrons (4711)"}``. By default the assignment's name.
        zero: give who has not handed in 0 points.

    Raises:
        UsageError: when Canvas would not take a heading for an assignment.
    """
    headings = _headings(enrolled, titles)
    for heading in headings.values():
        if _CANVAS_OWN.search(heading) or heading in CANVAS_COLUMNS:
            raise UsageError(
                f"Canvas takes a column called {heading!r} for one of its own: choose another title"
            )

    def identity(person: Person) -> tuple[str, ...]:
        login = person.login_id or (person.student if not (person.canvas_id or person.sis_user_id) else "")
        return person.full_name, person.canvas_id, person.sis_user_id, login, person.section

    possible = [_mark(enrolled.possible(name)) for name in headings]
    head = [[*CANVAS_COLUMNS, *headings.values()], ["    Points Possible", "", "", "", "", *possible]]
    return _written([*head, *_rows(enrolled, headings, zero, identity)])


def moodle_csv(
    enrolled: Enrolled, *, titles: Titles | None = None, zero: bool = False, language: str | None = None
) -> str:
    """A file for Moodle: *Grades > Import > CSV file*, separator comma, "map from" the first column.

    That column holds the user name, ID number or e-mail address: the first that everybody with a mark has. Beside each
    mark stands a line that says what it is made of, which Moodle takes as feedback. Students without any mark are left
    out: Moodle stops at the first one it does not know.

    Args:
        enrolled: the class and its marks; without a roster, the students are taken for user names.
        titles: assignment -> heading of its column, best the name of the grade item in Moodle.
        zero: give who has not handed in 0 points.
        language: of the lines.

    Raises:
        UsageError: when a student with a mark has none of the three.
    """
    headings = _headings(enrolled, titles)
    totals = {person: _totals(enrolled, person, headings, zero) for person in enrolled.people}
    people = [person for person in enrolled.people if any(totals[person])]
    key = next((key for key in MOODLE_KEYS if all(getattr(person, key) for person in people)), "username")
    columns = (column for heading in headings.values() for column in (heading, f"{heading} (feedback)"))
    rows: list[list[str]] = [[MOODLE_KEYS[key], "Full name", *columns]]
    for person in people:
        name = getattr(person, key) or person.student
        if not name:
            raise UsageError(
                f"the roster has no {MOODLE_KEYS[key]} for {clean_line(person.full_name)!r}, and Moodle finds "
                "students by it"
            )
        row = [spreadsheet_cell(name), spreadsheet_cell(person.full_name)]
        for assignment, total in zip(headings, totals[person], strict=True):
            own = enrolled.marks[assignment].get(person)
            row += [total or "-", spreadsheet_cell(made_of(own, language) if own else "", 1_000)]
        rows.append(row)
    return _written(rows)


def blackboard_csv(enrolled: Enrolled, *, titles: Titles | None = None, zero: bool = False) -> str:
    """A file for Blackboard: *Upload grades*, separated by tabs as Blackboard's own downloads are.

    Args:
        enrolled: the class and its marks; without a roster, the students are taken for user names.
        titles: assignment -> heading of its column as Blackboard downloads it, with the number behind the bar.
        zero: give who has not handed in 0 points.
    """

    def identity(person: Person) -> tuple[str, ...]:
        login = person.username or person.login_id or person.student
        return person.last_name, person.first_name, login, person.id_number

    headings = _headings(enrolled, titles)
    head = [*BLACKBOARD_COLUMNS, *headings.values()]
    return _written([head, *_rows(enrolled, headings, zero, identity)], "\t")


def nbgrader_csv(enrolled: Enrolled, *, zero: bool = False) -> str:
    """The columns and numbers of ``nbgrader export``; but what nobody has marked is empty, and not 0."""
    rows: list[list[str]] = [NBGRADER_COLUMNS]
    for assignment, own in enrolled.marks.items():
        due = next((str(one.due) for one in own.values() if one.due), "")
        for person in enrolled.people:
            one = own.get(person, Marks("", ""))
            student = one.student or person.student or person.full_name
            text = (student, person.last_name, person.first_name, person.email)
            marks = (one.raw, None if one.total is None else one.penalty, one.total)
            missing = zero and enrolled.is_absent(assignment, person)
            about = [
                spreadsheet_cell(assignment),
                due,
                str(one.handed_in or ""),
                *map(spreadsheet_cell, text),
            ]
            given = ["0" if missing else _mark(mark) for mark in marks]
            rows.append([*about, *given, _mark(enrolled.possible(assignment))])
    return _written(rows)


def made_of(marks: Marks, language: str | None = None) -> str:
    """What a mark is made of, in one line: its parts, what is taken off, what waits for a person."""
    lines = [
        f"{part.exercise or part.name} {points(part.score)}/{points(part.max_score)}" for part in marks.parts
    ]
    if marks.penalty:
        lines.append(translate(_LATE.format(points(marks.penalty)), language))
    return "; ".join([*lines, *(translate(text, language) for text in marks.still_open)])


def _headings(enrolled: Enrolled, titles: Titles | None) -> dict[str, str]:
    """Assignment -> heading of its column. Raises UsageError when two assignments would share a heading."""
    headings = {name: spreadsheet_cell((titles or {}).get(name, name)) for name in enrolled.marks}
    all_of_them = list(headings.values())
    if twice := sorted({heading for heading in all_of_them if all_of_them.count(heading) > 1}):
        raise UsageError(f"two assignments have the same title: {', '.join(twice)}")
    return headings


def _rows(
    enrolled: Enrolled, assignments: Iterable[str], zero: bool, identity: Callable[[Person], Iterable[str]]
) -> list[list[str]]:
    """A row a person: who it is, and the marks."""
    return [
        [*map(spreadsheet_cell, identity(person)), *_totals(enrolled, person, assignments, zero)]
        for person in enrolled.people
    ]


def _totals(enrolled: Enrolled, person: Person, assignments: Iterable[str], zero: bool) -> list[str]:
    """A person's marks, one an assignment; an empty one where there is none."""
    found = ((name, enrolled.marks[name].get(person)) for name in assignments)
    return [
        _mark(one.total) if one else "0" if zero and enrolled.is_absent(name, person) else ""
        for name, one in found
    ]


def _mark(value: float | None) -> str:
    """Points with a decimal point, whatever the locale; at most four decimals, as platforms round anyway."""
    return "" if value is None else f"{round(value, 4):.10g}"


def _written(rows: Sequence[Sequence[str]], separator: str = ",") -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n", delimiter=separator).writerows(rows)
    return buffer.getvalue()
