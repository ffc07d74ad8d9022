"""``from d2l import torch as d2l``: the line that every reader of the book writes means the course's own helpers.

The book's package cannot be installed beside a current torch. Where it is not there, ``d2l`` and ``d2l.torch`` stand for
``autograder.d2l``; where it is, Python finds it first.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_HELPERS = "autograder.d2l"
_NAMES = ("d2l", "d2l.torch")


def stand_in() -> None:
    """From now on ``d2l`` can be imported in this process; calling it again changes nothing."""
    if not any(type(finder).__name__ == _Finder.__name__ for finder in sys.meta_path):
        sys.meta_path.append(_Finder())


class _Finder(MetaPathFinder):
    """Asked last: only what nobody else has found is ours."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return ModuleSpec(name, _Loader(), is_package=name == "d2l") if name in _NAMES else None


class _Loader(Loader):
    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Helpers(spec.name, __doc__)

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__all__"] = list(importlib.import_module(_HELPERS).__all__)


class _Helpers(ModuleType):
    """A module whose names are those of the course's helpers."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self.__name__ == "d2l" and name == "torch":
            return importlib.import_module("d2l.torch")
        return getattr(importlib.import_module(_HELPERS), name)
