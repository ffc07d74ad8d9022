"""Gradebook files, read back the way the platforms' own importers read them."""

from __future__ import annotations

import csv
import io
import re

import pytest

from autograder.core.errors import UsageError
from autograder.core.marks import Marks, Part, Record, Student
from autograder.reports.gradebooks import (
    blackboard_csv,
    canvas_csv,
    moodle_csv,
    nbgrader_csv,
)
from autograder.reports.roster import column_titles, enrol, read_roster

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


def enrolled(results, roster: str | None = None, students=()):
    """A class whose marks are those of the tests."""
    record = Record(tuple(map(Marks.of, results)), tuple(students))
    names = sorted({one.assignment for one in results})
    return enrol(record, names, read_roster(roster) if roster else None)


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
    text = canvas_csv(enrolled(CLASS, CANVAS_EXPORT), titles={"mlp": "MLP (4711)"})
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
    _, _, found = as_canvas_reads_it(canvas_csv(enrolled(CLASS)))
    assert found["alice", "mlp"] == "3.5" and rows(canvas_csv(enrolled(CLASS)))[2][:5] == [
        "alice",
        "",
        "",
        "alice",
        "",
    ]


@pytest.mark.parametrize("title", ["Final Score", "Unposted Current Grade", "Section"])
def test_canvas_titles_that_canvas_would_skip_are_refused(title):
    """A column lost without a word is worse than an error."""
    with pytest.raises(UsageError, match="Canvas takes a column"):
        canvas_csv(enrolled(CLASS), titles={"mlp": title})


def test_two_assignments_cannot_share_a_title():
    """One of them would overwrite the other."""
    for write in (canvas_csv, moodle_csv):
        with pytest.raises(UsageError, match="same title"):
            write(enrolled(CLASS), titles={"mlp": "dropout"})


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
    found = as_moodle_reads_it(moodle_csv(enrolled(results), titles={"mlp": "Assignment: MLP"}), "Username")
    assert found == {
        "alice": {"Assignment: MLP": 3.5, "dropout": 7.0},
        "bob": {"Assignment: MLP": None, "dropout": 0.0},
    }


def test_moodle_finds_students_by_mail_or_number():
    """The key comes from the roster; a student without one would stop the import, so it is said at once."""
    known = enrolled(CLASS, "Full name,ID number,Email address\nalice,7,a@x.org\nbob,,b@x.org\n")
    assert set(as_moodle_reads_it(moodle_csv(known), "Email address")) == {"a@x.org", "b@x.org"}
    strangers = enrolled(CLASS, "Full name,ID number,Email address\nalice,7,\nbob,,b@x.org\n")
    with pytest.raises(UsageError, match="no Username for 'alice'"):
        moodle_csv(strangers)


def test_columns_are_found_in_a_platforms_own_export():
    """With the number that Canvas gave them, however they are spelled."""
    known = {"mlp": ("Multilayer perceptrons", "多层感知机"), "weight_decay": (), "dropout": ("Dropout",)}
    canvas = "Student,ID,Section,Multilayer Perceptrons (4711),Weight-Decay (12),Final Score\n"
    assert column_titles(canvas.strip().split(","), known) == {
        "mlp": "Multilayer Perceptrons (4711)",
        "weight_decay": "Weight-Decay (12)",
    }
    moodle = "\ufeffUsername,Assignment: 多层感知机 (Real),Assignment: dropout (Real)\n"
    assert column_titles(read_roster(moodle).header, known) == {
        "mlp": "Assignment: 多层感知机 (Real)",
        "dropout": "Assignment: dropout (Real)",
    }
    assert column_titles((), known) == {}


def test_moodle_gets_a_line_of_what_a_mark_is_made_of():
    """Its parts, what is taken off, and what still waits for a person; beside the mark, as feedback."""
    parts = (
        Part("test_relu", "relu", 2, automatic=2),
        Part("test_net", "net", 3, automatic=1, manual=1.5),
        Part("why", None, 2, open=True),
    )
    ann = Marks("ann", "mlp", parts, 7, penalty=0.35, in_gradebook=True)
    header, row = rows(moodle_csv(enrol(Record((ann,)), ["mlp"]), language="en"))
    assert header == ["Username", "Full name", "mlp", "mlp (feedback)"]
    said = "relu 2/2; net 1.5/3; why –/2; handed in late: −0.35; 1 written answer to mark"
    assert row == ["ann", "ann", "3.15", said]


def test_nbgrader_columns_are_those_of_its_own_export():
    """In the same order, so that a script that reads one reads the other."""
    source = pytest.importorskip("inspect").getsource(
        pytest.importorskip("nbgrader.plugins.export").CsvExportPlugin
    )
    students = [Student("alice", last_name="Doe", email="a@x.org")]
    header, *lines = rows(nbgrader_csv(enrolled(CLASS, students=students)))
    assert header == re.findall(r'^ +"(\w+)",?$', source, re.M)
    assert lines[3] == ["mlp", "", "", "alice", "Doe", "", "a@x.org", "3.5", "0", "3.5", "7"]
    assert lines[2][7:] == ["", "", "", "7"]


def test_blackboard_takes_its_own_headings_back():
    """The column keeps the number that Blackboard gave it."""
    heading = "MLP [Total Pts: 7 Score] |12345"
    roster = f'"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"{heading}"\nDoe\tAl\talice\t7\t\n'
    titles = column_titles(read_roster(roster).header, {"mlp": ("MLP",)})
    text = blackboard_csv(enrolled([CLASS[0]], roster), titles=titles)
    header, row = csv.reader(io.StringIO(text), delimiter="\t")
    assert header[-1] == heading and row == ["Doe", "Al", "alice", "7", "3.5"]


@pytest.mark.parametrize("write", [canvas_csv, moodle_csv, nbgrader_csv])
def test_zero_only_on_demand(write):
    """Who has not handed in has no mark, unless it is asked for; what cannot be read never gets 0."""
    students = [Student("zoe")]
    some = enrolled([CLASS[0], CLASS[2]], students=students)
    assert not [row for row in rows(write(some)) if "zoe" in row and "0" in row]
    assert [row for row in rows(write(some, zero=True)) if "zoe" in row and "0" in row]
    assert not [row for row in rows(write(some, zero=True)) if "bob" in row and "0" in row]


@pytest.mark.parametrize("write", [canvas_csv, moodle_csv, nbgrader_csv])
def test_hostile_names_stay_one_harmless_cell(write):
    """No formula, no extra row or column, no control character."""
    text = write(enrolled([made.hostile(), made.result("alice")]))
    table = rows(text)
    assert len({len(row) for row in table}) == 1
    assert not [
        cell
        for row in table
        for cell in row
        if cell.startswith(("=", "+", "@")) or re.search("[\x00-\x1f\x7f-\x9f\u202e]", cell)
    ]
    text.encode("utf-8")
