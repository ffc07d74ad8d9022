"""The tiny course, released once for all tests of the bridge, and copied for each."""

from __future__ import annotations

import json
import shutil

import pytest

from autograder.authoring import release
from autograder.core.course import Course
from tests.bridge import tiny


@pytest.fixture(scope="session")
def released_course(tmp_path_factory):
    """A course whose assignment is generated and known to its gradebook; not to be changed."""
    course = tiny.make_course(tmp_path_factory.mktemp("course"))
    release.generate(course)
    return course


@pytest.fixture
def course(released_course, tmp_path):
    """A course of the test's own, generated and known to its gradebook."""
    shutil.copytree(released_course.root, tmp_path / "course")
    return Course.load(tmp_path / "course", {})


@pytest.fixture
def blank(course):
    """The released notebook, as a dict."""
    return json.loads(course.release_notebook("times").read_text())
