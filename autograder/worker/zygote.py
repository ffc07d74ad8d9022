"""The zygote: imports everything a notebook needs once, then forks one worker a submission.

It is started afresh by exec, so that nothing of the marker's is in its memory, and it speaks only with its marker,
over the control socket (:mod:`autograder.worker.control`):

* ``spawn`` with one socket: a worker is forked that serves on it; the reply carries the worker's pidfd;
* ``status`` of a worker that ended: its exit code as ``os.waitstatus_to_exitcode`` gives it;
* ``kill`` a worker, for platforms without pidfds.

When the control socket closes, the zygote ends, and all its workers with it.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import selectors
import signal
import socket
import sys
from typing import Any, NoReturn

from autograder.worker import control
from autograder.worker.isolation import AUTO, LEVELS, NONE, Unavailable


def main(argv: list[str]) -> NoReturn:
    """Run a zygote until its control socket closes, or one worker (``--connect``) where there is no fork."""
    parser = argparse.ArgumentParser(prog="autograder.worker")
    parser.add_argument("--control-fd", type=int)
    parser.add_argument("--connect", type=int, help="port on 127.0.0.1; the secret to say comes on standard input")
    parser.add_argument("--isolation", choices=[AUTO, *LEVELS], default=AUTO)
    parser.add_argument("--path", action="append", default=[], help="a folder of packages, besides the interpreter's")
    args = parser.parse_args(argv)
    sys.path += [path for path in args.path if path not in sys.path]
    if args.connect is not None:
        _serve_alone(args.connect)
    sock = socket.socket(fileno=args.control_fd)
    try:
        Zygote(sock, args.isolation).run()
    except Unavailable as exc:
        control.send(sock, {"op": "unavailable", "message": str(exc)})
    except (BrokenPipeError, ConnectionResetError):
        pass  # the marker is gone
    sys.stderr.flush()
    os._exit(0)


def load() -> None:
    """Import what notebooks use and do once what every worker would do first."""
    import matplotlib

    matplotlib.use("Agg")
    import IPython  # noqa: F401
    import matplotlib.pyplot  # noqa: F401
    import numpy  # noqa: F401

    from autograder.worker import main as worker

    worker.warm()


class Zygote:
    """Forks workers on request and reaps them."""

    def __init__(self, sock: socket.socket, isolation: str) -> None:
        self.control = sock
        self.level = NONE if isolation == AUTO else isolation
        self.running: dict[int, int] = {}  # pid -> pidfd
        self.ended: dict[int, int] = {}  # pid -> exit code

    def run(self) -> None:
        """Warm up, say so, serve until the marker is gone."""
        load()
        gc.collect()
        gc.freeze()  # collections in workers leave these pages shared
        control.send(self.control, {"op": "ready", "level": self.level})
        with selectors.DefaultSelector() as self.selector:
            self.selector.register(self.control, selectors.EVENT_READ)
            while self._step():
                pass
        for pid in self.running:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _step(self) -> bool:
        for key, _ in self.selector.select(None if hasattr(os, "pidfd_open") else 0.1):
            if key.fileobj is self.control:
                message = control.receive(self.control)
                if message is None:
                    return False
                OPERATIONS[message[0]["op"]](self, *message)
        self._reap()
        return True

    def spawn(self, message: dict[str, Any], fds: list[int]) -> None:
        """Fork one worker and hand out its pidfd."""
        pid = os.fork()
        if pid == 0:
            self._become_worker(fds[0])
        os.close(fds[0])
        handles = [os.pidfd_open(pid)] if hasattr(os, "pidfd_open") else []
        self.running[pid] = handles[0] if handles else -1
        if handles:
            self.selector.register(handles[0], selectors.EVENT_READ)
        control.send(self.control, {"op": "spawned", "pid": pid}, handles)

    def status(self, message: dict[str, Any], fds: list[int]) -> None:
        """Tell the exit code of a worker that ended, or None."""
        self._reap()
        control.send(self.control, {"op": "status", "code": self.ended.pop(message["pid"], None)})

    def kill(self, message: dict[str, Any], fds: list[int]) -> None:
        """Kill a worker that has not been reaped yet."""
        if message["pid"] in self.running:
            os.kill(message["pid"], signal.SIGKILL)
        control.send(self.control, {"op": "killed"})

    def _reap(self) -> None:
        for pid in list(self.running):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                handle = self.running.pop(pid)
                self.ended[pid] = os.waitstatus_to_exitcode(status)
                if handle >= 0:
                    self.selector.unregister(handle)
                    os.close(handle)
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(pid, signal.SIGKILL)  # what it forked and left behind

    def _become_worker(self, fd: int) -> NoReturn:
        try:
            os.setsid()
            sock = socket.socket(fileno=_only(fd))
            from autograder.worker.main import serve

            serve(sock)
        finally:
            os._exit(70)


def _only(fd: int) -> int:
    """Keep nothing open but ``fd``, as 3, and the null device on 0, 1 and 2; returns 3."""
    null = os.open(os.devnull, os.O_RDWR)
    fd = os.dup(fd)  # above what is overwritten next
    for number in (0, 1, 2):
        os.dup2(null, number)
    os.dup2(fd, 3, inheritable=False)
    os.closerange(4, os.sysconf("SC_OPEN_MAX"))
    return 3


def _serve_alone(port: int) -> NoReturn:
    """One worker in a process of its own: connect back, say the secret, serve."""
    secret = sys.stdin.buffer.readline()
    load()
    sock = socket.create_connection(("127.0.0.1", port))
    sock.sendall(secret)
    from autograder.worker.main import serve

    serve(sock)


OPERATIONS = {"spawn": Zygote.spawn, "status": Zygote.status, "kill": Zygote.kill}
