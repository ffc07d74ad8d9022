"""The whole nbgrader circle from the command line: release, exchange, download of a platform, marks,
feedback."""

from __future__ import annotations

import csv
import json
import zipfile

import pytest
from nbgrader.utils import get_username

from tests.bridge import tiny
from tests.bridge.test_nbgrader import grades, nbgrader

EXCHANGE = """
c.Exchange.root = {exchange!r}
c.Exchange.cache = {cache!r}
c.ZipCollect.strict = True
c.FileNameCollectorPlugin.named_regexp = r".*_(?P<student_id>\\w+)_attempt_.*/(?P<file_id>.*)"
"""


@pytest.fixture
def run(tmp_path):
    """Run nbgrader's commands: each in the course's folder, or in the student's."""
    for name in ("exchange", "cache", "desk"):
        (tmp_path / name).mkdir()
    (tmp_path / "exchange").chmod(0o777)
    settings = EXCHANGE.format(exchange=str(tmp_path / "exchange"), cache=str(tmp_path / "cache"))
    course = tiny.make_course(tmp_path / "course", tiny.CONFIG + settings)
    (tmp_path / "desk" / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.course_id = 'tiny'\n{settings}"
    )

    def run(*commands: tuple[str, ...]) -> None:
        folders = {"course": str(course.root), "student": str(tmp_path / "desk")}
        for who, line in commands:
            done = nbgrader(course, *line.split(), cwd=folders[who])
            assert done.returncode == 0, (line, done.stderr[-4000:])

    run.course, run.desk = course, tmp_path / "desk"
    return run


def test_from_release_to_feedback(run):
    """One student by the exchange, one by a platform's zip; both have marks, feedback and a line in the
    export."""
    course, desk = run.course, run.desk
    run(
        ("course", "generate_assignment times"),
        ("course", "release_assignment times"),
        ("student", "fetch_assignment times"),
    )
    assert {path.name for path in (desk / "times").iterdir()} == {"times.ipynb", "test_times.py"}
    blank = json.loads((desk / "times" / "times.ipynb").read_text())
    (desk / "times" / "times.ipynb").write_text(json.dumps(tiny.filled(blank, double="return half")))

    archive = course.root / "downloaded" / "times" / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "times.zip", "w") as zipped:
        zipped.writestr("times_zoe_attempt_2031/times.ipynb", json.dumps(tiny.filled(blank)))
    run(
        ("student", "submit times"),
        ("course", "collect times"),
        ("course", "zip_collect times --force"),
        ("course", "autograde times"),
        ("course", "generate_feedback times"),
        (
            "course",
            f"release_feedback times --student {get_username()}",
        ),  # others have no secret to find it by
        ("course", "export"),
        ("student", "fetch_feedback times"),
    )
    given = {
        student: tuple(cells[name][0] for name in sorted(cells)) for student, cells in grades(course).items()
    }
    assert given == {"zoe": (2.0, 3.0, None), get_username(): (1.0, 3.0, None)}
    with (course.root / "grades.csv").open() as file:
        assert {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)} == {
            "zoe": 5.0,
            get_username(): 4.0,
        }
    [page] = (desk / "times" / "feedback").glob("*/times.html")
    assert "double(&lt;1&gt;) should be" in page.read_text()
