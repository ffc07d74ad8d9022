"""What a session decides, with workers that are scripts and a clock that stands still."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.core import errors, values
from autograder.grading import session as sessions
from autograder.grading.channel import ChildDied
from autograder.grading.session import CellError, Session, Step
from autograder.sandbox import processor

Answer = Callable[[list[Any]], Any]
TIMEOUT, CRASH, DIED = errors.CallTimeout(1.0), errors.Crashed("it broke off", killed=True), ChildDied(3)
CALL = ["call", None, "relu", [], {}]
STEPS = (Step("a", "source a"), Step("t", None, "relu"), Step("b", "source b", "tanh"))


class Clock:
    """Seconds that pass only when somebody says so."""

    now, computed = 100.0, 0.0

    def monotonic(self) -> float:
        """The time."""
        return self.now

    def process_time(self) -> float:
        """What this process has computed."""
        return self.computed


class Machine:
    """Gives workers that answer as ``answer`` says: a value, or an exception to be raised."""

    def __init__(self, clock: Clock) -> None:
        self.clock, self.answer = clock, lambda operation: None
        self.workers: list[Worker] = []
        self.used = (0.0, 0.0)

    def spawn(self) -> Any:
        """What takes the place of a worker process, and of its channel."""
        return self

    @property
    def asked(self) -> list[list[Any]]:
        """What all workers were asked, in order."""
        return [operation for worker in self.workers for operation, _, _ in worker.asked]


class Worker:
    """In the place of :class:`autograder.grading.channel.Channel`."""

    def __init__(self, machine: Machine) -> None:
        self.machine, self.ended = machine, False
        self.asked: list[tuple[list[Any], float | None, float]] = []
        machine.workers.append(self)

    def ask(
        self, operation: Sequence[Any], seconds: float | None, left: Callable[[], float] = lambda: -1.0
    ) -> list[Any]:
        """Answer as the script says."""
        self.asked.append((list(operation), seconds, left()))
        answer = self.machine.answer(list(operation))
        if isinstance(answer, BaseException):
            raise answer
        return ["value", answer]

    def ask_all(
        self, requests: Sequence[bytes], seconds: float | None, left: Callable[[], float]
    ) -> Iterator[Any]:
        """Answer each."""
        for request in requests:
            yield self.ask(values.decode(request), seconds, left)

    def usage(self) -> tuple[float, float]:
        """As the script says."""
        return self.machine.used

    def end(self) -> None:
        """No more questions."""
        self.ended = True


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with nothing else to do."""
    clock = Clock()
    monkeypatch.setattr(sessions, "Channel", Worker)
    for module in (sessions, processor):
        monkeypatch.setattr(module, "time", clock)
    monkeypatch.setattr(sessions, "processor", SimpleNamespace(waited=lambda: 0.0))
    return Machine(clock)


def made(machine: Machine, steps: Sequence[Step] = STEPS, **options: float) -> Session:
    """A session on that machine."""
    return Session(machine.spawn, steps, **options)


def failing(machine: Machine, *wrong: str, by: Exception = DIED, times: int = 99) -> list[str]:
    """Have these cells end their worker, so many times; the labels of all cells that were run are collected."""
    ran: list[str] = []

    def answer(operation: list[Any]) -> Any:
        if operation[0] == "cell":
            ran.append(operation[2])
            if operation[2] in wrong and ran.count(operation[2]) <= times:
                return by
        return None

    machine.answer = answer
    return ran


# Loading


def test_a_notebook_is_loaded_once_and_forked_for_its_exercise(machine: Machine) -> None:
    """Cells and names in order, each cell with its seconds; then a fork that is asked whether it answers."""
    session = made(machine)
    with session.exercise([["set", None, {"x": 1}]], name="relu"):
        for _ in range(2):
            assert session.ask(CALL, 5.0) is None
    cell = ["cell", None]
    assert machine.asked == [
        [*cell, "a", "source a", 10.0],
        ["keep", None, "relu"],
        ["keep", None, "tanh"],
        [*cell, "b", "source b", 10.0],
        ["settle", None],
        ["fork", None, "relu"],
        ["has", 0, ""],
        ["set", None, {"x": 1}],
        CALL,
        CALL,
    ]
    assert [seconds for _, seconds, _ in machine.workers[0].asked] == [
        12.0,
        *[10.0] * 2,
        12.0,
        *[10.0] * 4,
        5,
        5,
    ]
    assert [left > 0 for _, _, left in machine.workers[0].asked] == [False] * 5 + [True] * 5
    assert session.forked and not machine.workers[0].ended


@pytest.mark.parametrize(
    ("reply", "noted"),
    [
        (["NameError", "no x", 3], CellError("NameError", "no x", 3)),
        (["NameError", "no x", "3"], CellError("NameError", "no x", None)),
        (["E" * 10**6, "d" * 10**6, 3], CellError("E" * 80, "d" * 500, 3)),
        (["NameError", "no x"], None),
        (["NameError", 1, 3], None),
        ([1, "no x", 3], None),
        ("NameError", None),
        (None, None),
    ],
)
def test_what_a_cell_stopped_with_is_noted(machine: Machine, reply: Any, noted: CellError | None) -> None:
    """As far as the worker says it properly."""
    machine.answer = lambda operation: reply if operation[0] == "cell" and operation[2] == "a" else None
    session = made(machine)
    with session.exercise():
        session.ask(CALL, 5.0)
    assert session.cell_errors == ({} if noted is None else {"a": noted})


def test_a_cell_that_ends_its_worker_is_tried_three_times(machine: Machine) -> None:
    """Two deaths may be somebody else's doing; after the third the cell is left out, and the rest runs."""
    ran = failing(machine, "a", times=2)
    with (session := made(machine)).exercise():
        session.ask(CALL, 5.0)
    assert (ran, session.cell_errors) == (["a", "a", "a", "b"], {})
    ran = failing(machine, "a")
    with (session := made(machine)).exercise():
        session.ask(CALL, 5.0)
    assert (ran, session.cell_errors) == (["a", "a", "a", "b"], {"a": CellError("Crashed", str(DIED), None)})
    assert [worker.ended for worker in machine.workers] == [*[True] * 2, False, *[True] * 3, False]


def test_a_cell_that_takes_too_long_is_tried_once(machine: Machine) -> None:
    """It is left out from then on, also when the notebook is loaded again."""
    ran = failing(machine, "b", by=TIMEOUT)
    session = made(machine)
    for _ in range(2):
        with session.exercise():
            session.ask(CALL, 5.0)
        session.close()
    assert ran == ["a", "b", "a", "a"]
    assert session.cell_errors == {"b": CellError("CellTimeout", "the cell ran for more than 10 s", None)}


def test_a_notebook_whose_cells_all_end_their_worker_is_given_up(machine: Machine) -> None:
    """After fifteen times, what follows the first of them is left out, also when the notebook is loaded again."""
    labels = [f"c{number}" for number in range(9)]
    ran = failing(machine, *labels[1:])
    session = made(machine, [Step(label, label) for label in labels])
    for workers in (16, 17):
        with session.exercise():
            session.ask(CALL, 5.0)
        session.close()
        assert len(machine.workers) == workers and ran[-1] == "c0"
    assert ran[-2:] == ["c0", "c0"] and ran[-3] != "c0"
    assert set(session.cell_errors) == set(labels[1:6])


def test_a_notebook_whose_worker_is_ended_by_somebody_else_again_and_again(machine: Machine) -> None:
    """Each of fifteen cells has died once: nothing of it runs, but questions are answered."""
    labels = [f"c{number}" for number in range(15)]
    failing(machine, *labels, times=1)
    with (session := made(machine, [Step(label, label) for label in labels])).exercise():
        session.ask(CALL, 5.0)
    assert [operation[0] for operation, _, _ in machine.workers[-1].asked] == [
        "settle",
        "fork",
        "has",
        "call",
    ]


def test_a_worker_that_dies_where_nothing_runs_is_the_cell_befores_doing(machine: Machine) -> None:
    """What a cell has left running ends the process when all is settled."""
    deaths = iter([DIED, None])
    machine.answer = lambda operation: next(deaths) if operation[0] == "settle" else None
    with (session := made(machine)).exercise():
        session.ask(CALL, 5.0)
    assert session.cell_errors == {} and len(machine.workers) == 2


@pytest.mark.parametrize(
    ("whole", "cell", "seconds"),
    [(120.0, 10.0, 10.0), (40.0, 10.0, 5.0), (40.0, 3.0, 3.0), (0.08, 10.0, 0.05)],
)
def test_a_cell_has_a_quarter_of_what_loading_has(
    machine: Machine, whole: float, cell: float, seconds: float
) -> None:
    """Which is half of the whole; never less than a moment."""
    with (session := made(machine, submission_seconds=whole, cell_seconds=cell)).exercise():
        session.ask(CALL, 5.0)
    operation, limit, _ = machine.workers[0].asked[0]
    assert (operation[-1], limit) == (pytest.approx(seconds), pytest.approx(seconds + 2))


def test_a_cell_that_was_interrupted_has_a_second_the_next_time(machine: Machine) -> None:
    """Another that failed in another way has as much as before."""
    machine.answer = lambda operation: (
        [{"a": "CellTimeout", "b": "KeyError"}[operation[2]], "", 1] if operation[0] == "cell" else None
    )
    session = made(machine)
    for _ in range(2):
        with session.exercise():
            session.ask(CALL, 5.0)
        session.close()
    assert [operation[-1] for operation in machine.asked if operation[0] == "cell"] == [10.0, 10.0, 1.0, 10.0]


# Exercises


def test_the_next_exercise_has_a_fork_of_its_own_or_goes_on_in_the_last(machine: Machine) -> None:
    """Afresh, the old fork is ended first; otherwise names are bound anew, and what is to be answered first is."""
    session = made(machine, [])
    first = [["set", None, {"x": 1}]]
    for afresh, operations in (
        (True, [["settle", None], ["fork", None, "n"], ["has", 0, ""], *first, CALL]),
        (True, [["end", None], ["fork", None, "n"], ["has", 0, ""], *first, CALL]),
        (False, [["rebind", None, "n"], *first, CALL]),
    ):
        before = len(machine.asked)
        with session.exercise(first, afresh=afresh, name="n") as within:
            assert within is session
            session.ask(CALL, 5.0)
        assert machine.asked[before:] == operations
    assert {seconds for _, seconds, _ in machine.workers[0].asked[:-1]} == {10.0, 5.0}
    assert all(left > 0 for _, _, left in machine.workers[0].asked[1:])
    session.leave()
    session.leave()
    assert machine.asked[-1] == ["end", None] and machine.asked[-2] == CALL and not session.forked


def test_without_a_fork_there_is_nothing_to_go_on_in(machine: Machine) -> None:
    """An exercise that asked nothing has left none."""
    session = made(machine, [])
    for afresh in (True, False):
        with session.exercise(afresh=afresh):
            pass
    assert machine.asked == [["settle", None]]


def test_a_fork_that_does_not_bind_its_names_is_replaced(machine: Machine) -> None:
    """Nothing more is asked of it."""
    session = made(machine, [])
    with session.exercise():
        session.ask(CALL, 5.0)
    machine.answer = lambda operation: DIED if operation[0] == "rebind" else None
    with session.exercise([CALL], afresh=False):
        assert machine.workers[0].ended and not session.forked
    assert machine.asked[-1] == ["rebind", None, None]


def test_a_notebook_that_left_threads_running_is_loaded_anew_for_each_exercise(machine: Machine) -> None:
    """Its process cannot be forked: names are bound anew in it, for the first exercise only."""
    machine.answer = lambda operation: operation[0] == "settle"
    session = made(machine, [])
    for _ in range(2):
        with session.exercise(name="n"):
            session.ask(CALL, 5.0)
    assert [worker.ended for worker in machine.workers] == [True, False]
    assert machine.asked == [["settle", None], ["rebind", None, "n"], ["has", 0, ""], CALL] * 2


def test_an_exercise_has_its_share_of_what_is_left(machine: Machine) -> None:
    """Half of it for the first of two, all for the second; a quarter of the share in a fork that is not its own."""
    session = made(machine)
    lefts = []
    for name, afresh in (("relu", True), ("tanh", False), ("tanh", True)):
        with session.exercise(afresh=afresh, name=name):
            session.ask(CALL, 5.0)
            lefts.append(machine.workers[0].asked[-1][2])
        machine.clock.now += 20.0
    assert lefts == pytest.approx([60.0, 25.0, 80.0])


def test_loading_again_is_not_in_the_share_of_the_exercise(machine: Machine) -> None:
    """It has as much left as before its worker died, and no more than the whole."""

    def answer(operation: list[Any]) -> Any:
        machine.clock.now += 7.0 if operation[0] == "cell" else 0.0
        return CRASH if operation[0] == "call" else None

    machine.answer = answer
    session = made(machine)
    with session.exercise(name="relu"):
        for _ in range(2):
            with pytest.raises(errors.Crashed):
                session.ask(CALL, 5.0)
    assert [worker.asked[-1][2] for worker in machine.workers] == pytest.approx([53.0, 53.0])
    assert machine.clock.now == 128.0


def test_workers_that_have_ended_count(machine: Machine) -> None:
    """Whoever computes while others wait has used as much of the submission's time as they have computed."""
    session = made(machine, [], submission_seconds=30.0)
    with session.exercise():
        session.ask(CALL, 5.0)
        machine.clock.now += 32.0
        machine.used = (20.0, 10.0)  # computed, and waited for a processor
        session.close()
        machine.used = (0.0, 0.0)
        session.ask(CALL, 5.0)
        assert machine.workers[1].asked[-1][2] == pytest.approx(8.0)  # 32 s have passed, but for the ten
        machine.clock.now += 9.0
        machine.used, machine.clock.computed = (2.0, 10.0), 4.0
        session.ask(CALL, 5.0)
        assert machine.workers[1].asked[-1][2] == pytest.approx(2.0)  # six seconds later by its own time


# Faults


@pytest.mark.parametrize(
    ("fault", "error", "kills", "ended"),
    [
        (DIED, errors.Crashed, 0, False),
        (ChildDied(-signal.SIGKILL), errors.OutOfMemory, 1, False),
        (errors.Crashed("a forged reply"), errors.Crashed, 0, True),
        (CRASH, errors.Crashed, 1, True),
        (TIMEOUT, errors.CallTimeout, 0, True),
    ],
)
def test_the_faults_of_a_worker_end_what_stands_for_it(
    machine: Machine, fault: Exception, error: type[Exception], kills: int, ended: bool
) -> None:
    """A fork that died, or the whole worker; the next question is answered by another one."""
    session = made(machine, [])
    for ask in (
        lambda: session.ask(CALL, 5.0),
        lambda: list(session.ask_all([values.encode(CALL)], 5.0)),
    ):
        machine.workers.clear()
        session.close()
        session.kills = 0
        with session.exercise():
            machine.answer = lambda operation: fault if operation[0] == "call" else None
            with pytest.raises(error) as raised:
                ask()
            assert type(raised.value) is error and machine.workers[0].asked[-1][1] == 5.0
            assert (session.kills, session.forked, machine.workers[0].ended) == (kills, False, ended)
            machine.answer = lambda operation: 7 if operation[0] == "call" else None
            assert session.ask(CALL, 5.0) == 7
            assert machine.asked[-3:-1] == [["fork", None, None], ["has", 0, ""]]


@pytest.mark.parametrize(
    "junk",
    [
        b"junk",
        values.encode(["missing", "a" * 10**6, None, None]),
        values.encode(["raised", "TypeError", "a" * 10**6, None, ["TypeError"], None]),
        values.encode(["raised", "E", "", ["a", 1, "a" * 10**6, "f"], ["E"], None]),
        values.encode(["raised", "E", "", None, ["E"] * 10**4, None]),
    ],
    ids=len,
)
def test_a_reply_that_cannot_be_read_ends_the_worker(machine: Machine, junk: bytes) -> None:
    """A value is read, and what the student's code raised is raised; texts longer than a worker's are not looked through."""
    session = made(machine, [])
    with session.exercise():
        session.ask(CALL, 5.0)
        assert session.read(values.encode(["value", 3])) == 3
        with pytest.raises(errors.MissingName):
            session.read(values.encode(["missing", "relu", None, None]))
        assert not machine.workers[0].ended
        with pytest.raises(errors.Crashed):
            session.read(junk)
        assert machine.workers[0].ended


def test_when_the_time_is_over_nobody_is_asked(machine: Machine) -> None:
    """The message always has the same number; a call during which it ends says so, too."""
    session = made(machine, [], submission_seconds=9.0)
    with session.exercise():
        session.ask(CALL, 5.0)

        def answer(operation: list[Any]) -> Any:
            machine.clock.now += 9.0
            return TIMEOUT

        machine.answer = answer
        for asked in (1, 0):
            before = len(machine.asked)
            with pytest.raises(errors.CallTimeout, match="within 9 s"):
                session.ask(CALL, 5.0)
            assert len(machine.asked) == before + asked


def test_a_process_that_hangs_before_any_function_is_left_alone_the_second_time(machine: Machine) -> None:
    """From the third time on nobody waits."""
    machine.answer = lambda operation: TIMEOUT if operation[0] == "has" else None
    session = made(machine, [], cell_seconds=4.0)
    for workers in (1, 2, 2, 2):
        with session.exercise(), pytest.raises(errors.Stalled, match="within 4 s"):
            session.ask(CALL, 5.0)
        assert len(machine.workers) == workers and all(worker.ended for worker in machine.workers)


@pytest.mark.parametrize("fault", [DIED, CRASH])
def test_a_process_that_does_not_outlive_its_notebook_is_replaced_twice(
    machine: Machine, fault: Exception
) -> None:
    """What the notebook left running has ended it; then the student reads so."""
    faults = iter([fault, fault, None, fault, fault, fault])
    machine.answer = lambda operation: next(faults) if operation[0] == "fork" else None
    session = made(machine, [])
    with session.exercise():
        assert session.ask(CALL, 5.0) is None
    with session.exercise(), pytest.raises(errors.Crashed, match="leaves nothing that can go on"):
        session.ask(CALL, 5.0)
    assert len(machine.workers) == 5 and all(worker.ended for worker in machine.workers)
