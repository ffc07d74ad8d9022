"""One submission's notebook in a worker: loads it, gives every exercise a fresh copy, replaces workers that die."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from autograder.core import errors
from autograder.grading.channel import Channel, ChildDied, WorkerProcess, read
from autograder.sandbox import processor
from autograder.sandbox.processor import Deadline, Usage
from autograder.submissions import Step
from autograder.testing.student import Request, value_of

GRACE = 2.0  # seconds that a worker has, beyond a cell's own limit, to say that the cell was interrupted
MAX_RELOADS = 15
ATTEMPTS = 3  # until it is believed that the notebook itself ends its process, and nobody else
LOADING = 1 / 2  # of the submission's time is what its cells may take, whatever they do
A_CELL = 1 / 4  # of what is left of that is what one of them may take
LEAST = 0.05  # seconds that one has even then ...
LATE = 3 / 4  # ... until so much of the submission's time is over
AGAIN = 1.0  # seconds for a cell that took too long before, when the notebook has to be run again
MAX_STALLS = 2  # times that the process hangs before it comes to a function, until it is left alone
_TOO_LATE = "the cells above it took all the time that there is"
HASTE = 1 / 4  # of an exercise's share is what it has in a fork that is not its own


@dataclass(frozen=True, slots=True)
class CellError:
    """Why a cell did not run to its end."""

    kind: str
    detail: str
    line: int | None


@dataclass
class Session:
    """A submission in a worker, replaced whenever it dies.

    Times are the submission's own: what it waits for a processor that others have is left out (see
    :mod:`autograder.sandbox.processor`).

    Args:
        spawn: gives a fresh worker; raises errors.OurFault when there is none to be had.
        steps: what loading the notebook means.
        cell_seconds: time limit of each cell.
        submission_seconds: time for all of it, from the first cell to the last question. Cells may take half of it. An
            exercise may take its share of what is left then, so that one which is slow in every call does not cost the
            next one its marks.
    """

    spawn: Callable[[], WorkerProcess]
    steps: Sequence[Step]
    cell_seconds: float = 10.0
    submission_seconds: float = 120.0
    cell_errors: dict[str, CellError] = field(default_factory=dict)
    kills: int = 0  # of processes that somebody else may have ended while they were asked something
    _fatal: set[int] = field(default_factory=set)
    _ends: Counter[int] = field(default_factory=Counter)  # how often a cell has ended its process
    _channel: Channel | None = None
    _forked: bool = False
    _threads: bool = False  # the notebook has left threads running: its process is not forked
    _touched: bool = False  # ... and has answered an exercise
    _stalls: int = 0
    _prelude: Sequence[Request] = ()
    _name: str | None = None
    _begun: set[str | None] = field(default_factory=set)
    _past: Usage = (0.0, 0.0)  # of workers that have ended
    _whole: Deadline | None = None
    _late: Deadline | None = None
    _exercise: Deadline | None = None

    def close(self) -> None:
        """End the worker."""
        self._forked = False
        if self._channel is not None:
            channel, self._channel = self._channel, None
            channel.end()
            self._past = _sum(self._past, channel.usage())

    @property
    def forked(self) -> bool:
        """Whether there is a fork that an exercise has left, for :meth:`exercise` to go on with."""
        return self._forked

    @contextmanager
    def exercise(
        self, prelude: Sequence[Request] = (), *, afresh: bool = True, name: str | None = None
    ) -> Iterator[Self]:
        """For the block, requests go to a fork of the loaded notebook.

        Args:
            prelude: requests that are answered first, in every fork and each time that names are bound anew.
            afresh: whether it must be a fork that nothing else has touched. Otherwise it is the one that the exercise
                before has left, if it has left one: every name is bound as it was, but what calls have done to objects and
                modules is done. There is a quarter of the time then.
            name: the exercise's: names are bound as they were at its test cell.
        """
        self._name, self._prelude = name, prelude
        if self._channel is None and self._stalls < MAX_STALLS:
            self._channel = self._load()  # in nobody's share
        if afresh:
            self.leave()
        else:
            self.rebind()
        share = self._left() / max(1, len(self._names() - self._begun))
        hasty = not afresh and self._forked
        if not hasty:
            self._begun.add(name)
        self._exercise = Deadline(share * HASTE if hasty else share, self._usage)
        try:
            yield self
        finally:
            self._prelude, self._exercise = (), None

    def ask(self, request: Request, seconds: float | None) -> Any:
        """Answer a request of the tests'; see :class:`autograder.testing.student.Backend`."""
        with self._told():
            return value_of(self._ready().ask(request, seconds, self._left))

    def ask_all(self, requests: Sequence[bytes], seconds: float | None) -> Iterator[bytearray]:
        """Answer requests that are encoded already, in one message: their replies' bytes, as they come.

        Raises:
            as :meth:`ask`, where it comes to the request that is at fault; and :class:`TooMuch`.
        """
        with self._told():
            yield from self._ready().ask_all(requests, seconds, self._left)

    def read(self, data: bytes | bytearray) -> Any:
        """The value that a reply of :meth:`ask_all` carries; raises as :meth:`ask`."""
        try:
            return value_of(read(data))
        except errors.Crashed:
            self.close()
            raise

    def leave(self) -> None:
        """End the fork that an exercise has left."""
        forked, self._forked = self._forked, False
        if not forked or self._channel is None or self._threads:
            return
        self._quietly(["end", None])

    def rebind(self) -> None:
        """Bind every name as it was at the fork at hand; should there be none, the next one will be as good."""
        for request in (["rebind", None, self._name], *self._prelude):
            if self._forked and self._channel is not None:
                self._quietly(request)

    def _quietly(self, operation: Sequence[Any]) -> None:
        """Ask the worker itself for something; if it does not do it, it is replaced when the next one is needed."""
        assert self._channel is not None
        try:
            self._channel.ask(operation, self.cell_seconds, self._left)
        except (ChildDied, errors.StudentError):
            self.close()

    def _names(self) -> set[str | None]:
        return {step.keep for step in self.steps if step.keep is not None}

    def _left(self) -> float:
        """Seconds that are left for the exercise at hand, or else for the submission."""
        if self._whole is None:
            self._whole = Deadline(self.submission_seconds, self._usage)
        left = self._whole.left()
        return left if self._exercise is None else min(left, self._exercise.left())

    def _usage(self) -> Usage:
        """What this process and the workers have computed and waited so far."""
        ours = _sum((time.process_time(), processor.waited()), self._past)
        return ours if self._channel is None else _sum(ours, self._channel.usage())

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Have the faults of a worker end what stands for it."""
        if self._left() <= 0:
            raise errors.CallTimeout(self.submission_seconds)
        try:
            yield
        except ChildDied as exc:
            self._forked = False
            failure = exc.as_error()
            self.kills += failure.killed
            raise failure from None
        except (errors.CallTimeout, errors.Crashed) as exc:
            self.close()
            self.kills += isinstance(exc, errors.Crashed) and exc.killed
            if type(exc) is errors.CallTimeout and self._left() <= 0:
                raise errors.CallTimeout(self.submission_seconds) from None  # the same number every time
            raise

    def _ready(self) -> Channel:
        """The channel to a process that has the notebook as it was right after it ran.

        Raises:
            errors.Stalled: it hangs before it comes to any function; from the second time on nobody waits for that.
        """
        if self._stalls >= MAX_STALLS:
            raise errors.Stalled(self.cell_seconds)
        if self._forked and self._channel is not None:
            return self._channel
        for attempt in range(ATTEMPTS):
            try:
                return self._fresh()
            except errors.CallTimeout:
                self.close()
                self._stalls += 1
                raise errors.Stalled(self.cell_seconds) from None
            except (ChildDied, errors.StudentError) as exc:
                self.close()  # what the notebook left running ended it, or somebody else
                if attempt == ATTEMPTS - 1:
                    raise errors.Crashed(f"the notebook leaves nothing that can go on: {exc}") from None
        raise AssertionError("unreachable")

    def _fresh(self) -> Channel:
        if self._channel is None or (self._threads and self._touched):
            self.close()
            self._channel = self._load()
        operation = "rebind" if self._threads else "fork"
        self._channel.ask([operation, None, self._name], self.cell_seconds, self._left)
        self._channel.ask(["has", 0, ""], self.cell_seconds, self._left)  # whether it answers at all
        self._forked = self._touched = True
        for request in self._prelude:
            self._channel.ask(request, self.cell_seconds, self._left)
        return self._channel

    def _load(self) -> Channel:
        """Run the notebook in a fresh worker; a cell that ends its worker time and again is left out, and the rest run again."""
        left = None if self._exercise is None else self._exercise.left()
        self._exercise = None
        try:
            seconds = self._left()
            self._late = Deadline(LATE * seconds, self._usage)
            return self._loaded(Deadline(LOADING * seconds, self._usage))
        finally:
            if left is not None:  # the exercise at hand has as much left as before
                self._exercise = Deadline(left, self._usage)

    def _loaded(self, time_for_it: Deadline) -> Channel:
        skip = self._fatal
        for _ in range(MAX_RELOADS):
            self._channel = Channel(self.spawn())
            fatal = self._run_steps(self._channel, skip, time_for_it)
            if fatal is None:
                return self._channel
            self.close()
            error = self.cell_errors[self.steps[fatal].label]
            self._ends[fatal] += 1
            if error.kind == "CellTimeout" or self._ends[fatal] >= ATTEMPTS:
                skip.add(fatal)
        skip |= set(range(min(skip, default=0), len(self.steps)))
        self._channel = Channel(self.spawn())
        self._run_steps(self._channel, skip, time_for_it)
        return self._channel

    def _run_steps(self, channel: Channel, skip: set[int], time_for_it: Deadline) -> int | None:
        """Run all steps but those of ``skip``; the index of one that ended the worker, or None."""
        index = -1
        self._touched = False
        try:
            for index, step in enumerate(self.steps):
                if index in skip:
                    continue
                if step.keep is not None:
                    channel.ask(["keep", None, step.keep], self.cell_seconds)
                if step.source is None:
                    continue
                if self._late is not None and self._late.left() <= 0:
                    self.cell_errors[step.label] = CellError("CellTimeout", _TOO_LATE, None)
                    continue
                seconds = self._time_of_cell(step.label, time_for_it.left())
                reply = channel.ask(["cell", None, step.label, step.source, seconds], seconds + GRACE)
                self._note(step.label, value_of(reply))
            self._threads = bool(value_of(channel.ask(["settle", None], self.cell_seconds)))
        except errors.CallTimeout:
            self.cell_errors[self.steps[index].label] = CellError(
                "CellTimeout", f"the cell ran for more than {self.cell_seconds:g} s", None
            )
            return index
        except (errors.StudentError, ChildDied) as exc:
            self.cell_errors[self.steps[index].label] = CellError("Crashed", str(exc), None)
            return index
        return None

    def _time_of_cell(self, label: str, left: float) -> float:
        """A cell that never ends must not cost the ones after it theirs, nor the exercises, nor that once more."""
        error = self.cell_errors.get(label)
        again = error is not None and error.kind == "CellTimeout"
        return max(min(self.cell_seconds, A_CELL * left, AGAIN if again else left), LEAST)

    def _note(self, label: str, error: Any) -> None:
        if error is None:
            self.cell_errors.pop(label, None)
        elif type(error) is list and len(error) == 3 and type(error[0]) is str and type(error[1]) is str:
            line = error[2] if type(error[2]) is int else None
            self.cell_errors[label] = CellError(error[0][:80], error[1][:500], line)


def _sum(a: Usage, b: Usage) -> Usage:
    return a[0] + b[0], a[1] + b[1]
