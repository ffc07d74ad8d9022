"""Where an exercise's function reaches a forbidden built-in: a look at the source, which is never run.

The notebook's cells are read in order, as Python would run them, keeping what each name may stand for: a
library's function under whatever name it was imported, a function, class or object of the student's, a string
put together from constants. Then the final definition of the exercise's name is followed into everything that
it calls. What is not known is not held against the student; the run-time watch is the second line.

Known misses: a name that is only worked out while the code runs (read from a file, drawn from ``dir()``, put
together in a ``while`` loop), metaclasses, and functions hidden in pickles.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from autograder.rules.calls import Calls
from autograder.rules.families import Family
from autograder.rules.library import Library
from autograder.rules.model import (
    TENSOR,
    Args,
    Bound,
    Env,
    Function,
    Getter,
    Instance,
    Lib,
    Made,
    Partial,
    Place,
    Value,
)
from autograder.rules.report import Use
from autograder.rules.source import Sources
from autograder.rules.state import MAX_STEPS, TENSOR_METHODS, Exhausted
from autograder.rules.statements import Statements

MAX_CELLS = 2000


def find(cells: Sequence[tuple[str, str]], name: str, family: Family) -> tuple[Use, ...]:
    """Find where the notebook's final ``name`` reaches something of the family; empty when nowhere.

    Args:
        cells: name and source of each code cell, in order. Cells that do not parse are skipped; IPython's
            magics may occur. Nothing is executed, and no source, however hostile, makes this raise or run
            long.
        name: the exercise's name.
        family: what it forbids.
    """
    reader = _Reader(family)
    for step in (lambda: reader.read(cells), lambda: reader.reach(name)):
        try:
            step()
        except (RecursionError, MemoryError):
            pass  # what has been found until then stands
    return reader.found()


class _Reader(Statements, Library, Calls):
    """Reads one notebook."""

    def __init__(self, family: Family) -> None:
        super().__init__(family)
        self.globals = Env()

    def read(self, cells: Sequence[tuple[str, str]]) -> None:
        """Read the notebook from top to bottom."""
        sources = Sources()
        for cell, text in cells[:MAX_CELLS]:
            parsed = sources.parse(text)
            if parsed is None:
                continue
            tree, lines = parsed
            self.place = Place(cell, lines)
            try:
                self.execute(tree.body, self.globals)
            except Exhausted:
                self._only_definitions(tree)

    def _only_definitions(self, tree: ast.Module) -> None:
        """Read on in a notebook that does more than is looked at: its functions and imports, no calls."""
        self.steps = max(self.steps, 0) + 200
        wanted = ast.FunctionDef | ast.Import | ast.ImportFrom
        try:
            self.execute([node for node in tree.body if isinstance(node, wanted)], self.globals)
        except Exhausted:
            pass

    def reach(self, name: str) -> None:
        """Follow the final definition of ``name`` and all that it leads to."""
        self.recording = True
        for self.by_arguments in (
            True,
            False,
        ):  # with more ways to call helpers than can be followed: one for all
            self.steps, self.known, self.waiting = MAX_STEPS, {}, []
            try:
                self._follow_all(name)
                return
            except Exhausted:
                continue

    def _follow_all(self, name: str) -> None:
        place, node = self.bound_at.get(name, (Place("", ()), ast.Pass()))
        for value in self.globals.vars.get(name, ()):
            self.place = place
            self._enter(value, node, name)
        while self.waiting:
            self.tick()
            self.visit(self.waiting.pop(0))

    def _enter(self, value: Value, node: ast.AST, name: str) -> None:
        match value:
            case Lib(path) | Made(path):
                if self.is_forbidden(path):
                    self.record(node, path, path)
            case Getter(names, calls=True):
                for method in names:
                    if method in TENSOR_METHODS and self.family.forbids(method):
                        self.record(node, f"torch.Tensor.{method}", name)
            case Function():
                self.follow(value, _data(value, 0))
            case Bound(function, owner):
                data = _data(function, 1)
                self.follow(function, Args(((owner,), *data.positional)))
            case Instance():
                self.note(node, (value,), held=False)
            case Partial(targets, early):
                for target in targets:
                    if isinstance(target, Function):
                        late = _data(target, len(early.positional), {key for key, _ in early.named})
                        self.follow(target, Args(early.positional + late.positional, early.named))
                    else:
                        self._enter(target, node, name)
            case _:
                self.note(node, (value,), held=False)


def _data(function: Function, start: int, but: set[str] | frozenset[str] = frozenset()) -> Args:
    """Tensors for the parameters that have no default: what an exercise's function is called with."""
    spec = function.node.args
    names = [arg.arg for arg in (*spec.posonlyargs, *spec.args)][start:]
    needed = [name for name in names if name not in function.defaults and name not in but]
    return Args((TENSOR,) * len(needed) if needed else ((TENSOR,) if spec.vararg else ()))
