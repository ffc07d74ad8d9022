"""Runs a function in a child process with limits: a mutant may loop for ever, eat all memory, or print without end."""

import multiprocessing
import os
import resource
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_RETURNED, _RAISED = b"+", b"-"
MEMORY = 3 * 2**30  # bytes that a child may take on top of what it is born with
_FORK = multiprocessing.get_context("fork")
Child = tuple[Connection, Any]  # where its answer comes from, and its process


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
    return _answer(_start(function, seconds), kind, 10 * seconds + 5)


def in_parallel(functions: Iterable[Callable[[], T]], kind: type[T], jobs: int) -> Iterator[T]:
    """What each function returns, in the order they end; ``jobs`` of them run at a time, each in a child without limits.

    Args:
        kind: the type of the results, as in :func:`forked`.

    Raises:
        RuntimeError: when a child died, or raised.
    """
    waiting, running = [*functions][::-1], dict[Connection, Any]()
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                pipe, process = _start(waiting.pop(), None)
                running[pipe] = process
            for ready in wait([*running]):
                assert isinstance(ready, Connection)
                yield _answer((ready, running.pop(ready)), kind, None)
    except Stopped as exc:
        raise RuntimeError(f"a process of the audit ended early\n{exc}") from exc
    finally:
        for child in running.items():
            _end(child)


def _start(function: Callable[[], Any], seconds: float | None) -> Child:
    ours, theirs = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_in_child, args=(function, theirs, seconds))
    with warnings.catch_warnings():  # a fork beside threads: the child starts none and waits for none
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    theirs.close()
    return ours, process


def _in_child(function: Callable[[], Any], pipe: Connection, seconds: float | None) -> None:
    import torch

    os.setpgid(0, 0)
    torch.set_num_threads(1)
    warnings.resetwarnings()
    warnings.simplefilter("ignore")
    if seconds is not None:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        sys.stdout = sys.stderr = os.fdopen(nowhere, "w")
        whole = max(1, round(seconds))
        resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
        statm = Path("/proc/self/statm")
        taken = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0
        resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY,) * 2)
    try:
        data = _RETURNED + msgspec.msgpack.encode(function())
    except BaseException:
        data = _RAISED + traceback.format_exc().encode(errors="replace")
    pipe.send_bytes(data)
    os._exit(0)


def _answer(child: Child, kind: type[T], seconds: float | None) -> T:
    """The child's answer, within so many seconds; the child is gone then."""
    try:
        data = child[0].recv_bytes() if child[0].poll(seconds) else b""
    except (EOFError, OSError):
        data = b""
    finally:
        _end(child)
    if data[:1] != _RETURNED:
        raise Stopped(data[1:].decode(errors="replace") or "no answer")
    return msgspec.msgpack.decode(data[1:], type=kind)


def _end(child: Child) -> None:
    """Kill the child, whatever it does, and what it has started."""
    pipe, process = child
    pipe.close()
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()
