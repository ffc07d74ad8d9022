"""Finding submissions: layouts, downloads, archives, and what stands in the place of a notebook."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from autograder.core.errors import Unreadable, UsageError
from autograder.core.text import texts
from autograder.submissions import archives, discover, read_release, read_submission
from autograder.submissions.discover import STUDENT, Found
from tests.broken.release import cells, notebook, submitted, write

NAMES = ("dropout", "linear_regression", "mlp", "model_selection", "weight_decay")
BOOK = notebook(submitted())
ALICES = b"x_:\n  :submitters:\n  - :name: alice\n"


def tree(root: Path, *names: str) -> Path:
    """A folder with notebooks (or, ending in /, folders) of these names."""
    for name in names:
        (root / name).mkdir(parents=True) if name.endswith("/") else write(root / name, BOOK)
    return root


def find(*paths: Path, scratch: Path | None = None) -> list[Found]:
    """Search with the course's assignments."""
    return discover.discover(paths, NAMES, scratch=scratch)


def names(found: list[Found]) -> list[tuple[str, str | None, str | None]]:
    """Student, assignment and file name of each."""
    return [(item.student, item.assignment, item.path.name if item.path else None) for item in found]


def said(item: Found) -> str:
    """The problem and the notes in English."""
    return " ".join(text.en for text in (item.problem, *item.notes) if text)


LAYOUTS: dict[str, tuple[tuple[str, ...], list[tuple[str, str | None, str | None]], str]] = {
    "nbgrader": (
        (
            "submitted/bob/mlp/mlp.ipynb",
            "submitted/alice/mlp/mlp.ipynb",
            "submitted/alice/dropout/dropout.ipynb",
        ),
        [("alice", "dropout", "dropout.ipynb"), ("alice", "mlp", "mlp.ipynb"), ("bob", "mlp", "mlp.ipynb")],
        "",
    ),
    "nbgrader, students called like assignments": (
        ("submitted/team_mlp/mlp/mlp.ipynb", "submitted/alice dropout/mlp/mlp.ipynb"),
        [("alice dropout", "mlp", "mlp.ipynb"), ("team_mlp", "mlp", "mlp.ipynb")],
        "",
    ),
    "course root": (
        ("submitted/alice/mlp/mlp.ipynb", "solutions/mlp/mlp.ipynb", "assignments/mlp/mlp.ipynb"),
        [("alice", "mlp", "mlp.ipynb")],
        "",
    ),
    "student's clone": (
        ("assignments/mlp/mlp.ipynb", "assignments/dropout/dropout.ipynb", "docs/intro.ipynb"),
        [(STUDENT, "dropout", "dropout.ipynb"), (STUDENT, "mlp", "mlp.ipynb")],
        "",
    ),
    "one student's folder": (("mlp/mlp.ipynb", "scratch.ipynb"), [("top", "mlp", "mlp.ipynb")], ""),
    "loose by student": (
        ("alice_mlp.ipynb", "mlp-bob.ipynb", "Carol Ann weight decay (1).ipynb"),
        [
            ("Carol Ann", "weight_decay", "Carol Ann weight decay (1).ipynb"),
            ("alice", "mlp", "alice_mlp.ipynb"),
            ("bob", "mlp", "mlp-bob.ipynb"),
        ],
        "",
    ),
    "loose by assignment": (
        ("mlp.ipynb", "dropout.ipynb"),
        [("top", "dropout", "dropout.ipynb"), ("top", "mlp", "mlp.ipynb")],
        "",
    ),
    "loose in students' folders": (
        ("alice/mlp.ipynb", "bob/mlp.ipynb"),
        [("alice", "mlp", "mlp.ipynb"), ("bob", "mlp", "mlp.ipynb")],
        "",
    ),
    "canvas": (
        ("doejane_123_456_mlp.ipynb", "roejohn_LATE_124_457_mlp-2.ipynb"),
        [
            ("doejane", "mlp", "doejane_123_456_mlp.ipynb"),
            ("roejohn", "mlp", "roejohn_LATE_124_457_mlp-2.ipynb"),
        ],
        "",
    ),
    "canvas namesakes": (
        ("doejane_123_456_mlp.ipynb", "doejane_124_457_mlp.ipynb"),
        [
            ("doejane_123", "mlp", "doejane_123_456_mlp.ipynb"),
            ("doejane_124", "mlp", "doejane_124_457_mlp.ipynb"),
        ],
        "",
    ),
    "moodle folders": (
        ("Jane Doe_12_assignsubmission_file_/mlp.ipynb", "Li Wei 李_13_assignsubmission_file_/mlp.ipynb"),
        [("Jane Doe", "mlp", "mlp.ipynb"), ("Li Wei 李", "mlp", "mlp.ipynb")],
        "",
    ),
    "moodle files": (
        ("Jane Doe_12_assignsubmission_file_mlp.ipynb",),
        [("Jane Doe", "mlp", "Jane Doe_12_assignsubmission_file_mlp.ipynb")],
        "",
    ),
    "moodle namesakes": (
        ("Li_1_assignsubmission_file_/mlp.ipynb", "Li_2_assignsubmission_file_/mlp.ipynb"),
        [("Li_1", "mlp", "mlp.ipynb"), ("Li_2", "mlp", "mlp.ipynb")],
        "",
    ),
    "one assignment's folder": (("mlp/alice.ipynb", "mlp/bob.ipynb"), [], "There are 2 notebooks"),
    "renamed": (
        ("submitted/alice/mlp/final.ipynb",),
        [("alice", "mlp", "final.ipynb")],
        "is not called mlp.ipynb",
    ),
    "renamed by Windows": (
        ("submitted/alice/mlp/mlp.ipynb.txt",),
        [("alice", "mlp", "mlp.ipynb.txt")],
        "is not called",
    ),
    "two, one right": (
        ("submitted/alice/mlp/mlp.ipynb", "submitted/alice/mlp/old.ipynb"),
        [("alice", "mlp", "mlp.ipynb")],
        "were not looked at",
    ),
    "two, none right": (
        ("submitted/alice/mlp/a.ipynb", "submitted/alice/mlp/b.ipynb"),
        [("alice", "mlp", "b.ipynb")],
        "2 notebooks for this assignment; b.ipynb is the latest",
    ),
    "empty folder": (
        ("submitted/alice/mlp/",),
        [("alice", "mlp", None)],
        "no notebook in the folder. It should be called mlp",
    ),
    "other files only": (
        ("submitted/alice/mlp/mlp.pdf",),
        [("alice", "mlp", None)],
        "Handed in: mlp.pdf, no notebook",
    ),
    "further down": (("submitted/alice/mlp/mlp/mlp.ipynb",), [("alice", "mlp", "mlp.ipynb")], "further down"),
    "several further down": (
        ("submitted/alice/mlp/a/x.ipynb", "submitted/alice/mlp/b/y.ipynb"),
        [("alice", "mlp", "y.ipynb")],
        "2 notebooks",
    ),
    "folder's name nearly": (
        ("submitted/alice/Model Selection/model_selection.ipynb",),
        [("alice", "model_selection", "model_selection.ipynb")],
        "not called model_selection exactly",
    ),
    "folder's name unknown": (
        ("submitted/alice/homework/mlp.ipynb", "submitted/bob/mlp/mlp.ipynb"),
        [("alice", "mlp", "mlp.ipynb"), ("bob", "mlp", "mlp.ipynb")],
        "",
    ),
    "file's name unknown": (
        ("submitted/alice.ipynb", "submitted/bob_mlp.ipynb"),
        [("alice", None, None), ("bob", "mlp", "bob_mlp.ipynb")],
        "Expected was one of: dropout",
    ),
    "versions of a file": (
        ("submitted/ann mlp final.ipynb", "submitted/bob_mlp_v2.ipynb", "submitted/陈_mlp最终版.ipynb"),
        [
            ("ann", "mlp", "ann mlp final.ipynb"),
            ("bob", "mlp", "bob_mlp_v2.ipynb"),
            ("陈", "mlp", "陈_mlp最终版.ipynb"),
        ],
        "",
    ),
    "a version in a student's folder": (
        ("submitted/ann/mlp_final.ipynb",),
        [("ann", "mlp", "mlp_final.ipynb")],
        "",
    ),
    "file's name for two": (("submitted/mlp_dropout.ipynb",), [(STUDENT, None, None)], "or more than one"),
    "twice": (
        ("submitted/alice_mlp.ipynb", "submitted/alice/mlp/mlp.ipynb", "submitted/bob_mlp.ipynb"),
        [("alice", "mlp", "mlp.ipynb"), ("bob", "mlp", "bob_mlp.ipynb")],
        "were not looked at",
    ),
    "hidden folders": (
        (
            "submitted/alice/mlp/mlp.ipynb",
            "submitted/alice/mlp/.ipynb_checkpoints/mlp-checkpoint.ipynb",
            "submitted/.trash/mlp/mlp.ipynb",
            "submitted/alice/mlp/.x.ipynb",
        ),
        [("alice", "mlp", "mlp.ipynb")],
        "",
    ),
    "folder in the place of a file": (
        ("submitted/alice/mlp/mlp.ipynb/",),
        [("alice", "mlp", "mlp.ipynb")],
        "",
    ),
    "empty student": (("submitted/alice/", "submitted/bob/mlp/mlp.ipynb"), [("bob", "mlp", "mlp.ipynb")], ""),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(tmp_path: Path, name: str) -> None:
    """Students and assignments come from the names; problems and notes are told; the order is the names'."""
    files, expected, phrase = LAYOUTS[name]
    top = tree(tmp_path / "top", *files)
    if not expected:
        top = top / "mlp"
        found = find(top)
        assert names(found) == [("alice", "mlp", "alice.ipynb"), ("bob", "mlp", "bob.ipynb")]
        return
    found = find(top)
    assert sorted(names(found), key=str) == sorted(expected, key=str)
    assert phrase in " ".join(map(said, found))
    assert phrase or not any(map(said, found))
    assert [item.shown for item in found] == sorted(item.shown for item in found)
    for item in found:
        assert (item.path is None) == (item.problem is not None)
        assert item.shown.startswith(top.as_posix())


@pytest.mark.parametrize(
    ("typed", "student", "assignment"),
    [
        ("submitted/alice/mlp/mlp.ipynb", "alice", "mlp"),
        ("submitted/alice/mlp/final.ipynb", "alice", "mlp"),
        ("submitted/alice/mlp", "alice", "mlp"),
        ("submitted/alice", "alice", "mlp"),
        ("assignments/mlp/mlp.ipynb", STUDENT, "mlp"),
        ("alice_mlp.ipynb", "alice", "mlp"),
        ("doejane_123_456_mlp.ipynb", "doejane", "mlp"),
        ("MLP.ipynb", STUDENT, "mlp"),
    ],
)
def test_paths_as_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, student: str, assignment: str
) -> None:
    """One notebook or folder: the names above it tell whose it is, and it is shown as typed."""
    path = typed if typed.endswith(".ipynb") else "submitted/alice/mlp/mlp.ipynb"
    tree(tmp_path, path)
    monkeypatch.chdir(tmp_path)
    found = find(Path(typed))
    assert [(item.student, item.assignment) for item in found] == [(student, assignment)]
    assert found[0].shown == path


def test_a_notebook_whose_name_tells_nothing_tells_its_assignment_itself(tmp_path: Path) -> None:
    """By the public tests that travel in it; those of another course tell nothing, and a name wins over them."""
    for name, tests in (
        ("li_1_11_Homework 4.ipynb", "test_mlp.py"),
        ("wu_2_12_Untitled.ipynb", "test_dropout.py"),
        ("xu_3_13_dropout.ipynb", "test_statistics.py"),
        ("yu_4_14_Untitled.ipynb", "test_statistics.py"),
    ):
        data = {**BOOK, "metadata": {"autograder": {"files": {tests: "", "traps.json": ""}}}}
        write(tmp_path / "download" / name, data)
    found = [(item.student, item.assignment, bool(item.path)) for item in find(tmp_path / "download")]
    data["metadata"]["autograder"] = {"files": {"test_mlp.py": ""}}
    for name in ("henry.ipynb", "ida.ipynb"):  # each is somebody's, as is each that is typed
        write(tmp_path / "mail" / name, data)
    for paths in ([tmp_path / "mail"], sorted((tmp_path / "mail").iterdir())):
        assert names(find(*paths)) == [("henry", "mlp", "henry.ipynb"), ("ida", "mlp", "ida.ipynb")]
    write(tmp_path / "submitted" / "jo.ipynb", data)
    assert names(find(tmp_path / "submitted")) == [("jo", "mlp", "jo.ipynb")]
    assert found[:3] == [("li", "mlp", True), ("wu", "dropout", True), ("xu", "dropout", True)]
    assert found[3] == ("yu", None, False)


def test_a_lone_assignment_needs_no_name(tmp_path: Path) -> None:
    """Where the course has one assignment, any notebook that is typed is of it."""
    found = discover.discover([write(tmp_path / "submission.ipynb", BOOK)], ["mlp"])
    assert found[0].assignment == "mlp" and "was taken" in said(found[0])


def test_one_assignment_is_asked_for(tmp_path: Path) -> None:
    """The others' folders are known for what they are; what tells nothing is of that one."""
    tree(
        tmp_path,
        "submitted/alice/mlp/mlp.ipynb",
        "submitted/alice/dropout/dropout.ipynb",
        "submitted/bob/mpl/mlp.ipynb",
        "x.ipynb",
    )
    found = discover.discover([tmp_path / "submitted", tmp_path / "x.ipynb"], NAMES, asked="mlp")
    assert names(found) == [
        ("alice", "dropout", "dropout.ipynb"),
        ("alice", "mlp", "mlp.ipynb"),
        ("bob", "mlp", "mlp.ipynb"),
        ("x", "mlp", "x.ipynb"),
    ]


def test_a_notebook_named_twice_is_found_once(tmp_path: Path) -> None:
    """A folder and something in it."""
    tree(tmp_path, "submitted/alice/mlp/mlp.ipynb", "submitted/bob/mlp/mlp.ipynb")
    found = find(
        tmp_path / "submitted" / "bob", tmp_path / "submitted", tmp_path / "submitted/alice/mlp/mlp.ipynb"
    )
    assert [item.student for item in found] == ["bob", "alice"]


def test_what_does_not_exist_is_told_with_what_does(tmp_path: Path) -> None:
    """The nearest folder that exists, and names that are close."""
    tree(tmp_path, "submitted/alice/mlp/mlp.ipynb", "other/")
    with pytest.raises(UsageError, match="does not exist.*it has submitted"):
        find(tmp_path / "submited" / "alice")
    with pytest.raises(UsageError, match="it is empty"):
        find(tmp_path / "other" / "x")
    with pytest.raises(UsageError):
        find(tmp_path / ("x" * 5000))
    with pytest.raises(UsageError):
        find(Path("a\0b"))


def test_a_folder_without_notebooks_is_a_wrong_use(tmp_path: Path) -> None:
    """Finding nothing is no success."""
    with pytest.raises(UsageError, match="no notebooks found.*STUDENT/ASSIGNMENT"):
        find(tree(tmp_path / "empty", "a/b/"))


def test_a_problem_is_an_unreadable_result(tmp_path: Path) -> None:
    """With the message in the language asked for, and no score."""
    result = find(tree(tmp_path, "submitted/alice/mlp/"))[0].unreadable("zh")
    assert (result.outcome, result.score, result.student, result.assignment) == (
        "unreadable",
        None,
        "alice",
        "mlp",
    )
    assert "没有笔记本" in str(result.message)


@pytest.mark.skipif(os.name == "nt", reason="links need privileges on Windows")
@pytest.mark.parametrize(
    "where",
    [
        "submitted/eve",
        "submitted/eve/mlp",
        "submitted/eve/mlp.ipynb",
        "submitted/eve_mlp.ipynb",
        "submitted/eve_mlp.zip",
    ],
)
def test_links_are_not_followed(tmp_path: Path, where: str) -> None:
    """Neither to another's work nor anywhere else; the others go on."""
    tree(tmp_path, "submitted/alice/mlp/mlp.ipynb", "submitted/eve/")
    target = tmp_path / (
        "submitted/alice/mlp/mlp.ipynb"
        if "." in where
        else "submitted/alice/mlp"
        if "/mlp" in where
        else "submitted/alice"
    )
    link = tmp_path / where
    if link.is_dir():
        link.rmdir()
    link.symlink_to(target)
    found = find(tmp_path / "submitted")
    assert names(found)[0] == ("alice", "mlp", "mlp.ipynb")
    assert [(item.student, item.path) for item in found[1:]] == [("eve", None)]
    assert "link to another place" in said(found[1])


@pytest.mark.skipif(os.name == "nt", reason="links need privileges on Windows")
def test_a_linked_notebook_in_its_folder_is_refused_by_its_reader(tmp_path: Path) -> None:
    """The right name is found; what is behind it is not read."""
    tree(tmp_path, "submitted/alice/mlp/mlp.ipynb", "submitted/eve/mlp/")
    (tmp_path / "submitted/eve/mlp/mlp.ipynb").symlink_to(tmp_path / "submitted/alice/mlp/mlp.ipynb")
    release = read_release(write(tmp_path / "release" / "mlp.ipynb", notebook(cells(solved=False))))
    eve = find(tmp_path / "submitted")[1]
    assert eve.path is not None
    with pytest.raises(Unreadable, match="link to another place"):
        read_submission(eve.path, release)


def test_unreadable_folders_cost_only_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without permission is a problem of its student."""
    tree(
        tmp_path,
        "submitted/alice/mlp/mlp.ipynb",
        "submitted/bob/mlp/mlp.ipynb",
        "submitted/carol/mlp/mlp.ipynb",
    )
    scandir = os.scandir

    def guarded(path: Any) -> Any:
        if Path(path).name == "bob" or (Path(path).name == "mlp" and Path(path).parent.name == "carol"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = find(tmp_path / "submitted")
    assert names(found) == [("alice", "mlp", "mlp.ipynb"), ("bob", None, None), ("carol", "mlp", None)]
    assert "cannot be read" in said(found[1]) and "cannot be read" in said(found[2])
    with pytest.raises(UsageError, match="cannot be read"):
        find(tmp_path / "submitted/carol/mlp")


@pytest.mark.skipif(os.name == "nt", reason="Windows forbids such names")
@pytest.mark.parametrize(
    "name",
    [
        "..%2f..%2fetc",
        "<script>alert(1)<",
        "a\x1b[31mred",
        "x" * 250,
        "\u202egnp.exe",
        "a\nb",
        b"\xff\xfe".decode("utf-8", "surrogateescape"),
        "'; DROP TABLE students; --",
        "...",
        " ",
        "-rf",
    ],
)
def test_hostile_students_names_stay_data(tmp_path: Path, name: str) -> None:
    """Kept apart and kept whole where text can hold them; shown without what terminals and pages act upon."""
    tree(tmp_path, f"submitted/{name}/mlp/mlp.ipynb", "submitted/alice/mlp/mlp.ipynb")
    found = find(tmp_path / "submitted")
    eve = next((item for item in found if item.student != "alice"), None)
    assert eve is not None and eve.path is not None and eve.path.parent.parent.name == name
    assert eve.student == name or "\udcff" in name
    eve.student.encode()
    for shown in (discover.display_name(name), eve.shown):
        assert shown.isprintable() and len(shown) <= 1000
    assert len(discover.display_name(name)) <= 80


# Archives


def packed(members: dict[str, bytes | None], **options: Any) -> bytes:
    """A zip archive; None makes a link."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo("x")
            info.filename = info.orig_filename = name
            info.compress_type = zipfile.ZIP_DEFLATED
            if content is None:
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, content or b"../../alice/mlp/mlp.ipynb")
    return data.getvalue()


def book() -> bytes:
    """A notebook's bytes."""
    import json

    return json.dumps(BOOK).encode()


ARCHIVES: dict[str, tuple[dict[str, bytes | None], list[tuple[str, str | None, str | None]]]] = {
    "class": (
        {"alice/mlp/mlp.ipynb": book(), "bob/mlp/mlp.ipynb": book()},
        [("alice", "mlp", "mlp.ipynb"), ("bob", "mlp", "mlp.ipynb")],
    ),
    "class in a folder": (
        {"hw/alice/mlp/mlp.ipynb": book(), "hw/bob/mlp/mlp.ipynb": book(), "__MACOSX/._x.ipynb": b"x"},
        [("alice", "mlp", "mlp.ipynb"), ("bob", "mlp", "mlp.ipynb")],
    ),
    "one student": ({"alice/mlp/mlp.ipynb": book()}, [("alice", "mlp", "mlp.ipynb")]),
    "moodle": ({"Jane Doe_12_assignsubmission_file_/mlp.ipynb": book()}, [("Jane Doe", "mlp", "mlp.ipynb")]),
    "canvas": (
        {"doejane_1_2_mlp.ipynb": book(), "roe_3_4_mlp-1.ipynb": book()},
        [("doejane", "mlp", "doejane_1_2_mlp.ipynb"), ("roe", "mlp", "roe_3_4_mlp-1.ipynb")],
    ),
    "archives in it": (
        {"doejane_1_2_mlp.zip": packed({"mlp.ipynb": book()}), "roe_3_4_mlp.ipynb": book()},
        [("doejane", "mlp", "mlp.ipynb"), ("roe", "mlp", "roe_3_4_mlp.ipynb")],
    ),
    "backslashes": ({"alice\\mlp\\mlp.ipynb": book()}, [("alice", "mlp", "mlp.ipynb")]),
    "other files": (
        {"alice/mlp/mlp.ipynb": book(), "alice/mlp/run.sh": b"rm", "alice/.x/mlp.ipynb": b""},
        [("alice", "mlp", "mlp.ipynb")],
    ),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_archives_are_searched_like_folders(tmp_path: Path, name: str) -> None:
    """Notebooks are unpacked, into the scratch folder, of other files the names; results name the archive."""
    members, expected = ARCHIVES[name]
    path = write(tmp_path / "hw.zip", packed(members))
    found = find(path, scratch=tmp_path / "scratch")
    assert sorted(names(found)) == sorted(expected)
    assert all(item.path and item.path.is_relative_to(tmp_path / "scratch") for item in found)
    assert all(item.shown.startswith(path.as_posix() + "/") for item in found)
    assert not any("zip" in said(item) for item in found)  # it was how they came, nothing that a student did
    assert not any(file.stat().st_size for file in (tmp_path / "scratch").rglob("*.sh"))


@pytest.mark.parametrize(
    "where", ["submitted/alice/mlp/work.zip", "submitted/alice/mlp.zip", "submitted/alice_mlp.zip"]
)
@pytest.mark.parametrize("inside", ["mlp.ipynb", "mlp/mlp.ipynb", "stuff/final.ipynb"])
def test_a_submission_may_be_an_archive(tmp_path: Path, where: str, inside: str) -> None:
    """Wherever it lies and however it is packed, when it holds one notebook."""
    write(tmp_path / where, packed({inside: book()}))
    found = find(tmp_path / "submitted", scratch=tmp_path / "scratch")
    assert [(item.student, item.assignment) for item in found] == [("alice", "mlp")]
    assert found[0].path and found[0].path.read_bytes() == book()


def _encrypted() -> bytes:
    data = bytearray(packed({"mlp.ipynb": book()}))
    central = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    return bytes(data)


def _many_entries() -> bytes:
    data = bytearray(packed({"mlp.ipynb": book()}))
    end = data.rindex(b"PK\5\6")
    struct.pack_into("<2H", data, end + 8, 60_000, 60_000)
    return bytes(data)


def _wrong_checksum() -> bytes:
    data = bytearray(packed({"mlp.ipynb": book()}))
    data[data.index(b"mlp.ipynb") + 40] ^= 0xFF
    return bytes(data)


HOSTILE: dict[str, tuple[bytes, str]] = {
    "upwards": (packed({"../../evil.ipynb": book()}), "outside"),
    "upwards in the middle": (packed({"a/../../../evil.ipynb": book()}), "outside"),
    "upwards in other files": (packed({"mlp.ipynb": book(), "../x.txt": b"x"}), "outside"),
    "upwards with backslashes": (packed({"..\\..\\evil.ipynb": book()}), "outside"),
    "absolute": (packed({"/tmp/evil.ipynb": book()}), "outside"),
    "drive": (packed({"C:\\evil.ipynb": book()}), "outside"),
    "link": (packed({"mlp.ipynb": None}), "links"),
    "password": (_encrypted(), "encrypted"),
    "doubled": (packed({"a/mlp.ipynb": book(), "a//mlp.ipynb": book()}), "doubled"),
    "long name": (packed({"x" * 300 + ".ipynb": book()}), "names"),
    "deep": (packed({"a/" * 40 + "mlp.ipynb": book()}), "names"),
    "entries": (_many_entries(), "too-much"),
    "damaged": (_wrong_checksum(), "broken"),
    "truncated": (packed({"mlp.ipynb": book()})[:-40], "broken"),
    "text": (b"hello", "broken"),
    "empty": (b"", "broken"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archives_are_refused_and_cost_nobody_else(tmp_path: Path, name: str) -> None:
    """One clear message in three parts; nothing lands outside the scratch folder."""
    data, reason = HOSTILE[name]
    tree(tmp_path, "submitted/alice/mlp/mlp.ipynb")
    write(tmp_path / "submitted/eve/mlp/work.zip", data)
    before = {path for path in tmp_path.rglob("*")}
    found = find(tmp_path / "submitted", scratch=tmp_path / "scratch")
    assert names(found) == [("alice", "mlp", "mlp.ipynb"), ("eve", "mlp", None)]
    assert said(found[1]).startswith(texts(archives.__file__)[reason].en) and said(found[1]).count(". ") >= 2
    assert all(path.is_relative_to(tmp_path / "scratch") for path in {*tmp_path.rglob("*")} - before)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this platform")
def test_what_waits_for_ever_is_not_waited_for(tmp_path: Path) -> None:
    """Pipes in the place of notebooks and archives; folders in the place of files, and the reverse."""
    tree(tmp_path, "a/mlp/", "b/", "c/mlp/", "d/mlp/", "g_mlp.ipynb/")
    for name in ("a/mlp/mlp.ipynb", "c/mlp/other.ipynb", "d/mlp/x.zip", "e_mlp.zip"):
        os.mkfifo(tmp_path / name)
    write(tmp_path / "b" / "mlp", b"a file")
    found = find(tmp_path)
    assert names(found) == [
        ("a", "mlp", "mlp.ipynb"),
        ("b", "mlp", "mlp"),
        ("c", "mlp", "other.ipynb"),
        ("d", "mlp", None),
        ("e", "mlp", None),
        ("g", "mlp", "g_mlp.ipynb"),
    ]
    assert "no ordinary file" in said(found[3]) and "no ordinary file" in said(found[4])


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notebook beyond what is read takes no room and is refused as too large; far too many of them end
    it."""
    monkeypatch.setattr(archives, "MAX_BYTES", 3 << 20)
    bomb = packed({"a.ipynb": b"0" * (9 << 20), "alice_mlp.ipynb": book()})
    assert len(bomb) < 50_000
    folder = archives.Unpacker(tmp_path / "one").unpack(write(tmp_path / "x.zip", bomb))
    assert (folder / "a.ipynb").stat().st_size == (3 << 20) + 1
    assert (folder / "a.ipynb").stat().st_blocks == 0
    assert (folder / "alice_mlp.ipynb").read_bytes() == book()
    many = packed({f"{number}.ipynb": b"0" * (2 << 20) for number in range(20)})
    with pytest.raises(archives.ArchiveRefused, match="far more than notebooks need"):
        archives.Unpacker(tmp_path / "two", limit=10 << 20).unpack(write(tmp_path / "y.zip", many))


@pytest.mark.parametrize(
    ("hers", "his"),
    [
        ("alice/mlp/mlp.ipynb", {"mallory/mlp.zip": {"alice/mlp/mlp.ipynb": b"{}"}}),
        ("alice_mlp.ipynb", {"mallory_mlp.zip": {"alice/mlp/mlp.ipynb": b"{}"}}),
        ("alice_mlp.ipynb", {"mallory_mlp.zip": {"mlp/alice/mlp.ipynb": b"{}", "alice_mlp.ipynb": b"{}"}}),
        (
            "alice/mlp/mlp.ipynb",
            {"mallory/mlp/w.zip": {"submission_metadata.yml": ALICES, "x_/mlp.ipynb": b"{}"}},
        ),
        ("alice_mlp.ipynb", {"mallory_mlp.zip": {"submission_metadata.yml": ALICES, "x_/mlp.ipynb": b"{}"}}),
        ("alice/mlp/mlp.ipynb", {"mallory/alice/mlp/mlp.ipynb": {}}),
    ],
    ids=["folders", "loose", "loose-and-deep", "metadata", "metadata-loose", "nested"],
)
def test_nobody_hands_in_for_somebody_else(tmp_path: Path, hers: str, his: dict[str, Any]) -> None:
    """Whatever stands in another's folder or archive, the one notebook of a student's is that student's own."""
    write(tmp_path / "all" / hers, book())
    for name, content in his.items():
        write(tmp_path / "all" / name, packed(content) if content else b"{}")
    found = find(tmp_path / "all", scratch=tmp_path / "scratch")
    (own,) = (one for one in found if one.student == "alice")
    assert own.path is not None and own.path.read_bytes() == book()


def test_a_bomb_costs_nobody_else_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is refused leaves nothing and takes nothing; an archive may not be far larger inside, nor take all there is."""
    monkeypatch.setattr(archives, "_SMALL", 4 << 20)
    monkeypatch.setattr(archives, "MAX_BYTES", 1 << 20)
    unpacker = archives.Unpacker(tmp_path / "scratch", limit=64 << 20)
    empty = packed({f"{number}.ipynb": b"0" * (9 << 20) for number in range(12)})
    for bomb in (packed({f"{number}.ipynb": b"0" * (1 << 20) for number in range(60)}), empty):
        with pytest.raises(archives.ArchiveRefused, match="far more than notebooks need"):
            unpacker.unpack(write(tmp_path / "x.zip", bomb))
    assert list((tmp_path / "scratch").iterdir()) == []
    large = packed({f"{number}.ipynb": b"0" * (1 << 20) for number in range(4)})
    for _ in range(12):
        with suppress(archives.ArchiveRefused):
            unpacker.unpack(write(tmp_path / "y.zip", large))
    assert unpacker.unpack(write(tmp_path / "z.zip", packed({"mlp.ipynb": book()}))).is_dir()


def test_archives_in_archives_end(tmp_path: Path) -> None:
    """Two levels are a platform's download of archives; three are not opened."""
    inner = packed({"mlp.ipynb": book()})
    path = write(tmp_path / "alice_mlp.zip", packed({"alice_mlp.zip": packed({"alice_mlp.zip": inner})}))
    found = find(path, scratch=tmp_path / "scratch")
    assert [item.path for item in found] == [None] and "in an archive" in said(found[0])


def test_a_temporary_folder_is_used_without_a_scratch_folder(tmp_path: Path) -> None:
    """It is there as long as the program runs."""
    found = find(write(tmp_path / "alice_mlp.zip", packed({"alice/mlp/mlp.ipynb": book()})))
    assert found[0].path and found[0].path.read_bytes() == book()
