"""The student's code in this very process, under a soft deadline: for the notebook and for ``pytest assignments/``."""

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from types import FrameType
from typing import Any

from autograder.core import errors
from autograder.sandbox.causes import nobody_answers
from autograder.testing.collect import TestModule
from autograder.testing.exam import LOCAL_SEED, Examined, Recorder, examine, live
from autograder.testing.examples import TRIES
from autograder.testing.forbidden import look
from autograder.testing.student import Backend, LiveBackend, Request

PATIENCE = 3.0  # times a test's deadline: a student's machine may be slow, and has other things to do
LOOK_SECONDS = 20.0  # for the tests' requests once more, under watch


def examine_live(
    module: TestModule,
    name: str,
    backend: Backend,
    cells: Sequence[tuple[str, str]],
    until: int | None,
    stopped: str | None,
    hasty: bool = False,
) -> Examined:
    """Take the exam of an exercise with its public tests; in haste, only to the first loss.

    Args:
        cells, until: as of :func:`autograder.testing.forbidden.look`.
        stopped: as of :func:`autograder.testing.exam.examine`.
    """
    recorder = Recorder(backend)
    family = next((one.forbidden for one in module.exercises if one.name == name), None)
    looked_for = None
    if family is not None and not hasty:
        looked_for = partial(look, family, name, cells, recorder.asked, backend, LOOK_SECONDS, until)
    sit = live(recorder, LOCAL_SEED, tries=None if hasty else TRIES)
    return examine(module.of(name), sit, looked_for, stopped=stopped, until_lost=hasty)


class BoundedBackend(LiveBackend):
    """A :class:`LiveBackend` that interrupts endless calls where the platform can (not on Windows), and lets the
    keyboard's interrupt through, which otherwise would count as the student's exception."""

    def ask(self, request: Request, seconds: float | None) -> Any:
        """See :class:`autograder.testing.student.Backend`."""
        limit = None if seconds is None else PATIENCE * seconds
        try:
            with _deadline(limit), ExitStack() as stack:
                stack.callback(nobody_answers())  # as where it is graded, rather than wait for the student
                return super().ask(request, seconds)
        except errors.StudentRaised as exc:
            if exc.kind == "KeyboardInterrupt":
                raise KeyboardInterrupt from None
            if exc.kind == _TooLong.__name__ and limit is not None:
                raise errors.CallTimeout(limit) from None
            raise
        except _TooLong:
            raise errors.CallTimeout(limit or 0.0) from None


class _TooLong(BaseException):
    """Raised inside a call that runs past its deadline; no ``except Exception`` stops it."""


@contextmanager
def _deadline(seconds: float | None) -> Iterator[None]:
    """Raise ``_TooLong`` in the main thread after so many seconds, where the platform can."""
    if (
        seconds is None
        or not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.5)  # rings again, should the call swallow the first
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(number: int, frame: FrameType | None) -> None:
    raise _TooLong
