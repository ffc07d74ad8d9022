"""A JupyterLab started for real, and a student at its keyboard."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TOKEN = "a-student"
_SECONDS = 120  # a machine that is busy takes its time


@contextmanager
def jupyter_lab(folder: Path, private: Path) -> Iterator[str]:
    """Start JupyterLab on ``folder``, with settings of its own below ``private``; its address."""
    environ = os.environ | {"OMP_NUM_THREADS": "1", "JUPYTER_PLATFORM_DIRS": "0"}
    for name in (
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
        "IPYTHONDIR",
        "JUPYTERLAB_SETTINGS_DIR",
        "JUPYTERLAB_WORKSPACES_DIR",
    ):
        (private / name).mkdir(parents=True)
        environ[name] = str(private / name)
    quiet = (
        private
        / "JUPYTERLAB_SETTINGS_DIR"
        / "@jupyterlab"
        / "apputils-extension"
        / "notification.jupyterlab-settings"
    )
    quiet.parent.mkdir(parents=True)
    quiet.write_text('{"fetchNews": "false", "checkForUpdates": false}')
    environ.pop("AUTOGRADER_LANGUAGE", None)
    environ["PYTHONPATH"] = str(Path(__file__).parents[2])
    command = [
        sys.executable,
        "-m",
        "jupyter",
        "lab",
        "--no-browser",
        "--allow-root",
        "--port=0",
        "--expose-app-in-browser",
        f"--ServerApp.root_dir={folder}",
        f"--IdentityProvider.token={TOKEN}",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    with (private / "log").open("w") as log:
        process = subprocess.Popen(command, env=environ, stdout=log, stderr=log, cwd=folder)
    try:
        yield _address(private / "JUPYTER_RUNTIME_DIR", process, private / "log")
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(runtime: Path, process: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end and process.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            try:
                url = json.loads(file.read_text())["url"]
                urllib.request.urlopen(f"{url}api/status?token={TOKEN}", timeout=5).close()
                return str(url)
            except (OSError, ValueError, KeyError):
                continue
        time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


class Desk:
    """One notebook open in the browser."""

    def __init__(self, page: Any, address: str, notebook: str) -> None:
        self.page = page
        page.set_default_timeout(_SECONDS * 1000)
        page.goto(f"{address}lab/tree/{notebook}?reset&token={TOKEN}")
        page.wait_for_function("() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.isReady")
        page.wait_for_function(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'"
        )
        page.evaluate("() => window.jupyterapp.shell.collapseLeft()")

    def cell(self, text: str) -> int:
        """The number of the first code cell that starts with ``text`` or has it as its ``grade_id``."""
        return self.page.evaluate(
            """text => window.jupyterapp.shell.currentWidget.content.widgets.findIndex(cell => cell.model.type === 'code' && (
                 cell.model.sharedModel.getSource().startsWith(text)
                 || cell.model.sharedModel.getMetadata('nbgrader')?.grade_id === text))""",
            text,
        )

    def go_to(self, number: int) -> Any:
        """Scroll to a cell, as a student would; the cell on the screen."""
        self.page.evaluate(
            """async number => {
            const notebook = window.jupyterapp.shell.currentWidget.content;
            notebook.activeCellIndex = number; await notebook.scrollToItem(number, 'start'); }""",
            number,
        )
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell.jp-mod-active")

    def write(self, number: int, text: str) -> None:
        """Replace what stands in a cell, from the keyboard."""
        self.go_to(number).locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def add_below(self, number: int, text: str) -> None:
        """Add a cell, from the keyboard."""
        self.go_to(number).locator(".cm-content").click()
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("b")
        self.write(number + 1, text)

    def run(self, number: int) -> Any:
        """Run a cell with the keyboard and wait until it has run; its output on the screen."""
        cell = self.go_to(number)
        cell.locator(".cm-content").click()
        before = self.count(number)
        self.page.keyboard.press("ControlOrMeta+Enter")
        self.page.wait_for_function(
            """([number, before]) => { const cell = window.jupyterapp.shell.currentWidget.content.widgets[number];
                 return cell.model.executionCount !== null && cell.model.executionCount !== before
                        && cell.model.executionState !== 'running'; }""",
            arg=[number, before],
        )
        return cell.locator(".jp-OutputArea")

    def count(self, number: int) -> int | None:
        """The number in a cell's margin."""
        return self.page.evaluate(
            "number => window.jupyterapp.shell.currentWidget.content.widgets[number].model.executionCount",
            number,
        )
