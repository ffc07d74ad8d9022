"""PostgreSQL as the gradebook, by its URL alone, against a real server where one is installed."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.authoring import release
from autograder.core.course import Course
from tests.bridge import tiny
from tests.bridge.test_gradebook import write
from tests.bridge.test_nbgrader import nbgrader

FOUND = [str(path) for path in Path("/usr/lib/postgresql").glob("*/bin")]
BIN = shutil.which("pg_ctl", path=os.pathsep.join([os.environ.get("PATH", ""), *FOUND]))
pytest.importorskip("psycopg2")


def _account() -> dict[str, int]:
    """Whom to run the server as: it refuses to be root's."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid}
    pytest.skip("no account to run a PostgreSQL server")


@pytest.fixture(scope="module")
def server():
    """The URL of a server of the test's own, on a socket in a temporary folder."""
    if BIN is None:
        pytest.skip("PostgreSQL is not installed")
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    if account:
        os.chown(folder, account["user"], account["group"])

    def run(*command: str) -> None:
        subprocess.run(
            command,
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
            extra_groups=[] if account else None,
            **account,
        )

    data = str(folder / "data")
    run(
        str(Path(BIN).with_name("initdb")),
        "-D",
        data,
        "-A",
        "trust",
        "-U",
        "grader",
        "--no-sync",
        "-E",
        "UTF8",
    )
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    run(BIN, "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg2://grader@/postgres?host={folder}"
    finally:
        run(BIN, "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def test_the_whole_circle_works_on_postgresql(server, tmp_path):
    """Release, nbgrader autograde, a bulk run over it, a manual mark in between: as on SQLite."""
    course = tiny.make_course(tmp_path, f"{tiny.CONFIG}\nc.CourseDirectory.db_url = {server!r}\n")
    release.generate(course)
    blank = json.loads(course.release_notebook("times").read_text())
    tiny.hand_in(course, "bob", tiny.filled(blank, double="return half"))
    tiny.hand_in(course, "carl", "no json")
    run = nbgrader(course, "autograde", "times")
    assert run.returncode == 0, run.stderr
    assert _scores(course, "bob") == {"test_double": 1.0, "test_triple": 3.0, "why": None}
    assert set(_scores(course, "carl").values()) == {None}
    with Gradebook(course.db_url, course.course_id) as book:
        book.find_grade("why", "times", "times", "bob").manual_score = 1.0
        book.db.commit()
    tiny.hand_in(course, "bob", tiny.filled(blank))
    tiny.hand_in(course, "dora", tiny.filled(blank))
    write(course, "bob", "dora")
    assert _scores(course, "bob") == {"test_double": 2.0, "test_triple": 3.0, "why": None}
    with Gradebook(course.db_url, course.course_id) as book:
        assert book.find_submission("times", "bob").score == 6.0
        assert book.find_submission("times", "dora").score == 5.0


def _scores(course: Course, student: str) -> dict[str, float | None]:
    with Gradebook(course.db_url, course.course_id) as book:
        return {
            grade.name: grade.auto_score
            for grade in book.find_submission_notebook("times", "times", student).grades
        }
