"""A worker's life: read a request, answer it, until the socket closes.

Requests are frames that hold ``[operation, seed, *arguments]``; the reply's frame has the same number. Beside the
responder's operations a worker knows ``cell`` (run one), ``keep`` (remember what names are bound to now), ``settle``
(bind the exercises' names again; the reply says whether the notebook has left threads running), ``batch`` (requests already
encoded, each with a reply of its own), ``fork`` (a child takes over the socket, so that what follows leaves no trace),
``rebind`` (bind all names as at an exercise's test cell) and ``end`` (the child is done). A child that dies is reported by
its parent under the number 0, as ``["died", signal or exit code]``.
"""

from __future__ import annotations

import functools
import os
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any, NoReturn

import torch

import autograder
from autograder.core import values
from autograder.sandbox import book, settings, wire
from autograder.sandbox.cells import CellRunner
from autograder.sandbox.lean import without_compiler
from autograder.sandbox.responder import Responder

_SWITCH = 0.0002  # seconds after which a thread that the notebook has left must let others run
_DONE = 119  # the exit code of a child that was told to end; 0 is what a student's exit() gives


@functools.cache
def warm() -> CellRunner:
    """In the zygote: do once what every worker would do first (lazy imports, the first optimiser step, a cell).

    Returns:
        A runner without cells, for the one notebook that a fork of this process will run.
    """
    torch.set_num_threads(1)
    without_compiler()
    book.stand_in()
    autograder.check = _no_check
    runner = CellRunner()
    for source in _WARM_UP:
        error = runner.run("warm-up", source, None)
        if error is not None:
            raise RuntimeError(f"the warm-up failed: {error}")
    responder = Responder(runner.namespace, runner.locate, runner.line)
    for request in _WARM_REQUESTS:
        reply = responder.answer(values.decode(values.encode(request)))
        if values.decode(values.encode(reply))[0] != "value":
            raise RuntimeError(f"the warm-up failed: {reply}")
    runner.forget()
    return runner


_WARM_UP = (
    "%matplotlib inline\nimport math, random, torch, numpy as np\nfrom torch import nn\nfrom torch.nn import functional as F",
    "net = nn.Sequential(nn.Flatten(), nn.Linear(3, 2), nn.ReLU(), nn.Dropout(0.1))\n"
    "optimizer = torch.optim.SGD(net.parameters(), lr=0.1)\n"
    "loss = F.cross_entropy(net(torch.rand(2, 3)), torch.tensor([0, 1]))\n"
    "loss.backward()\noptimizer.step()\noptimizer.zero_grad()",
    "from autograder import check, d2l, hint",
    "def warm(X):\n    return (X * rate if X.ndim else X) ** 2 + torch.rand(1) + torch.normal(0, 1, (1,))",
    "from torch.utils import data\n"
    "for X, y in data.DataLoader(data.TensorDataset(torch.rand(4, 2), torch.rand(4)), 2, shuffle=True):\n    X @ X.T",
)
_SLOPE = """
def slope(student, X):
    import torch
    X = X.detach().requires_grad_()
    Y = student.warm(X)
    (grad,) = torch.autograd.grad(Y, X, torch.ones_like(Y), create_graph=True, allow_unused=True)
    grad.sum().backward()
    return X.grad, Y.detach()
"""
_WARM_REQUESTS: tuple[list[Any], ...] = (
    ["set", 1, {"w": torch.nn.Parameter(torch.ones(2)), "rate": 0.5}],
    ["has", None, "warm"],
    ["call", 1, "warm", [torch.ones(2, 3)], {}],
    ["after", 1, "warm", [torch.ones(2, 3, dtype=torch.float64)], {}],
    ["watch", None, [values.encode(["call", 1, "warm", [torch.ones(2, 3)], {}])], [], True],
    ["probe", 1, _SLOPE, "slope", [torch.ones(2, 3)], {}],
)


def _no_check(exercise: str | None = None) -> None:
    """What ``from autograder import check`` gives when grading: the hidden tests do the checking, elsewhere."""


def serve(sock: socket.socket) -> NoReturn:
    """Answer the requests that come on ``sock``; ends the process when it closes."""
    Worker(sock, warm()).run()
    os._exit(0)


class Worker:
    """One notebook's worker, or the child that stands in for it during one exercise."""

    def __init__(self, sock: socket.socket, runner: CellRunner) -> None:
        self.sock, self.runner = sock, runner
        self.responder = Responder(runner.namespace, runner.locate, runner.line, runner.lost)

    def run(self) -> None:
        """The request loop."""
        settings.for_a_worker()
        sys.path.insert(0, "")  # a notebook finds what it has written beside it, as in Jupyter
        while (frame := wire.receive(self.sock, values.MAX_FRAME)) is not None:
            number, data = frame
            operation, *rest = values.decode(data)
            handler = OPERATIONS.get(operation)
            reply = (
                self.responder.answer([operation, *rest]) if handler is None else handler(self, number, *rest)
            )
            if reply is not None:
                self.reply(number, reply)

    def reply(self, number: int, reply: list[Any]) -> None:
        """Send one reply; a result that is too large for a frame, or no real tensor, becomes an error that says so."""
        try:
            data = values.encode(reply)
        except (values.ValueRefused, RuntimeError) as exc:
            data = values.encode(
                ["raised", "ValueError", f"the result cannot be handed over: {exc}"[:500], None, [], None]
            )
        wire.send(self.sock, number, data)

    def cell(self, _number: int, _seed: Any, label: str, source: str, seconds: float) -> list[Any]:
        """Run one cell under a time limit."""
        return ["value", self.runner.run(label, source, seconds)]

    def keep(self, _number: int, _seed: Any, name: str) -> list[Any]:
        """Remember what names are bound to here, at the test cell of the exercise ``name``."""
        self.runner.keep(name)
        return ["value", None]

    def settle(self, _number: int, _seed: Any) -> list[Any]:
        """The notebook has run. The reply says whether threads still run: a fork would lack them, and keep the locks that
        they hold."""
        self.runner.settle()
        threads = _threads() > 1
        if threads:
            sys.setswitchinterval(_SWITCH)
        return ["value", threads]

    def batch(self, number: int, _seed: Any, requests: list[bytes]) -> None:
        """Answer several requests, each as soon as it can be."""
        for request in requests:
            self.reply(number, self.responder.answer(values.decode(request)))

    def fork(self, number: int, _seed: Any, name: str | None = None) -> list[Any] | None:
        """A child takes over the socket until ``end``; the parent waits, and reports a child that died."""
        pid = os.fork()
        if pid == 0:
            self.runner.bind(name)
            return ["value", True]
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        if code != _DONE:
            self.reply(0, [wire.DIED, code])
        return None

    def rebind(self, _number: int, _seed: Any, name: str | None = None) -> list[Any]:
        """Bind every name of the notebook as it was for the exercise ``name``, and no other."""
        self.runner.bind(name)
        return ["value", None]

    def end(self, number: int, _seed: Any) -> NoReturn:
        """The child is done."""
        self.reply(number, ["value", None])
        os._exit(_DONE)


def _threads() -> int:
    """How many threads this process has, those of libraries too where the system tells."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return threading.active_count()


OPERATIONS: dict[str, Callable[..., list[Any] | None]] = {
    "cell": Worker.cell,
    "keep": Worker.keep,
    "settle": Worker.settle,
    "batch": Worker.batch,
    "fork": Worker.fork,
    "rebind": Worker.rebind,
    "end": Worker.end,
}
