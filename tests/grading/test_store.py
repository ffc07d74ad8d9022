"""Results of a run, however many: in order, and not in memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest

from autograder.core.errors import OurFault
from autograder.core.results import Result, exit_status
from autograder.grading.store import Spool


def results(count: int) -> Iterator[Result]:
    """As they finish: by no order, each with a long message of its own."""
    for number in range(count):
        student = f"s{number * 7919 % count:05}"
        yield Result.ungraded(
            "unreadable", f"{number} " * 2000, student=student, assignment="mlp", notebook="mlp.ipynb"
        )


def test_the_results_of_a_large_class_are_not_held_in_memory() -> None:
    """Ten times as many results, with some 10 kB each, take no more memory; they come out by student."""
    peaks = []
    for count in (200, 2000):
        tracemalloc.start()
        spool = Spool(results(count))
        students = [result.student for result in spool]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert students == [f"s{number:05}" for number in range(count)]
        assert exit_status(spool.outcomes) == 1
    assert peaks[1] < peaks[0] + 400_000


def test_the_same_results_can_be_read_twice() -> None:
    """The document and the table are made of the same ones, which are what came in."""
    spool = Spool(results(3))
    assert list(spool) == list(spool) == sorted(results(3), key=lambda result: result.student)


def test_a_file_that_cannot_be_used_is_told_with_what_to_do() -> None:
    """SQLite's own error says nothing of what to do."""
    spool = Spool(())
    spool._database.close()
    with pytest.raises(OurFault, match="temporary file for results cannot be used .* set TMPDIR"):
        list(spool)
