"""Children with limits: answers, endless loops, sudden ends, noise."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

import pytest

from autograder.authoring.forked import Stopped, forked, in_parallel


@dataclass(frozen=True, slots=True)
class Pair:
    """A result."""

    name: str
    numbers: tuple[int, ...]


def loop() -> int:
    while True:
        pass


def test_a_result_comes_back() -> None:
    """A dataclass, and a list, come back equal."""
    assert forked(lambda: Pair("a", (1, 2)), Pair, 5) == Pair("a", (1, 2))
    assert forked(lambda: [True, False], list[bool], 5) == [True, False]


def test_an_endless_loop_is_stopped() -> None:
    """A child that uses up its CPU is stopped."""
    with pytest.raises(Stopped):
        forked(loop, int, 1)


def test_a_sudden_end_is_told() -> None:
    """A child that ends without an answer, or raises, is told so; what it raised is in the message."""
    with pytest.raises(Stopped):
        forked(lambda: os._exit(0), int, 5)
    with pytest.raises(Stopped, match="ZeroDivisionError"):
        forked(lambda: 1 // 0, int, 5)


def test_too_much_memory_is_refused() -> None:
    """A child cannot take all memory."""
    with pytest.raises(Stopped, match="MemoryError|no answer"):
        forked(lambda: len(bytearray(2**40)), int, 5)


def test_a_child_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    """What solutions print is not seen."""
    assert forked(lambda: print("noise") or os.system("echo noise") or 1, int, 5) == 1
    assert capfd.readouterr().out == ""


def test_nothing_changes_here() -> None:
    """What a child changes stays in the child."""
    box = [1]
    assert forked(lambda: (box.append(2), len(box))[1], int, 5) == 2
    assert box == [1]


def test_all_results_come_as_they_end() -> None:
    """The quick one comes first when both run at a time; with one at a time they come in order."""

    def wait(seconds: float) -> float:
        time.sleep(seconds)
        return seconds

    functions = [lambda: wait(1.0), lambda: wait(0.0), lambda: wait(0.01)]
    assert next(in_parallel(functions, float, 2)) == 0.0
    assert list(in_parallel(functions, float, 1)) == [1.0, 0.0, 0.01]


def test_a_failing_task_is_an_error() -> None:
    """A task that raises ends the audit with what it raised."""
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(in_parallel([lambda: 1 // 0], int, 1))
