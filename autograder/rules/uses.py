"""Where a notebook's source reaches a forbidden built-in: names, imports and aliases followed, nothing run.

What is called is decided by the watch at run time. This reading names the line for the message, finds what the watch cannot
see (numpy, scipy, math: a use of theirs counts if its line runs), and tells what is written and never called. What is not
known is not held against the student.
"""

import ast
import importlib.util
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache

from autograder.core import source
from autograder.rules.families import Family

MAX_CELLS = 500
MAX_USES = 50
MAX_SHOWN = 80  # characters of a name or a line
_LONGEST = 20  # names in a dotted path
TORCH = frozenset(("torch", "torchvision", "functorch"))  # whose calls the watch sees
LIBRARIES = TORCH | frozenset(
    "numpy scipy math cmath jax flax tensorflow keras autograd cupy sympy mpmath sklearn".split()
)
_METHODS = frozenset(
    "relu relu_ prelu sigmoid sigmoid_ tanh tanh_ softmax log_softmax backward requires_grad_".split()
)
_ASKS = frozenset(("isinstance", "issubclass", "hasattr", "type"))
_THEMSELVES = frozenset(("self", "cls", "ctx"))
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

Cells = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a notebook reaches a forbidden built-in.

    All text comes from the student's notebook and is untrusted; its length is capped.

    Attributes:
        name: the built-in as the student wrote it ("torch.relu", "X.sigmoid").
        path: what that is in the library ("torch.relu", "torch.Tensor.sigmoid").
        cell: label of the cell.
        line: line in the cell, from 1.
        text: that line, without its indentation.
        called: whether it is in code that runs when the exercise's function is called, rather than when it is defined.
    """

    name: str
    path: str
    cell: str
    line: int
    text: str
    called: bool = True

    @property
    def of_torch(self) -> bool:
        """Whether the watch would see it run."""
        return self.path.partition(".")[0] in TORCH


def find(cells: Cells, name: str, family: Family, until: int | None = None) -> tuple[Use, ...]:
    """Where the notebook's ``name``, and what it calls by name, reaches something of the family.

    Args:
        cells: label and source of each code cell, in order; those that do not parse are passed over. No source, however
            hostile, makes this raise or run long.
        name: the exercise's name.
        family: what it forbids.
        until: how many of the cells stand before the exercise's test cell: what a later one binds to ``name`` is nothing to
            it. By default, all.
    """
    reading = _read(tuple(cells[:MAX_CELLS]))
    return _Search(reading, family).reached(name, len(cells) if until is None else until)


def find_outside_torch(cells: Cells, family: Family) -> tuple[Use, ...]:
    """Where any of the notebook's functions uses something of the family that is not torch's."""
    return _Search(_read(tuple(cells[:MAX_CELLS])), family).anywhere()


def at(cells: Cells, name: str, cell: str, line: int, family: Family) -> Use:
    """The use of a built-in that was seen to run at this place, as written there where that can be told."""
    text = next((_line(text, line) for label, text in cells if label == cell), "")
    written = next(
        (use.name for use in _Search(_read(tuple(cells[:MAX_CELLS])), family).at(cell, line)), name
    )
    return Use(written, name, cell, line, text)


# A name's value: the dotted path of a library's object, or the code that it stands for and the cell it is in.
@dataclass(frozen=True, slots=True, eq=False)
class _Code:
    node: ast.AST
    cell: int


_Value = str | _Code | None


@dataclass
class _Reading:
    cells: tuple[tuple[str, str], ...]
    trees: list[ast.Module] = field(default_factory=list)
    # name -> cell -> the last value there; cells in order
    names: dict[str, dict[int, _Value]] = field(default_factory=dict)

    def value(self, name: str, until: int | None = None) -> _Value:
        bound = reversed(self.names.get(name, {}).items())
        return next((value for cell, value in bound if until is None or cell < until), None)


@lru_cache(maxsize=2)
def _read(cells: tuple[tuple[str, str], ...]) -> _Reading:
    """What every global name is bound to, cell by cell."""
    reading = _Reading(cells)
    for index, (_, text) in enumerate(cells):
        tree = source.parse(text) or ast.Module([], [])
        reading.trees.append(tree)
        with suppress(RecursionError):
            for name, value in _bound(tree.body):
                path = value if isinstance(value, str) else _path(value, reading.value)
                bound = path if path is not None or isinstance(value, str) else _Code(value, index)
                reading.names.setdefault(name, {})[index] = bound
    return reading


def _bound(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, str | ast.AST]]:
    """The names that statements bind, those of a library's first ``import *`` one by one."""
    whole = set[str]()
    for name, value in source.bindings(nodes):
        if name != "*" or not isinstance(value, str):
            yield name, value
        elif value not in whole:
            whole.add(value)
            library = value.partition(".")[0]
            if library in LIBRARIES and importlib.util.find_spec(library):
                module = sys.modules.get(value.removesuffix(".*"))
                known = getattr(module, "__all__", None) or [n for n in vars(module or ast) if n[:1] != "_"]
                yield from ((each, value[:-1] + each) for each in known)


def _path(node: ast.AST, look_up: object, longest: int = _LONGEST) -> str | None:
    """The dotted path of a library's object that an expression is, as far as names tell."""
    if not longest:
        return None
    if isinstance(node, ast.Name):
        value = look_up(node.id)  # type: ignore[operator]
        return value if isinstance(value, str) else None
    if isinstance(node, ast.Attribute):
        owner = _path(node.value, look_up, longest - 1)
        return f"{owner}.{node.attr}" if owner else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
        last = node.args[-1]
        if isinstance(last, ast.Constant) and isinstance(last.value, str):
            if node.func.id == "__import__":
                return last.value
            owner = (
                _path(node.args[0], look_up, longest - 1)
                if node.func.id == "getattr" and len(node.args) == 2
                else None
            )
            return f"{owner}.{last.value}" if owner else None
    return None


class _Search:
    """One search of one notebook for one family."""

    def __init__(self, reading: _Reading, family: Family) -> None:
        self.reading, self.family = reading, family
        self.uses: dict[tuple[int, int, str], Use] = {}
        self.waiting: list[_Code] = []
        self.seen: set[int] = set()
        self.cell, self.called = 0, True

    def reached(self, name: str, until: int) -> tuple[Use, ...]:
        """What the name leads to, and what that calls by name."""
        value = self.reading.value(name, until)
        if isinstance(value, str) and self._forbids(value):
            bound = reversed(self.reading.names[name].items())
            cell = next(cell for cell, other in bound if other == value and cell < until)
            self.cell, self.called = cell, False
            self._record(self._statement(name, cell), value)
        elif isinstance(value, _Code):
            self.waiting.append(value)
            self.called = isinstance(value.node, _DEFINITIONS)
        while self.waiting:
            code = self.waiting.pop()
            self._visit_code(code)
            self.called = True
        return tuple(self.uses.values())

    def anywhere(self) -> tuple[Use, ...]:
        """What the notebook's functions use that is not torch's: who uses a library, or what stands for one, names it."""
        bound = self.reading.names.items()
        naming = {name for name, values in bound if any(map(_is_outside, values.values()))}
        naming |= {"__import__"} | LIBRARIES - TORCH
        for index, (_, text) in enumerate(self.reading.cells):
            words = re.findall(r"\w+", unicodedata.normalize("NFKC", text))  # as Python reads a name
            if not naming.isdisjoint(words):
                for node in ast.walk(self.reading.trees[index]):
                    if isinstance(node, (*_DEFINITIONS, ast.Lambda)):
                        self._visit_code(_Code(node, index))
        return tuple(use for use in self.uses.values() if not use.of_torch)

    def at(self, cell: str, line: int) -> tuple[Use, ...]:
        """What stands on one line."""
        for index, (label, _) in enumerate(self.reading.cells):
            if label == cell:
                self._visit_code(_Code(self.reading.trees[index], index))
        return tuple(use for use in self.uses.values() if (use.cell, use.line) == (cell, line))

    def _statement(self, name: str, cell: int) -> ast.stmt:
        for node in ast.walk(self.reading.trees[cell]):
            if isinstance(node, ast.stmt) and any(bound == name for bound, _ in _bound([node])):
                return node
        return ast.Pass(lineno=1)

    def _visit_code(self, code: _Code) -> None:
        if id(code.node) in self.seen:
            return
        self.seen.add(id(code.node))
        self.cell = code.cell
        with suppress(RecursionError):
            self._visit(code.node, {})

    def _visit(self, node: ast.AST, local: dict[str, _Value]) -> None:
        if isinstance(node, (*_DEFINITIONS, ast.Lambda)):
            local = self._inside(node, local)
        elif isinstance(node, ast.Compare) or (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ASKS
        ):
            return  # `type(m) == nn.Linear` uses no layer
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            return  # what is given to the name is beside it
        elif isinstance(node, ast.Name | ast.Attribute | ast.Call) and self._used(node, local):
            return
        for name, value in ast.iter_fields(node):
            if name not in ("annotation", "returns"):
                for child in value if isinstance(value, list) else [value]:
                    if isinstance(child, ast.AST):
                        self._visit(child, local)

    def _inside(self, node: ast.AST, local: dict[str, _Value]) -> dict[str, _Value]:
        """The names that are local inside a function or class, beside those around it."""
        inner = dict(local)
        if not isinstance(node, ast.ClassDef):
            args = node.args  # type: ignore[attr-defined]
            inner |= {arg.arg: None for arg in ast.walk(args) if isinstance(arg, ast.arg)}
        if not isinstance(node, ast.Lambda):
            for name, value in _bound(node.body):  # type: ignore[attr-defined]
                inner[name] = (
                    value if isinstance(value, str) else _path(value, lambda name: self._value(name, inner))
                )
        return inner

    def _value(self, name: str, local: dict[str, _Value]) -> _Value:
        return local[name] if name in local else self.reading.value(name)

    def _used(self, node: ast.expr, local: dict[str, _Value]) -> bool:
        """Note what an expression uses; whether it is a use as a whole."""
        path = _path(node, lambda name: self._value(name, local))
        if path is not None and self._forbids(path):
            self._record(node, path)
            return True
        if isinstance(node, ast.Name):
            value = self._value(node.id, local)
            if isinstance(value, _Code):
                self.waiting.append(value)
        elif isinstance(node, ast.Attribute) and self._is_method(node, local):
            self._record(node, f"torch.Tensor.{node.attr}")
        return False

    def _is_method(self, node: ast.Attribute, local: dict[str, _Value]) -> bool:
        """Whether it may well be a tensor's method: of a local variable, or of what an expression gives."""
        if node.attr not in _METHODS or not self.family.forbids(node.attr):
            return False
        owner = node.value
        if isinstance(owner, ast.Name):
            return owner.id in local and local[owner.id] is None and owner.id not in _THEMSELVES
        return _root(owner) not in _THEMSELVES

    def _forbids(self, path: str) -> bool:
        return path.partition(".")[0] in LIBRARIES and "." in path and self.family.forbids(path)

    def _record(self, node: ast.stmt | ast.expr, path: str) -> None:
        key = self.cell, node.lineno, path.rpartition(".")[2]
        if key not in self.uses and len(self.uses) < MAX_USES:
            label, text = self.reading.cells[self.cell]
            name = path if isinstance(node, ast.stmt) else _short(ast.unparse(node))
            self.uses[key] = Use(name, path, label, node.lineno, _line(text, node.lineno), self.called)


def _is_outside(value: _Value) -> bool:
    return isinstance(value, str) and value.partition(".")[0] in LIBRARIES - TORCH


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _line(text: str, line: int) -> str:
    lines = source.lines_of(text)
    return _short(lines[line - 1].strip()) if 0 < line <= len(lines) else ""


def _short(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
