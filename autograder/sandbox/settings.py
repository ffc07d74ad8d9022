"""What a notebook sets for its whole process, and what of it reaches the calls of the tests.

A notebook may switch gradients off, make float64 the default, turn warnings into errors, ask for eight threads. Its cells
run so. The tests' calls find torch, numpy and Python as they are by default: a right function stays right.
"""

from __future__ import annotations

import builtins
import functools
import io
import logging
import math
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import Any

import numpy as np
import torch
from torch import overrides
from torch.utils import _python_dispatch

from autograder.sandbox.causes import nobody_answers

# what overrides torch's functions, and its operators: how many, take one off, put one on
_MODES: tuple[tuple[Callable[[], int], Callable[[], Any], Callable[[Any], None]], ...] = (
    (torch._C._len_torch_function_stack, overrides._pop_mode, overrides._push_mode),
    (torch._C._len_torch_dispatch_stack, _python_dispatch._pop_mode, _python_dispatch._push_mode),
)
_NUMPY = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}
_LEAST_RECURSION = 1000
_guards: list[Any] = []  # torch.inference_mode's, each in force as long as it is kept
# what probes ask torch for, and no value shows
_FACTS = (
    (torch, "is_grad_enabled"),
    (torch.autograd, "grad"),
    (torch.autograd, "backward"),
    *((torch.Tensor, name) for name in ("is_leaf", "requires_grad", "grad_fn", "data_ptr")),
)
_LAYERS = "torch.nn.modules."
_genuine: list[tuple[Any, str, Any]] = []  # in a worker: the same, each with what it is


class Settings:
    """Everything of the kind, as it is now; :meth:`restore` puts it back."""

    def __init__(self) -> None:
        self.grad = torch.is_grad_enabled()
        self.inference = torch.is_inference_mode_enabled()
        self.dtype = torch.get_default_dtype()
        self.modes = _take_modes()
        _push_modes(self.modes)
        self.autocast = torch.is_autocast_enabled("cpu")
        self.anomaly = torch.is_anomaly_enabled()
        self.deterministic = torch.are_deterministic_algorithms_enabled()
        self.precision = torch.get_float32_matmul_precision()
        self.numpy = np.geterr()
        self.warnings = list(warnings.filters)
        self.recursion = sys.getrecursionlimit()

    def restore(self) -> None:
        """Set all of it as it was."""
        _set_inference(self.inference)
        torch.set_grad_enabled(self.grad)
        torch.set_default_dtype(self.dtype)
        _take_modes()
        _push_modes(self.modes)
        torch.set_autocast_enabled("cpu", self.autocast)
        torch.autograd.set_detect_anomaly(self.anomaly)
        if torch.are_deterministic_algorithms_enabled() != self.deterministic:  # it imports torch's compiler
            torch.use_deterministic_algorithms(self.deterministic)
        torch.set_float32_matmul_precision(self.precision)
        np.seterr(**self.numpy)
        if warnings.filters != self.warnings:
            warnings.filters[:] = self.warnings  # type: ignore[index]
            warnings._filters_mutated()  # type: ignore[attr-defined]
        sys.setrecursionlimit(self.recursion)


def put_back() -> list[str]:
    """Undo what was done to :data:`_FACTS` in a worker; the names of those that were others."""
    replaced = [one for one in _genuine if vars(one[0]).get(one[1]) is not one[2]]
    for owner, name, value in replaced:
        delattr(owner, name) if value is None else setattr(owner, name, value)
    return [name for _, name, _ in replaced]


def put_right() -> None:
    """Make everything as it is by default; costs a microsecond or two where it is so already."""
    put_back()
    if not torch.is_grad_enabled():
        torch.set_grad_enabled(True)
    if torch.is_inference_mode_enabled():
        _set_inference(False)
    if torch.get_default_dtype() is not torch.float32:
        torch.set_default_dtype(torch.float32)
    if torch._C._len_torch_function_stack() or torch._C._len_torch_dispatch_stack():
        _take_modes()
    if torch.is_autocast_enabled("cpu"):
        torch.set_autocast_enabled("cpu", False)
    if torch.is_anomaly_enabled():
        torch.autograd.set_detect_anomaly(False)
    if torch.are_deterministic_algorithms_enabled():
        torch.use_deterministic_algorithms(False)
    if torch.get_float32_matmul_precision() != "highest":
        torch.set_float32_matmul_precision("highest")
    _put_python_right()


def _put_python_right() -> None:
    if np.geterr() != _NUMPY:
        np.seterr(**_NUMPY)  # type: ignore[arg-type]
    if any(rule[0] == "error" for rule in warnings.filters):
        warnings.filters[:] = [rule for rule in warnings.filters if rule[0] != "error"]  # type: ignore[index]
        warnings._filters_mutated()  # type: ignore[attr-defined]
    if sys.getrecursionlimit() < _LEAST_RECURSION:
        sys.setrecursionlimit(_LEAST_RECURSION)


def _take_modes() -> list[list[Any]]:
    """Take off what overrides torch's functions and operators, such as a default device; what it was, the outermost first."""
    return [[pop() for _ in range(count())][::-1] for count, pop, _ in _MODES]


def _push_modes(taken: list[list[Any]]) -> None:
    for modes, (_, _, push) in zip(taken, _MODES, strict=True):
        for mode in modes:
            push(mode)


def _set_inference(wanted: bool) -> None:
    if torch.is_inference_mode_enabled() is not wanted:
        guard = torch.inference_mode(wanted)
        guard.__enter__()
        _guards.append(guard)


class Nowhere(io.TextIOBase):
    """Takes text that nobody reads."""

    encoding, errors = "utf-8", "replace"

    def write(self, text: str) -> int:
        """Forget it."""
        return len(text)

    def writable(self) -> bool:
        """Always."""
        return True


@contextmanager
def silence() -> Iterator[None]:
    """What is printed meanwhile goes nowhere, and costs next to nothing."""
    say = builtins.print
    builtins.print = _quiet_print(say)
    try:
        with redirect_stdout(Nowhere()), redirect_stderr(Nowhere()):
            yield
    finally:
        builtins.print = say


def for_a_worker() -> None:
    """Have what is meant for a machine of the student's own do nothing: a worker has one processor, no screen and nobody
    who answers.

    More threads than one would not live through a fork; what is printed is read by nobody.
    """
    _genuine[:] = [(owner, name, vars(owner).get(name)) for owner, name in _FACTS]
    sys.stdout = sys.stderr = Nowhere()
    torch.set_num_threads = torch.set_num_interop_threads = _nothing
    compile_nothing()
    fill_what_is_empty()
    loader = torch.utils.data.DataLoader
    loader.__init__ = _without_workers(loader.__init__)  # type: ignore[method-assign]
    nobody_answers()
    builtins.print = _quiet_print(builtins.print)
    logging.disable(logging.CRITICAL)
    warnings.showwarning = _nothing


def compile_nothing() -> Callable[[], None]:
    """Have ``torch.compile`` give functions and modules as they are, for it takes longer than all tests together and keeps
    its own in the notebook's names; what is returned takes it back."""
    genuine = torch.compile, torch.nn.Module.compile
    torch.compile, torch.nn.Module.compile = _not_compiled, _nothing  # type: ignore[method-assign]

    def take_back() -> None:
        torch.compile, torch.nn.Module.compile = genuine  # type: ignore[method-assign]

    return take_back


def fill_what_is_empty() -> Callable[[], None]:
    """Have ``torch.empty`` and its like give nan, or the largest number: the same each time, and never right by luck; what
    is returned takes it back."""
    names = ("empty", "empty_like", "empty_strided")
    genuine = {name: getattr(torch, name) for name in names}
    vars(torch).update({name: _filled(make) for name, make in genuine.items()})
    return lambda: vars(torch).update(genuine)


def _filled(make: Callable[..., torch.Tensor]) -> Callable[..., torch.Tensor]:
    @functools.wraps(make)
    def filled(*args: Any, **kwargs: Any) -> torch.Tensor:
        made = make(*args, **kwargs)
        asks = sys._getframe(1)
        if asks.f_code.co_name == "__init__" and asks.f_globals.get("__name__", "").startswith(_LAYERS):
            return made  # the layer fills it next
        with suppress(RuntimeError, TypeError):  # a layout or dtype that cannot be filled
            numbers = made.is_floating_point() or made.is_complex()
            made.data.fill_(math.nan if numbers else made.dtype is torch.bool or torch.iinfo(made.dtype).max)
        return made

    return filled


def _nothing(*_: Any, **__: Any) -> None:
    """Does nothing."""


def _not_compiled(model: Any = None, **_: Any) -> Any:
    """``torch.compile``: the function itself, called or as a decorator."""
    return model if model is not None else lambda function: function


# arguments of a DataLoader
_OF_WORKERS = {
    "num_workers": 0,
    "timeout": 0,
    "worker_init_fn": None,
    "multiprocessing_context": None,
    "prefetch_factor": None,
    "persistent_workers": False,
}
_PLACES = {5: 0, 9: 0, 10: None, 11: None}  # of num_workers and so on among its positional arguments


def _without_workers(init: Callable[..., None]) -> Callable[..., None]:
    """A DataLoader's ``__init__`` that loads in this process: the batches are the same."""

    @functools.wraps(init)
    def __init__(self: Any, dataset: Any, *args: Any, **kwargs: Any) -> None:
        args = tuple(_PLACES.get(place, value) for place, value in enumerate(args, 1))
        init(self, dataset, *args, **{name: _OF_WORKERS.get(name, value) for name, value in kwargs.items()})

    return __init__


def _quiet_print(say: Callable[..., None]) -> Callable[..., None]:
    """``print`` that does nothing, not even ask an object for its text, unless the text goes somewhere."""

    @functools.wraps(say)
    def print(*args: Any, file: Any = None, **kwargs: Any) -> None:
        if not isinstance(sys.stdout if file is None else file, Nowhere):
            say(*args, file=file, **kwargs)

    return print
