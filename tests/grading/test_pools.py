"""How tasks are handed to marker processes, with markers that are a few lines of this process."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from autograder.core.errors import UsageError
from autograder.grading import pools
from autograder.grading.pools import LocalPool
from autograder.grading.tasks import Conditions


class Lane:
    """Grades at once; the first two markers die, with nothing to do or over their second task."""

    made = 0

    def __init__(self, *_: object) -> None:
        type(self).made += 1
        self.number, self.done = self.made, 0
        self.task: Any = None
        self.tries, self.warm = 0, False

    def submit(self, task: Any, tries: int, conditions: Any) -> Future[Any]:
        """Grade it, or die."""
        self.task, self.tries, self.done = task, tries, self.done + 1
        if self.number == 1 and self.done == 2:
            raise BrokenProcessPool
        future: Future[Any] = Future()
        if self.number == 2 and self.done == 2:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(f"{task} after {tries}")
        return future

    def is_slow(self) -> bool:
        """Never."""
        return False

    def end(self) -> None:
        """At once."""

    wait = end


def test_a_marker_that_dies_with_nothing_to_do_costs_no_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its next task goes to another; one that dies over a task has cost a try."""
    monkeypatch.setattr(pools, "_Lane", Lane)
    pool: Any = LocalPool(None, 1)  # type: ignore[arg-type]
    graded = list(pool.grade(["a", "b", "c", "d"]))
    assert graded == [("a", "a after 0"), ("b", "b after 0"), ("c", "c after 1"), ("d", "d after 0")]
    assert Lane.made == 3


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each marker starts its own processes")
def test_a_temporary_folder_whose_name_is_too_long_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sockets could not be made below it; nothing has been started then."""
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / ("x" * 100)))
    with pytest.raises(UsageError, match="set TMPDIR to a folder"):
        LocalPool(Conditions(str(tmp_path), None, "en"), 2).begin()


def test_a_marker_prints_no_warnings_but_of_our_own_faults() -> None:
    """What torch says while odd values of a student's are compared is no matter of the terminal's; a hint that failed is."""
    code = (
        "import warnings; from autograder.grading.tasks import start; start(); warnings.warn('odd values'); "
        "from autograder.core.errors import FaultWarning; warnings.warn('a diagnosis failed', FaultWarning)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and "odd values" not in done.stderr and "a diagnosis failed" in done.stderr
