"""Of the files beside a submission, only nbgrader's own two go along, and only if they are what they
claim."""

from __future__ import annotations

from datetime import datetime

import pytest

from autograder.bridge.extras import extras, handed_in


def test_the_time_and_the_secret_go_along(tmp_path):
    """What the exchange wrote is kept as it is, and says when a submission was handed in."""
    (tmp_path / "timestamp.txt").write_text("2031-01-02 03:04:05.678 UTC")
    (tmp_path / "submission_secret.txt").write_text("ab" * 64)
    (tmp_path / "notes.txt").write_text("mine")
    assert set(extras(tmp_path)) == {"timestamp.txt", "submission_secret.txt"}
    assert handed_in(tmp_path) == datetime(2031, 1, 2, 3, 4, 5, 678000)


@pytest.mark.parametrize("content", ["", "x" * 5000, "two\nlines", "\x1b[2J", "\x00"])
def test_what_nbgrader_would_not_write_stays_behind(tmp_path, content):
    """Long, empty, binary or several lines: no such file."""
    (tmp_path / "timestamp.txt").write_text(content)
    assert extras(tmp_path) == {}
    assert handed_in(tmp_path) is None


def test_a_link_is_not_followed(tmp_path):
    """A link to a file of the course's is not handed on as a secret."""
    (tmp_path / "course.txt").write_text("hidden")
    (tmp_path / "submission_secret.txt").symlink_to(tmp_path / "course.txt")
    assert extras(tmp_path) == {}


def test_a_time_that_is_none_is_none(tmp_path):
    """A line that is no time does not stop anybody's marks."""
    (tmp_path / "timestamp.txt").write_text("yesterday evening, I think")
    assert handed_in(tmp_path) is None
