"""Time of one's own: computing and sleeping count, waiting for a processor does not."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from autograder.sandbox import processor
from autograder.sandbox.processor import BACKSTOP, Deadline


class Clock:
    """Time as it is told, and what a process has used of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.computed, self.delayed = 1000.0, 5.0, 7.0
        monkeypatch.setattr(processor.time, "monotonic", lambda: self.now)

    def usage(self) -> processor.Usage:
        return self.computed, self.delayed

    def passes(self, seconds: float, computing: float = 0.0, waiting: float = 0.0) -> None:
        self.now += seconds
        self.computed += computing
        self.delayed += waiting


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.mark.parametrize("patient", [False, True])
def test_sleeping_counts(clock: Clock, patient: bool):
    """Ten seconds of doing nothing are ten seconds."""
    deadline = Deadline(10.0, clock.usage, patient=patient)
    clock.passes(9.9)
    assert 0 < deadline.left() < 0.2
    clock.passes(0.2)
    assert deadline.left() == 0


@pytest.mark.parametrize("patient", [False, True])
def test_waiting_for_a_processor_does_not(clock: Clock, patient: bool):
    """On a busy machine it takes longer, and not for ever."""
    deadline = Deadline(10.0, clock.usage, patient=patient)
    for _ in range(100):
        clock.passes(1.0, computing=0.09, waiting=0.91)
        assert deadline.left() > 0
    clock.passes(11, computing=11)
    assert deadline.left() == 0


def test_threads_that_wait_for_one_another_win_no_time(clock: Clock):
    """Sixty threads on one processor wait sixty seconds a second; what they compute counts."""
    deadline = Deadline(10.0, clock.usage)
    for _ in range(9):
        clock.passes(1.0, computing=1.0, waiting=59.0)
        assert deadline.left() > 0
    clock.passes(1.1, computing=1.1, waiting=59.0)
    assert deadline.left() == 0


def test_there_is_an_end_to_all_waiting(clock: Clock):
    """Whoever never gets a processor is given up in the end."""
    deadline = Deadline(1.0, clock.usage)
    clock.passes(BACKSTOP + 1, waiting=BACKSTOP + 1)
    assert deadline.left() == 0


@pytest.mark.skipif(not os.path.exists("/proc/self/schedstat"), reason="nobody counts")
def test_the_usage_of_a_process_holds_its_children(tmp_path):
    """What they compute, while they run and afterwards."""
    program = "import os, time\nif os.fork() == 0:\n    end = time.process_time() + 0.5\n    while time.process_time() < end: pass\n    os._exit(0)\nos.wait()\nprint(flush=True)\ntime.sleep(100)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        time.sleep(0.05)
        process.stdout.readline()
        computed, delayed = processor.usage(process.pid)
        process.kill()
    assert computed >= 0.45 and delayed >= 0
