"""Gradebook files, read back the way the platforms' own importers read them."""

from __future__ import annotations

import csv
import io
import re

import pytest

from autograder.core.errors import UsageError
from autograder.reports.gradebooks import above_moodles_limit, canvas_csv, moodle_csv, nbgrader_csv
from autograder.reports.roster import Person, column_titles, read_roster

from . import made

CANVAS_EXPORT = """\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,MLP (4711),Current Score
    Points Possible,,,,,7,(read only)
"Doe, Alice",11,U-11,alice,Group A,,
"Roe, Bob",12,U-12,bob,Group A,1,
"Poe, Carol",13,U-13,carol,Group B,,
"""
CLASS = [
    made.result("alice"),
    made.result("alice", "dropout", 7.0),
    made.ungraded("bob"),
    made.result("bob", "dropout", 0.0),
]


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def as_canvas_reads_it(text: str) -> tuple[dict[str, str | None], dict[str, str], dict[tuple[str, str], str]]:
    """The rules of Canvas's ``GradebookImporter``: headings -> number, points possible, (student's key,
    heading) -> mark."""
    header, *lines = rows(text)
    assert len(header) > 3 and "Student" in header[0] and "ID" in header[1]
    assert header[2] == "SIS User ID" and header[3] == "SIS Login ID" and "Section" in header[4]
    assignments = [
        name
        for name in header[5:]
        if not re.search(
            "Current Score|Current Points|Current Grade|Final Score|Final Points|"
            "Final Grade|Override Score|Override Grade|Override Status",
            name,
        )
    ]
    numbers = {name: (found := re.fullmatch(r"(.*)\s\((\d+)\)", name)) and found[2] for name in assignments}
    possible, found_marks = {}, {}
    for line in lines:
        if "Points Possible" in line[0]:
            possible = dict(zip(header[5:], line[5:], strict=True))
            continue
        key = line[1] or line[2] or line[3] or line[0]
        found_marks |= {(key, name): line[header.index(name)].strip() for name in assignments}
    return numbers, possible, found_marks


def test_canvas_reads_its_own_numbers_points_and_marks_back():
    """With Canvas's own export as the roster, every mark lands with the right student and assignment."""
    text = canvas_csv(CLASS, roster=read_roster(CANVAS_EXPORT), titles={"mlp": "MLP (4711)"})
    numbers, possible, found = as_canvas_reads_it(text)
    assert numbers == {"MLP (4711)": "4711", "dropout": None}
    assert possible == {"MLP (4711)": "7", "dropout": "7"}
    assert found == {
        ("11", "MLP (4711)"): "3.5",
        ("11", "dropout"): "7",
        ("12", "MLP (4711)"): "",
        ("12", "dropout"): "0",
        ("13", "MLP (4711)"): "",
        ("13", "dropout"): "",
    }


def test_canvas_without_a_roster_is_given_logins():
    """The names in the results are what students log in with, as nbgrader has them."""
    _, _, found = as_canvas_reads_it(canvas_csv(CLASS))
    assert found["alice", "mlp"] == "3.5" and rows(canvas_csv(CLASS))[2][:5] == ["alice", "", "", "alice", ""]


@pytest.mark.parametrize("title", ["Final Score", "Unposted Current Grade", "Section"])
def test_canvas_titles_that_canvas_would_skip_are_refused(title):
    """A column lost without a word is worse than an error."""
    with pytest.raises(UsageError, match="Canvas takes a column"):
        canvas_csv(CLASS, titles={"mlp": title})


def test_two_assignments_cannot_share_a_title():
    """One of them would overwrite the other."""
    for write in (canvas_csv, moodle_csv):
        with pytest.raises(UsageError, match="same title"):
            write(CLASS, titles={"mlp": "dropout"})


def as_moodle_reads_it(text: str, key: str) -> dict[str, dict[str, float | None]]:
    """The rules of Moodle's ``gradeimport_csv_load_data``: headings trimmed, ``-`` is no grade, else a
    number."""
    header, *lines = rows(text)
    header = [name.strip() for name in header]
    return {
        line[header.index(key)]: {
            name: None if value in ("", "-") else float(value)
            for name, value in zip(header, line, strict=True)
            if name not in (key, "Full name") and "(feedback)" not in name
        }
        for line in lines
    }


def test_moodle_reads_marks_and_missing_marks_back():
    """A dash where nothing is graded; students without any mark are left out."""
    results = [*CLASS, made.ungraded("dora")]
    found = as_moodle_reads_it(moodle_csv(results, titles={"mlp": "Assignment: MLP"}), "Username")
    assert found == {
        "alice": {"Assignment: MLP": 3.5, "dropout": 7.0},
        "bob": {"Assignment: MLP": None, "dropout": 0.0},
    }


def test_moodle_finds_students_by_mail_or_number():
    """The key comes from the roster; a student without one would stop the import, so it is said at once."""
    roster = [Person("alice", email="a@x.org", id_number="7"), Person("bob", email="b@x.org")]
    assert set(as_moodle_reads_it(moodle_csv(CLASS, roster=roster, key="email"), "Email address")) == {
        "a@x.org",
        "b@x.org",
    }
    with pytest.raises(UsageError, match="no ID number for 'bob'"):
        moodle_csv(CLASS, roster=roster, key="id_number")


def test_moodle_takes_the_key_that_the_roster_has():
    """Not every Moodle exports user names; mail addresses always come."""
    roster = read_roster("First name,Last name,Email address\nAlice,Doe,alice\nBob,Roe,bob\n")
    assert rows(moodle_csv(CLASS, roster=roster))[0][0] == "Email address"
    assert rows(moodle_csv(CLASS))[0][0] == "Username"


def test_columns_are_found_in_a_platforms_own_export():
    """With the number that Canvas gave them, however they are spelled."""
    known = {"mlp": ("Multilayer perceptrons", "多层感知机"), "weight_decay": (), "dropout": ("Dropout",)}
    canvas = "Student,ID,Section,Multilayer Perceptrons (4711),Weight-Decay (12),Final Score\n"
    assert column_titles(canvas, known) == {
        "mlp": "Multilayer Perceptrons (4711)",
        "weight_decay": "Weight-Decay (12)",
    }
    moodle = "\ufeffUsername,Assignment: 多层感知机 (Real),Assignment: dropout (Real)\n"
    assert column_titles(moodle, known) == {
        "mlp": "Assignment: 多层感知机 (Real)",
        "dropout": "Assignment: dropout (Real)",
    }
    assert column_titles("", known) == {}


def test_moodle_feedback_is_one_line_a_student():
    """What is right and which misconception, beside the mark."""
    header, alice, _ = rows(moodle_csv(CLASS, feedback=True))
    assert header == ["Username", "Full name", "dropout", "dropout (feedback)", "mlp", "mlp (feedback)"]
    assert alice[5] == "relu 2/2; sigmoid 1.5/3 (sigmoid-overflow); tanh 0/1; net 0/1"


def test_moodle_limit_can_be_warned_about():
    """Moodle refuses marks above 100 by default."""
    assert above_moodles_limit([*CLASS, made.result("alice", "big", 120.0, max_score=150.0)]) == ("big",)


def test_nbgrader_columns_are_those_of_its_own_export():
    """In the same order, so that a script that reads one reads the other."""
    source = pytest.importorskip("inspect").getsource(
        pytest.importorskip("nbgrader.plugins.export").CsvExportPlugin
    )
    header, *lines = rows(nbgrader_csv(CLASS, roster=[Person("alice", last_name="Doe", email="a@x.org")]))
    assert header == re.findall(r'^ +"(\w+)",?$', source, re.M)
    assert lines[2] == ["mlp", "", "", "alice", "Doe", "", "a@x.org", "3.5", "0", "3.5", "7"]
    assert lines[3][7:] == ["", "", "", ""]


@pytest.mark.parametrize("write", [canvas_csv, moodle_csv, nbgrader_csv])
def test_hostile_names_stay_one_harmless_cell(write):
    """No formula, no extra row or column, no control character."""
    text = write([made.hostile(), made.result("alice")])
    table = rows(text)
    assert len({len(row) for row in table}) == 1
    assert not [
        cell
        for row in table
        for cell in row
        if cell.startswith(("=", "+", "@")) or re.search("[\x00-\x1f\x7f-\x9f\u202e]", cell)
    ]
    text.encode("utf-8")


def test_a_roster_is_read_from_what_platforms_export():
    """Canvas, Moodle and nbgrader files are known by their headings."""
    canvas = read_roster(CANVAS_EXPORT)
    assert [one.student for one in canvas] == ["alice", "bob", "carol"] and canvas[
        0
    ].full_name == "Doe, Alice"
    moodle = read_roster(
        "First name,Last name,Username,ID number,Email address,MLP\nAlice,Doe,alice,7,a@x.org,\n"
    )
    assert moodle == (
        Person(
            "alice", first_name="Alice", last_name="Doe", username="alice", id_number="7", email="a@x.org"
        ),
    )
    nbgrader = read_roster("student_id,last_name,first_name,email\nalice,Doe,Alice,a@x.org\n")
    assert nbgrader[0].student == "alice" and nbgrader[0].full_name == "Doe, Alice"
    assert read_roster("Username,Email address\nal,a@x.org\n", key="email")[0].student == "a@x.org"


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\n\n"])
def test_a_file_that_is_no_roster_is_refused(text):
    """With what was expected."""
    with pytest.raises(UsageError, match="names the students"):
        read_roster(text)


def test_a_student_named_twice_is_refused():
    """Whose mark would it be?"""
    with pytest.raises(UsageError, match="'a' twice"):
        read_roster("student_id\na\na\n")
