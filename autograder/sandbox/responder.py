"""Answers requests about one notebook's namespace: calls by value, probes, globals, seeds.

The same code answers in a sandboxed worker, in ``pytest assignments/`` and live in the student's notebook, so that a
function meets the same treatment everywhere.

A request is ``[operation, seed or None, *arguments]``; a reply is one of ``["value", value]``,
``["raised", class name, detail, where, class names of the MRO, cause]`` and ``["missing", name, found, cause]``, where the
cause is None or ``[kind, what]`` (see :mod:`autograder.sandbox.causes`).
"""

from __future__ import annotations

import random
import traceback
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch

from autograder.core import values
from autograder.sandbox import settings
from autograder.sandbox.causes import EVERY_NAME, Cause, cause_of, text_of

PROBE_FILE = "<probe>"
Locate = Callable[[str], str | None]


class Missing(Exception):
    """The notebook has no such name, or it is nothing that can be called."""

    def __init__(self, name: str, found: str | None) -> None:
        super().__init__(name)
        self.name, self.found = name, found


class NotebookView:
    """What a probe sees as ``student``: the notebook's own objects, by attribute, and all of it as ``globals``."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.globals = namespace

    def __getattr__(self, name: str) -> Any:
        try:
            return self.globals[name]
        except KeyError:
            raise Missing(name, None) from None


class Responder:
    """Answers requests about ``namespace``.

    Args:
        namespace: the notebook's globals.
        locate: maps a code object's file name to the label of the notebook cell it comes from, or None.
        line: gives a source line of a cell for messages, by label and line number.
        lost: names that the notebook would have bound, but for what it needs and does not find here.
    """

    def __init__(
        self,
        namespace: dict[str, Any],
        locate: Locate,
        line: Callable[[str, int], str],
        lost: Mapping[str, Cause] | None = None,
    ) -> None:
        self.namespace = namespace
        self._lost = {} if lost is None else lost
        self._locate, self._line = locate, line
        self._kept: list[Any] = []
        self._probes: dict[tuple[str, str], Callable[..., Any]] = {}

    def answer(self, request: Any) -> list[Any]:
        """Answer one request; never raises, whatever the student's code does."""
        settings.put_right()
        return self._answer(request)

    def _answer(self, request: Any) -> list[Any]:
        try:
            operation, seed, *arguments = request
            if seed is not None:
                seed_everything(seed)
            value = self._present(OPERATIONS[operation](self, *arguments), 0)
            if replaced := settings.put_back():
                raise RuntimeError(f"torch's own {replaced[0]} was replaced during the call")
            return ["value", value]
        except Missing as exc:
            cause = self._lost.get(exc.name) or (self._lost.get(EVERY_NAME) if exc.found is None else None)
            return ["missing", exc.name, exc.found, None if cause is None else list(cause)]
        except BaseException as exc:
            return self._report(exc)

    def call(self, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Call the notebook's function ``name``."""
        return self._function(name)(*self._resolve(args), **self._resolve(kwargs))

    def after(self, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Call it; the result, and the positional arguments as the call left them."""
        resolved = self._resolve(args)
        return self._function(name)(*resolved, **self._resolve(kwargs)), tuple(resolved)

    def watch(self, requests: list[bytes], lines: list[list[Any]], operations: bool) -> list[list[Any]]:
        """Answer encoded requests while watching what runs.

        Args:
            lines: cell and number of lines in the notebook to look for.
            operations: look for torch's functions and operators, beside modules, optimisers and gradients.

        Returns:
            ``[name, cell, line]`` of each thing seen, cell and line None where no line of the notebook led to it;
            ``["", cell, line]`` of each line that ran.
        """
        from autograder.sandbox.watch import Watch

        with Watch(self._locate, [(label, line) for label, line in lines], PROBE_FILE, operations) as watch:
            for request in requests:
                self._answer(values.decode(request))
        seen = [[name, *(place or (None, None))] for name, place in watch.seen.items()]
        return seen + [["", *place] for place in sorted(watch.ran)]

    def probe(self, source: str, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Run a trusted probe beside the student's code."""
        function = self._probes.get((source, name))
        if function is None:
            scope: dict[str, Any] = {"__name__": "probe"}
            exec(compile(source, PROBE_FILE, "exec"), scope)
            function = self._probes[source, name] = scope[name]
        return function(NotebookView(self.namespace), *self._resolve(args), **self._resolve(kwargs))

    def set(self, globals_: dict[str, Any]) -> None:
        """Set globals of the notebook."""
        self.namespace.update(self._resolve(globals_))

    def has(self, name: str) -> bool:
        """Whether the notebook defines ``name``."""
        return name in self.namespace

    def _function(self, name: str) -> Callable[..., Any]:
        if name not in self.namespace:
            raise Missing(name, None)
        function: Callable[..., Any] = self.namespace[name]
        if not callable(function):
            raise Missing(name, values.type_name(function))
        return function

    def _resolve(self, value: Any) -> Any:
        kind = type(value)
        if kind is values.Handle:
            return self._kept[value.number]
        if kind is list:
            return [self._resolve(item) for item in value]
        if kind is tuple:
            return tuple(self._resolve(item) for item in value)
        if kind is dict:
            return {key: self._resolve(item) for key, item in value.items()}
        return value

    def _present(self, value: Any, depth: int) -> Any:
        """Turn a result into values: what is none becomes a Handle (Modules, optimisers) or an Opaque."""
        kind = type(value)
        if kind in _PLAIN or (
            kind is torch.Tensor and values.is_dense(value) and value.nbytes < _SURELY_FITS
        ):
            return value
        if depth < values.MAX_DEPTH - 2:
            if isinstance(value, list):  # a subclass is a list, and arrives as a plain one
                return [self._present(item, depth + 1) for item in value]
            if isinstance(value, tuple):  # a named tuple, too
                return tuple(self._present(item, depth + 1) for item in value)
            if isinstance(value, dict) and all(type(key) is str for key in value):
                return {key: self._present(item, depth + 1) for key, item in value.items()}
        if isinstance(value, torch.nn.Module | torch.optim.Optimizer):
            self._kept.append(value)
            return values.Handle(len(self._kept) - 1, values.type_name(value))
        try:
            values.encode(value)
            return value
        except Exception:
            return values.Opaque(values.type_name(value))

    def _report(self, exc: BaseException) -> list[Any]:
        where = None
        for frame, line in traceback.walk_tb(exc.__traceback__):
            label = self._locate(frame.f_code.co_filename)
            if label is not None:
                function = frame.f_code.co_qualname.partition(".")[0]
                where = [label, line, self._line(label, line)[:200], function[:80]]
        detail = text_of(exc)
        if type(exc) is RuntimeError and ("can't allocate memory" in detail or "not enough memory" in detail):
            return ["raised", "MemoryError", "", where, ["MemoryError"], None]
        cause = cause_of(exc, self._lost)
        return [
            "raised",
            type(exc).__name__[:80],
            detail,
            where,
            [c.__name__[:80] for c in type(exc).__mro__[:-1]],
            None if cause is None else list(cause),
        ]


OPERATIONS: dict[str, Callable[..., Any]] = {
    "call": Responder.call,
    "after": Responder.after,
    "watch": Responder.watch,
    "probe": Responder.probe,
    "set": Responder.set,
    "has": Responder.has,
}
# a notebook may bind the names anew
_SEEDS = (torch.default_generator.manual_seed, np.random.seed, random.seed)
_PLAIN = frozenset({type(None), bool, float})
_SURELY_FITS = 2**20  # bytes


def seed_everything(seed: int) -> None:
    """Seed the three generators that a solution may use: torch's, numpy's, Python's."""
    for put in _SEEDS:
        put(seed % 2**32)
