"""Keeps torch's compiler out of a worker: it is imported by the first step of any optimiser, and used by none.

``torch.optim`` marks in each step where ``torch.compile`` would have to break its graph. For that it imports all of
``torch._dynamo``: 70 MB that every fork would have to carry, and a second of every start.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import torch

_NAME = "torch._dynamo"


def without_dynamo() -> None:
    """Have what optimisers ask of ``torch._dynamo`` answered at once; whoever asks for more gets the real one."""
    if _NAME not in sys.modules:
        sys.modules[_NAME] = torch._dynamo = _StandIn(_NAME)  # type: ignore[assignment]


class _StandIn(ModuleType):
    @staticmethod
    def graph_break(*_: Any, **__: Any) -> None:
        """Nothing is being compiled."""

    @staticmethod
    def disable(fn: Callable[..., Any] | None = None, *_: Any, **__: Any) -> Callable[..., Any]:
        """A function that is not compiled, which all are."""
        return fn if fn is not None else lambda function: function

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__path__":  # whoever only looks around, as inspect does
            raise AttributeError(name)
        if sys.modules.get(_NAME) is self:
            del sys.modules[_NAME], torch._dynamo
        return getattr(importlib.import_module(_NAME), name)
