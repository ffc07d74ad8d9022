"""Keeps torch's compiler out of a worker: the first step of an optimiser and the first gradient import it, and use none of it.

``torch.optim`` marks in each step where ``torch.compile`` would have to break its graph, and imports all of
``torch._dynamo`` for that: 70 MB that every fork would have to carry, and a second of every start. ``torch.autograd`` compares two
shapes with a function of the compiler's that comes with sympy: 25 MB, and 0.3 s.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import torch  # noqa: F401  (first, as its own modules expect)


class _StandIn(ModuleType):
    """Answers what torch asks of a module at once; whoever asks for more gets the real one."""

    def __init__(self, name: str, **answers: Callable[..., Any]) -> None:
        super().__init__(name)
        self.__dict__.update(answers)

    def __getattr__(self, name: str) -> Any:
        own = self.__name__
        if name.startswith("__") and (name != "__path__" or own != "torch._dynamo"):  # it only looks
            raise AttributeError(name)
        if sys.modules.get(own) is self:
            del sys.modules[own]
            package, _, last = own.rpartition(".")
            vars(sys.modules[package]).pop(last, None)
        return getattr(importlib.import_module(own), name)


def _not_compiled(fn: Callable[..., Any] | None = None, *_: Any, **__: Any) -> Callable[..., Any]:
    """A function that is not compiled, which all are."""
    return fn if fn is not None else lambda function: function


_STAND_INS: tuple[tuple[str, dict[str, Callable[..., Any]]], ...] = (
    ("torch._dynamo", {"graph_break": lambda *_, **__: None, "disable": _not_compiled}),
    (
        "torch.fx.experimental.symbolic_shapes",
        {"expect_true": lambda a, *_: bool(a), "sym_eq": lambda a, b: bool(a == b)},
    ),
)


def without_compiler() -> None:
    """Have what optimisers and gradients ask of torch's compiler answered at once."""
    for name, answers in _STAND_INS:
        if name not in sys.modules:
            package, _, last = name.rpartition(".")
            sys.modules[name] = module = _StandIn(name, **answers)
            setattr(importlib.import_module(package), last, module)
