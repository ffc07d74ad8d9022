"""formgrader in a real browser: the autograde button grades with real workers, and a manual mark counts."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from nbgrader.api import Gradebook

from tests.bridge import tiny
from tests.bridge.test_nbgrader import ROOT, grades

TOKEN = "for-this-test"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def formgrader(tmp_path):
    """A course with two submissions, and the address of a Jupyter server with formgrader on it."""
    pytest.importorskip("jupyter_server")
    course = tiny.released(tmp_path / "course", tiny.REAL)
    blank = json.loads(course.release_notebook("times").read_text())
    hostile = "Because.</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    tiny.hand_in(course, "bob", tiny.filled(blank, triple="return 3", why=hostile))
    tiny.hand_in(course, "carl", "no json")
    home, address = tmp_path / "home", f"http://127.0.0.1:{_free_port()}"
    home.mkdir()
    env = os.environ | {
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home),
        "JUPYTER_RUNTIME_DIR": str(home),
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": str(ROOT),
    }
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "jupyter_server",
        "--allow-root",
        "--no-browser",
        f"--port={address.rpartition(':')[2]}",
        f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={course.root}",
        "--ServerApp.jpserver_extensions="
        "{'nbgrader.server_extensions.formgrader': True, 'jupyterlab': False}",
    ]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=course.root, env=env, stdout=log, stderr=log, start_new_session=True
        )
    try:
        _wait_for(f"{address}/api/status?token={TOKEN}", server, tmp_path / "log")
        yield course, address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait_for(url: str, server: subprocess.Popen, log) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
    pytest.fail(f"no server within a minute:\n{log.read_text()}")


def test_an_instructor_grades_in_formgrader(formgrader, chromium):
    """The assignment is listed; two clicks grade two submissions; feedback is shown, nothing runs; a mark is
    added."""
    course, address = formgrader
    page = chromium.new_page()
    page.set_default_timeout(60_000)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(f"{address}/formgrader/manage_assignments?token={TOKEN}")
    page.get_by_role("link", name="times", exact=True).first.wait_for()

    page.goto(f"{address}/formgrader/manage_submissions/times")
    for student in ("bob", "carl"):
        page.locator("tr", has_text=student).locator(".autograde a").click()
        page.get_by_text(f"Successfully autograded 'times' for student '{student}'").wait_for()
        page.locator(".modal-footer button").click()
        page.locator(".modal-backdrop").wait_for(state="detached")
    assert grades(course)["bob"]["test_double"] == (2.0, None, False)
    assert set(grades(course)["carl"].values()) == {(None, None, True)}

    with Gradebook(course.db_url, course.course_id) as book:
        submitted = book.find_submission_notebook("times", "times", "bob").id
    page.goto(f"{address}/formgrader/submissions/{submitted}/")
    page.get_by_text("Triple of numbers").wait_for()
    page.locator("#why.needs_manual_grade").wait_for()  # then formgrader listens to the field
    page.locator("#why").fill("1")
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
        page.locator("#why").press("Tab")
    page.close()
    assert grades(course)["bob"]["why"] == (None, 1.0, False)
    with Gradebook(course.db_url, course.course_id) as book:
        assert book.find_submission("times", "bob").score == 3.0
    assert dialogs == []
