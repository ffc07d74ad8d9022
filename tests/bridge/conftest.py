"""The tiny course, released, a copy for each test of the bridge."""

from __future__ import annotations

import json

import pytest

from tests.bridge import tiny


@pytest.fixture
def course(tmp_path):
    """A course of the test's own, generated and known to its gradebook."""
    return tiny.released(tmp_path / "course")


@pytest.fixture
def blank(course):
    """The released notebook, as a dict."""
    return json.loads(course.release_notebook("times").read_text())
