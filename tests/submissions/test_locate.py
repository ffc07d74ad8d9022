"""Results find their notebooks again: in archives, from any folder, and nothing but what was graded."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import msgspec
import pytest

from autograder.core.results import Result
from autograder.submissions import digest_of
from autograder.submissions.discover import Found
from autograder.submissions.locate import Locator
from tests.broken.release import write
from tests.course import COURSE
from tests.submissions.test_discover import book, find, packed, tree


def _result(found: Found) -> Result:
    assert found.path is not None
    return Result(
        student=found.student,
        assignment=str(found.assignment),
        notebook=found.shown,
        submission=digest_of(found.path),
        outcome="graded",
        message=None,
        score=1,
        max_score=1,
        seconds=0,
        isolation=None,
    )


def _files(root: Path) -> None:
    tree(root, "submitted/jdoe/mlp/final.ipynb", "submitted/a\x1b[31mb/mlp/mlp.ipynb")
    inner = packed({"work/mlp/mlp.ipynb": book()})
    write(root / "class.zip", packed({"hw/doejane_1_2_mlp.ipynb": book(), "hw/roe_3_4_mlp.zip": inner}))


@pytest.mark.parametrize("typed", ["submitted", "class.zip", "./submitted/jdoe"])
def test_every_notebook_is_found_again_by_its_shown_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    """From the folder where the command ran, wherever the next one runs, with names that were cleaned."""
    _files(tmp_path / "here")
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    found = find(Path(typed), scratch=tmp_path / "scratch")
    monkeypatch.chdir(tmp_path / "there")
    assert found
    for one in found:
        path = Locator(COURSE, [tmp_path / "there", tmp_path / "here"]).find(_result(one))
        assert path is not None and one.path is not None and path.read_bytes() == one.path.read_bytes()
        assert Locator(COURSE, [tmp_path / "there"]).find(_result(one)) is None


def test_what_has_changed_since_is_not_taken_for_what_was_graded(tmp_path: Path) -> None:
    """Unless somebody asks for whatever stands in its place."""
    _files(tmp_path)
    result = _result(find(tmp_path / "submitted/jdoe")[0])
    places = Locator(COURSE, [tmp_path])
    path = places.find(result)
    assert path is not None
    path.write_bytes(b"{}")
    assert places.find(result) is None and places.find(result, exact=False) == path
    path.unlink()
    path.symlink_to("/etc/passwd")
    assert places.find(result) is None and places.find(result, exact=False) is None


def test_nbgraders_folder_is_looked_into_as_well(tmp_path: Path) -> None:
    """A document that came from another machine names paths of that machine."""
    home = dataclasses.replace(COURSE, folders={"submitted": tmp_path / "submitted"})
    found = find(tree(tmp_path, "submitted/jdoe/mlp/mlp.ipynb"))[0]
    result = msgspec.structs.replace(_result(found), notebook="/elsewhere/jdoe/mlp/mlp.ipynb")
    assert Locator(home, [tmp_path]).find(result) == found.path
