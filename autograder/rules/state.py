"""What the reading of a notebook keeps: its bounds, where it stands, and the uses it has found."""

from __future__ import annotations

import ast
from typing import Any

from autograder.rules.families import Family
from autograder.rules.model import (
    MAX_ITEMS,
    OTHER,
    TENSOR,
    UNKNOWN,
    Args,
    Bound,
    Box,
    Const,
    Data,
    Env,
    Function,
    Getter,
    Instance,
    Klass,
    Lib,
    Made,
    Partial,
    Place,
    Value,
    Values,
    union,
)
from autograder.rules.report import Use

MAX_STEPS = 40_000  # expressions looked at, before and again after the exercise's function is found
MAX_DEPTH = 14  # calls within calls that are followed with their arguments; deeper ones are followed without
MAX_USES = 50
MAX_SHOWN = 80  # characters of a name or a line

# Roots of the dotted paths in which a family's name means the built-in.
LIBRARIES = frozenset(
    """torch torchvision functorch numpy scipy math cmath jax flax optax haiku tensorflow keras autograd
    cupy sympy mpmath sklearn d2l autograder mxnet paddle tinygrad mindspore chainer theano pytorch_lightning
    lightning""".split()
)

# The methods of a tensor that any family forbids: of what may be a tensor, they are torch's.
TENSOR_METHODS = frozenset("relu relu_ prelu sigmoid sigmoid_ tanh tanh_ softmax log_softmax".split())


class Exhausted(Exception):
    """The notebook is larger than is looked at."""


class State:
    """Everything that is kept while one notebook is read for one family."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self.steps = MAX_STEPS
        self.by_arguments = True  # follow a function once for each way it is called; else once in all
        self.recording = False  # True while in code that the exercise's function reaches
        self.place = Place("", ())
        self.uses: dict[tuple[str, int, str], Use] = {}
        self.aliases: set[tuple[str, int, str]] = set()  # uses that only repeat a name given to one elsewhere
        self.waiting: list[
            Value
        ] = []  # functions handed on, to be followed though nobody is seen to call them
        self.known: dict[Any, Values] = {}  # calls worked out before
        self.active: list[ast.AST] = []  # functions that are being followed
        self.patched: dict[str, Values] = {}  # attributes that the notebook sets on libraries
        self.attributes: set[str] = set()  # attributes that the student's own objects have
        self.bound_at: dict[str, tuple[Place, ast.AST]] = {}  # where each global was bound last

    def tick(self, cost: int = 1) -> None:
        """Count a step.

        Raises:
            Exhausted: when there have been too many.
        """
        self.steps -= cost
        if self.steps < 0:
            raise Exhausted

    def store(self, env: Env, name: str, values: Values, node: ast.AST) -> None:
        """Bind a name where it stands in the code."""
        target = env.frame.outer.get(name, env)
        target.vars[name] = values
        if target.parent is None and not self.recording:
            self.bound_at[name] = (self.place, node)
        if target.is_class:
            self.attributes.add(name)

    def note(self, node: ast.AST, values: Values, held: bool) -> None:
        """Record what is forbidden among the values of an expression that the exercise reaches.

        ``held``: the expression is about to be called, or an attribute taken of it; otherwise functions in it
        are handed on to somebody who may call them.
        """
        for value in values:
            if isinstance(value, Lib | Made):
                if self.is_forbidden(value.path):
                    self.record(node, value.path)
            elif isinstance(value, Getter) and value.calls:
                for name in value.names:
                    if name in TENSOR_METHODS and name not in self.attributes and self.family.forbids(name):
                        self.record(node, f"torch.Tensor.{name}")
            elif isinstance(value, Klass | Instance):
                self._note_inherited(node, value if isinstance(value, Klass) else value.klass)
            if not held and isinstance(value, Function | Bound | Klass | Instance | Partial):
                self.waiting.append(value)

    def _note_inherited(self, node: ast.AST, klass: Klass) -> None:
        lineage = klass.lineage()
        own = any(isinstance(kind, Klass) and "forward" in kind.env.vars for kind in lineage)
        for kind in lineage:
            if isinstance(kind, Lib) and self.is_forbidden(kind.path) and (self.family.packages or not own):
                self.record(node, kind.path)

    def is_forbidden(self, path: str) -> bool:
        """Whether the family forbids the library object at ``path``."""
        owner, dot, name = path.rpartition(".")
        if path.partition(".")[0] not in LIBRARIES or not dot:
            return False
        return self.family.forbids(path) or (name == "forward" and self.family.forbids(owner))

    def record(self, node: ast.AST, path: str, name: str | None = None) -> None:
        """Keep one use of ``path``."""
        line: int = self.place.line or getattr(node, "lineno", None) or 1
        key = (self.place.cell, line, path)
        if len(self.uses) >= MAX_USES or (key in self.uses and key not in self.aliases):
            return
        text = self.place.lines[line - 1].strip() if line <= len(self.place.lines) else ""
        self.uses[key] = Use(_short(name or _written(node, path)), path, self.place.cell, line, _short(text))
        if isinstance(node, ast.Name):
            self.aliases.add(key)
        else:
            self.aliases.discard(key)

    def found(self) -> tuple[Use, ...]:
        """The uses, in the order of the code, without repetitions of a name given to one in the same cell."""
        named = {(cell, path) for cell, line, path in self.uses if (cell, line, path) not in self.aliases}
        return tuple(
            use for key, use in self.uses.items() if key not in self.aliases or (key[0], key[2]) not in named
        )

    # The parts of the reading, in their own modules.
    def evaluate(self, node: ast.AST | None, env: Env, held: bool = False) -> Values:
        """What the expression may stand for."""
        raise NotImplementedError

    def execute(self, body: list[ast.stmt], env: Env) -> bool:
        """Read statements; True when the end of them is not reached."""
        raise NotImplementedError

    def attribute(self, owner: Value, name: str) -> Values:
        """What ``owner.name`` may stand for."""
        raise NotImplementedError

    def subscript(self, owner: Value, key: Values) -> Values:
        """What ``owner[key]`` may stand for."""
        raise NotImplementedError

    def bind(self, target: ast.AST, values: Values, env: Env) -> None:
        """Assign to a name, an attribute, an item, or a pattern of them."""
        raise NotImplementedError

    def call(self, function: Value, args: Args, env: Env, node: ast.AST) -> Values:
        """What calling the function may give."""
        raise NotImplementedError

    def library(self, path: str, args: Args, env: Env, node: ast.AST) -> Values:
        """What calling the library's function at ``path`` may give."""
        raise NotImplementedError

    def method(self, owner: Any, name: str, args: Args, env: Env, node: ast.AST) -> Values:
        """What a method of a constant, a container or a library's dictionary may give."""
        raise NotImplementedError


def elements(values: Values) -> Values:
    """What iterating over the values may give."""
    found: list[Values] = []
    for value in values:
        if isinstance(value, Box):
            found.append(value.everything())
        elif isinstance(value, Const) and isinstance(value.value, str):
            found.append(tuple(Const(letter) for letter in value.value[:MAX_ITEMS]))
        elif value is Data.TENSOR:
            found.append(TENSOR)
        else:
            found.append(OTHER if value is Data.OTHER else UNKNOWN)
    return union(*found)


def _written(node: ast.AST, path: str) -> str:
    """The expression as the student wrote it; the library's path where that cannot be shown."""
    try:
        return ast.unparse(node) if isinstance(node, ast.expr) else path
    except (RecursionError, ValueError):
        return path


def _short(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
