"""The trusted side's handles on processes that run student code: a zygote, and the workers it forks.

A :class:`Zygote` is started afresh by exec with a clean environment, once for many submissions; :meth:`Zygote.spawn`
gives a locked-in :class:`Worker` within milliseconds. Both are context managers.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from autograder.core import errors
from autograder.grading.launch import END_SECONDS, START_SECONDS, Cleaner, new_folder, started
from autograder.sandbox import control, processor
from autograder.sandbox.isolation import AUTO, LEVELS, NONE, Unavailable, cgroups, rlimits


class Worker:
    """One process that serves a submission over :attr:`sock`, a blocking stream socket."""

    def __init__(self, sock: socket.socket, pid: int, pidfd: int | None, owner: Zygote) -> None:
        self.sock, self.pid = sock, pid
        self._pidfd, self._owner = pidfd, owner
        self._closed = False

    def kill(self) -> None:
        """End it, and everything it started where the isolation holds that; any number of times."""
        if self._closed:
            return
        if self._pidfd is None:
            with contextlib.suppress(errors.WorkerUnavailable):  # then its zygote is gone, and it with it
                self._owner.kill(self.pid)
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    def usage(self) -> processor.Usage:
        """What its processes have computed and waited for so far, in seconds; zeros where nobody tells."""
        pid = None if self._pidfd is None else _pid_here(self._pidfd)
        return (0.0, 0.0) if pid is None else processor.usage(pid)

    def close(self) -> None:
        """Kill it and release what stands for it here."""
        self.kill()
        self.sock.close()
        if self._pidfd is not None:
            os.close(self._pidfd)
            self._pidfd = None
        self._closed = True

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Zygote:
    """A warm process that forks workers.

    Starting takes seconds and happens in the background: :attr:`level` and :meth:`spawn` wait for it.

    Args:
        isolation: a level's name, or ``auto`` for the strongest that this machine gives, which is never ``none``.
        memory_mb: memory of one worker, all its processes together.
        twin: what :meth:`autograder.grading.nursery.Nursery.twin` gave, for a zygote that shares the memory of others; then it
            need not start.

    Raises:
        errors.UsageError: there is no level of that name.
        errors.IsolationUnavailable: a process cannot be forked here.
    """

    def __init__(
        self, isolation: str = "auto", memory_mb: float = 2048.0, twin: socket.socket | None = None
    ) -> None:
        if isolation not in (AUTO, *LEVELS):
            raise errors.UsageError(
                f"there is no isolation {isolation!r}; there are {', '.join((AUTO, *LEVELS))}"
            )
        if not hasattr(os, "fork"):
            raise errors.IsolationUnavailable(
                "grading needs Linux or macOS: on Windows, grade in WSL or in a Linux container"
            )
        self.isolation = isolation
        self._group = _group(rlimits.for_memory(memory_mb)) if isolation != NONE else None
        self._level: str | None = None
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._pidfd: int | None = None
        self._folder = None if twin is not None else new_folder()
        groups = () if self._group is None else self._group.folders
        self._cleaner = Cleaner(filter(None, [self._folder]), groups)
        if twin is not None:
            self._control = twin
            twin.settimeout(START_SECONDS)
            return
        assert self._folder is not None
        watch = ["--watch"] if self._group is None else []
        self._process, self._control = started(isolation, memory_mb, self._folder, watch)
        if self._group is not None:
            self._group.add(self._process.pid)
        control.send(self._control, {"op": "go"})

    @property
    def level(self) -> str:
        """The isolation in force.

        Raises:
            errors.IsolationUnavailable: what was asked for is not available here.
            errors.WorkerUnavailable: the zygote did not start.
        """
        with self._lock:
            return self._wait_until_ready()

    def spawn(self, cpu: int | None = None) -> Worker:
        """Start a fresh worker.

        Args:
            cpu: the processor to run on: the marker's own, as the two take turns and handing over to another costs
                more.

        Raises:
            errors.IsolationUnavailable: what was asked for is not available here.
            errors.WorkerUnavailable: the zygote is gone or could not fork; a new zygote may do better.
        """
        ours, theirs = socket.socketpair()
        try:
            with self._lock, theirs:
                self._wait_until_ready()
                reply, fds = self._ask({"op": "spawn", "cpu": cpu}, [theirs.fileno()])
                if reply["op"] == "failed":
                    raise errors.WorkerUnavailable(f"no worker could be started: {reply['message']}")
        except BaseException:
            ours.close()
            raise
        return Worker(ours, reply["pid"], fds[0] if fds else None, self)

    def kill(self, pid: int) -> None:
        """Kill a worker, where it has no pidfd."""
        with self._lock:
            self._ask({"op": "kill", "pid": pid})

    def close(self) -> None:
        """End the zygote and all its workers; any number of times."""
        self._control.close()
        if self._pidfd is not None and self._process is None:
            select.select([self._pidfd], [], [], END_SECONDS)
            self._kill()
        if self._process is not None:
            try:
                self._process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                self._kill()
        if self._pidfd is not None:
            os.close(self._pidfd)
            self._pidfd = None
        if self._group is not None:
            self._group.remove()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._cleaner.close()

    def __enter__(self) -> Zygote:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _kill(self) -> None:
        """End a zygote that does not end by itself: it, and the processes that wait for it."""
        with contextlib.suppress(ProcessLookupError):
            if self._pidfd is not None:
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        if self._process is not None and self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _wait_until_ready(self) -> str:
        if self._level is None:
            if self._process is None:
                self._count_memory()
            message, fds = self._receive("did not start")
            if message["op"] == "unavailable":
                raise errors.IsolationUnavailable(message["message"])
            self._pidfd = fds[0] if fds else None
            self._level = message["level"]
            if self._group is not None:
                self._group.close_in()
            if message.get("moved") and self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)
        return self._level

    def _count_memory(self) -> None:
        """Have the kernel count what a twin takes from here on, before it forks any worker."""
        _, (pidfd,) = self._receive("did not start")
        try:
            pid = _pid_here(pidfd)
            if self._group is not None and pid is not None:
                self._group.add(pid)
            self._send({"op": "go", "watch": self._group is None})
        finally:
            os.close(pidfd)

    def _ask(
        self, message: dict[str, Any], fds: list[int] | tuple[()] = ()
    ) -> tuple[dict[str, Any], list[int]]:
        self._send(message, fds)
        return self._receive("is gone")

    def _send(self, message: dict[str, Any], fds: list[int] | tuple[()] = ()) -> None:
        try:
            control.send(self._control, message, fds)
        except OSError as exc:
            raise errors.WorkerUnavailable(f"the zygote is gone: {exc}") from exc

    def _receive(self, what: str) -> tuple[dict[str, Any], list[int]]:
        try:
            reply = control.receive(self._control)
        except OSError as exc:  # a late reply must not be taken for the next one's
            self._kill()
            raise errors.WorkerUnavailable(f"the zygote {what}: {exc}") from exc
        if reply is None:
            raise errors.WorkerUnavailable(f"the zygote {what}")
        return reply


def _pid_here(pidfd: int) -> int | None:
    """A process's id as this process sees it: a zygote may have process ids of its own."""
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f"/proc/self/fdinfo/{pidfd}").read_bytes().splitlines():
            if line.startswith(b"Pid:") and (pid := int(line.split()[1])) > 0:
                return pid
    return None


def _group(limits: rlimits.Limits) -> cgroups.Group | None:
    """A control group, tried for real with a child of ours; None where none can be made."""
    if not Path("/proc/self/cgroup").exists():
        return None
    cgroups.remove_stale()
    try:
        group = cgroups.create(limits)
    except Unavailable:
        return None
    with subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE
    ) as child:
        try:
            group.add(child.pid)
            return group
        except OSError:
            group.remove(0.0)
            return None
        finally:
            child.kill()
