"""Who is who: the students of a class as a learning platform knows them, read from the CSV it exports itself.

Results name a student by the folder the notebook lay in; a platform wants its own numbers. A roster is any
CSV file with a header; the columns of Canvas's and Moodle's gradebook exports and of nbgrader's student lists
are known.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from autograder.core.errors import UsageError
from autograder.core.results import Document, Result

_COLUMNS = {
    "student": ("student_id",),  # our own and nbgrader's name for it; a Canvas "Student" column holds a name
    "name": ("name", "full name", "student"),
    "first_name": ("first name", "first_name", "firstname"),
    "last_name": ("last name", "last_name", "surname", "lastname"),
    "email": ("email", "email address"),
    "canvas_id": ("id",),
    "sis_user_id": ("sis user id",),
    "login_id": ("sis login id", "login_id"),
    "section": ("section",),
    "username": ("username",),
    "id_number": ("id number", "idnumber", "id_number"),
}
KEYS = ("student", "login_id", "username", "id_number", "email", "canvas_id")


@dataclass(frozen=True, slots=True)
class Person:
    """A student: ``student`` is the name in the results, the rest is what platforms ask for (empty if not
    known)."""

    student: str
    name: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    canvas_id: str = ""
    sis_user_id: str = ""
    login_id: str = ""
    section: str = ""
    username: str = ""
    id_number: str = ""

    @property
    def full_name(self) -> str:
        """A name to show: ``Last, First`` where both are known."""
        return self.name or ", ".join(filter(None, (self.last_name, self.first_name))) or self.student


def read_roster(text: str, key: str | None = None) -> tuple[Person, ...]:
    """Read a roster.

    Args:
        text: the CSV file.
        key: the field of :class:`Person` that holds the name used in the results; by default the first of
            ``student_id``, login, user name, ID number, e-mail and Canvas ID that the file has.

    Raises:
        UsageError: when it is no such file, or names a student twice.
    """
    rows = [
        row
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")))
        if any(cell.strip() for cell in row)
    ]
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    places = {
        name: next((header.index(one) for one in known if one in header), None)
        for name, known in _COLUMNS.items()
    }
    key = key or next((name for name in KEYS if places[name] is not None), None)
    if key is None or places.get(key) is None:
        wanted = (
            ", ".join(_COLUMNS[name][0] for name in KEYS) if key is None else _COLUMNS.get(key, (key,))[0]
        )
        raise UsageError(
            f"the roster has no column that names the students as the results do: expected {wanted}; "
            f"found {', '.join(header) or 'nothing'}"
        )
    people: dict[str, Person] = {}
    for row in rows[1:]:
        values = {name: row[at].strip() for name, at in places.items() if at is not None and at < len(row)}
        values["student"] = values.get(key, "")
        if not values["student"] or "points possible" in values.get("name", "").casefold():
            continue
        if values["student"] in people:
            raise UsageError(f"the roster names {values['student']!r} twice")
        people[values["student"]] = Person(**values)
    return tuple(people.values())


def column_titles(text: str, assignments: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Assignment -> heading of its column in a platform's own export, where one is found.

    ``Multilayer perceptrons (4711)`` and ``Assignment: Multilayer perceptrons (Real)`` are the column of an
    assignment whose name or title is *multilayer perceptrons*, however it is spelled.

    Args:
        text: the platform's CSV file.
        assignments: name -> further titles it is known by.
    """
    header = next(csv.reader(io.StringIO(text.removeprefix("\ufeff"))), [])
    columns = {
        _bare(re.sub(r"\s*\([^()]*\)\s*$", "", re.sub(r"^\s*[^:]{1,30}:", "", heading))): heading
        for heading in header
    }
    found = {}
    for name, titles in assignments.items():
        known = next((columns[bare] for title in (name, *titles) if (bare := _bare(title)) in columns), None)
        if known is not None:
            found[name] = known
    return found


def _bare(title: str) -> str:
    return re.sub(r"[\W_]+", "", title).casefold()


def marks(results: Iterable[Result | Document]) -> dict[str, dict[str, Result]]:
    """Assignment -> student -> result, both sorted; of several for one student the last one counts."""
    found: dict[str, dict[str, Result]] = {}
    for item in results:
        for result in item.results if isinstance(item, Document) else (item,):
            found.setdefault(result.assignment, {})[result.student] = result
    return {assignment: dict(sorted(found[assignment].items())) for assignment in sorted(found)}


def people(found: Mapping[str, Mapping[str, Result]], roster: Iterable[Person]) -> list[Person]:
    """Everybody on the roster, and whoever else has a result, by name."""
    known = {person.student: person for person in roster}
    others = {student for results in found.values() for student in results} - set(known)
    return sorted(
        [*known.values(), *map(Person, others)], key=lambda one: (one.full_name.casefold(), one.student)
    )


def possible(results: Mapping[str, Result]) -> float | None:
    """The points an assignment is worth, or None while nothing is graded."""
    return max(
        (result.max_score for result in results.values() if result.max_score is not None), default=None
    )


assert set(_COLUMNS) == {field.name for field in fields(Person)}
