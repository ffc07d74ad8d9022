"""Runs a function in a child process with limits: a mutant may loop for ever, eat all memory, or print without end."""

from __future__ import annotations

import os
import resource
import select
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_RETURNED, _RAISED = b"+", b"-"
MEMORY = 3 * 2**30  # bytes that a child may take on top of what it is born with


class Stopped(Exception):
    """The child gave no answer: it took too long, or it died."""


def forked(function: Callable[[], T], kind: type[T], seconds: float) -> T:
    """What ``function()`` returns, worked out in a child of its own.

    Args:
        kind: the type of the result: a dataclass, or a plain type such as ``list[bool]``.
        seconds: of the child's CPU; of wall time ten times as much.

    Raises:
        Stopped: when there is no answer.
    """
    pid, pipe = _start(function, seconds, quiet=True)
    try:
        data = _read(pipe, time.monotonic() + 10 * seconds + 5)
    finally:
        os.close(pipe)
        _end(pid)
    return _answer(data, kind)


def in_parallel(functions: Iterable[Callable[[], T]], kind: type[T], jobs: int) -> Iterator[T]:
    """What each function returns, in the order they end; ``jobs`` of them run at a time, each in a child without limits.

    Args:
        kind: the type of the results, as in :func:`forked`.

    Raises:
        RuntimeError: when a child died, or raised.
    """
    waiting = iter(functions)
    running: dict[int, tuple[int, list[bytes]]] = {}

    def fill() -> None:
        while len(running) < jobs:
            function = next(waiting, None)
            if function is None:
                return
            pid, pipe = _start(function, None, quiet=False)
            running[pipe] = pid, []

    try:
        fill()
        while running:
            for pipe in select.select(list(running), [], [])[0]:
                data = os.read(pipe, 1 << 20)
                running[pipe][1].append(data)
                if not data:
                    pid, parts = running.pop(pipe)
                    os.close(pipe)
                    _end(pid)
                    try:
                        yield _answer(b"".join(parts), kind)
                    except Stopped as exc:
                        raise RuntimeError(f"a process of the audit ended early\n{exc}") from exc
                    fill()
    finally:
        for pipe, (pid, _) in running.items():
            os.close(pipe)
            _end(pid)


def _start(function: Callable[[], Any], seconds: float | None, quiet: bool) -> tuple[int, int]:
    """Start the child; its number, and the pipe that its answer comes through."""
    sys.stdout.flush()
    ours, theirs = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # a fork beside threads: the child starts none and waits for none
        pid = os.fork()
    if pid:
        os.close(theirs)
        return pid, ours
    try:
        os.close(ours)
        _in_child(function, theirs, seconds, quiet)
    finally:
        os._exit(0)


def _in_child(function: Callable[[], Any], pipe: int, seconds: float | None, quiet: bool) -> None:
    import torch

    os.setpgid(0, 0)
    torch.set_num_threads(1)
    warnings.resetwarnings()
    warnings.simplefilter("ignore")
    if quiet:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        sys.stdout = sys.stderr = os.fdopen(nowhere, "w")
    if seconds is not None:
        whole = max(1, round(seconds))
        resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
        statm = Path("/proc/self/statm")
        taken = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0
        resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY,) * 2)
    try:
        data = _RETURNED + msgspec.msgpack.encode(function())
    except BaseException:
        data = _RAISED + traceback.format_exc().encode(errors="replace")
    with os.fdopen(pipe, "wb") as file:
        file.write(data)


def _read(pipe: int, deadline: float) -> bytes:
    parts: list[bytes] = []
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([pipe], [], [], left)[0]:
            break
        data = os.read(pipe, 1 << 20)
        if not data:
            return b"".join(parts)
        parts.append(data)
    return b""


def _end(pid: int) -> None:
    """Kill the child, whatever it does, and what it has started."""
    for kill, number in ((os.killpg, pid), (os.kill, pid)):
        try:
            kill(number, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue
    os.waitpid(pid, 0)


def _answer(data: bytes, kind: type[T]) -> T:
    if data[:1] != _RETURNED:
        raise Stopped(data[1:].decode(errors="replace") or "no answer")
    return msgspec.msgpack.decode(data[1:], type=kind)
