"""Who is who: the students of a class as a learning platform knows them, and whose submission is whose.

A roster is a table with a header, as platforms export it and as spreadsheet programs save it again. A submission is matched
by an id, a login, an e-mail address or a name, in this order; what does not match is told, and nobody is invented.
"""

import csv
import io
import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from autograder.core.charset import decode
from autograder.core.clean import clean_line
from autograder.core.errors import UsageError
from autograder.core.marks import Marks, Record

# field of a person -> headings of its column, without case, accents, spaces and signs, in five languages
_COLUMNS: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_NUMBERS = ("canvas_id", "sis_user_id", "id_number", "student")
_LEVELS = {"id": _NUMBERS, "login": ("login_id", "username", "github"), "e-mail": ("email",)}
_KEYS = ("student", "canvas_id", "login_id", "username", "github", "id_number", "participant", "email")
# Where a platform's own number of a student stands; others may be the number of somebody else there.
_OWN_NUMBER = {
    "canvas": ("canvas_id",),
    "moodle": ("participant",),
    "gradescope": ("id_number", "student", "sis_user_id"),
}
# in Moodle's grading worksheet
_PARTICIPANT = re.compile(r"(?:participant|参与者|参加者)\s*(\d+)", re.IGNORECASE)
_NOBODY = re.compile(r"points possible", re.IGNORECASE)
# a person whom Canvas makes up to try things
_TESTER = re.compile(r"student, test|test student", re.IGNORECASE)
_WORKBOOKS = (b"PK\3\4", b"\xd0\xcf\x11\xe0")  # as .xlsx, .ods and .xls begin
_HEAD = 10  # rows among which the header is


@dataclass(frozen=True, slots=True)
class Person:
    """A student: ``student`` is the name in the results, the rest is what platforms ask for (empty if not known)."""

    student: str = ""
    name: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    canvas_id: str = ""
    sis_user_id: str = ""
    login_id: str = ""
    section: str = ""
    username: str = ""
    github: str = ""
    id_number: str = ""
    participant: str = ""

    @property
    def full_name(self) -> str:
        """A name to show: ``Last, First`` where both are known."""
        known = self.name or ", ".join(filter(None, (self.last_name, self.first_name)))
        keys = (self.student, self.login_id, self.username, self.github, self.email, self.id_number)
        return known or next(filter(None, keys), "")

    @property
    def names(self) -> frozenset[str]:
        """The name in all orders that a file's name may have it in."""
        last, _, first = self.name.partition(",")
        orders = (self.name, first + last, self.first_name + self.last_name, self.last_name + self.first_name)
        return frozenset(filter(None, map(bare, orders)))


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster; ``header`` holds the headings of its columns, ``testers`` those whom the platform made up."""

    people: tuple[Person, ...] = ()
    header: tuple[str, ...] = ()
    testers: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A class and its marks.

    Attributes:
        people: everybody, by name: with a roster those on it, else whom the gradebook and the results name.
        marks: assignment -> person -> marks.
        matched: student in the results -> the person, and by what.
        unmatched: student in the results -> why it is nobody's.
        testers: students in the results whom the platform made up, to try things.
        doubtful: assignment and person of whom something may be that is not matched.
    """

    people: tuple[Person, ...]
    marks: Mapping[str, Mapping[Person, Marks]]
    matched: Mapping[str, tuple[Person, str]] = field(default_factory=dict)
    unmatched: Mapping[str, str] = field(default_factory=dict)
    testers: tuple[str, ...] = ()
    doubtful: frozenset[tuple[str, Person]] = frozenset()

    def is_absent(self, assignment: str, person: Person) -> bool:
        """Whether somebody has not handed in, for sure."""
        return person not in self.marks[assignment] and (assignment, person) not in self.doubtful

    def absent(self, assignment: str) -> tuple[Person, ...]:
        """Who has not handed in."""
        return tuple(person for person in self.people if self.is_absent(assignment, person))

    def possible(self, assignment: str) -> float | None:
        """The points that an assignment is worth; None while nobody knows."""
        return max(
            (one.max_score for one in self.marks[assignment].values() if one.max_score is not None),
            default=None,
        )


def read_roster(data: bytes | str) -> Roster:
    """Read a roster: the export of Canvas, Moodle, Blackboard, Gradescope, GitHub Classroom or nbgrader, or a table like it.

    Raises:
        UsageError: when it has no column that tells students apart, or names one twice.
    """
    rows = _rows(_text(data) if isinstance(data, bytes) else data.removeprefix("\ufeff"))
    places = _places(rows[0]) if rows else {}
    if not places.keys() - {"section"}:
        wanted = ", ".join(names.partition("|")[0] for names in _COLUMNS.values())
        raise UsageError(
            f"the roster has no column that names the students: expected one of {wanted}; "
            f"found {clean_line(', '.join(rows[0]) if rows else '', 300) or 'nothing'}"
        )
    people = []
    for row in rows[1:]:
        values = {name: _cell(row[at]) for name, at in places.items() if at < len(row)}
        if number := _PARTICIPANT.search(values.get("id_number", "")):
            values |= {"participant": number[1], "id_number": ""}
        elif "@" in values.get("id_number", "") and not values.get("email"):  # GitHub Classroom's identifier
            values |= {"email": values["id_number"], "id_number": ""}
        person = Person(**values)
        if person.full_name and not _NOBODY.search(person.full_name):
            people.append(person)
    testers = tuple(one for one in people if _TESTER.fullmatch(one.full_name))
    students = tuple(one for one in people if one not in testers)
    _refuse_twins(students)
    return Roster(students, tuple(cell.strip() for cell in rows[0]), testers)


def _text(data: bytes) -> str:
    """The text of a table. Raises UsageError when it is no text."""
    if data.startswith(_WORKBOOKS):
        raise UsageError("the roster is a workbook: save it as CSV in the spreadsheet program")
    of_a_mac = b"\r" in data and b"\n" not in data
    return decode(data, "mac_roman" if of_a_mac else "cp1252")[0]


def _rows(text: str) -> list[list[str]]:
    """The rows of a table from its header on, by the separator that the header is written with.

    Raises:
        UsageError: when it is no table.
    """
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r'"?sep=(.)"?\s*', first)
    tables = []
    for separator in told[1] if told else ",;\t|":
        lines = csv.reader(io.StringIO(rest if told else text, newline=None), delimiter=separator)
        try:
            rows = [row for row in lines if any(cell.strip() for cell in row)]
        except csv.Error as exc:
            raise UsageError(f"the roster cannot be read as a table: {exc}") from exc
        head = max(range(min(len(rows), _HEAD)), key=lambda at: len(_places(rows[at])), default=0)
        tables.append(rows[head:])
    return max(tables, key=lambda rows: (len(_places(rows[0])), len(rows[0])) if rows else (0, 0))


def _heading(cell: str) -> str:
    """A heading without case, accents, spaces and signs but the underscore."""
    return "_".join(map(bare, cell.strip().split("_")))


def _cell(text: str) -> str:
    """What stands in a cell: without the ``="…"`` that keeps zeros, or the ``.0`` of a number that was read as one."""
    text = re.sub(r'^="(.*)"$', r"\1", text.strip())
    return re.sub(r"^(\d+)\.0+$", r"\1", text)


def _places(header: Iterable[str]) -> dict[str, int]:
    """Field of a person -> its column."""
    columns = [_heading(cell) for cell in header]
    found = {
        name: [columns.index(one) for one in known.split("|") if one in columns]
        for name, known in _COLUMNS.items()
    }
    return {name: places[0] for name, places in found.items() if places}


def _refuse_twins(people: Iterable[Person]) -> None:
    """Refuse a roster of which two rows are one student by all that tells students apart."""
    keys = [next(((key, one) for key in _KEYS if (one := getattr(person, key))), None) for person in people]
    for key, count in Counter(filter(None, keys)).items():
        if count > 1:
            raise UsageError(f"the roster names {key[1]!r} twice")


def enrol(record: Record, assignments: Iterable[str], roster: Roster | None = None) -> Enrolled:
    """Bring marks and students together.

    Args:
        record: the marks.
        assignments: those that are asked for.
        roster: who is who; without one, the gradebook and the results say who there is.
    """
    wanted = dict.fromkeys(assignments)
    marks: dict[str, dict[Person, Marks]] = {name: {} for name in wanted}
    own = [one for one in record.marks if one.assignment in wanted]
    if roster is None:
        known = {
            one.id: Person(one.id, first_name=one.first_name, last_name=one.last_name, email=one.email)
            for one in record.students
        }
        for one in own:
            person = known.setdefault(one.student, Person(one.student))
            marks[one.assignment][person] = one
        return Enrolled(_sorted(known.values()), marks)
    matched, unmatched, doubtful = _match(own, roster)
    testers = {student for student, (person, _) in matched.items() if person in roster.testers}
    matched = {student: one for student, one in matched.items() if student not in testers}
    owners: dict[tuple[str, Person], list[Marks]] = defaultdict(list)
    for one in own:
        if one.student in matched:
            owners[one.assignment, matched[one.student][0]].append(one)
    for (assignment, person), several in owners.items():
        if len(several) == 1:
            marks[assignment][person] = several[0]
        else:
            names = " and ".join(sorted(repr(clean_line(one.student)) for one in several))
            for one in several:
                matched.pop(one.student, None)
                unmatched[one.student] = f"{names} both match {clean_line(person.full_name)}"
                doubtful.add((assignment, person))
    people = _sorted(roster.people)
    return Enrolled(people, marks, matched, unmatched, tuple(sorted(testers)), frozenset(doubtful))


def _sorted(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda one: (one.full_name.casefold(), one.student)))


def _match(
    marks: Iterable[Marks], roster: Roster
) -> tuple[dict[str, tuple[Person, str]], dict[str, str], set[tuple[str, Person]]]:
    """Student in the results -> the person and by what; and -> why there is none; and of whom something may be."""
    index: dict[tuple[str, str], set[Person]] = defaultdict(set)
    for person in (*roster.people, *roster.testers):
        for name in (*_NUMBERS, *_LEVELS["login"], "participant", "email"):
            index[name, getattr(person, name).casefold()].add(person)
        index["email", person.email.casefold().partition("@")[0]].add(person)
        for name in person.names:
            index["name", name].add(person)
    matched: dict[str, tuple[Person, str]] = {}
    unmatched: dict[str, str] = {}
    doubtful: set[tuple[str, Person]] = set()
    for one in marks:
        level, found = next(((by, found) for by, found in _candidates(one, index) if found), ("", set()))
        if len(found) == 1:
            matched[one.student] = next(iter(found)), level
        elif found:
            doubtful |= {(one.assignment, person) for person in found}
            names = ", ".join(sorted(clean_line(person.full_name) for person in found))
            unmatched[one.student] = f"its {level} is that of {names}"
        else:
            unmatched[one.student] = "nobody on the roster has this id, login, e-mail address or name"
            if one.ids.platform == "moodle" and not any(person.participant for person in roster.people):
                unmatched[one.student] += "; the numbers of Moodle's download are in its grading worksheet"
    return matched, {student: why for student, why in unmatched.items() if student not in matched}, doubtful


def _candidates(
    marks: Marks, index: Mapping[tuple[str, str], set[Person]]
) -> Iterable[tuple[str, set[Person]]]:
    """The people that a submission may be of, by one thing after the other."""
    ids, student = marks.ids, marks.student

    def having(names: Iterable[str], value: str | None) -> set[Person]:
        return {one for name in names for one in index.get((name, value.casefold()), ())} if value else set()

    yield "id", having(_OWN_NUMBER.get(ids.platform or "", _NUMBERS), ids.id)
    yield "login", having((*_LEVELS["login"], "student", "id_number"), ids.login)
    yield "e-mail", having(("email",), ids.email)
    for level, names in _LEVELS.items():
        yield level, having(names, student)
    number = ids.id or ids.submission  # namesakes are told apart by it
    yield "name", having(("name",), bare(student.removesuffix(f"_{number}")))


def column_titles(header: Iterable[str], assignments: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Assignment -> heading of its column in a platform's own export, where one is found.

    ``Multilayer perceptrons (4711)``, ``Assignment: Multilayer perceptrons (Real)`` and ``Multilayer perceptrons [Total
    Pts: 20 Score] |4711`` are the column of an assignment whose name or title is *multilayer perceptrons*, however it is
    spelled.

    Args:
        header: the headings of the platform's file.
        assignments: name -> further titles it is known by.
    """
    columns = {}
    for heading in header:
        without = re.sub(r"^\s*[^:\[]{1,30}:", "", heading)
        columns[bare(re.sub(r"\s*(?:\([^()]*\)|\[[^\[\]]*\][\s|\d]*)\s*$", "", without))] = heading
    found = {}
    for name, titles in assignments.items():
        if known := [columns[key] for title in (name, *titles) if (key := bare(title)) in columns]:
            found[name] = known[0]
    return found


def bare(title: str) -> str:
    """A name without what platforms and people spell differently: case, accents, spaces, signs."""
    letters = (one for one in unicodedata.normalize("NFKD", title) if not unicodedata.combining(one))
    return re.sub(r"[\W_]+", "", "".join(letters)).casefold()


assert set(_COLUMNS) == {one.name for one in fields(Person)} - {"participant"}
