"""What a student's function really calls, whatever the names it calls it by.

Runs beside untrusted code: standard library and torch only. What it reports can be forged by code that sets
out to, and so it is the second line; the first is the look at the source, on the trusted side.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from types import FrameType, TracebackType
from typing import Any

import torch
from torch.nn.modules.module import register_module_forward_pre_hook
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

MAX_NAMES = 2000
_BUILTIN_NAMESPACES = ("aten", "prims", "quantized", "onednn", "mkldnn", "sparse")
# The frame that starts autograd's engine: what runs right below it is nobody's wish.
_ENGINE = "_engine_run_backward"
_WRAPPERS = (
    "_python_dispatch.py",
    "_compile.py",
    "eval_frame.py",
)  # what torch may put around a dispatch function


class Watch:
    """Record which of torch's built-ins run in this thread while the context is open; nothing is stopped or
    changed.

    A watched torch operation takes some 20 µs more: watch one call of an exercise, not all. Watch a call of
    its own, whose value and exceptions are not judged. The context may be entered again; ``seen`` goes on
    growing.

    Attributes:
        seen: names of what was called: functions and methods ("relu", "softmax_"), operators
            ("aten::_softmax"), modules ("nn.Linear") and optimisers that stepped ("optim.SGD"), with those of
            torch's classes that they are derived from. Operators that autograd runs by itself in a backward
            pass are left out: the gradient of an allowed function may need a forbidden one.
    """

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self._stack = ExitStack()

    def __enter__(self) -> Watch:
        with ExitStack() as stack:  # should one of them fail, those before it are undone
            stack.callback(register_module_forward_pre_hook(self._see_module).remove)
            stack.callback(_before_steps(self._see_optimizer).remove)
            stack.enter_context(_Functions(self._see))
            stack.enter_context(_Operators(self._see))
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, traceback)

    def _see(self, name: str) -> None:
        if name and len(self.seen) < MAX_NAMES:
            self.seen.add(name)

    def _see_module(self, module: torch.nn.Module, *_: Any) -> None:
        for base in type(module).__mro__:
            if base.__module__.startswith("torch.nn.") and base is not torch.nn.Module:
                self._see(f"nn.{base.__name__}")

    def _see_optimizer(self, optimizer: Any, *_: Any) -> None:
        for base in type(optimizer).__mro__:
            if base.__module__.startswith("torch.optim.") and base.__name__ != "Optimizer":
                self._see(f"optim.{base.__name__}")


def _before_steps(hook: Any) -> Any:
    from torch.optim.optimizer import register_optimizer_step_pre_hook

    return register_optimizer_step_pre_hook(hook)


class _Functions(TorchFunctionMode):
    """Sees calls of torch from Python, those too that fall apart into other operators (dropout on a CPU)."""

    def __init__(self, see: Any) -> None:
        super().__init__()
        self._see = see

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self._see(_function_name(func))
        return func(*args, **(kwargs or {}))


class _Operators(TorchDispatchMode):
    """Sees the operators underneath, however they were come by."""

    def __init__(self, see: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._see = see

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False  # else the first operator watched imports torch._dynamo, which takes a second

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        name = _function_name(func)
        if name and not _run_by_autograd():
            self._see(f"aten::{name}")
        return func(*args, **(kwargs or {}))


def _function_name(func: Any) -> str:
    """The plain name of one of torch's functions; empty for an operator that somebody else has registered."""
    if isinstance(func, torch._ops.OpOverload):
        return func.__name__.partition(".")[0] if func.namespace in _BUILTIN_NAMESPACES else ""
    if isinstance(func, torch._ops.OpOverloadPacket):
        namespace, _, name = func._qualified_op_name.partition("::")
        return name if namespace in _BUILTIN_NAMESPACES else ""
    return getattr(func, "__name__", "")


def _run_by_autograd() -> bool:
    """Whether the operator runs inside a backward pass and no Python code (a Function's backward) asked for
    it."""
    if torch._C._current_graph_task_id() == -1:
        return False
    frame: FrameType | None = sys._getframe(2)  # the caller of __torch_dispatch__
    while frame is not None and frame.f_code.co_filename.endswith(_WRAPPERS):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_name == _ENGINE
