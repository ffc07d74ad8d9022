"""One submission's notebook in a worker: loads it, gives every exercise a fresh copy, replaces workers that die."""

from __future__ import annotations

import itertools
import signal
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from autograder.core import errors, values
from autograder.sandbox import wire
from autograder.testing.student import Request, value_of

GRACE = 2.0  # seconds that a worker has, beyond a cell's own limit, to say that the cell was interrupted
MAX_RELOADS = 6
MAX_REPLY = 16 * 2**20  # bytes
SHARE = 1 / 8  # of the time for the submission; each exercise has so much, whatever the others took


class WorkerProcess(Protocol):
    """What a session needs of :class:`autograder.grading.process.Worker`."""

    sock: socket.socket

    def kill(self) -> None:
        """End it and everything it started."""

    def close(self) -> None:
        """Release what it holds here."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do when loading a notebook: run a cell, or remember what an exercise's name is bound to."""

    label: str
    source: str | None
    keep: str | None = None


@dataclass(frozen=True, slots=True)
class CellError:
    """Why a cell did not run to its end."""

    kind: str
    detail: str
    line: int | None


class Channel:
    """Requests to one worker and their replies; whatever is out of order ends the worker."""

    def __init__(self, worker: WorkerProcess) -> None:
        self.worker = worker
        self.alive = True
        self._numbers = itertools.count(1)

    def ask(self, operation: Sequence[Any], seconds: float | None) -> list[Any]:
        """Send one request and return its reply, ``[kind, …]``.

        Raises:
            errors.CallTimeout: no reply within ``seconds``; the worker is gone.
            errors.Crashed: the worker died, said something unasked, or something that is no reply; it is gone.
            ChildDied: the worker's child died; the worker lives on.
        """
        number = self._send(values.encode(list(operation)), seconds)
        data = self._receive(number, seconds, MAX_REPLY)
        with self._faults(seconds):
            return read(data)

    def ask_all(
        self, requests: Sequence[bytes], seconds: float | None, deadline: float = float("inf")
    ) -> Iterator[bytearray]:
        """Send requests in one message; their replies as they come, for :func:`read`, each within ``seconds``, and all of
        them before ``deadline``, by time.monotonic().

        Raises:
            TooMuch: all replies together are larger than one may be; the worker is gone.
            others: as :meth:`ask`.
        """
        number, room = self._send(values.encode(["batch", None, list(requests)]), seconds), MAX_REPLY
        for _ in requests:
            data = self._receive(number, _until(deadline, seconds), room)
            room -= len(data)
            yield data

    def _send(self, data: bytes, seconds: float | None) -> int:
        number = next(self._numbers)
        with self._faults(seconds):
            self._must_be_silent()
            self.worker.sock.settimeout(seconds)
            wire.send(self.worker.sock, number, data)
        return number

    def _receive(self, number: int, seconds: float | None, room: int) -> bytearray:
        with self._faults(seconds):
            frame = wire.receive(
                self.worker.sock, room, None if seconds is None else time.monotonic() + seconds
            )
            if frame is None:
                raise errors.Crashed("the worker closed its socket")
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
            raise errors.Crashed(f"the worker broke off: {exc}") from exc
        except errors.Crashed:
            self.end()
            raise

    def end(self) -> None:
        """Kill the worker."""
        if self.alive:
            self.alive = False
            self.worker.kill()
            self.worker.close()

    def _must_be_silent(self) -> None:
        """A reply that is there before its request is forged."""
        try:
            self.worker.sock.setblocking(False)
            early = self.worker.sock.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return
        raise errors.Crashed("the worker spoke unasked" if early else "the worker closed its socket")


def _until(deadline: float, seconds: float | None) -> float | None:
    """The time for one reply: ``seconds``, or what is left until a deadline."""
    left = max(deadline - time.monotonic(), 0.1)
    return seconds if left == float("inf") else left if seconds is None else min(seconds, left)


class TooMuch(errors.Crashed):
    """The worker sent more than it may."""


class ChildDied(Exception):
    """The child that answered for a worker died; ``code`` as ``os.waitstatus_to_exitcode`` gives it."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code

    def as_error(self) -> errors.Crashed:
        """By whose fault: SIGKILL from inside comes of the memory limit."""
        kind = errors.OutOfMemory if self.code == -signal.SIGKILL else errors.Crashed
        return kind(f"the process ended with {self.code}")


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


def read(data: bytearray) -> list[Any]:
    """The reply, ``[kind, …]``, that these bytes are.

    Raises:
        errors.Crashed: they are none.
    """
    try:
        reply = values.decode(data, MAX_REPLY)
    except values.ValueRefused as exc:
        raise errors.Crashed(f"the worker's reply cannot be read: {exc}") from exc
    if not is_reply(reply):
        raise errors.Crashed("the worker's reply does not fit the request")
    return reply


def is_reply(reply: Any) -> bool:
    """Whether a value is a reply of one of the three kinds (see :mod:`autograder.sandbox.responder`)."""
    if type(reply) is not list or not reply:
        return False
    kind, rest = reply[0], reply[1:]
    if kind == "value":
        return len(rest) == 1
    if kind == "missing":
        return len(rest) == 2 and type(rest[0]) is str and (rest[1] is None or type(rest[1]) is str)
    if kind != "raised" or len(rest) != 4:
        return False
    name, detail, where, mro = rest
    return (
        type(name) is str
        and type(detail) is str
        and type(mro) is list
        and all(type(c) is str for c in mro)
        and (where is None or (type(where) is list and [type(part) for part in where] == [str, int, str]))
    )


@dataclass
class Session:
    """A submission in a worker, replaced whenever it dies.

    Args:
        spawn: gives a fresh worker; raises errors.OurFault when there is none to be had.
        steps: what loading the notebook means.
        cell_seconds: time limit of each cell.
        submission_seconds: time for all of it: cells that come later are not run, calls are not made. Each exercise
            has a share of its own, so that one which is slow in every call does not cost the next one its marks.
    """

    spawn: Callable[[], WorkerProcess]
    steps: Sequence[Step]
    cell_seconds: float = 10.0
    submission_seconds: float = 120.0
    cell_errors: dict[str, CellError] = field(default_factory=dict)
    _fatal: set[int] = field(default_factory=set)
    _channel: Channel | None = None
    _forked: bool = False
    _prelude: Sequence[Request] = ()
    _whole: float | None = None  # when all of it should have ended, by time.monotonic()
    _deadline: float = float("inf")  # the same for the exercise at hand

    def close(self) -> None:
        """End the worker."""
        self._forked = False
        if self._channel is not None:
            self._channel.end()
            self._channel = None

    @property
    def forked(self) -> bool:
        """Whether there is a fork that an exercise has left, for :meth:`exercise` to go on with."""
        return self._forked

    @contextmanager
    def exercise(self, prelude: Sequence[Request] = (), *, afresh: bool = True) -> Iterator[Session]:
        """For the block, requests go to a fork of the loaded notebook.

        Args:
            prelude: requests that every such fork answers first; a fork that dies is replaced by one that has, too.
            afresh: whether it must be a fork that nothing else has touched. Otherwise it is the one that the exercise
                before has left, if it has left one: every name is bound as it was, but what calls have done to objects and
                modules is done. There is a quarter of the time then.
        """
        if afresh:
            self.leave()
        else:
            self.rebind()
        self._prelude = prelude
        now = time.monotonic()
        self._whole = self._whole or now + self.submission_seconds
        share = SHARE * self.submission_seconds
        self._deadline = max(self._whole, now + share) if afresh or not self._forked else now + share / 4
        try:
            yield self
        finally:
            self._prelude, self._deadline = (), float("inf")
            if prelude:
                self.leave()

    def ask(self, request: Request, seconds: float | None) -> Any:
        """Answer a request of the tests'; see :class:`autograder.testing.student.Backend`."""
        if time.monotonic() >= self._deadline:
            raise errors.CallTimeout(self.submission_seconds)
        with self._told():
            return value_of(self._ready().ask(request, _until(self._deadline, seconds)))

    def ask_all(self, requests: Sequence[bytes], seconds: float | None) -> Iterator[bytearray]:
        """Answer requests that are encoded already, in one message: their replies' bytes, as they come.

        Raises:
            as :meth:`ask`, where it comes to the request that is at fault; and :class:`TooMuch`.
        """
        if time.monotonic() >= self._deadline:
            raise errors.CallTimeout(self.submission_seconds)
        with self._told():
            yield from self._ready().ask_all(requests, seconds, self._deadline)

    def read(self, data: bytearray) -> Any:
        """The value that a reply of :meth:`ask_all` carries; raises as :meth:`ask`."""
        try:
            return value_of(read(data))
        except errors.Crashed:
            self.close()
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Have the faults of a worker end what stands for it."""
        try:
            yield
        except ChildDied as exc:
            self._forked = False
            raise exc.as_error() from None
        except (errors.CallTimeout, errors.Crashed) as exc:
            self._channel, self._forked = None, False
            if isinstance(exc, errors.CallTimeout) and time.monotonic() >= self._deadline:
                raise errors.CallTimeout(
                    self.submission_seconds
                ) from None  # a number that is the same every time
            raise

    def _ready(self) -> Channel:
        if self._channel is None:
            self._channel = self._load()
        if not self._forked:
            try:
                self._channel.ask(["fork", None], self.cell_seconds)
            except (
                ChildDied,
                errors.StudentError,
            ):  # what the notebook left running ended it: once more, afresh
                self._fork_afresh()
            self._forked = True
            for request in self._prelude:
                self._channel.ask(request, self.cell_seconds)
        return self._channel

    def _fork_afresh(self) -> None:
        self.close()
        self._channel = self._load()
        try:
            self._channel.ask(["fork", None], self.cell_seconds)
        except (ChildDied, errors.StudentError) as exc:
            self.close()
            raise errors.Crashed(f"the notebook leaves nothing that can go on: {exc}") from None

    def leave(self) -> None:
        """End the fork that an exercise has left."""
        forked, self._forked = self._forked, False
        if not forked or self._channel is None:
            return
        try:
            self._channel.ask(["end", None], self.cell_seconds)
        except (ChildDied, errors.StudentError):
            self.close()

    def rebind(self) -> None:
        """Bind every name as it was at the fork at hand; should there be none, the next one will be as good."""
        if not self._forked or self._channel is None:
            return
        try:
            self._channel.ask(["rebind", None], self.cell_seconds)
        except (ChildDied, errors.StudentError):
            self.close()

    def _load(self) -> Channel:
        """Run the notebook in a fresh worker; a cell that kills its worker is left out, and the rest run again."""
        skip = self._fatal
        deadline = min(self._deadline, time.monotonic() + self.submission_seconds)
        for _ in range(MAX_RELOADS):
            channel = Channel(self.spawn())
            fatal = self._run_steps(channel, skip, deadline)
            if fatal is None:
                return channel
            skip.add(fatal)
        skip |= set(range(min(skip), len(self.steps)))
        channel = Channel(self.spawn())
        self._run_steps(channel, skip, deadline)
        return channel

    def _run_steps(self, channel: Channel, skip: set[int], deadline: float) -> int | None:
        """Run all steps but those of ``skip``; the index of one that ended the worker, or None."""
        index = -1
        try:
            for index, step in enumerate(self.steps):
                if step.keep is not None:
                    channel.ask(["keep", None, step.keep], self.cell_seconds)
                if step.source is None or index in skip:
                    continue
                seconds = min(self.cell_seconds, deadline - time.monotonic())
                if seconds <= 0:
                    self.cell_errors[step.label] = CellError(
                        "CellTimeout", "the notebook as a whole took too long", None
                    )
                    continue
                reply = channel.ask(["cell", None, step.label, step.source, seconds], seconds + GRACE)
                self._note(step.label, value_of(reply))
            channel.ask(["settle", None], self.cell_seconds)
        except errors.CallTimeout:
            self.cell_errors[self.steps[index].label] = CellError(
                "CellTimeout", f"the cell ran for more than {self.cell_seconds:g} s", None
            )
            return index
        except (errors.StudentError, ChildDied) as exc:
            channel.end()
            self.cell_errors[self.steps[index].label] = CellError("Crashed", str(exc), None)
            return index
        return None

    def _note(self, label: str, error: Any) -> None:
        if error is None:
            self.cell_errors.pop(label, None)
        elif type(error) is list and len(error) == 3 and type(error[0]) is str and type(error[1]) is str:
            line = error[2] if type(error[2]) is int else None
            self.cell_errors[label] = CellError(error[0], error[1], line)
