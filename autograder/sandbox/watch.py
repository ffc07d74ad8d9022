"""What a student's function really calls, whatever the names it calls it by.

Runs beside untrusted code: standard library and torch only. What it reports can be forged by code that sets out to.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Collection
from contextlib import ExitStack
from types import FrameType, TracebackType
from typing import Any

import torch
from torch.autograd import forward_ad
from torch.nn.modules.module import register_module_forward_pre_hook
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

MAX_NAMES = 2000
Place = tuple[str, int]  # label of a cell, and a line in it
_BUILTIN_NAMESPACES = ("aten", "prims", "quantized", "onednn", "mkldnn", "sparse")
# The frame that starts autograd's engine: what runs right below it is nobody's wish.
_ENGINE = "_engine_run_backward"
_WRAPPERS = ("_python_dispatch.py", "_compile.py", "eval_frame.py")  # around a dispatch function
# What probes do to ask for a gradient; where a probe itself does it, it is not the student's.
_OF_PROBES = frozenset(
    ("autograd.backward", "requires_grad_", "grad", "backward", "aten::_make_dual", "_make_dual")
)


class Watch:
    """Record which of torch's built-ins run in this thread, and in those that begin, while the context is open; nothing is
    stopped or changed.

    A watched torch operation takes some 20 µs more. Watch calls of their own, whose values and exceptions are not judged.

    Args:
        locate: maps a code object's file name to the label of the notebook cell it comes from, or None.
        lines: places in the notebook; those that run are reported.
        probe: the file name of probes.
        operations: watch functions and operators, beside modules, optimisers and gradients.

    Attributes:
        seen: names of what was called, and the innermost place in the notebook that first led to it: functions and
            methods ("relu", "softmax_"), operators ("aten::_softmax"), modules that were made or called ("nn.Linear"),
            optimisers that were made or stepped ("optim.SGD"), with those of torch's classes that they are derived from;
            "autograd.backward" and "autograd.forward_ad" for gradients. Operators that autograd runs by itself in a backward pass are left
            out: the gradient of an allowed function may need a forbidden one.
        ran: those of ``lines`` that ran.
    """

    def __init__(
        self,
        locate: Callable[[str], str | None] = lambda _: None,
        lines: Collection[Place] = (),
        probe: str = "<probe>",
        operations: bool = True,
    ) -> None:
        self.seen: dict[str, Place | None] = {}
        self.ran: set[Place] = set()
        self._locate, self._lines, self._probe = locate, frozenset(lines), probe
        self._operations = operations
        self._labels = {label for label, _ in self._lines}
        self._stack = ExitStack()

    def __enter__(self) -> Watch:
        with ExitStack() as stack:  # should one of them fail, those before it are undone
            stack.callback(register_module_forward_pre_hook(self._see_module).remove)
            stack.callback(_before_steps(self._see_optimizer).remove)
            self._wrap(stack, torch.nn.Module, "__init__", self._see_module)
            self._wrap(stack, torch.optim.Optimizer, "__init__", self._see_optimizer)
            for home in (torch.autograd, torch.autograd.graph):
                self._wrap(stack, home, _ENGINE, lambda *_: self._see("autograd.backward"))
            self._wrap(stack, forward_ad, "make_dual", lambda *_: self._see("autograd.forward_ad"))
            if self._lines:
                stack.callback(sys.settrace, sys.gettrace())
                sys.settrace(self._trace)
            stack.callback(_eagerly())
            if self._operations:
                stack.enter_context(_Functions(self._see))
                stack.enter_context(_Operators(self._see))
                self._follow_threads(stack)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, traceback)

    @staticmethod
    def _wrap(stack: ExitStack, owner: Any, name: str, see: Callable[..., None]) -> None:
        """Have ``see`` told of each call of a Python function of torch's."""
        genuine = getattr(owner, name)

        def watched(*args: Any, **kwargs: Any) -> Any:
            see(*args)
            return genuine(*args, **kwargs)

        stack.callback(setattr, owner, name, genuine)
        setattr(owner, name, watched)

    def _follow_threads(self, stack: ExitStack) -> None:
        """Watch in threads that begin meanwhile: torch's modes are of one thread."""
        genuine = threading.Thread.run

        def run(thread: threading.Thread) -> None:
            with _Functions(self._see), _Operators(self._see):
                genuine(thread)

        stack.callback(setattr, threading.Thread, "run", genuine)
        threading.Thread.run = run  # type: ignore[assignment,method-assign]

    def _see(self, name: str) -> None:
        if not name or name in self.seen or len(self.seen) >= MAX_NAMES:
            return
        by_probe, place = self._place()  # once for each name: the stack is walked
        if not (by_probe and name in _OF_PROBES):
            self.seen[name] = place

    def _place(self) -> tuple[bool, Place | None]:
        """Whether a probe asked for what runs now, rather than the notebook; the innermost line of the notebook."""
        frame: FrameType | None = sys._getframe(2)
        while frame is not None:
            file = frame.f_code.co_filename
            if file == self._probe:
                return True, None
            if (label := self._locate(file)) is not None:
                return False, (label, frame.f_lineno)
            frame = frame.f_back
        return False, None

    def _see_module(self, module: torch.nn.Module, *_: Any) -> None:
        for base in type(module).__mro__:
            if base.__module__.startswith("torch.nn.") and base is not torch.nn.Module:
                self._see(f"nn.{base.__name__}")

    def _see_optimizer(self, optimizer: Any, *_: Any) -> None:
        for base in type(optimizer).__mro__:
            if base.__module__.startswith("torch.optim.") and base.__name__ != "Optimizer":
                self._see(f"optim.{base.__name__}")

    def _trace(self, frame: FrameType, event: str, arg: Any) -> Any:
        label = self._locate(frame.f_code.co_filename)
        if label not in self._labels:
            return None

        def line(frame: FrameType, event: str, arg: Any) -> Any:
            if (label, frame.f_lineno) in self._lines:
                self.ran.add((str(label), frame.f_lineno))
            return line

        return line


def _before_steps(hook: Any) -> Any:
    from torch.optim.optimizer import register_optimizer_step_pre_hook

    return register_optimizer_step_pre_hook(hook)


def _eagerly() -> Callable[[], None]:
    """Have compiled functions run as they are written, where torch's compiler is in use; what undoes it."""
    stance = getattr(torch.compiler, "set_stance", None)
    if stance is None or "torch._dynamo.eval_frame" not in sys.modules:
        return lambda: None
    forced = stance("force_eager")
    return lambda: forced.__exit__(None, None, None)


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
    """Whether the operator runs inside a backward pass and no Python code (a Function's backward) asked for it."""
    if torch._C._current_graph_task_id() == -1:
        return False
    frame: FrameType | None = sys._getframe(2)  # the caller of __torch_dispatch__
    while frame is not None and frame.f_code.co_filename.endswith(_WRAPPERS):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_name == _ENGINE
