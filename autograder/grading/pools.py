"""Where tasks run: this machine's cores, or a Dask cluster. One verb: results as they finish."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import forkserver
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from autograder.core.course import Course
from autograder.core.errors import OurFault, UsageError
from autograder.core.results import Result
from autograder.grading.launch import PARENT
from autograder.grading.nursery import Nursery
from autograder.grading.tasks import Conditions, Task, grade_task, start

MAX_TRIES = 3
# seconds after which a submission no longer counts for one of the jobs; more for a cold marker
SLOW, START = 8.0, 20.0
SPARE = 4  # times as many markers may wait for submissions that hang
LAST = 5.0  # seconds that a marker has to end by itself
_LOOK = 1.0
_LONGEST = 75  # characters of a folder, so that a socket's name below it has at most 107
_LANE_KIB = 2**20  # of memory for a marker, its zygote and a worker


class Pool(Protocol):
    """Grades tasks somewhere else; results come in any order."""

    def grade(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Results as they finish; tasks are taken from the iterable only as places become free."""

    def close(self) -> None:
        """End what it started; what is still running is given up."""


class _Lane:
    """One marker process and the task that it is at."""

    def __init__(self, nursery: Nursery | None) -> None:
        context = multiprocessing.get_context("spawn") if nursery is None else _markers()
        self._twin = None if nursery is None else nursery.twin()
        self._executor = ProcessPoolExecutor(1, context, start, (self._twin,))
        self.task: Task | None = None
        self.tries = 0
        self.begun = 0.0
        self.warm = False  # whether it has finished a task: the first one takes the start along

    def submit(self, task: Task, tries: int, conditions: Conditions) -> Future[Result]:
        """Give it a task."""
        self.task, self.tries, self.begun = task, tries, time.monotonic()
        with _uninterrupted(), _nothing_of_main():  # a marker that is half started would be nobody's
            future = self._executor.submit(grade_task, task, conditions)
        if self._twin is not None:  # the marker has it now; when it ends, so does the zygote
            self._twin.close()
        return future

    def is_slow(self) -> bool:
        """Whether its task takes so long that another lane is worth its start."""
        if self.task is None:
            return False
        return time.monotonic() - self.begun > (SLOW if self.warm else SLOW + START) * _crowd()

    @property
    def processes(self) -> list[multiprocessing.Process]:
        """The marker, once it has been started."""
        return list((getattr(self._executor, "_processes", None) or {}).values())

    def end(self) -> None:
        """Tell the process to end, which ends its zygote first."""
        self._left = self.processes
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in self._left:
            process.terminate()

    def wait(self) -> None:
        """Until it is gone."""
        for process in self._left:
            process.join(LAST)
            if process.is_alive():
                process.kill()
                process.join()


def _expect_short(folder: str) -> None:
    """Raises UsageError where sockets cannot be made below a temporary folder, as its name is too long for them."""
    if len(os.fsencode(folder)) > _LONGEST:
        raise UsageError(
            f"the name of the temporary folder is too long, {folder}: set TMPDIR to a folder whose name has "
            f"no more than {_LONGEST} characters, or use --jobs 1"
        )


def _markers() -> multiprocessing.context.BaseContext:
    """Where marker processes come from: one that has imported what they need, and shares the memory that this takes."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["autograder.grading.preload"])
    return context


class LocalPool:
    """Marker processes on this machine, one task at a time each.

    A submission that hangs does not hold up the others: while its marker waits for it, another one is started for the
    rest. A marker that dies is replaced; a task that took three of them along is given up.
    """

    def __init__(self, conditions: Conditions, jobs: int) -> None:
        self.conditions, self.jobs = conditions, jobs
        self._lanes: list[_Lane] = []
        self._most = jobs + _spare_lanes(jobs)
        self._nursery: Nursery | None = None

    def begin(self, course: Course | None = None) -> None:
        """Have what all markers share start in the background; :meth:`grade` does it, too.

        Args:
            course: whose limits hold; by default, the one to be graded, which must be there then.
        """
        if self.jobs > 1 and self._nursery is None and sys.platform == "linux":
            _expect_short(tempfile.gettempdir())
            course = course or Course.load(self.conditions.root)
            with _uninterrupted():
                _markers()
                os.environ[PARENT] = str(os.getpid())
                forkserver.ensure_running()
                del os.environ[PARENT]
                self._nursery = Nursery(
                    self.conditions.isolation or course.isolation, course.limits.memory_mb
                )

    def grade(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """See :class:`Pool`."""
        self.begin()
        waiting = _Waiting(tasks)
        running: dict[Future[Result], _Lane] = {}
        while True:
            while waiting and (lane := self._free()) is not None:
                self._begin(lane, waiting, running)
            if not running:
                return
            done, _ = wait(running, timeout=_LOOK if waiting else None, return_when=FIRST_COMPLETED)
            for future in done:
                lane = running.pop(future)
                task, tries = lane.task, lane.tries + 1
                lane.task, lane.warm = None, True
                assert task is not None
                try:
                    result = future.result()
                except BrokenProcessPool:
                    self._replace(lane)
                    if tries < MAX_TRIES:
                        waiting.put_back(task, tries)
                        continue
                    result = given_up(task, "the process that graded it died, three times over")
                if waiting and lane in self._lanes:  # before whoever takes the result has done with it
                    self._begin(lane, waiting, running)
                yield task, result

    def _begin(self, lane: _Lane, waiting: _Waiting, running: dict[Future[Result], _Lane]) -> None:
        """Give a lane the next task; it costs no try when its marker has died with nothing to do."""
        task, tries = waiting.take()
        try:
            running[lane.submit(task, tries, self.conditions)] = lane
        except BrokenProcessPool:
            self._replace(lane)
            waiting.put_back(task, tries)

    def close(self) -> None:
        """See :class:`Pool`. When it returns, nothing of it runs."""
        lanes, self._lanes = self._lanes, []
        for lane in lanes:
            lane.end()
        for lane in lanes:
            lane.wait()
        if self._nursery is not None:
            self._nursery.close()
            server: Any = forkserver._forkserver
            if server._forkserver_pid is not None:  # all that it has started is gone
                os.kill(server._forkserver_pid, signal.SIGKILL)
            server._stop()  # else it ends some time after this process

    def _free(self) -> _Lane | None:
        """A lane without a task; a new one while fewer than ``jobs`` are at work on something that does not hang."""
        for lane in self._lanes:
            if lane.task is None:
                return lane
        busy = sum(not lane.is_slow() for lane in self._lanes)
        starting = (
            len(self._lanes) >= self.jobs and not self._lanes[-1].warm and not self._lanes[-1].is_slow()
        )
        if busy >= self.jobs or len(self._lanes) >= self._most or starting:
            return None
        self._lanes.append(_Lane(self._nursery))
        return self._lanes[-1]

    def _replace(self, lane: _Lane) -> None:
        self._lanes.remove(lane)
        lane.end()
        lane.wait()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C and SIGTERM wait until the block has ended; for the main thread, which alone hears them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    before = {one: signal.getsignal(one) or signal.SIG_DFL for one in (signal.SIGINT, signal.SIGTERM)}
    for one in before:
        signal.signal(one, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    for number in heard[:1]:
        signal.raise_signal(number)


@contextmanager
def _nothing_of_main() -> Iterator[None]:
    """Processes started in the block do not import this one's main module, such as all of nbgrader: they need none of it."""
    main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


class _Waiting:
    """Tasks that nobody is at, those first that a marker has died of; the rest are taken only as they are needed."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._source = ((task, 0) for task in tasks)
        self._next: deque[tuple[Task, int]] = deque()

    def __bool__(self) -> bool:
        if not self._next:
            self._next.extend(islice(self._source, 1))
        return bool(self._next)

    def take(self) -> tuple[Task, int]:
        """The next task, and how often it has been tried."""
        return self._next.popleft()

    def put_back(self, task: Task, tries: int) -> None:
        """To be tried again."""
        self._next.appendleft((task, tries))


def _crowd() -> float:
    """How many processes want a processor, for each that there is; at least 1."""
    with suppress(OSError, AttributeError):
        return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    return 1.0


def _spare_lanes(jobs: int) -> int:
    """How many more markers there is memory for, should submissions hang."""
    with suppress(OSError, ValueError, IndexError, StopIteration):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        free = next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))
        return max(0, min(SPARE * jobs, free // _LANE_KIB - jobs))
    return 0


class DaskPool:
    """A Dask cluster at ``address``; Dask itself sends the tasks of a lost worker to another."""

    def __init__(self, conditions: Conditions, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as exc:
            raise UsageError(
                "--scheduler needs dask.distributed: pip install '.[cluster]' in the course's folder"
            ) from exc
        self.conditions = conditions
        self._client: Any
        try:
            self._client = Client(address, timeout="10s", set_as_default=False)
        except (OSError, TimeoutError, ValueError) as exc:
            raise UsageError(
                f"no Dask scheduler answers at {address}: expected something like tcp://host:8786; "
                f"start one with `dask scheduler`"
            ) from exc

    def grade(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """See :class:`Pool`."""
        from distributed import as_completed

        source = iter(tasks)
        running: dict[str, Task] = {}
        completed: Any = as_completed([], loop=self._client.loop)
        places = max(4, 4 * sum(self._client.nthreads().values()))
        while True:
            while len(running) < places and (task := next(source, None)) is not None:
                future = self._client.submit(grade_task, task, self.conditions, pure=False, retries=MAX_TRIES)
                running[future.key] = task
                completed.add(future)
            if not running:
                return
            future = next(completed)
            task = running.pop(future.key)
            yield task, self._result(task, future)

    def close(self) -> None:
        """See :class:`Pool`."""
        self._client.close()

    @staticmethod
    def _result(task: Task, future: Any) -> Result:
        try:
            result: Result = future.result()
            return result
        except Exception as exc:
            return given_up(task, f"{type(exc).__name__}: {exc}")


def given_up(task: Task, why: str) -> Result:
    """A result that says that we failed, not the student."""
    fault = OurFault(f"not graded, through no fault of yours: {why}")
    return Result.ungraded(
        "not_graded", str(fault), student=task.student, assignment=task.assignment, notebook=task.shown
    )
