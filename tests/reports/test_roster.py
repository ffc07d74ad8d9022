"""Rosters as platforms export them and spreadsheet programs save them; and whose submission is whose."""

from __future__ import annotations

import pytest

from autograder.core.errors import UsageError
from autograder.core.marks import Marks, Record
from autograder.core.results import Ids
from autograder.reports.roster import enrol, read_roster

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Multilayer perceptrons (4711),Current Score
    Points Possible,,,,,16,(read only)
"Ng, Ann",4711,U-11,annng,Group A,,
"Müller, Jörg",4712,U-12,joerg,Group A and Group B,,
"Student, Test",4799,,0a1b2c,Group A,,
"""
MOODLE = """First name,Surname,ID number,Institution,Department,Email address,Assignment: mlp (Real)
Ann,Ng,900123,,,ann.ng@uni.example,-
Jörg,Müller,900124,,,joerg@uni.example,-
"""
WORKSHEET = """Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed"
"Participant 5501","Ann Ng",ann.ng@uni.example,"Submitted for grading",,16.00,Yes
"Participant 5502","Jörg Müller",joerg@uni.example,"No submission",,16.00,Yes
"""
BLACKBOARD = (
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"\t'
    '"mlp [Total Pts: 16 Score] |12345"\n"Ng"\t"Ann"\t"annng"\t"900123"\t""\t"Yes"\t""\n'
    '"Müller"\t"Jörg"\t"joerg"\t"900124"\t""\t"Yes"\t""\n'
)
GRADESCOPE = """First Name,Last Name,SID,Email,Sections,mlp,mlp - Max Points
Ann,Ng,900123,ann.ng@uni.example,A,,16
Jörg,Müller,900124,joerg@uni.example,A,,16
"""
CLASSROOM = '"identifier","github_username","github_id","name"\n"900123","annng-hub","1","Ann Ng"\n"900124","jmueller","2",""\n'
NBGRADER = "student_id,last_name,first_name,email\nannng,Ng,Ann,ann.ng@uni.example\njoerg,Müller,Jörg,j@uni.example\n"


def matched(roster, *submissions):
    """Match submissions, each a name with the platform's ids; what was matched by what, and what was not."""
    marks = tuple(Marks(name, "mlp", max_score=16.0, ids=Ids(**ids)) for name, ids in submissions)
    found = enrol(Record(marks), ["mlp"], read_roster(roster))
    return {name: (one.full_name, by) for name, (one, by) in found.matched.items()}, dict(found.unmatched)


@pytest.mark.parametrize(
    ("roster", "submission", "by"),
    [
        (CANVAS, ("ngann", dict(platform="canvas", id="4711", submission="98765")), "id"),
        (CANVAS, ("annng", {}), "login"),
        (CANVAS, ("ngann", {}), "name"),
        (CANVAS, ("Ann Ng", {}), "name"),
        (CANVAS, ("u-11", {}), "id"),
        (MOODLE, ("Ann Ng", dict(platform="moodle", id="5501")), "name"),
        (MOODLE, ("900123", {}), "id"),
        (MOODLE, ("ann.ng@uni.example", {}), "e-mail"),
        (MOODLE, ("ann.ng", {}), "e-mail"),
        (WORKSHEET, ("Ann Ng", dict(platform="moodle", id="5501")), "id"),
        (BLACKBOARD, ("annng", dict(platform="blackboard", login="annng")), "login"),
        (GRADESCOPE, ("somebody", dict(platform="gradescope", id="900123")), "id"),
        (GRADESCOPE, ("somebody", dict(platform="gradescope", email="ann.ng@uni.example")), "e-mail"),
        (CLASSROOM, ("annng-hub", dict(platform="github", login="annng-hub")), "login"),
        (NBGRADER, ("annng", {}), "id"),
    ],
)
def test_submissions_are_matched(roster, submission, by):
    """By id, login, e-mail or name, the first of them that tells."""
    found, lost = matched(roster, submission)
    [(name, how)] = found.values()
    assert (name in ("Ng, Ann", "Ann Ng"), how, lost) == (True, by, {})


def test_accents_and_order_do_not_keep_a_name_from_matching():
    """As platforms fold them into file names."""
    for written in ("mullerjorg", "Jörg Müller", "Müller, Jörg", "MÜLLER_JÖRG", "mu\u0308llerjo\u0308rg"):
        found, _ = matched(CANVAS, (written, {}))
        assert found[written][0] == "Müller, Jörg", written


def test_what_matches_nobody_is_told_and_nobody_is_invented():
    """A stranger, and a platform's number that another column happens to hold."""
    found, lost = matched(CANVAS, ("stranger", {}), ("x", dict(platform="moodle", id="4711")))
    assert found == {} and set(lost) == {"stranger", "x"}
    people = enrol(Record((Marks("stranger", "mlp"),)), ["mlp"], read_roster(CANVAS)).people
    assert [one.full_name for one in people] == ["Müller, Jörg", "Ng, Ann"]


def test_two_of_a_name_are_not_guessed_between():
    """The same name twice on the roster, or two submissions for one student."""
    twins = "Full name,Email address\nAnn Ng,a@x.example\nAnn Ng,b@x.example\n"
    found, lost = matched(twins, ("Ann Ng", {}))
    assert found == {} and "its name is that of Ann Ng, Ann Ng" in lost["Ann Ng"]
    enrolled = enrol(Record((Marks("Ann Ng", "mlp"),)), ["mlp"], read_roster(twins + "Bo Li,c@x.example\n"))
    assert [one.email for one in enrolled.absent("mlp")] == ["c@x.example"]  # and gets no 0 points
    found, lost = matched(CANVAS, ("annng", {}), ("ngann", {}))
    assert found == {} and all("both match Ng, Ann" in why for why in lost.values())


def test_who_has_not_handed_in_is_known():
    """Of those on the roster."""
    found = enrol(Record((Marks("annng", "mlp"),)), ["mlp"], read_roster(CANVAS))
    assert [one.full_name for one in found.absent("mlp")] == ["Müller, Jörg"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_rosters_are_read_as_spreadsheets_save_them(encoding, separator):
    """Separators and encodings of Excel, WPS and LibreOffice."""
    table = (
        f"学号{separator}姓名{separator}邮箱\r\n2026001{separator}欧阳娜娜{separator}ouyang@uni.example\r\n"
    )
    [person] = read_roster(table.encode(encoding)).people
    assert (person.id_number, person.name, person.email) == ("2026001", "欧阳娜娜", "ouyang@uni.example")


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        ("Nachname;Vorname;E-Mail-Adresse;Matrikelnummer\nMüller;Jörg;j@x.example;007\n", "Müller, Jörg"),
        (
            "Prénom,Nom,Numéro d’identification,Adresse de courriel\nJörg,Müller,007,j@x.example\n",
            "Müller, Jörg",
        ),
        ("Nombre;Apellido(s);Número de ID;Dirección Email\nJörg;Müller;007;j@x.example\n", "Müller, Jörg"),
        ("Course 9;;\n\nNAME ;E-mail;Student ID\nJörg Müller;j@x.example;007\n", "Jörg Müller"),
        ('Name,Email,SID\nJörg Müller,j@x.example,"=""007"""\n', "Jörg Müller"),
        ("Name\tEmail\tSID\rJörg Müller\tj@x.example\t007\r", "Jörg Müller"),
    ],
)
def test_headings_titles_and_cells_as_spreadsheets_write_them(table, wanted):
    """Headings in other languages, a title above them, numbers kept as text, lines that end as on old Macs."""
    encoding = "mac_roman" if "\n" not in table else "utf-8"
    [person] = read_roster(table.encode(encoding)).people
    assert (person.full_name, person.email, person.id_number) == (wanted, "j@x.example", "007")


def test_numbers_that_became_fractions_are_numbers():
    """As programs write a column of numbers with a gap."""
    assert read_roster("Student,ID\nA,4711.0\n").people[0].canvas_id == "4711"


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest"])
def test_a_workbook_is_refused_with_what_to_do(data):
    """It is no text."""
    with pytest.raises(UsageError, match="save it as CSV"):
        read_roster(data)


def test_namesakes_that_a_number_tells_apart_are_still_namesakes():
    """Where the roster lacks Moodle's numbers, their name is the reason; and where the numbers are is said."""
    twins = "Full name,Email address\n李伟,a@x.example\n李伟,b@x.example\nAnn Ng,c@x.example\n"
    ids = dict(platform="moodle", id="12")
    found, lost = matched(twins, ("李伟_12", ids), ("Participant", ids))
    assert found == {} and "its name is that of 李伟, 李伟" in lost["李伟_12"]
    assert "grading worksheet" in lost["Participant"]


def test_the_platform_s_test_student_is_left_out():
    """Neither a student without a mark nor a stranger."""
    found = enrol(Record((Marks("studenttest", "mlp"),)), ["mlp"], read_roster(CANVAS))
    assert found.testers == ("studenttest",) and not found.unmatched and len(found.people) == 2


def test_github_s_identifiers_are_addresses_where_they_look_like_it():
    """So that Moodle and Canvas find the student."""
    [person] = read_roster('"identifier","github_username"\n"a@x.example","ann"\n').people
    assert (person.email, person.id_number, person.github, person.username) == ("a@x.example", "", "ann", "")


def test_western_spreadsheets_are_not_taken_for_chinese():
    """Umlauts in the Windows encoding; and the line that tells Excel the separator."""
    for head in ("", "sep=;\n"):
        data = (head + MOODLE.replace(",", ";")).encode("cp1252")
        assert read_roster(data).people[1].last_name == "Müller"


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\n\n", "Section\nA\n"])
def test_a_file_that_is_no_roster_is_refused(text):
    """With what was expected."""
    with pytest.raises(UsageError, match="names the students"):
        read_roster(text)


def test_a_student_named_twice_is_refused():
    """Whose mark would it be?"""
    with pytest.raises(UsageError, match="'a' twice"):
        read_roster("student_id\na\na\n")
