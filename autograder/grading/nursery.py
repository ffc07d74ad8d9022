"""One warm process that zygotes of several markers are forked from."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
from multiprocessing import util

from autograder.grading.launch import END_SECONDS, Cleaner, new_folder, started
from autograder.sandbox import control


class Nursery:
    """One warm process that forks a zygote for each marker: they share what it has imported. A marker gets it by a socket,
    as the argument ``twin`` of :class:`autograder.grading.process.Zygote`; where there can be none, that one fails, and
    another way is to be taken.

    Args:
        isolation, memory_mb: as for :class:`autograder.grading.process.Zygote`.
    """

    def __init__(self, isolation: str, memory_mb: float) -> None:
        self._folder = new_folder()
        self._cleaner = Cleaner([self._folder, util.get_temp_dir()])
        self._process, self._control = started(isolation, memory_mb, self._folder, ["--twins"])
        control.send(self._control, {"op": "go"})

    def twin(self) -> socket.socket:
        """The control socket of another zygote, which is there some time later."""
        ours, theirs = socket.socketpair()
        with theirs, contextlib.suppress(OSError):  # it has ended: so does the socket
            control.send(self._control, {"op": "twin"}, [theirs.fileno()])
        return ours

    def close(self) -> None:
        """End it, all that it has forked, and their workers."""
        self._control.close()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._cleaner.close()
