"""The processor cores that this process may use."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


def count() -> int:
    """How many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def a_core(number: int) -> int | None:
    """One of them, another for each number as far as they go; None where a process cannot choose."""
    if not hasattr(os, "sched_getaffinity"):
        return None
    allowed = sorted(os.sched_getaffinity(0))
    return allowed[number % len(allowed)]


@contextmanager
def on_core(core: int | None) -> Iterator[None]:
    """Run on this one for a while; None: on any."""
    if core is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
