"""Downloads of learning platforms, as they name them: who, which ids, which attempt; and what has no notebook."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from autograder.submissions.platforms import blackboard_logins
from tests.broken.release import write
from tests.submissions.test_discover import book, find, packed, said, tree

GRADESCOPE = b"""---
submission_11:
  :submitters:
  - :name: Jane Doe
    :sid: '4711'
    :email: jane@example.edu
  :created_at: !ruby/object:ActiveSupport::TimeWithZone
    utc: &1 2026-11-29 10:00:00.000000000 Z
    zone: !ruby/object:ActiveSupport::TimeZone
      name: Europe/Berlin
    time: *1
  :score: !ruby/object:BigDecimal 18:0.0
submission_12:
  :submitters:
  - :name: "\xe6\x9d\x8e\xe4\xbc\x9f"
    :sid: '4712'
    :email: li@example.edu
  - :name: John Roe
    :sid:
    :email: roe@example.edu
submission_13:
  :submitters:
  - :name: Ann Lee
    :sid: '4713'
    :email: ann@example.edu
"""
# name of the file in the download -> what it holds; expected: student, ids, the file that counts (None: none does)
DOWNLOADS: dict[str, tuple[dict[str, bytes], list[tuple[str, dict[str, str], str | None]]]] = {
    "canvas": (
        {
            "doejane_4711_901_mlp.ipynb": book(),
            "roejohn_LATE_4712_902_mlp-1.ipynb": book(),
            "leeann_4713_903_report.pdf": b"%PDF",
            "li_wei_4714_904_mlp.ipynb": book(),
            "kimminjun_4715_text.html": b"<p>my answer",
            "poemary_4716_905_final.ipynb": book(),
        },
        [
            ("doejane", {"id": "4711", "submission": "901"}, "doejane_4711_901_mlp.ipynb"),
            ("kimminjun", {"id": "4715"}, None),
            ("leeann", {"id": "4713", "submission": "903"}, None),
            ("li_wei", {"id": "4714", "submission": "904"}, "li_wei_4714_904_mlp.ipynb"),
            ("poemary", {"id": "4716", "submission": "905"}, "poemary_4716_905_final.ipynb"),
            ("roejohn", {"id": "4712", "submission": "902"}, "roejohn_LATE_4712_902_mlp-1.ipynb"),
        ],
    ),
    "canvas, attempts": (
        {
            "doejane_4711_901_mlp.ipynb": book(),
            "doejane_4711_907_mlp-2.ipynb": book(),
            "doejane_4711_905_mlp-1.ipynb": book(),
            "doejane_4711_906_notes.pdf": b"%PDF",
            "roe_4712_1000_mlp-9.ipynb": book(),
            "roe_4712_1001_mlp-10.ipynb": book(),
        },
        [
            ("doejane", {"id": "4711", "submission": "907"}, "doejane_4711_907_mlp-2.ipynb"),
            ("roe", {"id": "4712", "submission": "1001"}, "roe_4712_1001_mlp-10.ipynb"),
        ],
    ),
    "canvas, without names": (
        {"anon_aB3dE_901_mlp.ipynb": book(), "LATE_anon_Xy9Zq_902_mlp.ipynb": book()},
        [
            ("anon_Xy9Zq", {"id": "Xy9Zq", "submission": "902"}, "LATE_anon_Xy9Zq_902_mlp.ipynb"),
            ("anon_aB3dE", {"id": "aB3dE", "submission": "901"}, "anon_aB3dE_901_mlp.ipynb"),
        ],
    ),
    "canvas, archives": (
        {"doejane_4711_901_work.zip": packed({"mlp/mlp.ipynb": book()}), "roe_4712_902_mlp.ipynb": book()},
        [
            ("doejane", {"id": "4711", "submission": "901"}, "mlp.ipynb"),
            ("roe", {"id": "4712", "submission": "902"}, "roe_4712_902_mlp.ipynb"),
        ],
    ),
    "moodle, folders": (
        {
            "Jane Doe_11_assignsubmission_file_/mlp.ipynb": book(),
            "李 伟_12_assignsubmission_file/work/mlp.ipynb": book(),
            "Ann Lee_13_assignsubmission_onlinetext_/onlinetext.html": b"<p>",
            "John Roe_14_assignsubmission_onlinetext/onlinetext.html": b"<p>",
            "John Roe_14_assignsubmission_file/mlp.ipynb": book(),
            "Pat Poe_15_assignsubmission_file/mlp.docx": b"PK",
        },
        [
            ("Ann Lee", {"id": "13"}, None),
            ("Jane Doe", {"id": "11"}, "mlp.ipynb"),
            ("John Roe", {"id": "14"}, "mlp.ipynb"),
            ("Pat Poe", {"id": "15"}, None),
            ("李 伟", {"id": "12"}, "mlp.ipynb"),
        ],
    ),
    "moodle, files": (
        {
            "Jane Doe_11_assignsubmission_file_mlp.ipynb": book(),
            "Ann Lee_13_assignsubmission_onlinetext_onlinetext.html": b"<p>",
        },
        [
            ("Ann Lee", {"id": "13"}, None),
            ("Jane Doe", {"id": "11"}, "Jane Doe_11_assignsubmission_file_mlp.ipynb"),
        ],
    ),
    "blackboard": (
        {
            "Multilayer perceptrons_jdoe_attempt_2026-11-28-22-05-09.txt": b"Name: Jane Doe (jdoe)",
            "Multilayer perceptrons_jdoe_attempt_2026-11-28-22-05-09_mlp.ipynb": book(),
            "Multilayer perceptrons_jdoe_attempt_2026-11-29-08-00-00_mlp.ipynb": book(),
            "Multilayer perceptrons_aroe2_attempt_2026-11-28-23-00-00.txt": b"Name: A. Roe (aroe2)",
            "Multilayer perceptrons_j_lee@uni_attempt_2026-11-28-23-00-00_a.ipynb": book(),
        },
        [
            ("aroe2", {"login": "aroe2"}, None),
            (
                "j_lee@uni",
                {"login": "j_lee@uni"},
                "Multilayer perceptrons_j_lee@uni_attempt_2026-11-28-23-00-00_a.ipynb",
            ),
            (
                "jdoe",
                {"login": "jdoe"},
                "Multilayer perceptrons_jdoe_attempt_2026-11-29-08-00-00_mlp.ipynb",
            ),
        ],
    ),
    "gradescope": (
        {
            "assignment_5_export/submission_metadata.yml": GRADESCOPE,
            "assignment_5_export/submission_11/mlp.ipynb": book(),
            "assignment_5_export/submission_12/work/mlp.ipynb": book(),
            "assignment_5_export/submission_13/answers.txt": b"x",
        },
        [
            ("Ann Lee", {"id": "4713", "submission": "13", "email": "ann@example.edu"}, None),
            ("Jane Doe", {"id": "4711", "submission": "11", "email": "jane@example.edu"}, "mlp.ipynb"),
            ("John Roe", {"submission": "12", "email": "roe@example.edu"}, "mlp.ipynb"),
            ("李伟", {"id": "4712", "submission": "12", "email": "li@example.edu"}, "mlp.ipynb"),
        ],
    ),
    "github classroom": (
        {
            "mlp-jdoe/mlp.ipynb": book(),
            "mlp-a-roe/assignments/mlp/mlp.ipynb": book(),
            "mlp-nobody/README.md": b"# hi",
        },
        [
            ("a-roe", {"login": "a-roe"}, "mlp.ipynb"),
            ("jdoe", {"login": "jdoe"}, "mlp.ipynb"),
            ("nobody", {"login": "nobody"}, None),
        ],
    ),
    "nbgrader": (
        {
            "submitted/jdoe/mlp/mlp_jdoe_final.ipynb": book(),
            "submitted/DOMAIN\\roe/mlp/mlp.ipynb": book(),
            "submitted/lee/mlp/report.pdf": b"%PDF",
        },
        [("DOMAIN\\roe", {}, "mlp.ipynb"), ("jdoe", {}, "mlp_jdoe_final.ipynb"), ("lee", {}, None)],
    ),
}


@pytest.mark.parametrize("name", DOWNLOADS)
@pytest.mark.parametrize("zipped", [True, False])
def test_downloads_as_platforms_name_them(tmp_path: Path, name: str, zipped: bool) -> None:
    """Every student once, with the ids that stand in the names, whether the download is unpacked or not."""
    files, expected = DOWNLOADS[name]
    path = tmp_path / "submissions"
    if zipped:
        path = write(tmp_path / "submissions.zip", packed(dict(files)))
    else:
        for file, data in files.items():
            write(path / file, data)
    found = find(path, scratch=tmp_path / "scratch")
    assert sorted((one.student, one.path.name if one.path else None) for one in found) == [
        (student, file) for student, _, file in expected
    ]
    assert {one.assignment for one in found} == {"mlp"}
    for student, ids, file in expected:
        one = next(one for one in found if one.student == student)
        told = {key: getattr(one.ids, key) for key in ("id", "login", "email", "submission")}
        assert {key: value for key, value in told.items() if value} == ids
        assert (one.ids.platform or "nbgrader") in name and (not ids or one.ids.file)
        if file is None:
            assert "Handed in: " in said(one) and "no notebook" in said(one)
            assert one.unreadable().ids == one.ids


@pytest.mark.parametrize("title", ["mlp", "homework-1"])
@pytest.mark.parametrize("typed", ["fetched", "fetched/TITLE-submissions"])
def test_clones_of_a_classroom_are_the_students(tmp_path: Path, title: str, typed: str) -> None:
    """``gh classroom clone`` puts them into a folder, named after what the classroom calls the assignment."""
    own = tmp_path / "fetched" / f"{title}-submissions"
    for name in ("jdoe/mlp.ipynb", "a-roe/mlp/mlp_final.ipynb", "nobody/README.md"):
        place = own / f"{title}-{name}"
        place.parent.mkdir(parents=True)
        place.write_bytes(book() if name.endswith("ipynb") else b"# hi")
    found = find(tmp_path / typed.replace("TITLE", title))
    assert sorted((one.student, one.assignment, one.path and one.path.name) for one in found) == [
        ("a-roe", "mlp", "mlp_final.ipynb"),
        ("jdoe", "mlp", "mlp.ipynb"),
        ("nobody", "mlp", None),
    ]


@pytest.mark.parametrize(
    ("owners", "logins"),
    [
        ("HW_jdoe", "jdoe"),
        ("HW_1_a_b HW_1_a_c HW_1_d", "a_b a_c d"),
        ("One_a_b One_c Two_d Two_e_f Two_g", "a_b c d e_f g"),
    ],
)
def test_blackboard_s_titles_and_logins_may_both_hold_underscores(owners: str, logins: str) -> None:
    """What most students' files share is the title."""
    names = {f"{one}_attempt_2026-11-28-22-05-09_x.ipynb": one for one in owners.split()}
    assert list(blackboard_logins(names).values()) == logins.split()


def test_blackboard_s_own_note_is_not_what_was_handed_in(tmp_path: Path) -> None:
    """Beside a file it is passed over; alone it is a text typed online."""
    head = "mlp_{}_attempt_2026-11-28-22-05-09"
    files = {f"{head.format(name)}.txt": b"Name: x" for name in ("ann", "bob")}
    files[f"{head.format('ann')}_mlp.pdf"] = b"%PDF"
    found = find(write(tmp_path / "x.zip", packed(dict(files))), scratch=tmp_path / "scratch")
    told = {one.student: said(one) for one in found}
    assert told["ann"].startswith("Handed in: mlp_ann_attempt_2026-11-28-22-05-09_mlp.pdf, no notebook")
    assert "text typed online" in told["bob"]


def test_what_was_typed_online_is_told(tmp_path: Path) -> None:
    """Not only that there is no notebook."""
    files, _ = DOWNLOADS["canvas"]
    found = find(write(tmp_path / "x.zip", packed(dict(files))), scratch=tmp_path / "scratch")
    assert "text typed online" in next(said(one) for one in found if one.student == "kimminjun")
    assert "report.pdf" in next(said(one) for one in found if one.student == "leeann")


def test_the_last_attempt_counts_and_is_named(tmp_path: Path) -> None:
    """Of two in one folder the newest, whatever its name."""
    tree(tmp_path, "submitted/jdoe/mlp/z.ipynb", "submitted/jdoe/mlp/a.ipynb", "submitted/roe/mlp (2).ipynb")
    os.utime(tmp_path / "submitted/jdoe/mlp/z.ipynb", (1, 1))
    tree(tmp_path, "submitted/roe/mlp (1).ipynb", "submitted/roe/mlp (10).ipynb")
    jdoe, roe = find(tmp_path / "submitted")
    assert jdoe.path is not None and jdoe.path.name == "a.ipynb" and "a.ipynb is the latest" in said(jdoe)
    assert roe.path is not None and roe.path.name == "mlp (10).ipynb" and "3 notebooks" in said(roe)


def test_one_student_in_two_downloads_is_one(tmp_path: Path) -> None:
    """The later attempt counts, whichever path is typed first."""
    first = write(tmp_path / "monday.zip", packed({"doejane_1_2_mlp.ipynb": book()}))
    second = write(tmp_path / "friday.zip", packed({"doejane_1_7_mlp-1.ipynb": book()}))
    for paths in ((first, second), (second, first)):
        found = find(*paths, scratch=tmp_path / f"scratch{paths[0].stem}")
        assert [(one.student, one.ids.submission) for one in found] == [("doejane", "7")]


@pytest.mark.parametrize("encoding", ["gbk", "cp437", "utf-8"])
def test_names_in_archives_of_any_system(tmp_path: Path, encoding: str) -> None:
    """Windows writes them in the encoding of its country, and marks nothing."""
    names = (
        ["李伟_mlp.ipynb", "王芳_mlp.ipynb"]
        if encoding != "cp437"
        else ["José_mlp.ipynb", "Müller_mlp.ipynb"]
    )
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            info = _Unmarked(name.encode(encoding).decode("cp437"))
            archive.writestr(info, book())
    found = find(path, scratch=tmp_path / "scratch")
    assert sorted(f"{one.student}_mlp.ipynb" for one in found) == sorted(names)


class _Unmarked(zipfile.ZipInfo):
    """A member whose name is not marked as UTF-8."""

    def _encodeFilenameFlags(self) -> Any:
        return self.filename.encode("cp437"), self.flag_bits & ~0x800


@pytest.mark.parametrize(
    "metadata",
    [
        b"",
        b"[1, 2]",
        b"submission_11: 3",
        b"&a [*a]",
        b"submission_11: {':submitters': [{':name': [1]}, 3]}",
        b"\xff{",
        # nine times nine times... a text of some hundred gigabytes, were it written out
        b"a0: &a0 [1]\n"
        + b"".join(b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12))
        + b"submission_11: {':submitters': [{':name': *a11}]}",
    ],
)
def test_odd_metadata_costs_no_submission(tmp_path: Path, metadata: bytes) -> None:
    """Without names, a submission is called after its number."""
    write(tmp_path / "x/submission_11/mlp.ipynb", book())
    write(tmp_path / "x/submission_metadata.yml", metadata)
    (one,) = find(tmp_path / "x")
    assert one.path is not None and one.assignment == "mlp" and one.student == "submission_11"


@pytest.mark.parametrize(
    "names", [("Müller", "Mu\u0308ller"), ("alice", "Alice"), ("a\u202eb", "ab"), ("Ann", "Ann ")]
)
def test_names_that_look_alike_are_two_students(tmp_path: Path, names: tuple[str, str]) -> None:
    """Nobody's work replaces another's."""
    tree(tmp_path, *(f"submitted/{name}/mlp/mlp.ipynb" for name in names))
    assert {one.student for one in find(tmp_path / "submitted")} == set(names)


def test_nobody_is_invented(tmp_path: Path) -> None:
    """Files and folders that lie about are no students."""
    tree(tmp_path, "top/mlp_alice.ipynb", "top/bob/mlp/mlp.ipynb")
    for name in (
        "top/README.md",
        "top/notes/x.txt",
        "top/roster.csv",
        "top/bob/mlp/data.csv",
        "top/bob/cv.pdf",
    ):
        write(tmp_path / name, b"x")
    assert sorted(one.student for one in find(tmp_path / "top")) == ["alice", "bob"]


@pytest.mark.parametrize(
    ("others", "assignment"),
    [(["ann/mlp.ipynb"], "mlp"), (["ann/mlp.ipynb", "cy/dropout.ipynb", "cy/notes.md"], None)],
)
def test_a_folder_among_students_folders_is_a_students(
    tmp_path: Path, others: list[str], assignment: str | None
) -> None:
    """Where no platform's name stands: whoever handed in something else is told so, and nobody else is."""
    for name in (*others, "ann/report.pdf", "bob/report.pdf", "data/x.csv", "roster.csv", "eve/sub/deep.txt"):
        write(tmp_path / "down" / name, book() if name.endswith("ipynb") else b"x")
    write(tmp_path / "down/dan/final.zip", b"no archive")
    found = {one.student: one for one in find(tmp_path / "down")}
    assert set(found) == {Path(name).parts[0] for name in others} | {"bob", "dan"}
    for student, said_of in (("bob", "report.pdf, no notebook"), ("dan", "archive")):
        assert found[student].assignment == assignment and found[student].path is None
        assert said_of in said(found[student])
