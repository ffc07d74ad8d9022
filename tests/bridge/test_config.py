"""What nbgrader_config.py sets can be used by nbgrader as it stands."""

from __future__ import annotations

import os
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import find_all_files
from traitlets.config import Config
from traitlets.utils.importstring import import_item

from autograder.bridge import graders
from autograder.bridge.config import apply
from autograder.core.course import load_config

ROOT = Path(__file__).parents[2]


def test_every_import_string_names_something():
    """Exporters, hook, preprocessors and the grader exist."""
    c = Config()
    apply(c)
    names = [
        c.Autograde.exporter_class,
        c.Autograde.pre_convert_hook,
        c.GenerateFeedback.exporter_class,
        graders.DEFAULT,
        *c.Autograde.sanitize_preprocessors,
        *c.Autograde.autograde_preprocessors,
    ]
    assert all(callable(import_item(name)) for name in names)


def test_the_repositorys_own_configuration_uses_it():
    """nbgrader_config.py needs two lines, and sets this course's folders and seed."""
    config = load_config(ROOT)
    assert config.CourseDirectory.source_directory == "solutions"
    assert config.CourseDirectory.release_directory == "assignments"
    assert config.Autograder.suite_seed


def test_hidden_files_are_never_copied_however_deep(tmp_path):
    """nbgrader's own search for files to copy finds nothing below hidden/ and no caches."""
    c = Config()
    apply(c)
    directory = CourseDirectory(config=c)
    for name in (
        "a.py",
        "hidden/b.py",
        "hidden/misconceptions/relu/c.py",
        "x/hidden/d.py",
        "x/__pycache__/e.pyc",
        "x/f.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    found = {os.path.relpath(path, tmp_path) for path in find_all_files(str(tmp_path), directory.ignore)}
    assert found == {"a.py", "x/f.txt"}
