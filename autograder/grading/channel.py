"""Requests to one worker and its replies, each within its time; whatever is out of order ends the worker."""

import itertools
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any, Protocol

import msgspec

from autograder.core import errors, values
from autograder.sandbox import wire
from autograder.sandbox.processor import Deadline, Usage

MAX_REPLY = 16 * 2**20  # bytes
Left = Callable[[], float]


class WorkerProcess(Protocol):
    """What a channel needs of :class:`autograder.grading.process.Worker`."""

    sock: socket.socket

    def usage(self) -> Usage:
        """What its processes have computed, and waited for a processor, so far."""

    def kill(self) -> None:
        """End it and everything it started."""

    def close(self) -> None:
        """Release what it holds here."""


def _no_end() -> float:
    return float("inf")


class Channel:
    """Requests to one worker and their replies; whatever is out of order ends the worker."""

    def __init__(self, worker: WorkerProcess) -> None:
        self.worker = worker
        self.alive = True
        self._frames = wire.Frames(worker.sock)
        self._spent: Usage = (0.0, 0.0)
        self._numbers = itertools.count(1)

    def ask(self, operation: Sequence[Any], seconds: float | None, left: Left = _no_end) -> list[Any]:
        """Send one request and return its reply, ``[kind, …]``.

        Args:
            seconds: for the reply, of the worker's own time.
            left: seconds that are left for all requests together.

        Raises:
            errors.CallTimeout: no reply within its time; the worker is gone.
            errors.Crashed: the worker died, said something unasked, or something that is no reply; it is gone.
            ChildDied: the worker's child died; the worker lives on.
        """
        within = self._within(seconds, left)
        number = self._send(values.encode(list(operation)), seconds, within)
        data = self._receive(number, seconds, within, MAX_REPLY)
        with self._faults(seconds):
            return read(data)

    def ask_all(
        self, requests: Sequence[bytes], seconds: float | None, left: Left = _no_end
    ) -> Iterator[bytearray]:
        """Send requests in one message; their replies as they come, for :func:`read`, each within ``seconds``.

        Raises:
            TooMuch: all replies together are larger than one may be; the worker is gone.
            others: as :meth:`ask`.
        """
        room = MAX_REPLY
        number = self._send(
            values.encode(["batch", None, list(requests)]), seconds, self._within(seconds, left)
        )
        for _ in requests:
            data = self._receive(number, seconds, self._within(seconds, left), room)
            room -= len(data)
            yield data

    def _within(self, seconds: float | None, left: Left) -> Left:
        if seconds is None:
            return left
        deadline = Deadline(seconds, self.worker.usage, patient=True)
        return lambda: min(deadline.left(), left())

    def _send(self, data: bytes, seconds: float | None, within: Left) -> int:
        number = next(self._numbers)
        with self._faults(seconds):
            self._must_be_silent()
            wire.send(self.worker.sock, number, data, within)
        return number

    def _receive(self, number: int, seconds: float | None, within: Left, room: int) -> bytearray:
        with self._faults(seconds):
            frame = self._frames.next(room, within)
            if frame is None:
                raise errors.Crashed("the worker closed its socket", killed=True)
            said, data = frame
            if said == 0:
                raise ChildDied(_code(data))
            if said != number:
                raise errors.Crashed("the worker's reply does not fit the request")
            return data

    @contextmanager
    def _faults(self, seconds: float | None) -> Iterator[None]:
        try:
            yield
        except TimeoutError:
            self.end()
            raise errors.CallTimeout(seconds or 0.0) from None
        except wire.TooLarge as exc:
            self.end()
            raise TooMuch(str(exc)) from exc
        except OSError as exc:
            self.end()
            raise errors.Crashed(f"the worker broke off: {exc}", killed=True) from exc
        except errors.Crashed:
            self.end()
            raise

    def usage(self) -> Usage:
        """What the worker has computed and waited; of one that has ended, as far as it was seen."""
        if self.alive:
            computed, delayed = self.worker.usage()
            self._spent = max(computed, self._spent[0]), max(delayed, self._spent[1])
        return self._spent

    def end(self) -> None:
        """Kill the worker."""
        if self.alive:
            self.usage()
            self.alive = False
            self.worker.kill()
            self.worker.close()

    def _must_be_silent(self) -> None:
        """A reply that is there before its request is forged."""
        try:
            self.worker.sock.setblocking(False)
            early = bool(self._frames) or self.worker.sock.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return
        if early:
            raise errors.Crashed("the worker spoke unasked")
        raise errors.Crashed("the worker closed its socket", killed=True)


class TooMuch(errors.Crashed):
    """The worker sent more than it may."""


class ChildDied(Exception):
    """The child that answered for a worker died; ``code`` as ``os.waitstatus_to_exitcode`` gives it."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code

    def as_error(self) -> errors.Crashed:
        """By whose fault: SIGKILL comes of the memory limit, or from outside."""
        killed = self.code == -signal.SIGKILL
        kind = errors.OutOfMemory if killed else errors.Crashed
        return kind(f"the process ended with {self.code}", killed)


def _code(data: bytearray) -> int:
    """The exit code in a worker's report that its child has died.

    Raises:
        errors.Crashed: it is no such report.
    """
    try:
        report = values.decode(data, 64)
    except values.ValueRefused as exc:
        raise errors.Crashed(f"the worker's report cannot be read: {exc}") from exc
    if type(report) is not list or len(report) != 2 or report[0] != wire.DIED or type(report[1]) is not int:
        raise errors.Crashed("the worker's report does not fit")
    return report[1]


def read(data: bytes | bytearray) -> list[Any]:
    """The reply, ``[kind, …]``, that these bytes are.

    Raises:
        errors.Crashed: they are none.
    """
    try:
        reply: list[Any] = values.decode(data, MAX_REPLY)
    except values.ValueRefused as exc:
        raise errors.Crashed(f"the worker's reply cannot be read: {exc}") from exc
    if not is_reply(reply):
        raise errors.Crashed("the worker's reply does not fit the request")
    return reply


# a worker of ours says half as much; patterns are looked for in it
_Said = Annotated[str, msgspec.Meta(max_length=1000)]
_Mro = Annotated[list[_Said], msgspec.Meta(max_length=1000)]
_Cause = tuple[_Said, _Said] | None
_FAILURES: dict[str, Any] = {
    "missing": tuple[_Said, _Said, _Said | None, _Cause],
    "raised": tuple[_Said, _Said, _Said, tuple[_Said, int, _Said, _Said] | None, _Mro, _Cause],
}


def is_reply(reply: Any) -> bool:
    """Whether a value is a reply of one of the three kinds (see :mod:`autograder.sandbox.responder`)."""
    if type(reply) is not list or not reply or type(reply[0]) is not str:
        return False
    if reply[0] == "value":
        return len(reply) == 2
    try:
        msgspec.convert(reply, _FAILURES[reply[0]])
    except (KeyError, msgspec.ValidationError):
        return False
    return True
