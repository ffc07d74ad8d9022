"""Where tasks run: this machine's cores, or a Dask cluster. One verb: results as they finish."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Protocol

from autograder.core.errors import OurFault, UsageError
from autograder.core.results import Result
from autograder.grading.tasks import Conditions, Task, grade_task, start

MAX_TRIES = 3


class Pool(Protocol):
    """Grades tasks somewhere else; results come in any order."""

    def grade(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Results as they finish; tasks are taken from the iterable only as places become free."""

    def close(self) -> None:
        """End what it started; what is still running is given up."""


class LocalPool:
    """Marker processes on this machine. One that dies is replaced; a task that took three of them along is given up."""

    def __init__(self, conditions: Conditions, jobs: int) -> None:
        self.conditions, self.jobs = conditions, jobs
        self._executor = self._fresh()

    def grade(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """See :class:`Pool`."""
        source, again = iter(tasks), deque[tuple[Task, int]]()
        running: dict[Future[Result], tuple[Task, int]] = {}
        while True:
            self._fill(running, source, again)
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            broken = False
            for future in done:
                task, tries = running.pop(future)
                try:
                    yield task, future.result()
                except BrokenProcessPool:
                    broken = True
                    if tries + 1 >= MAX_TRIES:
                        yield task, given_up(task, "the process that graded it died, three times over")
                    else:
                        again.append((task, tries + 1))
            if broken:  # all that was running went with it
                again.extend((task, tries + 1) for task, tries in running.values() if tries + 1 < MAX_TRIES)
                for task, tries in running.values():
                    if tries + 1 >= MAX_TRIES:
                        yield task, given_up(task, "the process that graded it died, three times over")
                running.clear()
                self._executor.shutdown(wait=False, cancel_futures=True)
                self._executor = self._fresh()

    def close(self) -> None:
        """See :class:`Pool`."""
        processes = list((getattr(self._executor, "_processes", None) or {}).values())
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()

    def _fresh(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.jobs, multiprocessing.get_context("spawn"), start, (self.conditions,))

    def _fill(
        self,
        running: dict[Future[Result], tuple[Task, int]],
        source: Iterator[Task],
        again: deque[tuple[Task, int]],
    ) -> None:
        """Keep two tasks a process in flight, so that none waits and none piles up. After a death, tasks that were
        running go one at a time: the one at fault is then known."""
        while len(running) < 2 * self.jobs:
            if again:
                if running:
                    return
                task, tries = again.popleft()
            else:
                task, tries = next(source, None), 0
                if task is None:
                    return
            running[self._executor.submit(grade_task, task, self.conditions)] = task, tries
            if tries:
                return


class DaskPool:
    """A Dask cluster at ``address``; Dask itself sends the tasks of a lost worker to another."""

    def __init__(self, conditions: Conditions, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as exc:
            raise UsageError(
                "--scheduler needs dask.distributed: pip install 'd2l-autograder[cluster]'"
            ) from exc
        self.conditions = conditions
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
        completed = as_completed([], loop=self._client.loop)
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
            return future.result()
        except Exception as exc:
            return given_up(task, f"{type(exc).__name__}: {exc}")


def given_up(task: Task, why: str) -> Result:
    """A result that says that we failed, not the student."""
    fault = OurFault(f"not graded, through no fault of yours: {why}")
    return Result(
        student=task.student,
        assignment=task.assignment,
        notebook=task.shown,
        submission=None,
        outcome="not_graded",
        message=str(fault),
        score=None,
        max_score=None,
        seconds=0.0,
        isolation=None,
    )
