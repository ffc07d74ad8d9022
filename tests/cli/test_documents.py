"""The first week as docs/instructors.md tells it, and each platform of docs/exports.md: every command is run, in order."""

from __future__ import annotations

import json
import re
import shlex
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from tests.bridge import tiny
from tests.course import ROOT
from tests.reports.test_roster import BLACKBOARD, MOODLE

ELSEWHERE = ("pip ", "autograder audit")  # not run here: a new environment, and what tests/authoring runs
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,times (99)
    Points Possible,,,,,6
"Ng, Ann",4711,U-11,annng,Group A,
"Müller, Jörg",4712,U-12,joerg,Group A,
"""


def commands(page: str) -> list[str]:
    """The commands of a page's console blocks, for the tiny course's assignment."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^ *```console\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [line.replace("mlp", "times") for line in lines]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """An instructor's course with what the platforms give."""
    course = tiny.released(tmp_path / "course", tiny.REAL)
    blank = json.loads(course.release_notebook("times").read_text())
    with zipfile.ZipFile(course.root / "download.zip", "w") as archive:
        for name in ("ngann_4711_98765_times.ipynb", "mullerjorg_4712_98766_times.ipynb"):
            archive.writestr(name, json.dumps(tiny.filled(blank, double="return x ** 2")))
    Path(course.root / "students.csv").write_text(CANVAS)
    Path(course.root / "moodle.csv").write_text(MOODLE.replace("Ann,Ng", "Ann,Ng"))
    Path(course.root / "blackboard.xls").write_text(BLACKBOARD, encoding="utf-16")
    monkeypatch.chdir(course.root)
    return course


@pytest.mark.parametrize("page", ["instructors.md", "exports.md"])
def test_every_command_of_the_page_runs(desk, page):
    """In the order of the page, from what the ones before have left."""
    ran = [line for line in commands(page) if not line.startswith(ELSEWHERE)]
    assert len(ran) > 5
    for line in ran:
        done = CliRunner().invoke(app, shlex.split(line)[1:])
        assert done.exit_code == 0, (line, done.output, done.exception)
    if page == "instructors.md":
        assert {one.name for one in desk.root.iterdir()} >= {
            "report.html",
            "ngann.html",
            "marks.csv",
            "feedback.zip",
            "solutions.zip",
        }
