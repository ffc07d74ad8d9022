"""The zygote: imports everything a notebook needs once, then forks one worker a submission.

It is started afresh by exec, so that nothing of the marker's is in its memory, and it speaks only with its marker,
over the control socket (:mod:`autograder.sandbox.control`):

* ``spawn`` with one socket: a worker is forked that serves on it; the reply carries the worker's pidfd;
* ``kill`` a worker, for platforms without pidfds.

When the control socket closes, the zygote ends, and all its workers with it.

Where there are several markers, they share one that is warm (``--twins``): it forks a zygote for each of them.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import selectors
import shutil
import signal
import socket
import sys
import time
from typing import Any, NoReturn

from autograder.sandbox import control, hugepages
from autograder.sandbox.isolation import (
    AUTO,
    LEVELS,
    Unavailable,
    kernel,
    levels,
    processes,
    rlimits,
    trials,
)
from autograder.sandbox.worker_process import StartFailed, WorkerProcess

SETTLED = 4  # workers, after which a zygote takes the time to settle
_PIDFD = hasattr(os, "pidfd_open")


def main(argv: list[str]) -> NoReturn:
    """Run a zygote until its control socket closes."""
    parser = argparse.ArgumentParser(prog="autograder.sandbox")
    parser.add_argument("--control-fd", type=int)
    parser.add_argument("--isolation", choices=[AUTO, *LEVELS], default=AUTO)
    parser.add_argument(
        "--path", action="append", default=[], help="a folder of packages, besides the interpreter's"
    )
    parser.add_argument("--parent", type=int, help="end when this process, which started it, is gone")
    parser.add_argument("--memory", type=float, default=2048.0, help="MiB for one worker")
    parser.add_argument(
        "--trials", action="store_true", help="only try every layer, and print what came of it"
    )
    parser.add_argument(
        "--watch", action="store_true", help="nobody else bounds the memory of a worker's processes"
    )
    parser.add_argument("--twins", action="store_true", help="fork a zygote for each socket that comes")
    args = parser.parse_args(argv)
    sys.path += [path for path in args.path if path not in sys.path]
    if args.trials:
        trials.main()
        sys.stdout.flush()
        os._exit(0)
    if args.parent is not None:
        _die_with(args.parent)
    sock = socket.socket(fileno=args.control_fd)
    try:
        if control.receive(sock) is None:  # "go": the marker has put us where memory is counted
            os._exit(0)
        level = levels.choose(args.isolation, os.getcwd(), args.path, rlimits.for_memory(args.memory))
        if args.twins and not isinstance(level, levels.Namespaces):
            os._exit(0)  # other levels tell workers apart by what each zygote counts for itself
        level.enter()
        load()
        if args.twins:
            serve_twins(sock, level)
        Zygote(sock, level, args.watch or isinstance(level, levels.Fallback)).run()
    except Unavailable as exc:
        control.send(sock, {"op": "unavailable", "message": str(exc)})
    except (BrokenPipeError, ConnectionResetError):
        pass  # the marker is gone
    sys.stderr.flush()
    os._exit(0)


def _die_with(parent: int) -> None:
    """Until it serves, and can end what it has made, a zygote ends at once with the marker that started it."""
    if sys.platform == "linux":
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(0)


def load() -> None:
    """Import what every notebook uses and do once what every worker would do first."""
    gc.disable()  # what is imported stays: nobody looks for garbage in it
    from autograder.sandbox import main as worker

    worker.warm()
    gc.freeze()  # collections in workers leave these pages shared
    gc.enable()


def settle() -> None:
    """What is worth its second for a class, and not for a single notebook: matplotlib, and cheaper forks."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot

    hugepages.collapse()
    gc.freeze()


def serve_twins(sock: socket.socket, level: levels.Level) -> NoReturn:
    """Fork a zygote for each control socket that comes. This process is their namespace's init: they end with it."""
    settle()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    while (message := control.receive(sock)) is not None:
        (fd,) = message[1]
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            sock.close()
            twin = socket.socket(fileno=fd)
            control.send(twin, {"op": "here"}, [os.pidfd_open(os.getpid())])
            told = control.receive(twin)  # the marker has put us where memory is counted
            if told is not None:
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    Zygote(twin, level, told[0]["watch"], settled=True).run()
            os._exit(0)
        os.close(fd)
    os._exit(0)


class Zygote:
    """Forks workers on request and reaps them."""

    def __init__(
        self, sock: socket.socket, level: levels.Level, watched: bool, settled: bool = False
    ) -> None:
        self.control, self.level = sock, level
        self.watched, self.next_look = watched, 0.0
        self.folder = os.getcwd()
        self.running: dict[int, int] = {}  # pid -> pidfd, or -1
        self.ready: WorkerProcess | None = None
        self.spawned = SETTLED + 1 if settled else 0

    def run(self) -> None:
        """Serve until the marker is gone, then end all workers."""
        # From here on the end of the control socket says the same, and gives the time to end what was made.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        own = [os.pidfd_open(os.getpid())] if _PIDFD else []
        ready = {"op": "ready", "level": self.level.name, "moved": self.level.moved}
        control.send(self.control, ready, own)
        # the marker may be killed with messages unread
        killed = contextlib.suppress(BrokenPipeError, ConnectionResetError)
        with killed, selectors.DefaultSelector() as self.selector:
            self.selector.register(self.control, selectors.EVENT_READ)
            self._prepare()
            while self._step():
                pass
        if self.ready is not None:
            self.ready.end()
        for pid in self.running:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            self.level.clean(pid)
        if not self.level.moved:
            shutil.rmtree(self.folder, ignore_errors=True)  # the marker may have been killed

    def _step(self) -> bool:
        for key, _ in self.selector.select(self._patience()):
            if key.fileobj is self.control:
                message = control.receive(self.control)
                if message is None:
                    return False
                OPERATIONS[message[0]["op"]](self, *message)
        self._reap()
        if self.spawned == SETTLED:
            settle()
            self.spawned += 1
        self._prepare()
        if self.watched:
            self._look()
        return True

    def _patience(self) -> float | None:
        """How long nothing need be done, in seconds."""
        if self.running and self.watched:
            return max(0.0, self.next_look - time.monotonic())
        return None if _PIDFD else 0.1

    def _look(self) -> None:
        """End workers that take more than they may."""
        if time.monotonic() < self.next_look:
            return
        for pid in self.running:
            if self.level.too_much(pid):
                os.kill(pid, signal.SIGKILL)
        self.next_look = time.monotonic() + processes.INTERVAL

    def spawn(self, message: dict[str, Any], fds: list[int]) -> None:
        """Give the socket to a worker that is locked in, and hand out the worker's pidfd."""
        try:
            pid = self._ready_worker(fds[0], message.get("cpu"))
        except (OSError, StartFailed) as exc:
            control.send(self.control, {"op": "failed", "message": str(exc)})
            return
        finally:
            os.close(fds[0])
        self.spawned += self.spawned < SETTLED
        handles = [os.pidfd_open(pid)] if _PIDFD else []
        self.running[pid] = handles[0] if handles else -1
        if handles:
            self.selector.register(handles[0], selectors.EVENT_READ)
        control.send(self.control, {"op": "spawned", "pid": pid}, handles)

    def _ready_worker(self, fd: int, cpu: int | None) -> int:
        """The process id of a worker that has taken over the socket: the one that is ready, or else a new one."""
        ready, self.ready = self.ready, None
        if ready is not None:
            with contextlib.suppress(StartFailed):
                ready.hand_over(fd, cpu)
                return ready.pid
        worker = WorkerProcess(self.level)
        worker.hand_over(fd, cpu)
        return worker.pid

    def _prepare(self) -> None:
        """Have a worker ready for the next submission."""
        if self.ready is None:
            with contextlib.suppress(OSError):  # no room now; who needs it is told
                self.ready = WorkerProcess(self.level)

    def kill(self, message: dict[str, Any], fds: list[int]) -> None:
        """Kill a worker that has not been reaped yet."""
        if message["pid"] in self.running:
            os.kill(message["pid"], signal.SIGKILL)
        control.send(self.control, {"op": "killed"})

    def _reap(self) -> None:
        for pid in list(self.running):
            if os.waitpid(pid, os.WNOHANG)[0]:
                handle = self.running.pop(pid)
                if handle >= 0:
                    self.selector.unregister(handle)
                    os.close(handle)
                self.level.clean(pid)


OPERATIONS = {"spawn": Zygote.spawn, "kill": Zygote.kill}
